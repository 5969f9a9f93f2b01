"""Where a discussion stands: what has come in, and what is left to do for it. Plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from palabre.clock import Clock
from palabre.editing.desk import Desk
from palabre.indexes import KINDS, Index, index
from palabre.layout import Role
from palabre.models import Front, State, TextFront
from palabre.reading import Reading
from palabre.schedule import appears
from palabre.works import Contribution, Discussion, Text, Work

COUNTED = ("weeks", "countries", "languages")
"""The kinds of index by which contributions are counted."""


@dataclass(frozen=True)
class Untranslated:
    """A contribution that readers of one language get in another."""

    contribution: Contribution
    into: str
    is_planned: bool
    is_begun: bool
    """Whether a draft of the translation is there."""


@dataclass(frozen=True)
class Behind:
    """A translation whose original has changed since."""

    contribution: Contribution
    text: Text[TextFront]


@dataclass(frozen=True)
class Draft:
    """A text that is not published yet."""

    reading: Reading
    front: TextFront


@dataclass(frozen=True)
class Lacking:
    """A page of the moderators that has no words in some language."""

    role: Role
    number: int
    """Of a week; else 0."""
    codes: tuple[str, ...]
    """The languages, of the site's two, in which it has none."""
    uri: str
    """Where the first of them would stand."""
    is_begun: bool
    """Whether its file is there, with nothing below its front matter."""


@dataclass(frozen=True)
class Scheduled:
    """What is shown from a day on that has not come."""

    work: Work[Front]
    day: date


@dataclass(frozen=True)
class Status:
    """Where one discussion stands on a day; what is scheduled for later is counted already."""

    discussion: Discussion
    day: date
    """Where the discussion is held."""
    states: Mapping[int, State]
    """Of each week, by its number."""
    counts: Mapping[str, Index]
    """Its own contributions by each of :data:`COUNTED`."""
    untranslated: tuple[Untranslated, ...]
    behind: tuple[Behind, ...]
    drafts: tuple[Draft, ...]
    lacking: tuple[Lacking, ...]
    not_taken_up: tuple[Contribution, ...]
    """By the consolidated reply: all while there is none."""
    scheduled: tuple[Scheduled, ...]
    """By the day for which it is."""
    unread: tuple[Reading, ...]
    """The files that break a rule, so that nothing of them is counted."""


def status(desk: Desk, discussion: Discussion, clock: Clock) -> Status:
    """Where *discussion* stands on the day of *clock*, drafts and all."""
    day = clock.day(discussion.timezone)
    waiting = [Scheduled(work, appears(work, desk.archive)) for work in discussion.works]
    counts = {kind.name: index(desk.archive, kind, discussion) for kind in KINDS}
    return Status(
        discussion=discussion,
        day=day,
        states=_states(desk, discussion, day),
        counts={name: counts[name] for name in COUNTED},
        untranslated=tuple(_untranslated(desk, discussion)),
        behind=tuple(_behind(discussion)),
        drafts=tuple(_drafts(desk, discussion)),
        lacking=tuple(_lacking(desk, discussion)),
        not_taken_up=desk.archive.not_taken_up(discussion),
        scheduled=tuple(sorted((w for w in waiting if w.day > day), key=lambda w: w.day)),
        unread=tuple(unread(desk, discussion.id)),
    )


def unread(desk: Desk, discussion: str = "") -> Iterator[Reading]:
    """The texts, of *discussion* or of all, that are in no archive: they break a rule."""
    known = {*desk.archive.contributions} | {r.place.name for r in desk.archive.drafts}
    for reading in desk.readings:
        place = reading.place
        if not place.discussion or discussion not in ("", place.discussion):
            continue
        if place.role is Role.CONTRIBUTION and place.name not in known:
            texts = desk.texts[place.name].values()
            if reading.front is None or all(text.front for text in texts):
                yield reading  # where each file is good by itself, they are not together
        elif place.role is not Role.ATTACHMENT and reading.front is None:
            yield reading


def _states(desk: Desk, discussion: Discussion, day: date) -> dict[int, State]:
    """Where each week stands on *day*: with the reply a discussion is closed."""
    reply = discussion.reply
    is_closed = reply is not None and appears(reply, desk.archive) <= day
    return {
        week.number: "closed" if is_closed else week.period.state(day) for week in discussion.weeks
    }


def _untranslated(desk: Desk, discussion: Discussion) -> Iterator[Untranslated]:
    drafts = {(r.place.name, r.place.language) for r in desk.archive.drafts}
    for contribution in discussion.contributions:
        for code in desk.settings.codes:
            if code not in contribution.texts:
                is_planned = code in contribution.record.planned
                is_begun = (contribution.id, code) in drafts
                yield Untranslated(contribution, code, is_planned, is_begun)


def _behind(discussion: Discussion) -> Iterator[Behind]:
    for contribution in discussion.contributions:
        for code, has_drifted in contribution.has_drifted.items():
            if has_drifted:
                yield Behind(contribution, contribution.texts[code])


def _drafts(desk: Desk, discussion: Discussion) -> Iterator[Draft]:
    for reading in desk.archive.drafts:
        front = reading.front
        is_own = reading.place.discussion == discussion.id
        if is_own and isinstance(front, TextFront) and front.draft:
            yield Draft(reading, front)


def _lacking(desk: Desk, discussion: Discussion) -> Iterator[Lacking]:
    """The launch page, the weeks, then the reply; a week is also known by what is filed in it."""
    filed = {number for c in discussion.contributions for number in c.record.weeks}
    weeks = sorted(filed | {week.number for week in discussion.weeks})
    yield from _missing(desk, Role.DISCUSSION, f"{discussion.id}/index.md")
    for number in weeks:
        yield from _missing(desk, Role.WEEK, f"{discussion.id}/weeks/{number}.md", number)
    yield from _missing(desk, Role.REPLY, f"{discussion.id}/consolidated-reply.md")


def _missing(desk: Desk, role: Role, name: str, number: int = 0) -> Iterator[Lacking]:
    """A page that has no words in some language; a file that breaks a rule is told elsewhere."""
    codes: Sequence[str] = [
        code for code in desk.settings.codes if _is_mute(desk, f"{code}/{name}")
    ]
    if codes:
        uri = f"{codes[0]}/{name}"
        yield Lacking(role, number, tuple(codes), uri, uri in desk.by_uri)


def _is_mute(desk: Desk, uri: str) -> bool:
    """Whether no file stands at *uri*, or nothing but its front matter is written."""
    reading = desk.by_uri.get(uri)
    return reading is None or (reading.front is not None and not reading.excerpt)
