"""Days as mails tell them: in headers, and in words of any language that has a catalogue."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_tz
from functools import cache

from palabre import language
from palabre.mail.words import plain

_FIRST_YEAR = 1971
"""No mail is older: what says so has a clock that was not set."""

_LAST_YEAR = 2100
_MOST = 300
"""A date is no longer than this."""

_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?!\d)")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_YEAR = re.compile(r"\b\d{4}\b")
_DAY_MONTH = re.compile(r"(?<![\d:])(\d{1,2})(?:st|nd|rd|th|er)?[.,]?[ -](?:of |de )?([^\W\d_]+)")
_MONTH_DAY = re.compile(r"\b([^\W\d_]+)[.,]? (\d{1,2})(?:st|nd|rd|th|er)?\b(?!:)")
"""The first is asked first: "mar. 5 oct." is a Tuesday."""


def of_header(value: str) -> date | None:
    """The day of a ``Date`` header, in the sender's own zone; ``None`` where it makes no sense."""
    try:
        found = parsedate_tz(value[:_MOST])
    except (ValueError, TypeError, IndexError):
        found = None
    return (_day(*found[:3]) if found else None) or in_words(value)


def in_words(text: str) -> date | None:
    """The day that *text* tells; ``None`` where it tells none, or could mean either of two."""
    text = plain(text[:_MOST])
    if match := _ISO.search(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.search(text):
        first, second, year = map(int, match.groups())
        if first > 12 or first == second:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    year_told = _YEAR.search(text)
    told = [(m[1], m[2]) for m in _DAY_MONTH.finditer(text)]
    told += [(m[2], m[1]) for m in _MONTH_DAY.finditer(text)]
    day, month = next(((d, _months()[m]) for d, m in told if m in _months()), ("", 0))
    return _day(int(year_told[0]), month, int(day)) if year_told and day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year < _LAST_YEAR else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """The months by their names, in full and short."""
    found: dict[str, int] = {}
    for code in language.catalogues():
        for names in language.of(code).locale.months["format"].values():
            found |= {plain(name).rstrip("."): n for n, name in names.items() if not name.isdigit()}
    return {name: number for name, number in found.items() if len(name) > 2}
