"""Patterns of citations, filled in: what the catalogues say of a style, with values, as HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup, escape

_ENDS = (".", "?", "!", "…")
"""After what no full stop follows."""

_FIELD = re.compile(r"%\((\w+)\)s")
_TITLE = re.compile(r"\*(.*?)\*")
_SPAN = "</span>"


def filled(pattern: str, values: Mapping[str, str]) -> Markup:
    """*pattern* with its ``%(name)s`` filled in; what stands between asterisks is a title.

    *values* are HTML. No full stop follows another, nor a question.
    """
    found: list[str] = []
    for words, name in _pieces(pattern):
        if found and words.startswith(".") and found[-1].removesuffix(_SPAN).endswith(_ENDS):
            words = words[1:]
        found += (words, values[name]) if name and values[name] else (words,) if words else ()
    return Markup("".join(found))


@cache
def _pieces(pattern: str) -> tuple[tuple[str, str], ...]:
    """*pattern* as HTML, taken apart: words, and the name of the value after them, maybe none."""
    parts = _FIELD.split(_TITLE.sub(r"<cite>\1</cite>", str(escape(pattern))))
    return tuple(zip(parts[::2], [*parts[1::2], ""], strict=True))
