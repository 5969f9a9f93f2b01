"""Who is meant by a name: every spelling of one person that the archive knows, or a pseudonym."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from palabre import language
from palabre.corrections.names import Names, of_person
from palabre.editing.desk import Desk
from palabre.language import fold, slug

Pseudonym = Mapping[str, str]
"""By language of the site."""


def names_of(desk: Desk, name: str) -> Names:
    """Every spelling of the person *name*, registered or met in a record."""
    directory = desk.archive.contributors
    key = key_of(desk, name)
    own = {name, *(directory.spellings(key) if key in directory.keys else ())}
    own |= {other for other in authors(desk) if directory.id_of(other) == key}
    own = {spelling for spelling in own if spelling != key or key == name}
    organisations = [o for r in desk.records for author in r.authors for o in author.organisation]
    places = [author.place or "" for r in desk.records for author in r.authors]
    return of_person(own, {*authors(desk), *organisations, *places} - own)


def is_known(desk: Desk, name: str) -> bool:
    """Whether a record or the registry has a person of that name."""
    directory = desk.archive.contributors
    key = key_of(desk, name)
    return key in directory.keys or any(directory.id_of(a) == key for a in authors(desk))


def invented(desk: Desk) -> Pseudonym:
    """A pseudonym that nobody has, in each language of the site."""
    directory = desk.archive.contributors
    taken = {*directory.keys, *map(slug, authors(desk)), *map(directory.id_of, authors(desk))}
    for number in count(1):
        found = {
            code: language.of(code).say("pseudonym", number=number) for code in desk.settings.codes
        }
        if taken.isdisjoint(map(slug, found.values())):
            return found
    raise AssertionError("numbers have no end")


def key_of(desk: Desk, name: str) -> str:
    """The id of the person *name*, however it is accented."""
    directory = desk.archive.contributors
    known = {fold(spelling): key for key in directory.keys for spelling in directory.spellings(key)}
    return known.get(fold(name)) or directory.id_of(name)


def authors(desk: Desk) -> set[str]:
    """Whoever signed, drafts included."""
    return {author.name for record in desk.records for author in record.authors if author.name}
