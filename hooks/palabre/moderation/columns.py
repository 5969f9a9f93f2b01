"""Text for a terminal, in columns: words to the left, numbers to the right."""

from __future__ import annotations

from collections.abc import Sequence

from palabre.moderation.wrapping import columns, filled


def fit(text: str, room: int) -> str:
    """*text*, cut to *room* columns and filled with spaces."""
    if columns(text) > room:
        text = f"{_beginning(text, room - 1).rstrip()}…"
    return text + " " * (room - columns(text))


def _beginning(text: str, room: int) -> str:
    """The longest beginning of *text* that takes at most *room* columns."""
    taken = 0
    for number, sign in enumerate(text):
        taken += columns(sign)
        if taken > room:
            return text[:number]
    return text


def table(rows: Sequence[Sequence[str]], room: int, indent: str = "") -> list[str]:
    """*rows* beneath each other: words to the left, cut where needed; numbers to the right."""
    numbers = [max(map(columns, cells)) for cells in zip(*(row[1:] for row in rows), strict=True)]
    rest = room - len(indent) - sum(2 + number for number in numbers)
    words = min(max(columns(row[0]) for row in rows), rest)
    lines = []
    for row in rows:
        told = (
            " " * (2 + n - columns(cell)) + cell for n, cell in zip(numbers, row[1:], strict=True)
        )
        lines.append(f"{indent}{fit(row[0], words)}{''.join(told)}".rstrip())
    return lines


def wrapped(text: str, room: int, first: str = "", others: str = "") -> list[str]:
    """*text* in lines of at most *room* columns, that begin with *first*, then with *others*.

    A line is longer where a single word is.
    """
    return filled(text, room, lambda line, is_first: (first if is_first else others) + line)
