"""The files for reference managers: one of each format for each work, and for each discussion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from palabre.archive import Archive
from palabre.bibliography import bibtex, csl, items, ris
from palabre.bibliography.items import Citable, Item
from palabre.document import Series
from palabre.language import Language, phrase
from palabre.layout import bibliography_address, stem
from palabre.view import Link, View


@dataclass(frozen=True, slots=True)
class Format:
    """A format that reference managers read."""

    name: str
    extension: str
    entry: Callable[[Item, Language], str]
    """What it says of an item, its notes in that language."""
    file: Callable[[Iterable[str]], str]
    """The file that has these entries."""


FORMATS = (
    Format("BibTeX", ".bib", bibtex.entry, "\n".join),
    Format("RIS", ".ris", ris.entry, "\n".join),
    Format("CSL-JSON", ".csl.json", csl.entry, csl.file),
)


def address(page: str, format_: Format) -> str:
    """Where the file stands that says how the text at *page* is cited."""
    return stem(page) + format_.extension


def links(page: str, view: View) -> tuple[Link, ...]:
    """To the files that say how the text at *page* is cited."""
    return tuple(view.link(phrase(one.name), address(page, one)) for one in FORMATS)


def series(archive: Archive) -> Iterator[Series]:
    """Every file for reference managers, not made yet: those of one discussion together."""
    for discussion in archive.discussions.values():
        works = tuple(items.citable(discussion))
        pages = (*(work.address for work in works), bibliography_address(discussion.id))
        addresses = tuple(address(page, one) for page in pages for one in FORMATS)
        yield Series(addresses, partial(_files, works))


def _files(works: Sequence[Citable], view: View) -> Iterator[str]:
    """The files of each work, then those of their discussion, which have the same entries."""
    told: dict[str, list[str]] = {one.name: [] for one in FORMATS}
    for work in works:
        item = items.item(work, view)
        for one in FORMATS:
            entry = one.entry(item, view.language)
            told[one.name].append(entry)
            yield one.file((entry,))
    for one in FORMATS:
        yield one.file(told[one.name])
