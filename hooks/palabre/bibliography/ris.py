"""Items as RIS, the format of 2011: a line a value, so that no value may have a line break."""

from __future__ import annotations

from collections.abc import Iterator

from palabre.bibliography.items import Item
from palabre.bibliography.notes import notes, one_line
from palabre.language import Language

_TYPES = {"post": "BLOG", "summary": "BLOG", "week": "ELEC", "reply": "ELEC"}
"""What programs know that keep an address: RIS has no forum, and takes ICOMM for a letter."""


def entry(item: Item, language: Language) -> str:
    """*item* as a record, its notes in *language*."""
    lines = "".join(f"{tag}  - {one_line(value)}\n" for tag, value in _fields(item, language))
    return f"{lines}ER  - \n"


def _fields(item: Item, language: Language) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[item.kind]
    yield "ID", item.id
    for author in item.authors:
        yield "AU", author.sorted
    if item.translator:
        yield "A4", item.translator.sorted
    yield "TI", item.title.text
    yield "T2", item.container.text
    yield "M3", language.say(f"cite-kind-{item.kind}")
    yield "PB", item.archive
    if item.date:
        yield "PY", str(item.date.year)
        yield "DA", f"{item.date:%Y/%m/%d}/"
    yield "LA", item.language
    yield "UR", item.url
    for note in notes(item, language):
        yield "N1", note
