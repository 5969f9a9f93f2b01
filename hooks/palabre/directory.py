"""Who is who: contributors and organisations, by the names that the registry and posts use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from palabre.language import slug
from palabre.models import Name


@dataclass(frozen=True)
class Named:
    """A contributor or an organisation."""

    id: str
    names: Mapping[str, str]
    """By language; under ``""`` the name that holds in every language."""
    family: str = ""
    """The part of it by which bibliographies sort; empty where the registry does not say."""

    def name(self, language: str) -> str:
        """The name in *language*."""
        return self.names.get(language) or self.names.get("") or next(iter(self.names.values()))


class Directory:
    """Who is who: contributors, or organisations, by the names that the registry and posts use."""

    def __init__(self, registered: Iterable[Name], posts: Iterable[str] = ()) -> None:
        self.registered: dict[str, Named] = {}
        self._ids: dict[str, str] = {}
        self._slugs: dict[str, str] = {}
        for entry in registered:
            names = {"": entry.name} if isinstance(entry.name, str) else dict(entry.name)
            self.registered[entry.id] = Named(entry.id, names, entry.family or "")
            for spelling in (entry.id, *names.values(), *entry.also):
                self._ids[spelling] = entry.id
        self._entries = dict(self.registered)
        for name in posts:
            self._entries.setdefault(self.id_of(name), Named(self.id_of(name), {"": name}))

    def id_of(self, name: str) -> str:
        """The id of *name*: registered, else its slug, which may break ``layout.ID``."""
        if name not in self._slugs:
            self._slugs[name] = self._ids.get(name) or slug(name)
        return self._slugs[name]

    @property
    def keys(self) -> Collection[str]:
        """The id of everybody."""
        return self._entries.keys()

    def name(self, key: str, language: str) -> str:
        """The name in *language* of the one whose id is *key*."""
        return self._entries[key].name(language)

    def family(self, key: str) -> str:
        """The family name that the registry says the one has whose id is *key*; empty: none."""
        return self._entries[key].family

    def spellings(self, key: str) -> list[str]:
        """Every way in which the registry or a post names the one whose id is *key*."""
        posts = self._entries[key].names.values()
        return list(dict.fromkeys((*self._spellings.get(key, ()), *posts)))

    @cached_property
    def _spellings(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for spelling, key in self._ids.items():
            found[key].append(spelling)
        return found

    def is_registered(self, name: str) -> bool:
        """Whether the registry knows *name* as an id or as a spelling."""
        return name in self._ids
