"""What bibliographies say of the texts of the archive.

:mod:`~palabre.bibliography.items` has a work as readers of one language would cite it.
:mod:`~palabre.bibliography.entries` words it as bibliographies of several
:mod:`~palabre.bibliography.styles` do, by :mod:`~palabre.bibliography.patterns` of the catalogues;
a page shows that in its :mod:`~palabre.bibliography.box`.

:mod:`~palabre.bibliography.bibtex`, :mod:`~palabre.bibliography.ris` and
:mod:`~palabre.bibliography.csl` write items, with :mod:`~palabre.bibliography.notes`, as
:mod:`~palabre.bibliography.files` for reference managers.
"""
