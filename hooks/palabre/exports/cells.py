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

# Looking for formulas takes long: it is for what has a sign where few words have one.
_RARE = frozenset(f"{_SIGNS}'").union(filter(str.isspace, map(chr, range(0x3001))))
_RARE_LINE = re.compile(rf"\n(?:[^\S\n]|['{_SIGNS}])")


def cell(value: Value) -> str:
    """*value* as a cell has it."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = SEPARATOR.join(map(str, value))
    elif isinstance(value, bool):
        return "true" if value else "false"
    elif not isinstance(value, str):
        return str(value)
    if value[:1] in _RARE or ";" in value or "\t" in value or _RARE_LINE.search(value):
        return _FORMULA.sub(r"\1'", value)
    return value


def cells(row: Row) -> list[str]:
    """A row as CSV has it."""
    return [cell(value) for value in row]
