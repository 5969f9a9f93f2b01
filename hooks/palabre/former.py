"""What is no longer where it was: contributions that were withdrawn, and those that were renamed.

Their ids are taken for ever: each has a page that says what became of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from palabre.layout import contribution_address
from palabre.models import Renamed, Withdrawn


@dataclass(frozen=True)
class Former:
    """The entries of both registries, by id."""

    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)
    renamed: Mapping[str, Renamed] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.withdrawn or name in self.renamed

    def now(self, name: str) -> str:
        """What the contribution *name* is called now; where names lead in a circle, any of them."""
        return self._last.get(name, name)

    @cached_property
    def _last(self) -> Mapping[str, str]:
        """The last name of each that was renamed."""
        found: dict[str, str] = {}
        for name in self.renamed:
            way: dict[str, None] = {}
            while name in self.renamed and name not in found and name not in way:
                way[name] = None
                name = self.renamed[name].to
            found |= dict.fromkeys(way, found.get(name, name))
        return found

    def first(self, name: str) -> Renamed | None:
        """The oldest entry that led to the contribution *name*; ``None`` where none did."""
        return self._firsts.get(name)

    @cached_property
    def _firsts(self) -> Mapping[str, Renamed]:
        """By a contribution's name now: where its renames began."""
        later = {entry.to for entry in self.renamed.values()}
        found: dict[str, Renamed] = {}
        for name, entry in self.renamed.items():
            if name not in later:
                found.setdefault(self.now(name), entry)
        return found

    @property
    def pages(self) -> Iterator[tuple[str, Withdrawn | Renamed]]:
        """The address of each entry's page, with the entry."""
        entries: Iterator[Withdrawn | Renamed] = chain(
            self.withdrawn.values(), self.renamed.values()
        )
        for entry in entries:
            yield contribution_address(entry.discussion, entry.id), entry
