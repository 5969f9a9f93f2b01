"""What moderators ask of an archive while a discussion is held.

:mod:`~palabre.moderation.status` counts what has come in and finds what is left to do, and
:mod:`~palabre.moderation.tasks` puts that into words: :mod:`~palabre.moderation.status_table` shows
them at a terminal, in :mod:`~palabre.moderation.columns`; :mod:`~palabre.moderation.status_page` as
a page. :mod:`~palabre.moderation.status_values` are the same for programs.

:mod:`~palabre.moderation.outline` finds which contributions answer which question, and what they
say; :mod:`~palabre.moderation.skeleton` makes the beginning of a consolidated reply of it.

A :mod:`~palabre.moderation.digest` is the weekly :mod:`~palabre.moderation.message` for the mailing
list, as plain values. :mod:`~palabre.moderation.digest_text`, in lines by
:mod:`~palabre.moderation.wrapping`, and :mod:`~palabre.moderation.digest_html`, by a template, show
them; :mod:`~palabre.moderation.digest_mail` has both in one.
"""
