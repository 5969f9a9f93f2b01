"""Mailboxes and saved pages, to what somebody wrote.

:mod:`~palabre.mail.mailboxes` finds messages in files; :mod:`~palabre.mail.letters` makes letters
of them. :mod:`~palabre.mail.parts` (by :mod:`~palabre.mail.mime`, :mod:`~palabre.mail.headers`,
:mod:`~palabre.mail.charsets` and :mod:`~palabre.mail.wrappings`), :mod:`~palabre.mail.digests` and
:mod:`~palabre.mail.saved_pages` take them apart, and :mod:`~palabre.mail.bodies` a text from
:mod:`~palabre.mail.quotes` (known by their :mod:`~palabre.mail.quoted_headers`),
:mod:`~palabre.mail.footers` and :mod:`~palabre.mail.signatures`: these are its
:mod:`~palabre.mail.remains`. :mod:`~palabre.mail.hypertext`, by :mod:`~palabre.mail.conversion`,
and :mod:`~palabre.mail.escaping` make Markdown of it; :mod:`~palabre.mail.days` reads dates, and
:mod:`~palabre.mail.words` has the words of natural languages, from the catalogues.
"""
