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

from palabre.directory import Directory
from palabre.former import Former
from palabre.layout import Place
from palabre.ledger import Promise
from palabre.models import Front, Renamed, Topic, Withdrawn
from palabre.pictures import Size
from palabre.reading import Reading
from palabre.settings import Settings
from palabre.works import Contribution, Discussion, SitePage, Week, Work

THREAD_DEPTH = 4
"""So many levels of replies does a page show: more would leave no room on a phone."""


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
