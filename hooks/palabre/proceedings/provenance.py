"""Of which sources a book is made: files that anybody can compare, and the commit they stand in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from palabre import repository
from palabre.archive import Archive
from palabre.layout import Role
from palabre.settings import Settings
from palabre.works import Discussion

_LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)
"""The first day that a ZIP file can tell."""


@dataclass(frozen=True)
class Provenance:
    """The sources of the proceedings of a discussion."""

    checksum: str
    """SHA-256 of the list of them, as ``sha256sum`` writes it."""
    number: int
    """How many files there are."""
    commit: str
    """The last that changed them; empty where they are in no repository."""
    is_committed: bool
    """Whether they are as they stand there."""
    changed: datetime
    """When they last changed, as far as they or the commit tell."""


def provenance(discussion: Discussion, archive: Archive) -> Provenance:
    """Where the book of *discussion* comes from: always the same for the same sources."""
    digests = {reading.place.uri: reading.digest for reading in archive.readings}
    uris = sorted({uri for uri in _uris(discussion, archive) if uri in digests})
    listed = "".join(f"{digests[uri]}  {uri}\n" for uri in uris)
    commit, moment, is_clean = _commit(discussion, archive.settings)
    changed = moment or _latest(discussion)
    checksum = hashlib.sha256(listed.encode()).hexdigest()
    return Provenance(checksum, len(uris), commit, is_clean, max(changed, _LONG_AGO))


def _uris(discussion: Discussion, archive: Archive) -> Iterator[str]:
    """Of all that the book shows."""
    for work in discussion.works:
        yield from (text.reading.place.uri for text in work.texts.values())
    yield from (p.uri for p in archive.attachments if p.discussion == discussion.id)
    yield from (r.place.uri for r in archive.readings if r.place.role is Role.REGISTRY)


def _latest(discussion: Discussion) -> datetime:
    """The last day that the sources tell of."""
    records = [contribution.record for contribution in discussion.contributions]
    days = [day for record in records for day in (record.date, record.published, record.corrected)]
    days += [discussion.period.opens, discussion.period.closes]
    return max((datetime.combine(d, time.min, UTC) for d in days if d), default=_LONG_AGO)


def _commit(discussion: Discussion, settings: Settings) -> tuple[str, datetime | None, bool]:
    """The last commit that changed the sources, when, and whether nothing has changed since."""
    docs = settings.docs.relative_to(settings.root).as_posix()
    where = [f":(glob){docs}/*/{discussion.id}/**", f":(glob){docs}/*.yml"]
    told = repository.ask(settings.root, "log", "-1", "--format=%H %ct", "--", *where).split()
    if len(told) != 2:
        return "", None, False
    is_clean = not repository.ask(settings.root, "status", "--porcelain", "--", *where)
    return told[0], datetime.fromtimestamp(int(told[1]), UTC), is_clean
