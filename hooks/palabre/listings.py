"""Long lists divided into pages: the contributions under a term, or part of them, and all terms.

A list of up to :data:`MOST` contributions is one page, which is still light on a slow line. A
longer one is divided into pages of about :data:`SIZE`, evenly, so that no page is a mere rest.
Terms are a line each, so that more of them fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from palabre.environment import digest
from palabre.indexes import Index, Indexes
from palabre.layout import HOME, NOT_STATED
from palabre.works import Contribution

MOST = 60
SIZE = 50
MOST_TERMS = 240
SIZE_OF_TERMS = 200

NARROWED_BY = {"countries": "from", "languages": "", "topics": ""}
"""The kinds of index that a week can be narrowed by, each with the relation that counts."""

Sections = Mapping[str, tuple[Contribution, ...]]
"""Contributions by their relation to a term."""


@dataclass(frozen=True)
class Narrowing:
    """One part of a list: what of it stands under a term of another index too."""

    index: Index
    key: str


@dataclass(frozen=True)
class Listing:
    """The contributions under one term, on one page or several."""

    index: Index
    key: str
    found: Sections
    by: Narrowing | None = None
    """``None`` where all of them are listed."""

    @cached_property
    def number_of_pages(self) -> int:
        """At least one."""
        return _number_of_pages(self.size, MOST, SIZE)

    @property
    def size(self) -> int:
        """How many entries there are; a contribution that stands in two relations is two."""
        return sum(map(len, self.found.values()))

    def address(self, page: int = 1) -> str:
        """The address of page number *page*, counted from 1."""
        part = f"-{self.by.index.kind.name}-{self.by.key}" if self.by else ""
        return _address(self.index, f"{self.key}{part}", page)

    def page(self, number: int) -> Sections:
        """What page *number* lists."""
        if self.number_of_pages == 1:
            return self.found
        size = ceil(self.size / self.number_of_pages)
        start, sections = (number - 1) * size, {}
        for relation, found in self.found.items():
            if part := found[max(start, 0) : max(start + size, 0)]:
                sections[relation] = part
            start -= len(found)
        return sections

    def shows(self, number: int) -> str:
        """Digest of what page *number* shows of contributions."""
        return digest(self._shown(number))

    def _shown(self, number: int) -> Iterator[str]:
        yield f"{self.number_of_pages}"
        for relation, found in self.found.items():
            yield f"{relation} {len(found)}"
        for relation, found in self.page(number).items():
            yield relation
            yield from (contribution.face for contribution in found)


@dataclass(frozen=True)
class Terms:
    """All terms of an index, on one page or several."""

    index: Index

    @cached_property
    def number_of_pages(self) -> int:
        """At least one."""
        return _number_of_pages(len(self.index.terms), MOST_TERMS, SIZE_OF_TERMS)

    def address(self, page: int = 1) -> str:
        """The address of page number *page*, counted from 1."""
        return _address(self.index, HOME, page)

    def page(self, keys: Sequence[str], number: int) -> Sequence[str]:
        """What page *number* lists of *keys*: all of them, sorted."""
        size = ceil(len(keys) / self.number_of_pages)
        return keys[(number - 1) * size : number * size]


def _number_of_pages(size: int, most: int, size_of_page: int) -> int:
    return 1 if size <= most else ceil(size / size_of_page)


def _address(index: Index, name: str, page: int) -> str:
    """The address of page number *page* of what is called *name*; no id has a full stop."""
    return index.address_of(f"{name}.{page}" if page > 1 else name)


@dataclass(frozen=True)
class Filter:
    """The ways to narrow a list by the terms of one index."""

    index: Index
    parts: tuple[Listing, ...]


def listing(index: Index, key: str) -> Listing:
    """Everything that stands under a term."""
    return Listing(index, key, index.terms[key])


def filters(whole: Listing, indexes: Indexes) -> list[Filter]:
    """The ways to narrow the list of a week: by what some of its contributions share.

    None where a list is no week's, or too short to need it.
    """
    contributions = whole.found.get("", ())
    if whole.index.kind.name != "weeks" or len(contributions) < 3:
        return []
    found = []
    for name, relation in NARROWED_BY.items():
        other = indexes.of(name, "")
        groups: dict[str, list[Contribution]] = {}
        for contribution in contributions:
            for key, standing in other.kind.terms(whole.index.archive, contribution):
                if standing == relation:
                    groups.setdefault(key, []).append(contribution)
        parts = tuple(
            Listing(whole.index, whole.key, {"": tuple(group)}, Narrowing(other, key))
            for key, group in sorted(groups.items())
            if len(group) < len(contributions) and key != NOT_STATED
        )
        if parts:
            found.append(Filter(other, parts))
    return found
