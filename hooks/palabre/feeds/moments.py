"""When an entry was published and updated, and which entries are the newest.

What is known is told by :mod:`palabre.dates`. RFC 4287, 4.2.15 wants an ``updated`` of every
entry, so where nothing is known it is, in this order: the day on which the week opened in which a
contribution is filed first, or closed; that on which the discussion did (of a reply, closed first);
:data:`NEVER`. None of them changes from build to build, and none is shown as ``published``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from palabre import dates
from palabre.archive import Archive
from palabre.models import Front, Period
from palabre.works import Contribution, Discussion, Reply, Week, Work

NEVER = date(1970, 1, 1)
"""Of what has no day, in a discussion that has none; and of a feed that has no entry."""


def moment(day: date) -> str:
    """*day* as RFC 3339 has it: at noon, so that it is that day for nearly all who read it."""
    return f"{day.isoformat()}T12:00:00Z"


def updated(work: Work[Front], archive: Archive, language: str) -> date:
    """The last day on which what readers of *language* get of *work* is known to have changed."""
    shown = work.shown(language).language
    known = dates.changed(work, archive, shown), dates.published(work, archive)
    return max(filter(None, known), default=None) or next(_about(work, archive), NEVER)


def _about(work: Work[Front], archive: Archive) -> Iterator[date]:
    """Days near which *work* must have been written, the likeliest first."""
    periods: list[Period] = []
    if isinstance(work, Contribution):
        week = archive.first_week(work)
        periods += [week.period] if week else []
    if isinstance(work, Week | Discussion):
        periods.append(work.period)
    name = getattr(work, "discussion", "")
    periods += [archive.discussions[name].period] if name else []
    for period in periods:
        days = period.opens, period.closes
        yield from filter(None, reversed(days) if isinstance(work, Reply) else days)


class Newest:
    """Puts works in order, the newest first, by what *language* gets of them."""

    def __init__(self, archive: Archive, language: str) -> None:
        self.updated = {
            work.address: updated(work, archive, language)
            for discussion in archive.discussions.values()
            for work in discussion.works
        }
        order = {address: place for place, address in enumerate(self.updated)}
        # Of the same day, what comes last in the archive's order is newer.
        found = sorted(order, key=lambda one: (self.updated[one], order[one]), reverse=True)
        self._rank = {address: rank for rank, address in enumerate(found)}

    def rank(self, work: Work[Front]) -> int:
        """0 of the newest in the archive."""
        return self._rank[work.address]
