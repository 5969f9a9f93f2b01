"""What is published on a day: what waits for its day appears nowhere before, in no language.

A work waits for the day that it names, and for those that it belongs to: all for their discussion,
a contribution for the first of its weeks that is shown. Rules are checked without regard to days,
so that nothing is found to be broken on the morning on which it appears.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from palabre.archive import Archive
from palabre.clock import Clock, beginning
from palabre.indexes import Indexes
from palabre.layout import Role, contribution_address
from palabre.models import Front, Record
from palabre.reading import Reading
from palabre.resources import Resources
from palabre.works import Contribution, Discussion, Week, Work


def dated(archive: Archive, clock: Clock) -> Archive:
    """*archive*, with what day it is by *clock* where each discussion is held."""
    return replace(
        archive, days={d.id: clock.day(d.timezone) for d in archive.discussions.values()}
    )


def published(archive: Archive) -> Archive:
    """What of a whole *archive* is shown on its days; *archive* itself where nothing waits."""
    hidden = {
        work.address
        for discussion in archive.discussions.values()
        for work in discussion.works
        if appears(work, archive) > archive.days[discussion.id]
    }
    if not hidden:
        return archive
    discussions = {
        discussion.id: _without(discussion, hidden)
        for discussion in archive.discussions.values()
        if discussion.address not in hidden
    }
    scheduled = tuple(r for r in archive.readings if _address(r) in hidden)
    uris = {reading.place.uri for reading in scheduled}
    shown = replace(
        archive,
        discussions=discussions,
        contributions={c.id: c for d in discussions.values() for c in d.contributions},
        attachments=tuple(place for place in archive.attachments if place.uri not in uris),
        readings=tuple(reading for reading in archive.readings if reading.place.uri not in uris),
        scheduled=scheduled,
    )
    return replace(
        shown, scheduled_addresses=frozenset({*addresses(archive)} - {*addresses(shown)})
    )


def appears(work: Work[Front], archive: Archive) -> date:
    """The first day on which *work* is shown, of an *archive* that is whole; else ``date.min``."""
    discussion = _discussion(work, archive)
    own = max(work.publish or date.min, (discussion and discussion.publish) or date.min)
    if discussion is None:
        return own
    if isinstance(work, Contribution):
        days = (appears(week, archive) for week in archive.weeks_of(work))
        own = max(own, min(days, default=date.min))
    return own


def waits_until(work: Work[Front], archive: Archive, clock: Clock) -> date | None:
    """The day that *work* waits for by *clock*, of an *archive* that is whole."""
    day, discussion = appears(work, archive), _discussion(work, archive)
    return day if day > clock.day(discussion.timezone if discussion else None) else None


def _discussion(work: Work[Front], archive: Archive) -> Discussion | None:
    """The discussion that *work* is, or belongs to."""
    if isinstance(work, Discussion):
        return work
    return archive.discussions.get(getattr(work, "discussion", ""))


def next_change(archive: Archive, clock: Clock) -> datetime:
    """Until when the site of *archive*, which is whole, is what it is by *clock*."""
    if clock.as_of:
        return datetime.max.replace(tzinfo=UTC)
    turns = (
        moment
        for discussion in archive.discussions.values()
        for day in _turns(discussion)
        if (moment := beginning(day, discussion.timezone)) > clock.now
    )
    return min(turns, default=datetime.max.replace(tzinfo=UTC))


def _turns(discussion: Discussion) -> Iterator[date]:
    """The days on which something appears, opens, or is closed."""
    yield from (work.publish for work in discussion.works if work.publish)
    for period in (discussion.period, *(week.period for week in discussion.weeks)):
        if period.opens:
            yield period.opens
        if period.closes:
            yield period.closes + timedelta(days=1)


def addresses(archive: Archive) -> Iterator[str]:
    """Every address that a text may lead to."""
    yield from (work.address for work in archive.works)
    yield from (address for address, _ in archive.former_pages)
    yield from (place.address for place in archive.attachments)
    yield from Indexes(archive).addresses()
    yield from Resources(archive).addresses()


def _address(reading: Reading) -> str:
    """The address of the work that *reading* belongs to."""
    place = reading.place
    is_attachment = place.role is Role.ATTACHMENT
    return contribution_address(place.discussion, place.name) if is_attachment else place.address


def _without(discussion: Discussion, hidden: set[str]) -> Discussion:
    """*discussion* without its works at the addresses *hidden*."""
    weeks = tuple(week for week in discussion.weeks if week.address not in hidden)
    reply = discussion.reply
    return replace(
        discussion,
        weeks=weeks,
        reply=reply if reply and reply.address not in hidden else None,
        contributions=tuple(
            _filed(contribution, discussion.weeks, weeks)
            for contribution in discussion.contributions
            if contribution.address not in hidden
        ),
    )


def _filed(
    contribution: Contribution, every: tuple[Week, ...], shown: tuple[Week, ...]
) -> Contribution:
    """*contribution* as filed in the weeks *shown* alone of *every* week."""
    record = contribution.record
    hidden = {week.number for week in every} - {week.number for week in shown}
    weeks = tuple(number for number in record.weeks if number not in hidden)
    if weeks == record.weeks:
        return contribution
    is_same_first = weeks[:1] == record.weeks[:1]
    told = dict(record) | {"weeks": weeks} | ({} if is_same_first else {"questions": ()})
    filed = Record.model_construct(record.model_fields_set, **told)  # each was validated before
    return replace(contribution, record=filed)
