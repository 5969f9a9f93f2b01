"""What bibliographies say of a text of the archive.

:mod:`~palabre.bibliography.names` tells family names from given ones;
:mod:`~palabre.bibliography.items` has a work as readers of one language would cite it.
"""
