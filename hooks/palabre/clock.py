"""What day it is: for the whole archive, or where a discussion is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the day. Days begin in a discussion's timezone; in UTC where it tells none."""

    now: datetime
    as_of: date | None = None
    """The day of the whole archive, whatever day it is now."""

    def day(self, timezone: str | None = None) -> date:
        """What day it is in *timezone*, an IANA name; without one, in UTC."""
        return self.as_of or self.now.astimezone(_zone(timezone)).date()


END = date.max
"""A day on which nothing waits any more."""


def clock(as_of: date | None = None) -> Clock:
    """The clock of a build that begins now, or is of the day *as_of*."""
    return Clock(datetime.now(UTC), as_of)


def beginning(day: date, timezone: str | None) -> datetime:
    """The moment at which *day* begins in *timezone*."""
    return datetime.combine(day, time.min, _zone(timezone)).astimezone(UTC)


def _zone(timezone: str | None) -> ZoneInfo:
    return ZoneInfo(timezone or "UTC")
