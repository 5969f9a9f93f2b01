"""Readings put together into an archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from palabre.archive import Archive
from palabre.directory import Directory
from palabre.former import Former
from palabre.layout import (
    Role,
    contribution_address,
    discussion_address,
    reply_address,
    week_address,
)
from palabre.ledger import Promise
from palabre.models import (
    SHARED,
    DiscussionFront,
    Front,
    Name,
    PageFront,
    Period,
    Record,
    Renamed,
    ReplyFront,
    TextFront,
    Topic,
    WeekFront,
    Withdrawn,
)
from palabre.problems import Problem, Rule
from palabre.reading import Reading
from palabre.settings import Settings
from palabre.works import Contribution, Discussion, Mark, Reply, SitePage, Text, Week

F = TypeVar("F", bound=Front)


def build(
    readings: Iterable[Reading], settings: Settings, promised: tuple[Promise, ...] = ()
) -> tuple[Archive, list[Problem]]:
    """Put *readings* together; return also what keeps any of them out.

    *promised* is what was published before.
    """
    builder = _Builder(readings, settings, promised)
    return builder.archive(), builder.problems


class _Builder:
    """Collects the problems of putting an archive together."""

    def __init__(
        self, readings: Iterable[Reading], settings: Settings, promised: tuple[Promise, ...]
    ) -> None:
        every = tuple(readings)
        self.settings, self.promised = settings, promised
        self.problems: list[Problem] = []
        self.drafts = tuple(_drafts(every))
        unpublished = {reading.place.uri for reading in self.drafts}
        self.readings = tuple(r for r in every if r.place.uri not in unpublished)
        self.by_role: dict[Role, list[Reading]] = defaultdict(list)
        for reading in self.readings:
            self.by_role[reading.place.role].append(reading)

    def archive(self) -> Archive:
        contributions = sorted(self._contributions(), key=lambda c: c.order)
        authors = [author for c in contributions for author in c.record.authors]
        self.contributors = Directory(
            self._entries("contributors", Name), (a.name for a in authors if a.name)
        )
        self.organisations = Directory(
            self._entries("organisations", Name), (name for a in authors for name in a.organisation)
        )
        discussions = {
            d.id: d for d in sorted(self._discussions(contributions), key=lambda d: d.order)
        }
        self._orphans()
        return Archive(
            settings=self.settings,
            discussions=discussions,
            contributions={c.id: c for d in discussions.values() for c in d.contributions},
            pages=tuple(
                SitePage(texts, f"{name}.html", name)
                for (_, name), texts in self._works(Role.PAGE, PageFront).items()
            ),
            attachments=tuple(r.place for r in self.by_role[Role.ATTACHMENT]),
            topics={t.id: t for t in self._entries("topics", Topic)},
            contributors=self.contributors,
            organisations=self.organisations,
            readings=self.readings,
            drafts=self.drafts,
            former=Former(
                {entry.id: entry for entry in self._entries("withdrawn", Withdrawn)},
                {entry.id: entry for entry in self._entries("renamed", Renamed)},
            ),
            promised=self.promised,
        )

    def _tell(self, reading: Reading, rule: Rule, found: str = "", *key: str) -> None:
        self.problems.append(reading.problem(rule, key, found))

    def _texts(self, role: Role, model: type[F]) -> Iterator[Text[F]]:
        for reading in self.by_role[role]:
            if isinstance(reading.front, model):
                yield Text(reading.front, reading)

    def _entries(self, registry: str, model: type[F]) -> list[F]:
        readings = [r for r in self.by_role[Role.REGISTRY] if r.place.name == registry]
        return [entry for r in readings for entry in r.entries if isinstance(entry, model)]

    def _contributions(self) -> Iterator[Contribution]:
        """One for each id; an id that stands in two discussions is told and kept once."""
        files: dict[str, list[Reading]] = defaultdict(list)
        for reading in (*self.by_role[Role.CONTRIBUTION], *self.drafts):
            if reading.place.role is Role.CONTRIBUTION:
                files[reading.place.name].append(reading)
        for name, readings in files.items():
            first = readings[0].place.discussion
            for other in readings:
                if other.place.discussion != first:
                    self._tell(other, Rule.ID_TAKEN, name)
            own = [reading for reading in readings if reading.place.discussion == first]
            if found := self._contribution(name, own):
                yield found

    def _contribution(self, name: str, readings: list[Reading]) -> Contribution | None:
        holders = [reading for reading in readings if reading.holds_record]
        if all(reading.is_readable for reading in readings):
            for reading in readings if not holders else holders[1:]:
                rule = Rule.RECORD_TWICE if holders else Rule.RECORD_MISSING
                self._tell(reading, rule, "", *(("authors",) if holders else ()))
        texts: dict[str, Text[TextFront]] = {}
        for reading in sorted(readings, key=self._language_order):
            if isinstance(reading.front, TextFront):
                texts[reading.place.language] = Text(reading.front, reading)
        record = holders[0].front if len(holders) == 1 else None
        if not isinstance(record, Record) or record.draft or len(texts) < len(readings):
            return None
        texts = {code: text for code, text in texts.items() if not text.front.draft}
        discussion = holders[0].place.discussion
        address = contribution_address(discussion, name)
        return Contribution(
            texts, address, name, discussion, record, holders[0], publish=record.publish
        )

    def _language_order(self, reading: Reading) -> tuple[bool, int, str]:
        code, codes = reading.place.language, self.settings.codes
        return code not in codes, codes.index(code) if code in codes else 0, code

    def _works(self, role: Role, model: type[F]) -> dict[tuple[str, str], dict[str, Text[F]]]:
        works: dict[tuple[str, str], dict[str, Text[F]]] = defaultdict(dict)
        for text in self._texts(role, model):
            place = text.reading.place
            works[place.discussion, place.name][place.language] = text
        return {
            key: dict(sorted(texts.items(), key=lambda item: self._language_order(item[1].reading)))
            for key, texts in works.items()
        }

    def _shared(self, texts: Mapping[str, Text[F]], model: type[F]) -> dict[str, object]:
        """The fields that stand in one of the files and hold for all."""
        shared: dict[str, object] = {}
        for text in texts.values():
            for name in SHARED[model]:
                if name in text.front.model_fields_set:
                    if name in shared:
                        self._tell(text.reading, Rule.SHARED_TWICE, "", name)
                    shared[name] = getattr(text.front, name)
        return shared

    def _discussions(self, contributions: list[Contribution]) -> Iterator[Discussion]:
        weeks: dict[str, list[Week]] = defaultdict(list)
        for (discussion, name), intros in self._works(Role.WEEK, WeekFront).items():
            shared = self._shared(intros, WeekFront)
            number = int(name)
            address, day = week_address(discussion, number), _day_or_none(shared.get("publish"))
            week = Week(intros, address, discussion, number, _period(shared), publish=day)
            weeks[discussion].append(week)
        replies: dict[str, Reply] = {}
        for (discussion, _), answers in self._works(Role.REPLY, ReplyFront).items():
            day = _day_or_none(self._shared(answers, ReplyFront).get("publish"))
            address = reply_address(discussion)
            replies[discussion] = Reply(answers, address, discussion, publish=day)
        launches = self._works(Role.DISCUSSION, DiscussionFront)
        for (key, _), texts in launches.items():
            shared = self._shared(texts, DiscussionFront)
            launched = Discussion(
                texts=texts,
                address=discussion_address(key),
                id=key,
                period=_period(shared),
                timezone=_text_or_none(shared.get("timezone")),
                rights=_text_or_none(shared.get("rights")),
                weeks=tuple(sorted(weeks[key], key=lambda w: w.number)),
                reply=replies.get(key),
                publish=_day_or_none(shared.get("publish")),
            )
            own = (c for c in contributions if c.discussion == key)
            yield replace(launched, contributions=tuple(self._marked(own, launched)))

    def _marked(
        self, contributions: Iterable[Contribution], discussion: Discussion
    ) -> Iterator[Contribution]:
        """*contributions* of *discussion*, each with what is to be told of it."""
        named = [name for t in discussion.texts.values() for name in t.front.moderators]
        moderators = {of.id_of(name) for of in self._directories for name in named}
        closings = {week.number: week.period.closes for week in discussion.weeks}
        for one in contributions:
            marks: list[Mark] = []
            if _is_late(one.record, discussion.period.closes, closings):
                marks.append("late")
            if moderators and moderators & {*self._signatories(one.record)}:
                marks.append("moderator")
            yield replace(one, marks=tuple(marks)) if marks else one

    @property
    def _directories(self) -> tuple[Directory, Directory]:
        return self.contributors, self.organisations

    def _signatories(self, record: Record) -> Iterator[str]:
        """The ids of those who signed: persons, and organisations where no person did."""
        for author in record.authors:
            if author.name:
                yield self.contributors.id_of(author.name)
            else:
                yield from map(self.organisations.id_of, author.organisation)

    def _orphans(self) -> None:
        """Tell of files whose discussion has no launch page in any language."""
        launched = {reading.place.discussion for reading in self.by_role[Role.DISCUSSION]}
        for role in (Role.WEEK, Role.REPLY, Role.CONTRIBUTION, Role.ATTACHMENT):
            for reading in self.by_role[role]:
                if reading.place.discussion not in launched:
                    self.problems.append(self._unlaunched(reading))

    def _unlaunched(self, reading: Reading) -> Problem:
        codes, place = self.settings.codes, reading.place
        folder = place.language if place.language in codes else codes[0]
        page = self.settings.path(f"{folder}/{place.discussion}/index.md")
        return reading.problem(Rule.DISCUSSION_MISSING, (), place.discussion, page=page)


def _drafts(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The drafts, and what belongs to a contribution whose record is one."""
    roles = (Role.CONTRIBUTION, Role.ATTACHMENT)
    of_contributions = [reading for reading in readings if reading.place.role in roles]
    drafts = [r for r in of_contributions if isinstance(r.front, TextFront) and r.front.draft]
    whole = {reading.place.name for reading in drafts if reading.holds_record}
    uris = {reading.place.uri for reading in drafts}
    for reading in of_contributions if drafts else ():
        if reading.place.name in whole or reading.place.uri in uris:
            yield reading


def _period(shared: Mapping[str, object]) -> Period:
    known = {k: v for k, v in shared.items() if k in Period.model_fields}
    return Period.model_construct(**known)  # type: ignore[arg-type]  # each was validated in its file


def _is_late(record: Record, closes: date | None, closings: Mapping[int, date | None]) -> bool:
    """Whether it was sent after its discussion closed, or every week that it is filed in."""
    ends = [closings.get(number) for number in record.weeks]
    last = max((end for end in ends if end), default=None) if all(ends) else None
    return bool(record.date and any(end and record.date > end for end in (closes, last)))


def _day_or_none(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
