"""When something was published, and when it last changed: as far as that is known, and never more.

Where each day comes from, and what it means:

=============  =================================================================================
``date``       of a record: when the contribution was sent to all who took part in the discussion
``published``  of a record: when this archive published it, maybe many years later
``corrected``  of a record: when this archive last corrected it
``publish``    of any text but pages of the archive: the first day on which it is shown; before,
               it appears nowhere
``since``      of a line of the ledger: when the site was first published with that text on its
               page. The first day of all tells nothing: what stood there on that day may have been
               there before there was a ledger
``opens``      of a week: the first day on which it is discussed
=============  =================================================================================

One rule tells when a text was written for all to read, :func:`noted`. Of a contribution that is
its ``date`` and nothing else: who cites one that is not dated, and may be of any year, is not to be
told when an archive took it in. Of a text of the moderators it is the day for which it was planned;
else, of the intro of a week, that on which the week opened, once it has; else the first on which
the ledger had it.

What an editor inferred is told of to people, and marked: bibliographies have the day, in brackets
or with a note. A program that reads a day cannot be told of doubts: the head of pages, JSON-LD,
feeds and the sitemap have none but what is known, by :func:`published`.

When a file was written, or committed, says nothing of what it holds: nobody asks for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from palabre.archive import Archive
from palabre.models import Front
from palabre.works import Contribution, Week, Work


@dataclass(frozen=True, slots=True)
class Noted:
    """A day, and how sure it is."""

    day: date
    is_inferred: bool = False
    """Whether an editor inferred it."""


def noted(work: Work[Front], archive: Archive) -> Noted | None:
    """When *work* was first there for all to read, known or inferred; ``None``: nobody can tell."""
    if isinstance(work, Contribution):
        day, record = work.record.date, work.record
        return Noted(day, "date" in record.inferred) if day else None
    if work.publish:
        return Noted(work.publish)
    opens = work.period.opens if isinstance(work, Week) else None
    if isinstance(work, Week) and opens and opens <= archive.days.get(work.discussion, opens):
        return Noted(opens, "opens" in work.period.inferred)
    since = min(_since(work, archive), default=None)
    return Noted(since) if since else None


def published(work: Work[Front], archive: Archive) -> date | None:
    """The same, where that is known and not inferred."""
    found = noted(work, archive)
    return found.day if found and not found.is_inferred else None


def changed(work: Work[Front], archive: Archive, language: str = "") -> date | None:
    """The last day on which *work* is known to have changed here; ``None`` where none is known.

    It changes when it appears here, when a text of it is published, that in *language* where one
    is named, else any; and when it is corrected. What nobody noted down is not known: editors
    correct texts of the moderators without a word.
    """
    known = [work.publish, *_since(work, archive, language)]
    if isinstance(work, Contribution):
        known += [_known(work, "published"), corrected(work)]
    return max(filter(None, known), default=None)


def corrected(contribution: Contribution) -> date | None:
    """When this archive last corrected *contribution*; ``None`` where it never did."""
    return _known(contribution, "corrected")


def _known(contribution: Contribution, field: str) -> date | None:
    """A day that somebody knew."""
    record = contribution.record
    day: date | None = getattr(record, field)
    return None if field in record.inferred else day


def _since(work: Work[Front], archive: Archive, language: str = "") -> list[date]:
    """When the texts of *work* were first published, as far as the ledger tells."""
    codes = [language] if language else work.texts
    found = (archive.since.get((work.address, code)) for code in codes)
    return [day for day in found if day]
