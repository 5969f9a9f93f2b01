"""What records for reference managers say of an item besides its fields, and how: in lines."""

from __future__ import annotations

from collections.abc import Iterator

from palabre.bibliography.items import Item
from palabre.language import Language

_BREAKING = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
"""Control characters, and what Unicode holds for the end of a line or a paragraph."""


def notes(item: Item, language: Language) -> Iterator[str]:
    """Whether the day is not known or inferred, how the text was translated, that it is a summary.

    In *language*, each without a full stop.
    """
    if not item.date:
        yield language.say("cite-note-undated")
    elif item.is_inferred:
        yield language.say("cite-note-inferred")
    if item.translator:
        told = language.phrase(f"text-{item.translation}", by=item.translator.whole)
        yield told.capitalized().text
    if item.kind == "summary":
        yield language.phrase("text-summary").capitalized().text


def one_line(text: str) -> str:
    """*text* as one line, whatever it holds."""
    return text.translate(_BREAKING).strip(" ")
