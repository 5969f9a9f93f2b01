"""The files for reference managers: one of each format for each work, and for each discussion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from palabre.archive import Archive
from palabre.bibliography import bibtex, csl, items, ris
from palabre.bibliography.items import Citable, Item
from palabre.document import Document
from palabre.language import Language, phrase
from palabre.layout import bibliography_address, stem
from palabre.view import Link, View


@dataclass(frozen=True, slots=True)
class Format:
    """A format that reference managers read."""

    name: str
    extension: str
    write: Callable[[Iterable[Item], Language], str]


FORMATS = (
    Format("BibTeX", ".bib", bibtex.written),
    Format("RIS", ".ris", ris.written),
    Format("CSL-JSON", ".csl.json", csl.written),
)


def address(page: str, format_: Format) -> str:
    """Where the file stands that says how the text at *page* is cited."""
    return stem(page) + format_.extension


def links(page: str, view: View) -> tuple[Link, ...]:
    """To the files that say how the text at *page* is cited."""
    return tuple(view.link(phrase(one.name), address(page, one)) for one in FORMATS)


def documents(archive: Archive) -> Iterator[Document]:
    """Every file for reference managers, not made yet.

    They are very many and very small: to make one takes no longer than to keep it.
    """
    for discussion in archive.discussions.values():
        works = tuple(items.citable(discussion))
        for work in works:
            yield from _files(work.address, (work,))
        yield from _files(bibliography_address(discussion.id), works)


def _files(page: str, works: tuple[Citable, ...]) -> Iterator[Document]:
    for one in FORMATS:
        yield Document(address(page, one), partial(_written, one, works))


def _written(format_: Format, works: tuple[Citable, ...], view: View) -> str:
    return format_.write((items.item(work, view) for work in works), view.language)
