"""The archive: discussions, weeks, contributions, and what follows from them.

What can be derived (order, replies, neighbours, who is who) is derived here and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Generic, Literal, TypeVar

from palabre.directory import Directory
from palabre.former import Former
from palabre.layout import Place
from palabre.ledger import Promise
from palabre.models import (
    DiscussionFront,
    Front,
    PageFront,
    Period,
    Record,
    Renamed,
    ReplyFront,
    State,
    TextFront,
    Topic,
    WeekFront,
    Withdrawn,
)
from palabre.pictures import Size
from palabre.reading import Reading
from palabre.settings import Settings

THREAD_DEPTH = 4
"""So many levels of replies does a page show: more would leave no room on a phone."""

F_co = TypeVar("F_co", bound=Front, covariant=True)


@dataclass(frozen=True, slots=True)
class Text(Generic[F_co]):
    """What a page says in one language."""

    front: F_co
    reading: Reading

    @property
    def language(self) -> str:
        """The language of the file's folder."""
        return self.reading.place.language

    @property
    def title(self) -> str:
        """The title in that language."""
        return str(getattr(self.front, "title", ""))

    @property
    def whole(self) -> str:
        """All that it says, as the digest of its file."""
        return f"{self.reading.place.uri} {self.reading.digest}"


@dataclass(frozen=True, slots=True)
class Work(Generic[F_co]):
    """Something that is told in one language or several."""

    texts: Mapping[str, Text[F_co]]
    address: str
    publish: date | None = field(default=None, kw_only=True)
    """The first day on which it is shown; ``None`` where it need not wait."""

    def shown(self, language: str) -> Text[F_co]:
        """The text that readers of *language* get: in their language, else as it was written."""
        return self.texts.get(language) or self.original or next(iter(self.texts.values()))

    @property
    def face(self) -> str:
        """What other pages show of it, as digests: the front matter of its texts."""
        readings = (text.reading for text in self.texts.values())
        return " ".join(f"{reading.place.uri} {reading.face}" for reading in readings)

    @property
    def whole(self) -> str:
        """All that its own page shows of it, as digests of its files."""
        return " ".join(text.whole for text in self.texts.values())

    @property
    def original(self) -> Text[F_co] | None:
        """The author's own text; ``None`` where the archive does not hold it or cannot tell."""
        return None


Mark = Literal["late", "moderator"]
"""What readers must know of a contribution besides: sent after closing, or by a moderator."""


@dataclass(frozen=True, slots=True)
class Contribution(Work[TextFront]):
    """One post: its record and its texts."""

    id: str
    discussion: str
    record: Record
    reading: Reading
    """Of the file that holds the record."""
    marks: tuple[Mark, ...] = ()

    @property
    def face(self) -> str:
        """What other pages show of it, its marks too."""
        return " ".join((Work.face.__get__(self), *self.marks))

    @property
    def original(self) -> Text[TextFront] | None:
        """The text marked ``original``."""
        return next((t for t in self.texts.values() if t.front.text == "original"), None)

    @property
    def written_in(self) -> str | None:
        """The language of the original, held or not; ``None`` where nobody says."""
        return self.original.language if self.original else self.record.written_in

    @property
    def has_drifted(self) -> Mapping[str, bool]:
        """For each language, whether the original has changed since the text was translated."""
        now = self.original.reading.fingerprint if self.original else None
        return {
            code: bool(now and t.front.translation and t.front.translation.of not in (None, now))
            for code, t in self.texts.items()
        }

    @property
    def order(self) -> tuple[date, int, str]:
        """Date, then the source's order, then id; what has no date comes last."""
        return self.record.date or date.max, self.record.position or 10**9, self.id


@dataclass(frozen=True, slots=True)
class Week(Work[WeekFront]):
    """One period of a discussion."""

    discussion: str
    number: int
    period: Period


@dataclass(frozen=True, slots=True)
class SitePage(Work[PageFront]):
    """A page of the archive itself: home, about, how to contribute."""

    name: str


