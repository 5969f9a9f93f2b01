"""What somebody does to a text by hand, as the guides tell it (see :mod:`guides`)."""

from __future__ import annotations

import re
from collections.abc import Callable

_DASHES = "---\n"


def _with_line(text: str, line: str) -> str:
    key = re.escape(line.partition(":")[0])
    text, number = re.subn(rf"^{key}:.*\n", lambda _: line, text, flags=re.MULTILINE)
    assert number == 1, line
    return text


def _with_added(text: str, lines: str) -> str:
    front, text = _parts(text)
    return f"{_DASHES}{front}{lines}{_DASHES}{text}"


def _with_text(text: str, body: str) -> str:
    return f"{_DASHES}{_parts(text)[0]}{_DASHES}\n{body}"


def _without(text: str, lines: str) -> str:
    assert text.count(f"\n{lines}") == 1, lines
    return text.replace(f"\n{lines}", "\n")


def _parts(text: str) -> tuple[str, str]:
    """The front matter of a file, and what stands below it."""
    _, front, body = text.split(_DASHES, 2)
    return front, body


BY_ROLE: dict[str, Callable[[str, str], str]] = {
    "file": lambda _, body: body,
    "text": _with_text,
    "line": _with_line,
    "added": _with_added,
    "removed": _without,
}
"""For each kind of block, what it makes of the text that a file holds."""
