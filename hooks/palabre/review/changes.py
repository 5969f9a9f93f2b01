"""What a proposal changes: pages, texts, lists and addresses, before it and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from palabre.indexes import Index
from palabre.layout import Role, contribution_address
from palabre.models import Front, TextFront
from palabre.reading import Reading
from palabre.site import Site
from palabre.works import Text, Work


class Fate(Enum):
    """What becomes of something."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class WorkChange:
    """What becomes of one page with texts of its own, and of each of its texts."""

    fate: Fate
    work: Work[Front]
    """As it will be; as it was, where it is removed."""
    texts: Mapping[str, str]
    """By language: a fate's value; ``front`` where the words stay and what is said of them changes;
    ``words`` where the author's own change."""
    has_other_files: bool = False
    """Whether attachments change."""


@dataclass(frozen=True)
class TermChange:
    """What becomes of the list of contributions under one term."""

    fate: Fate
    index: Index
    key: str
    joined: int
    left: int


@dataclass(frozen=True)
class Changes:
    """What changes from *before* to *after*."""

    before: Site
    after: Site

    @cached_property
    def works(self) -> tuple[WorkChange, ...]:
        """Every page with texts of its own that is not what it was, in the archive's order."""
        return tuple(self._works())

    def _works(self) -> Iterator[WorkChange]:
        was, will = ({work.address: work for work in one.archive.works} for one in self._both)
        files_then, files_now = (_attachments(one) for one in self._both)
        for address in dict.fromkeys((*will, *was)):
            old, new = was.get(address), will.get(address)
            texts = _texts(old.texts if old else {}, new.texts if new else {})
            has_other_files = files_then.get(address) != files_now.get(address)
            work = new or old
            if work and (texts or has_other_files):
                yield WorkChange(_fate(old, new), work, texts, has_other_files)

    @property
    def _both(self) -> tuple[Site, Site]:
        return self.before, self.after

    @cached_property
    def registries(self) -> tuple[str, ...]:
        """The uris of the registries that are not what they were."""
        was, will = (
            {reading.place.uri: reading.digest for reading in _readings(one, Role.REGISTRY)}
            for one in self._both
        )
        return tuple(sorted(uri for uri in {*was, *will} if was.get(uri) != will.get(uri)))

    @cached_property
    def drafts(self) -> tuple[Reading, ...]:
        """The drafts that are new, or not what they were."""
        known = {(reading.place.uri, reading.digest) for reading in self.before.archive.drafts}
        return tuple(
            reading
            for reading in drafts(self.after)
            if (reading.place.uri, reading.digest) not in known
        )

    @cached_property
    def terms(self) -> tuple[TermChange, ...]:
        """The lists that contributions join or leave, that appear or vanish."""
        was = {index.folder: index for index in self.before.indexes}
        will = {index.folder: index for index in self.after.indexes}
        return tuple(
            change
            for folder in dict.fromkeys((*will, *was))
            for change in _terms(was.get(folder), will.get(folder))
        )

    @cached_property
    def vanished(self) -> tuple[str, ...]:
        """The addresses that will lead nowhere, of those that the sitemap names."""
        kept = {recipe.address for recipe in self.after.recipes}
        lost = (recipe for recipe in self.before.recipes if recipe.address not in kept)
        return tuple(recipe.address for recipe in lost if recipe.is_listed)


def drafts(of: Site) -> Iterator[Reading]:
    """The texts that are not published yet."""
    for reading in of.archive.drafts:
        if isinstance(reading.front, TextFront) and reading.front.draft:
            yield reading


def _fate(old: object, new: object) -> Fate:
    return Fate.CHANGED if old and new else Fate.ADDED if new else Fate.REMOVED


def _attachments(of: Site) -> dict[str, set[tuple[str, str]]]:
    """What stands beside each contribution, by the contribution's address."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for reading in _readings(of, Role.ATTACHMENT):
        place = reading.place
        address = contribution_address(place.discussion, place.name)
        found[address].add((place.uri, reading.digest))
    return found


def _readings(of: Site, role: Role) -> Iterable[Reading]:
    return (reading for reading in of.archive.readings if reading.place.role is role)


def _texts(was: Mapping[str, Text[Front]], will: Mapping[str, Text[Front]]) -> dict[str, str]:
    """What becomes of each text; those that stay are left out."""
    fates: dict[str, str] = {}
    for code in dict.fromkeys((*will, *was)):
        old, new = was.get(code), will.get(code)
        if old and new:
            if old.whole != new.whole:
                fates[code] = _fate_of_words(old, new)
        else:
            fates[code] = Fate.ADDED.value if new else Fate.REMOVED.value
    return fates


def _fate_of_words(old: Text[Front], new: Text[Front]) -> str:
    if old.reading.fingerprint == new.reading.fingerprint:
        return "front"
    is_original = isinstance(old.front, TextFront) and old.front.text == "original"
    return "words" if is_original else Fate.CHANGED.value


def _terms(was: Index | None, will: Index | None) -> Iterator[TermChange]:
    """What becomes of each list of one index."""
    old, new = (_members(index) for index in (was, will))
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        index = will if after is not None else was
        if before == after or index is None:
            continue
        fate = Fate.ADDED if before is None else Fate.REMOVED if after is None else Fate.CHANGED
        joined = (after or set()) - (before or set())
        left = (before or set()) - (after or set())
        yield TermChange(fate, index, key, len(joined), len(left))


def _members(index: Index | None) -> dict[str, set[tuple[str, str]]]:
    """Who stands under each term, and how."""
    return {
        key: {(relation, c.id) for relation, found in relations.items() for c in found}
        for key, relations in (index.terms if index else {}).items()
    }
