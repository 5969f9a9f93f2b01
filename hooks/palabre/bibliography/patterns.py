"""Patterns of citations, filled in: what the catalogues say of a style, with values, as HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from markupsafe import escape

_ENDS = (".", "?", "!", "…")
"""After what no full stop follows."""

_FIELD = re.compile(r"%\((\w+)\)s")
_TITLE = re.compile(r"\*(.*?)\*")
_SPAN = "</span>"


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """*pattern* with its ``%(name)s`` filled in, as HTML, as *values* are.

    What stands between asterisks is a title. No full stop follows another, nor a question.
    """
    found: list[str] = []
    last = ""
    for words, name in _pieces(pattern):
        is_ended = words[:1] == "." and last.removesuffix(_SPAN).endswith(_ENDS)
        found.append(words[1:] if is_ended else words)
        last = values[name] if name else ""
        found.append(last)
    return "".join(found)


@cache
def _pieces(pattern: str) -> tuple[tuple[str, str], ...]:
    """*pattern* as HTML, taken apart: words, and the name of the value after them, maybe none."""
    parts = _FIELD.split(_TITLE.sub(r"<cite>\1</cite>", str(escape(pattern))))
    return tuple(zip(parts[::2], [*parts[1::2], ""], strict=True))