@dataclass(frozen=True, slots=True)
class Reply(Work[ReplyFront]):
    """The moderators' closing text."""

    discussion: str


@dataclass(frozen=True, slots=True)
class Discussion(Work[DiscussionFront]):
    """One moderated e-discussion."""

    id: str
    period: Period
    timezone: str | None
    rights: str | None
    weeks: tuple[Week, ...] = ()
    reply: Reply | None = None
    contributions: tuple[Contribution, ...] = ()
    """In their order."""

    def week(self, number: int | None) -> Week | None:
        """Its week of that *number*."""
        return next((week for week in self.weeks if week.number == number), None)

    def state(self, period: Period, day: date) -> State:
        """Where its *period*, or one of its weeks, stands on *day*: with its reply it is closed."""
        return "closed" if self.reply else period.state(day)

    @property
    def works(self) -> Iterator[Work[Front]]:
        """All that is told in it, in its order."""
        yield self
        yield from self.weeks
        yield from (self.reply,) if self.reply else ()
        yield from self.contributions

    @property
    def order(self) -> tuple[date, str]:
        """By opening day; what has none comes last."""
        return self.period.opens or date.max, self.id


@dataclass(frozen=True, slots=True)
class Taking:
    """That a text of the moderators takes up a paragraph of a contribution."""

    by: Work[Front]
    fragment: str
    """Of the paragraph that is taken up."""
    at: str
    """Of the paragraph that takes it up, in the text that readers are shown; empty: in none."""


