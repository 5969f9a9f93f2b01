"""Text for a terminal, where some characters take the room of two, and some none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

_WIDE = ("W", "F")
_NO_ROOM = ("Mn", "Me", "Cf")


def width(text: str) -> int:
    """How many columns *text* takes (Unicode's East Asian Width)."""
    return sum(map(_width, text))


def _width(sign: str) -> int:
    if unicodedata.category(sign) in _NO_ROOM:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1


def fit(text: str, room: int) -> str:
    """*text*, cut to *room* columns and filled with spaces."""
    if width(text) > room:
        text = f"{_beginning(text, room - 1).rstrip()}…"
    return text + " " * (room - width(text))


def _beginning(text: str, room: int) -> str:
    """The longest beginning of *text* that takes at most *room* columns."""
    taken = 0
    for number, sign in enumerate(text):
        taken += _width(sign)
        if taken > room:
            return text[:number]
    return text


def table(rows: Sequence[Sequence[str]], room: int, indent: str = "") -> list[str]:
    """*rows* beneath each other: words to the left, cut where needed; numbers to the right."""
    numbers = [max(map(width, column)) for column in zip(*(row[1:] for row in rows), strict=True)]
    rest = room - len(indent) - sum(2 + number for number in numbers)
    words = min(max(width(row[0]) for row in rows), rest)
    lines = []
    for row in rows:
        told = (
            " " * (2 + n - width(cell)) + cell for n, cell in zip(numbers, row[1:], strict=True)
        )
        lines.append(f"{indent}{fit(row[0], words)}{''.join(told)}".rstrip())
    return lines


def wrapped(text: str, room: int, first: str = "", others: str = "") -> list[str]:
    """*text* in lines of at most *room* columns, that begin with *first*, then with *others*."""
    lines, line, is_begun = [], first, False
    for word in _words(text, room - max(width(first), width(others))):
        if is_begun and width(f"{line} {word}") > room:
            lines.append(line)
            line, is_begun = others, False
        line, is_begun = f"{line} {word}" if is_begun else f"{line}{word}", True
    return [*lines, line]


def _words(text: str, room: int) -> Iterator[str]:
    """The words of *text*; what is written without spaces, in wide characters, is divided."""
    for word in filter(None, text.split(" ")):
        while width(word) > max(room, len(word)):
            head = _beginning(word, room)
            yield head
            word = word[len(head) :]
        yield word
