"""The headers of a mail as programs write them above its text, when they quote or forward it."""

from __future__ import annotations

from functools import cache

from palabre.mail.words import plain, words

_MOST_LABELS = 12
_MOST_OF_LABEL = 30
_NAMES = ("from", "sent", "to", "subject", "other")


def announced(line: str) -> tuple[bool, bool]:
    """Whether *line* announces the mail below it, and as one that is forwarded."""
    words_of_line = plain(line).strip("-_=: >")
    is_framed = line.startswith(("--", "__", "==")) or line.endswith(":")
    if not is_framed:
        return False, False
    is_forward = words_of_line in words("mail-forwarded")
    return is_forward or words_of_line in words("mail-original"), is_forward


def fields(seen: list[str], at: int) -> tuple[list[tuple[str, str]], int]:
    """The headers from the line *at* on, and where they end."""
    found: list[tuple[str, str]] = []
    end = at
    for place in range(at, min(at + 2 * _MOST_LABELS, len(seen))):
        name, value = _label(seen[place])
        if name:
            found.append((name, value))
            end = place + 1
        elif not found or place > end + 2 or _ends_headers(seen, place):
            break
    return found, end


def _ends_headers(seen: list[str], place: int) -> bool:
    """Whether the line at *place* is empty, and no header comes below it."""
    return not seen[place] and not any(_label(line)[0] for line in seen[place + 1 : place + 2])


@cache
def _labels() -> dict[str, str]:
    return {word: name for name in _NAMES for word in words(f"mail-header-{name}")}


def _label(line: str) -> tuple[str, str]:
    label, sign, value = line.partition(":")
    name = _labels().get(plain(label), "") if sign and len(label) < _MOST_OF_LABEL else ""
    return name, value.strip()
