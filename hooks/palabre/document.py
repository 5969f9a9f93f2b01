"""Files of the site that are no pages, in one language: feeds, records for bibliographies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


@dataclass(frozen=True, slots=True)
class Series:
    """Documents that are made together, because what one says another says too.

    They are made anew each time: very many and very small, they would take as long to keep.
    """

    addresses: tuple[str, ...]
    make: Callable[[View], Iterator[str]]
    """The words of each, in the same order, as :attr:`Document.make` has them."""
