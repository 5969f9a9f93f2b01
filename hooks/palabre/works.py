"""Works: what is told in one language or several, and the texts that tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

from palabre.models import (
    DiscussionFront,
    Front,
    PageFront,
    Period,
    Record,
    ReplyFront,
    State,
    TextFront,
    WeekFront,
)
from palabre.reading import Reading

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
