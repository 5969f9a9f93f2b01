"""A file of the site that is no page, in one language: a feed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from palabre.view import View


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is no page, not made yet: one of the same address in each language."""

    address: str
    make: Callable[[View], str]
    """Its words, for readers of one language; it may be read anywhere, so links of the view that it
    is given are absolute."""
    shows: str = ""
    """Digest of what it shows of the archive; empty where it is made anew each time.

    Like that of a page, it need not hold what comes from registries and from Babel.
    """
