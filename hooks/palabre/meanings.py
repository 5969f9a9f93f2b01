"""What people mean who write a country, a language, a place or a day in their own way.

Names are Babel's, in every language of the catalogues. Where two things may be meant, or none is
known, the answer is empty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global

from palabre.language import Language, catalogues, countries, fold, languages, of, slug

_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]+(\d\d?)[-/. ]+(\d\d?)(?:[T ].*)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d\d?)[-/. ]+(\d\d?)[-/. ]+(\d{4})", re.ASCII)


def country(written: str) -> str:
    """The code of the country of that name, or of a code that is written another way."""
    code = written.strip().upper()
    aliases = get_global("territory_aliases").get(code, ())
    for known in (code, *aliases):
        if known in countries() and len(aliases) < 2:
            return str(known)
    return _nearest(slug(written), _countries())


def language(written: str) -> str:
    """The code of the language of that name, or of a code that is written another way."""
    code = re.split("[-_]", written.strip().lower())[0]
    code = str(get_global("language_aliases").get(code, code))
    return code if code in languages() else _nearest(slug(written), _languages())


def timezone(written: str) -> str:
    """The name, in the IANA database, of the timezone of that city."""
    return _nearest(slug(written), _timezones())


def day(written: str) -> date | None:
    """The day that is written with its month's name, or in figures of which one order makes it."""
    if match := _YEAR_FIRST.fullmatch(written.strip()):
        return _date(match[1], match[2], match[3])
    if match := _YEAR_LAST.fullmatch(written.strip()):
        days = {_date(match[3], match[2], match[1]), _date(match[3], match[1], match[2])} - {None}
        return days.pop() if len(days) == 1 else None
    words = re.findall(r"[^\W\d_]+|\d+", fold(written))
    months = [_months()[word] for word in words if word in _months()]
    years = [word for word in words if word.isascii() and word.isdigit() and len(word) == 4]
    days_of_month = [w for w in words if w.isascii() and w.isdigit() and len(w) < 3]
    if len(months) == len(years) == len(days_of_month) == 1:
        return _date(years[0], months[0], days_of_month[0])
    return None


def choice(written: str, among: Iterable[str], called: str = "words") -> str:
    """The one of *among* that is spelled alike, or that the catalogues call so.

    They do in their message *called*``-NAME``, where a comma stands between several words.
    """
    words = {
        slug(word): name
        for name in among
        for speaker in _speakers()
        for word in (name, *speaker.say(f"{called}-{name}").split(", "))
    }
    return _nearest(slug(written), words)


def _nearest(name: str, known: Mapping[str, str]) -> str:
    """What *name* stands for in *known*, or what one is spelled nearly so, if it is but one."""
    if name in known:
        return known[name]
    found = {known[key] for key in get_close_matches(name, known, cutoff=0.84)}
    return found.pop() if len(found) == 1 else ""


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _speakers() -> Iterator[Language]:
    return (of(code) for code in catalogues())


@cache
def _countries() -> dict[str, str]:
    return {slug(s.country(code)): code for s in _speakers() for code in sorted(countries())}


@cache
def _languages() -> dict[str, str]:
    return {slug(s.language(code)): code for s in _speakers() for code in sorted(languages())}


@cache
def _timezones() -> dict[str, str]:
    """The zones by their whole names, and by the name of their city where only one has it."""
    names: dict[str, set[str]] = defaultdict(set)
    zones = {zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")}
    for zone in zones:
        names[slug(zone)].add(zone)
        names[slug(zone.rpartition("/")[2])].add(zone)
    for zone, told in ((z, t) for s in _speakers() for z, t in s.locale.time_zones.items()):
        if zone in zones and told.get("city"):
            names[slug(told["city"])].add(zone)
            names[slug(f"{zone.partition('/')[0]}/{told['city']}")].add(zone)
    return {name: found.pop() for name, found in names.items() if len(found) == 1}


@cache
def _months() -> dict[str, int]:
    return {
        re.sub(r"\W", "", fold(name)): number
        for speaker in _speakers()
        for width in ("wide", "abbreviated")
        for number, name in speaker.locale.months["format"][width].items()
    }
