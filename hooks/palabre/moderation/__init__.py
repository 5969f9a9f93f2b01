"""What moderators make of the archive.

A :mod:`~palabre.moderation.digest` is the weekly :mod:`~palabre.moderation.message` for the mailing
list, as plain values. :mod:`~palabre.moderation.digest_text`, in lines by
:mod:`~palabre.moderation.wrapping`, and :mod:`~palabre.moderation.digest_html`, by a template, show
them; :mod:`~palabre.moderation.digest_mail` has both in one.
"""
