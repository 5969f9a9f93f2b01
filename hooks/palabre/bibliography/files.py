"""The files for reference managers: one of each format for each work, and for each discussion."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from palabre.bibliography import bibtex, csl, items, ris
from palabre.bibliography.items import Item
from palabre.language import Language, phrase
from palabre.layout import bibliography_address, stem
from palabre.view import Link, View
from palabre.works import Discussion


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


def publish(views: Iterable[View], target: Path) -> None:
    """Write all of them below the site's root, *target*, as each of the *views* has them.

    They are very many and very small: to make them takes no longer than to keep them.
    """
    make = cache(partial(os.makedirs, exist_ok=True))
    for view in views:
        root = f"{target}/{view.site.prefix}"
        for discussion in view.archive.discussions.values():
            for name, words in _files(discussion, view):
                make((root + name).rpartition("/")[0])
                with open(root + name, "wb") as file:  # noqa: PTH123  # ten thousand times
                    file.write(words.encode())


def _files(discussion: Discussion, view: View) -> Iterator[tuple[str, str]]:
    """The address and the words of the files of each work, then of those that have them all."""
    told: dict[Format, list[str]] = {one: [] for one in FORMATS}
    for work in items.citable(discussion):
        item = items.item(work, view)
        for one in FORMATS:
            entry = one.entry(item, view.language)
            told[one].append(entry)
            yield address(work.address, one), one.file((entry,))
    for one in FORMATS:
        yield address(bibliography_address(discussion.id), one), one.file(told[one])
