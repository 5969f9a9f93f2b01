"""Values as CSV has them: for spreadsheets, whose owners must not run what strangers wrote.

A spreadsheet takes a cell for a formula that begins with one of a few signs; so may every line of a
cell, and what follows a semicolon, where it takes the file apart by other rules than those it was
written by (as Excel does in French). An apostrophe before the sign makes it words. That is the one
difference from JSON Lines, and :data:`GUARDED` is how to undo it.
"""

from __future__ import annotations

import re

from palabre.exports.columns import Row, Value

SEPARATOR = "|"
"""Between the values of a list."""

_SIGNS = "=+@＝＋＠－-"
_START = r"((?:^|[\n;\t])\s*)"
_FORMULA = re.compile(rf"{_START}(?='*[{_SIGNS}])")
GUARDED = re.compile(rf"{_START}'(?='*[{_SIGNS}])")
"""Finds each apostrophe that was put there: what stands before it is its first group."""

_RARE = frozenset(f"{_SIGNS}'")
"""With what a line hardly ever begins, nor with a space."""


def cell(value: Value) -> str:
    """*value* as a cell has it."""
    if isinstance(value, list):
        value = SEPARATOR.join(map(str, value))
    elif isinstance(value, bool):
        return "true" if value else "false"
    elif not isinstance(value, str):
        return "" if value is None else str(value)
    return _FORMULA.sub(r"\1'", value) if _is_suspect(value) else value


def _is_suspect(words: str) -> bool:
    """Whether *words* are worth a closer look, which takes long: hardly any are."""
    if ";" in words or "\t" in words:
        return True
    return any(line[:1] in _RARE or line[:1].isspace() for line in words.split("\n"))


def cells(row: Row) -> list[str]:
    """A row as CSV has it."""
    return [cell(value) for value in row]


def unguarded(words: str) -> str:
    """What *words* of a cell were before they were guarded."""
    return GUARDED.sub(r"\1", words)
