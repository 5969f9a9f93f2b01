"""What the archive holds already, drafts included: all that intake must know of it.

Front matter is enough for that, so that no text is rendered. A file that breaks rules still takes
its id, and still tells what it was made of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from palabre import language, source
from palabre.intake.acquaintance import Acquaintance
from palabre.layout import Place, Role
from palabre.models import DiscussionFront, Front, Name, Record, WeekFront
from palabre.reader import Reader, model_of
from palabre.settings import Settings
from palabre.source import Document
from palabre.validation import validate

_TELLING = (Role.CONTRIBUTION, Role.DISCUSSION, Role.WEEK, Role.REGISTRY)
_SOURCE = re.compile(r"\b(?:sha256|message-id):[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Days:
    """The days of a week that are known; the last one follows from the next week where it must."""

    number: int
    opens: date | None
    closes: date | None


@dataclass(frozen=True)
class Discussion:
    """What a letter is asked about before it is taken into a discussion."""

    id: str
    rights: str
    weeks: tuple[Days, ...]

    def weeks_of(self, day: date | None) -> list[int]:
        """The week that *day* lies in, if it is one alone."""
        found = [
            week.number
            for week, following in zip(self.weeks, (*self.weeks[1:], None), strict=False)
            if day and week.opens and week.opens <= day <= _last_day(week, following)
        ]
        return found if len(found) == 1 else []


@dataclass(frozen=True)
class Holdings:
    """Of all discussions. What is taken in is added as it comes."""

    ids: set[str]
    """Of contributions."""
    sources: dict[str, Place]
    """The record that was made of each source: a checksum or the hash of a Message-ID."""
    contributors: Acquaintance
    organisations: Acquaintance
    discussions: Mapping[str, Discussion]


@dataclass(frozen=True)
class _Told:
    """What one file tells."""

    place: Place
    fronts: tuple[Front, ...]
    """Its front matter where that is valid, or the entries of a registry."""
    sources: tuple[str, ...] = ()


def read(settings: Settings) -> Holdings:
    """Read the front matter of every file that tells something of these."""
    places = source.walk(settings, language.languages())[0]
    told = [_told(place, settings) for place in places if place.role in _TELLING]
    authors = [
        author
        for one in told
        for front in one.fronts
        if isinstance(front, Record)
        for author in front.authors
    ]
    persons = [author.name for author in authors if author.name]
    organisations = [name for author in authors for name in author.organisation]
    discussions = {one.place.discussion for one in told if one.place.role is Role.DISCUSSION}
    return Holdings(
        ids={p.name for p in places if p.role in (Role.CONTRIBUTION, Role.ATTACHMENT)},
        sources={found: one.place for one in told for found in one.sources},
        contributors=Acquaintance(_registered("contributors", told), persons),
        organisations=Acquaintance(_registered("organisations", told), organisations),
        discussions={key: _discussion(key, told) for key in sorted(discussions)},
    )


def _told(place: Place, settings: Settings) -> _Told:
    raw, path = settings.content(place.uri), settings.path(place.uri)
    if place.role is Role.REGISTRY:
        return _Told(place, Reader(settings).read(place, raw)[0].entries)
    document = source.read(place, path, raw)
    written = raw[: source.FRONT_MATTER_BYTES].decode("utf-8", "replace")
    fronts: tuple[Front, ...] = ()
    if isinstance(document, Document):
        written = document.written
        front, _ = validate(model_of(document), document)
        fronts = (front,) if front else ()
    is_record = place.role is Role.CONTRIBUTION
    return _Told(place, fronts, tuple(_SOURCE.findall(written)) if is_record else ())


def _registered(registry: str, told: Iterable[_Told]) -> Iterator[Name]:
    for one in told:
        if one.place.role is Role.REGISTRY and one.place.name == registry:
            yield from (entry for entry in one.fronts if isinstance(entry, Name))


def _discussion(key: str, told: Iterable[_Told]) -> Discussion:
    """Put together what stands in one of the files and holds for both languages."""
    rights = ""
    days: dict[int, dict[str, date]] = defaultdict(dict)
    for one in told:
        for front in one.fronts if one.place.discussion == key else ():
            if isinstance(front, DiscussionFront):
                rights = rights or front.rights or ""
            elif isinstance(front, WeekFront):
                known = {"opens": front.opens, "closes": front.closes}
                days[int(one.place.name)] |= {name: day for name, day in known.items() if day}
    weeks = (Days(n, days[n].get("opens"), days[n].get("closes")) for n in sorted(days))
    return Discussion(key, rights, tuple(weeks))


def _last_day(week: Days, following: Days | None) -> date:
    if week.closes:
        return week.closes
    opens = following.opens if following else None
    return opens - timedelta(days=1) if opens else week.opens or date.min
