"""The commands of ``palabre``: a module each, named as people type it, with its ``command``.

A command reads what it was asked, calls the core, and says what came of it. Its help and that of
its options are messages of the catalogues, ``help-…``; :mod:`palabre.cli` puts the words.
"""
