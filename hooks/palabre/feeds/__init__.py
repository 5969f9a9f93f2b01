"""Feeds: what is new, brought to whoever subscribes (Atom, RFC 4287).

:mod:`~palabre.feeds.feed`        which feeds there are, and what each is of
:mod:`~palabre.feeds.moments`     when an entry was published and updated, and which is newer
:mod:`~palabre.feeds.bodies`      the words of an entry, as HTML that can be read anywhere
:mod:`~palabre.feeds.entries`     one text as an entry, made once for all feeds of a language
:mod:`~palabre.feeds.documents`   the files
:mod:`~palabre.feeds.overview`    the page that lists them, and says how to subscribe

Contributions are told, and what moderators write: launches, the intros of weeks, replies. Text that
is not translated is in the feeds of both languages, in its own.
"""
