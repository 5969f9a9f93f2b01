"""What the archive holds already, drafts included: all that intake must know of it.

Front matter is enough for that, so that no text is rendered; a file that breaks rules still takes
its id, and still tells what it was made of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from palabre import language, source
from palabre.acquaintance import Acquaintance
from palabre.layout import Place, Role
from palabre.models import DiscussionFront, Front, Name, Record, WeekFront
from palabre.problems import Problem
from palabre.reading import Reader, model_of
from palabre.settings import Settings
from palabre.source import Document
from palabre.validation import validate

_SOURCE = re.compile(r"\b(?:sha256|message-id):[0-9a-f]{64}\b")


@dataclass(frozen=True)
class Period:
    """The days of a week that are known; the last one follows from the next week where it must."""

    number: int
    opens: date | None
    closes: date | None


@dataclass(frozen=True)
class Discussion:
    """What a letter is asked about before it is taken into a discussion."""

    id: str
    rights: str
    weeks: tuple[Period, ...]

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


def read(settings: Settings) -> Holdings:
    """Read the front matter of every file that tells something of these."""
    ids: set[str] = set()
    sources: dict[str, Place] = {}
    names: list[str] = []
    organisations: list[str] = []
    registered: dict[str, list[Name]] = defaultdict(list)
    fronts: dict[str, list[tuple[Place, Front]]] = defaultdict(list)
    reader = Reader(settings)
    for place in source.walk(settings, language.languages())[0]:
        if place.role in (Role.CONTRIBUTION, Role.ATTACHMENT):
            ids.add(place.name)
        if place.role in (Role.PAGE, Role.REPLY, Role.ATTACHMENT):
            continue
        raw = settings.content(place.uri)
        if place.role is Role.REGISTRY:
            entries = reader.read(place, raw)[0].entries
            registered[place.name] += [entry for entry in entries if isinstance(entry, Name)]
            continue
        document = source.read(place, settings.path(place.uri), raw)
        if place.role is Role.CONTRIBUTION:
            sources |= dict.fromkeys(_sources(document, raw), place)
        if not isinstance(document, Document):
            continue
        front, _ = validate(model_of(document), document)
        if isinstance(front, Record):
            names += [author.name for author in front.authors if author.name]
            organisations += [name for author in front.authors for name in author.organisation]
        elif front:
            fronts[place.discussion].append((place, front))
    return Holdings(
        ids,
        sources,
        Acquaintance(registered["contributors"], names),
        Acquaintance(registered["organisations"], organisations),
        {key: _discussion(key, found) for key, found in fronts.items() if _is_launched(found)},
    )


def _sources(document: Document | Problem, raw: bytes) -> list[str]:
    """What the record was made of, told even where its front matter cannot be read."""
    if isinstance(document, Document):
        return _SOURCE.findall(document.written)
    return _SOURCE.findall(raw[: source.FRONT_MATTER_BYTES].decode("utf-8", "replace"))


def _is_launched(fronts: list[tuple[Place, Front]]) -> bool:
    return any(isinstance(front, DiscussionFront) for _, front in fronts)


def _discussion(key: str, fronts: list[tuple[Place, Front]]) -> Discussion:
    """Put together what stands in one of the files and holds for both languages."""
    rights = [front.rights for _, front in fronts if isinstance(front, DiscussionFront)]
    days: dict[int, dict[str, date]] = defaultdict(dict)
    for place, front in fronts:
        if isinstance(front, WeekFront):
            told = {"opens": front.opens, "closes": front.closes}
            days[int(place.name)] |= {name: day for name, day in told.items() if day}
    weeks = (Period(n, days[n].get("opens"), days[n].get("closes")) for n in sorted(days))
    return Discussion(key, next(filter(None, rights), ""), tuple(weeks))


def _last_day(week: Period, following: Period | None) -> date:
    if week.closes:
        return week.closes
    opens = following.opens if following else None
    return opens - timedelta(days=1) if opens else week.opens or date.min
