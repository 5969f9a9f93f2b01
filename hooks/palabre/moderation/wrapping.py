"""Text in lines for mail, as RFC 3676 and terminals count and read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from unicodedata import category, east_asian_width

from palabre.language import words

WIDTH = 72
"""So many columns has a line: quoted twice or three times, it still fits into 80."""

_AMBIGUOUS = re.compile(r"From |>| ")
"""What a line of mail must not begin with: it would be taken for a quote, or be changed."""

_OPENING = ("Ps", "Pi", "Cf", "Zs")
_CLOSING = ("Pe", "Pf", "Po", "Mn", "Mc", "Me", "Cf", "Lm", "Zs")
"""What no line ends with, and what none begins with, by category: brackets, stops, accents."""


def columns(text: str) -> int:
    """How many columns *text* takes in a terminal."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if _is_wide(character) else 1


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def wrapped(text: str) -> list[str]:
    """*text* in lines of at most :data:`WIDTH` columns, but where a single word is longer.

    No-break spaces stay as they are. No line ends with a space; one that mail would change begins
    with one, as RFC 3676 has it.
    """
    return filled(text, WIDTH, lambda line, is_first: _stuffed(line)) if text.strip() else []


def filled(text: str, room: int, finished: Callable[[str, bool], str]) -> list[str]:
    """*text* in lines that take at most *room* columns, but where a single word is longer.

    *finished* is what becomes of a line, told whether it is the first.
    """
    lines: list[str] = []
    line = ""
    for space, piece in pieces(text):
        longer = line + (space if line else "") + piece
        if line and columns(finished(longer, not lines)) > room:
            lines.append(finished(line, not lines))
            longer = piece
        line = longer
    return [*lines, finished(line, not lines)]


def cut(text: str, number: int, closing: str = "") -> list[str]:
    """At most *number* lines of *text*, with *closing* after its last word, or after a "…"."""
    lines = wrapped(text + closing)
    left = [space + piece for space, piece in pieces(text)]
    while len(lines) > number and len(left) > 1:
        left.pop()
        lines = wrapped("".join(left).rstrip(",;:.–—…\u00a0\u202f") + "…" + closing)
    return lines


def _stuffed(line: str) -> str:
    return f" {line}" if _AMBIGUOUS.match(line) else line


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """What no line may be broken in, each with the space that stands before it.

    Between letters of scripts that have no spaces, a line may be broken too.
    """
    for word in words(text):
        space, piece = " ", ""
        for character in word:
            if piece and _may_part(piece[-1], character):
                yield space, piece
                space, piece = "", ""
            piece += character
        yield space, piece


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two characters of a word."""
    if not (_is_wide(before) or _is_wide(after)):
        return False
    return not (category(before) in _OPENING or category(after) in _CLOSING)
