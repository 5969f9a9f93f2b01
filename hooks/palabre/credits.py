"""Who is credited with a text: who signed it, else moderated its discussion; who translated it.

Who signed a contribution says in the record whether they are a person or an organisation. Of
moderators, convenors and translators nothing is known but a name: it is that of an organisation or
a person where a registry has it, of a person where a contributor signed with it, of an organisation
where somebody signed for it; of all others nobody can tell what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from palabre.archive import Archive
from palabre.models import Author, Front, OtherText, TextFront
from palabre.names import Name, taken_apart
from palabre.works import Contribution, Text, Work

Kind = Literal["contributors", "organisations", "programs", ""]
"""What somebody is: those who have an index are named as it is. Empty where nobody can tell."""


class Credit(NamedTuple):  # quicker than a dataclass: each page makes some
    """Somebody who is named, as readers of one language name them."""

    name: str
    kind: Kind = ""
    key: str = ""
    """Their id, by which the index of their kind has them; empty of who signed nothing."""
    family: str = ""
    """The family name that the registry says a person has."""
    of: tuple[Credit, ...] = ()
    """The organisations of a person."""

    @property
    def parts(self) -> Name:
        """The name as bibliographies take it apart: that of a person alone."""
        is_person = self.kind == "contributors"
        return taken_apart(self.name, self.family) if is_person else Name(self.name)


def authors(work: Work[Front], archive: Archive, language: str) -> list[Credit]:
    """Who wrote *work*: who signed a contribution, else the moderators."""
    if isinstance(work, Contribution):
        return signed(work, archive, language)
    return moderators(work, archive, language)


def signed(contribution: Contribution, archive: Archive, language: str) -> list[Credit]:
    """Who signed *contribution*: persons, and organisations where no person did."""
    found: list[Credit] = []
    for author in contribution.record.authors:
        person = person_of(author, archive, language)
        found += [person] if person else organisations_of(author, archive, language)
    return found


def person_of(author: Author, archive: Archive, language: str) -> Credit | None:
    """The person that *author* is, with their organisations; ``None`` where no person signed."""
    if not author.name:
        return None
    contributors = archive.contributors
    key = contributors.id_of(author.name)
    name, family = contributors.name(key, language), contributors.family(key)
    of = organisations_of(author, archive, language)
    return Credit(name, "contributors", key, family, of)


def organisations_of(author: Author, archive: Archive, language: str) -> tuple[Credit, ...]:
    """The organisations for which *author* signed."""
    if not author.organisation:
        return ()
    known = archive.organisations
    keys = map(known.id_of, author.organisation)
    return tuple(Credit(known.name(key, language), "organisations", key) for key in keys)


def said_of(contribution: Contribution, position: int, field: str, language: str) -> str | None:
    """What the text in *language* says of the author at *position*: ``roles`` or ``places``.

    ``None`` where it says nothing, or is the one that has the record.
    """
    text = contribution.texts.get(language)
    told = getattr(text.front, field) if text and isinstance(text.front, OtherText) else None
    return told[position] if told and position < len(told) else None


def moderators(work: Work[Front], archive: Archive, language: str) -> list[Credit]:
    """Who wrote a text of the moderators: those of its discussion, else who convened it."""
    discussion = archive.discussion_of(work)
    moderators = discussion.shown(language).front.moderators if discussion else ()
    found = [_named(name, archive) for name in moderators]
    return found or convenors(work, archive, language)


def convenors(work: Work[Front], archive: Archive, language: str) -> list[Credit]:
    """Who convened the discussion that *work* is or belongs to."""
    discussion = archive.discussion_of(work)
    names = discussion.shown(language).front.convenors if discussion else ()
    return [_named(name, archive) for name in names]


def translator(text: Text[Front], archive: Archive) -> Credit | None:
    """Who translated *text*; of what a program translated, who revised it, else the program."""
    told = text.front.translation if isinstance(text.front, TextFront) else None
    if told and told.kind == "machine":
        return Credit(told.by, "programs")
    return _named(told.by, archive) if told else None


def _named(name: str, archive: Archive) -> Credit:
    """Somebody who is but a *name*, as the text has it."""
    kind = _kind(name, archive)
    if kind != "contributors":
        return Credit(name, kind)
    return Credit(name, kind, family=archive.contributors.family(archive.contributors.id_of(name)))


def _kind(name: str, archive: Archive) -> Kind:
    contributors, organisations = archive.contributors, archive.organisations
    if organisations.is_registered(name):
        return "organisations"
    if contributors.id_of(name) in contributors.keys:
        return "contributors"
    return "organisations" if organisations.id_of(name) in organisations.keys else ""


def shows(work: Work[Front], archive: Archive) -> Iterator[str]:
    """What the credits of *work* show of other files: what those are who are but a name."""
    for name in dict.fromkeys(_names(work, archive)):
        yield f"{name} {_kind(name, archive)}"


def _names(work: Work[Front], archive: Archive) -> Iterable[str]:
    if isinstance(work, Contribution):
        translations = (text.front.translation for text in work.texts.values())
        return (told.by for told in translations if told)
    discussion = archive.discussion_of(work)
    fronts = (text.front for text in discussion.texts.values()) if discussion else ()
    return (name for front in fronts for name in (*front.moderators, *front.convenors))
