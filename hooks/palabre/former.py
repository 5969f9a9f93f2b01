"""What is no longer where it was: contributions that were withdrawn, and those that were renamed.

Their ids are taken for ever: each has a page that says what became of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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
        seen = set[str]()
        while name in self.renamed and name not in seen:
            seen.add(name)
            name = self.renamed[name].to
        return name

    @property
    def pages(self) -> Iterator[tuple[str, Withdrawn | Renamed]]:
        """The address of each entry's page, with the entry."""
        entries: Iterator[Withdrawn | Renamed] = chain(
            self.withdrawn.values(), self.renamed.values()
        )
        for entry in entries:
            yield contribution_address(entry.discussion, entry.id), entry

    @property
    def moved(self) -> Mapping[str, str]:
        """Where each contribution stands now that was renamed, by the address that it had."""
        return {
            contribution_address(entry.discussion, name): contribution_address(
                entry.discussion, self.now(name)
            )
            for name, entry in self.renamed.items()
        }
