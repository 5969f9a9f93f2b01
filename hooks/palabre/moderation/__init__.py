"""What moderators make of the archive.

A :mod:`~palabre.moderation.digest` has all that the weekly message says, as plain values:
:mod:`~palabre.moderation.digest_text` and :mod:`~palabre.moderation.digest_html` show them, by
:mod:`~palabre.moderation.wrapping` and by a template, and
:mod:`~palabre.moderation.digest_mail` has both in one message.
"""
