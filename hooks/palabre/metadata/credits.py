"""What a text is called, who wrote it, and who translated it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palabre import language as languages
from palabre.archive import Archive, Contribution, Text, Week, Work
from palabre.indexes import week_title
from palabre.models import DiscussionFront, Front, TextFront
from palabre.view import View

PERSON, ORGANISATION, PROGRAM = "Person", "Organization", "SoftwareApplication"
"""schema.org's names."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody who is named, as readers of one language name them."""

    name: str
    kind: str = ""
    """:data:`PERSON`, :data:`ORGANISATION` or :data:`PROGRAM`; empty where nobody can tell."""
    address: str = ""
    """Of their page, below the language's root; empty where they have none."""
    of: tuple[Credit, ...] = ()
    """The organisations of a person."""

    @property
    def is_person(self) -> bool:
        """Whether they have a family name."""
        return self.kind == PERSON


def titled(work: Work[Front], text: Text[Front]) -> str:
    """What *text* is called, in its own language on the pages of every language."""
    if isinstance(work, Week):
        return week_title(work, languages.of(text.language)).text
    return text.title


def signed(contribution: Contribution, view: View) -> list[Credit]:
    """Who signed *contribution*: persons, and organisations where no person did."""
    found: list[Credit] = []
    for author in contribution.record.authors:
        bodies = (_of("organisations", ORGANISATION, name, view) for name in author.organisation)
        if author.name:
            person = _of("contributors", PERSON, author.name, view)
            found.append(Credit(person.name, PERSON, person.address, tuple(bodies)))
        else:
            found += bodies
    return found


def _of(kind: str, type_: str, name: str, view: View) -> Credit:
    archive = view.archive
    directory = archive.contributors if kind == "contributors" else archive.organisations
    key = directory.id_of(name)
    return Credit(directory.name(key, view.site.code), type_, f"{kind}/{key}.html")


def moderators(work: Work[Front], view: View) -> list[Credit]:
    """Who wrote a text of the moderators: those of its discussion, else who convened it."""
    front = _discussion(work, view)
    return [_named(name, view.archive) for name in front.moderators or front.convenors]


def convenors(work: Work[Front], view: View) -> list[Credit]:
    """Who convened the discussion that *work* is or belongs to."""
    return [_named(name, view.archive) for name in _discussion(work, view).convenors]


def _discussion(work: Work[Front], view: View) -> DiscussionFront:
    archive, key = view.archive, getattr(work, "discussion", getattr(work, "id", ""))
    return archive.discussions[key].shown(view.site.code).front


def _named(name: str, archive: Archive) -> Credit:
    """Somebody who is but a name: what they are is known of those in a registry alone."""
    if archive.organisations.is_registered(name):
        return Credit(name, ORGANISATION)
    return Credit(name, PERSON if archive.contributors.is_registered(name) else "")


def translators(text: Text[TextFront], archive: Archive) -> Iterator[Credit]:
    """Who translated *text*: who revised it, where a program did; nobody, where it is no one's."""
    if told := text.front.translation:
        yield Credit(told.by, PROGRAM) if told.kind == "machine" else _named(told.by, archive)