@dataclass(frozen=True)
class Archive:
    """All discussions, and the vocabulary that they share."""

    settings: Settings
    discussions: Mapping[str, Discussion]
    contributions: Mapping[str, Contribution]
    """Of all discussions, by id, each discussion's in order."""
    pages: tuple[SitePage, ...]
    attachments: tuple[Place, ...]
    topics: Mapping[str, Topic]
    contributors: Directory
    organisations: Directory
    readings: tuple[Reading, ...]
    """Of every file that is no draft, whatever rules it breaks."""
    drafts: tuple[Reading, ...] = ()
    """What belongs to nothing that is published."""
    former: Former = field(default_factory=Former)
    """What was withdrawn or renamed."""
    promised: tuple[Promise, ...] = ()
    """What was published once."""
    scheduled: tuple[Reading, ...] = ()
    """What waits for its day: see :mod:`palabre.schedule`."""
    scheduled_addresses: frozenset[str] = frozenset()
    """What a text may lead to once its day has come."""
    days: Mapping[str, date] = field(default_factory=dict)
    """What day it is, by discussion."""

    @property
    def former_pages(self) -> Iterator[tuple[str, Withdrawn | Renamed]]:
        """The pages in the place of contributions that were withdrawn or renamed, by address.

        There is none of what belongs to a discussion, or leads to a contribution, that waits.
        """
        for address, entry in self.former.pages:
            now = self.former.now(entry.id)
            is_told = now in self.contributions or now in self.former.withdrawn
            if is_told and entry.discussion in self.discussions:
                yield address, entry

    @property
    def works(self) -> Iterator[Work[Front]]:
        """All that is told, in its order."""
        yield from self.pages
        for discussion in self.discussions.values():
            yield from discussion.works

    @cached_property
    def picture_sizes(self) -> Mapping[str, Size]:
        """The size of every picture, by its address."""
        return {r.place.address: r.size for r in self.readings if r.size}

    @cached_property
    def since(self) -> Mapping[tuple[str, str], date]:
        """When a text in a language was first published at an address, as the ledger tells.

        What it had on its first day is left out: that may have been published before.
        """
        if not self.promised:
            return {}
        first = min(promise.since for promise in self.promised)
        return {
            (promise.address, promise.language): date.fromisoformat(promise.since)
            for promise in self.promised
            if promise.since != first
        }

    def answered(self, contribution: Contribution) -> Contribution | None:
        """What *contribution* replies to, if that is published."""
        return self.contributions.get(contribution.record.reply_to or "")

    @cached_property
    def replies(self) -> Mapping[str, tuple[Contribution, ...]]:
        """The contributions that reply to each."""
        replies: dict[str, list[Contribution]] = defaultdict(list)
        for contribution in self.contributions.values():
            if contribution.record.reply_to:
                replies[contribution.record.reply_to].append(contribution)
        return {key: tuple(found) for key, found in replies.items()}

    def thread(
        self, contribution: Contribution, depth: int = THREAD_DEPTH
    ) -> Iterator[Contribution]:
        """The replies to *contribution*, and to these, as deep as its page shows them."""
        for reply in self.replies.get(contribution.id, ()):
            yield reply
            if depth > 1:
                yield from self.thread(reply, depth - 1)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Contribution | None, Contribution | None]]:
        """Previous and next of each contribution in the first week that it is filed in."""
        found: dict[str, tuple[Contribution | None, Contribution | None]] = {}
        for discussion in self.discussions.values():
            weeks: dict[int | None, list[Contribution | None]] = defaultdict(lambda: [None])
            for contribution in discussion.contributions:
                weeks[next(iter(contribution.record.weeks), None)].append(contribution)
            for row in weeks.values():
                for (before, this), (_, after) in pairwise(pairwise([*row, None])):
                    if this:
                        found[this.id] = before, after
        return found

    def taken_up(self, code: str) -> Mapping[str, tuple[Taking, ...]]:
        """By contribution, what takes it up in the texts that readers of *code* are shown."""
        return self._takings[code]

    @cached_property
    def _takings(self) -> Mapping[str, Mapping[str, tuple[Taking, ...]]]:
        return {code: self._takings_in(code) for code in self.settings.codes}

    def _takings_in(self, code: str) -> Mapping[str, tuple[Taking, ...]]:
        found: dict[str, dict[tuple[str, str, str], Taking]] = defaultdict(dict)
        for work in self.works:
            for cited in work.shown(code).reading.citations:
                if cited.id in self.contributions:
                    key = work.address, cited.fragment, cited.at
                    found[cited.id].setdefault(key, Taking(work, cited.fragment, cited.at))
        return {key: tuple(takings.values()) for key, takings in found.items()}

    def not_taken_up(self, discussion: Discussion) -> tuple[Contribution, ...]:
        """What the consolidated reply of *discussion* cites in none of its texts: all without."""
        texts = discussion.reply.texts.values() if discussion.reply else ()
        cited = {citation.id for text in texts for citation in text.reading.citations}
        return tuple(c for c in discussion.contributions if c.id not in cited)

    def weeks_of(self, contribution: Contribution) -> Iterator[Week]:
        """The weeks in which *contribution* is filed."""
        weeks = self.discussions[contribution.discussion].weeks
        return (week for week in weeks if week.number in contribution.record.weeks)

    def first_week(self, contribution: Contribution) -> Week | None:
        """The first of the weeks of *contribution*: its questions are those that it answers."""
        first = next(iter(contribution.record.weeks), None)
        return self.discussions[contribution.discussion].week(first)

    def discussion_of(self, work: Work[Front]) -> Discussion | None:
        """The discussion that *work* is or belongs to; ``None`` of a page of the archive."""
        if isinstance(work, Discussion):
            return work
        return self.discussions.get(getattr(work, "discussion", ""))

    def rights(self, work: Work[Front]) -> str | None:
        """A contribution's own rights, else those of the discussion."""
        own = work.record.rights if isinstance(work, Contribution) else None
        discussion = self.discussion_of(work)
        return own or (discussion.rights if discussion else None)

    def countries_from(self, contribution: Contribution) -> tuple[str, ...]:
        """The countries of its authors, each once."""
        return tuple(dict.fromkeys(a.country for a in contribution.record.authors if a.country))
