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
=============  =================================================================================

When a file was written, or committed, says nothing of what it holds: nobody asks for that. Nor is
told here what an editor inferred: a program that reads a day cannot be told of doubts.
"""

from __future__ import annotations

from datetime import date

from palabre.archive import Archive, Contribution, Work
from palabre.models import Front


def published(work: Work[Front], archive: Archive) -> date | None:
    """When *work* was first there for all to read; ``None`` where nobody knows.

    Of a contribution that is its ``date`` and nothing else: who cites one that is not dated, and
    may be of any year, is not to be told when an archive took it in. Of a text of the moderators
    it is the day for which it was planned, else the first on which the ledger had it.
    """
    if isinstance(work, Contribution):
        return _noted(work, "date")
    return work.publish or min(_since(work, archive), default=None)


def changed(work: Work[Front], archive: Archive, language: str = "") -> date | None:
    """The last day on which *work* is known to have changed here; ``None`` where none is known.

    It changes when it appears here, when a text of it is published, that in *language* where one
    is named, else any; and when it is corrected. What nobody noted down is not known: editors
    correct texts of the moderators without a word.
    """
    known = [work.publish, *_since(work, archive, language)]
    if isinstance(work, Contribution):
        known += [_noted(work, "published"), corrected(work)]
    return max(filter(None, known), default=None)


def corrected(contribution: Contribution) -> date | None:
    """When this archive last corrected *contribution*; ``None`` where it never did."""
    return _noted(contribution, "corrected")


def _noted(contribution: Contribution, field: str) -> date | None:
    """A day that somebody knew."""
    record = contribution.record
    day: date | None = getattr(record, field)
    return None if field in record.inferred else day


def _since(work: Work[Front], archive: Archive, language: str = "") -> list[date]:
    """When the texts of *work* were first published, as far as the ledger tells."""
    codes = [language] if language else work.texts
    found = (archive.since.get((work.address, code)) for code in codes)
    return [day for day in found if day]
