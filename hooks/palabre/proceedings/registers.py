"""The back of a book: who took part, from where, and of what they spoke, with pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from palabre.bylines import byline
from palabre.indexes import KINDS, Index, index
from palabre.language import Phrase, phrase
from palabre.layout import NOT_STATED
from palabre.proceedings import anchors
from palabre.proceedings.voices import Voices
from palabre.references import signed
from palabre.resources import Resource
from palabre.view import Link, View
from palabre.works import Contribution, Discussion

_PEOPLE = "contributors"
_KINDS = (_PEOPLE, "countries", "organisations")
_TOPICS = "topics"
RESOURCES = "resources"


@dataclass(frozen=True)
class Group:
    """Where something stands in the book, and how that is related to it."""

    relation: str
    """Empty where there is but one."""
    links: list[Link]


@dataclass(frozen=True)
class Entry:
    """A line of a register."""

    id: str
    label: Phrase
    notes: tuple[Link, ...]
    """What explains it, who somebody is, or the address at which something is."""
    href: str
    """To where the label leads out of the book; empty where it does not."""
    groups: list[Group]


@dataclass(frozen=True)
class Register:
    """A list of terms, in one language where its words differ in two."""

    id: str
    title: Phrase
    code: str
    """The language of the whole; empty where it is the book's."""
    entries: list[Entry]

    @property
    def words(self) -> list[tuple[str, ...]]:
        """What its entries say: where it is the same in two languages, it stands once."""
        return [
            (
                entry.label.text,
                *(note.label.text for note in entry.notes),
                *(group.relation for group in entry.groups),
            )
            for entry in self.entries
        ]


class Registers:
    """Makes the registers of the proceedings of one discussion."""

    def __init__(self, discussion: Discussion, voices: Voices) -> None:
        self._discussion = discussion
        self._voices = voices
        archive = voices.views[0].archive
        self._indexes = {kind.name: index(archive, kind, discussion) for kind in KINDS}

    def all(self) -> Iterator[Register]:
        """In the order in which they stand; none is empty."""
        made = [*self._of_kinds(_KINDS), *self._of_resources(), *self._of_kinds((_TOPICS,))]
        return (register for register in made if register.entries)

    def terms(self) -> Iterator[tuple[View, str, str]]:
        """Every term that stands in a register, as each language has it: its kind, and its key."""
        for name in (*_KINDS, _TOPICS):
            for view in self._voices.views:
                yield from ((view, name, key) for key in self._indexes[name].terms)

    def _of_kinds(self, names: tuple[str, ...]) -> Iterator[Register]:
        for name in names:
            made = [self._of_kind(name, view) for view in self._voices.views]
            if all(one.words == made[0].words for one in made):
                title = self._voices.line(partial(_title, name))
                yield replace(made[0], title=title)
            else:
                yield from made

    def _of_kind(self, name: str, view: View) -> Register:
        found = self._indexes[name]
        keys = [key for key in found.sorted_keys(view.language) if found.terms[key]]
        entries = [
            Entry(
                anchors.of_term(name, key, view.site.code),
                found.label(key, view.language),
                tuple(_notes(found, key, view)),
                "",
                [
                    Group(_relation(found, relation, key, view), _links(contributions, view, name))
                    for relation, contributions in found.terms[key].items()
                ],
            )
            for key in keys
        ]
        code = self._voices.foreign(view.site.code)
        return Register(f"{name}.{view.site.code}", phrase(_title(name, view)), code, entries)

    def _of_resources(self) -> Iterator[Register]:
        """One in each language: what a resource is called depends on it."""
        for view in self._voices.views:
            found = view.resources.sorted_for(self._discussion.id, view.site.code)
            entries = [_of_resource(one, number, view) for number, one in enumerate(found, 1)]
            code = self._voices.foreign(view.site.code)
            title = phrase(_title(RESOURCES, view))
            yield Register(f"{RESOURCES}.{view.site.code}", title, code, entries)


def _notes(index: Index, key: str, view: View) -> Iterator[Link]:
    """What a term means; of a person, who that was the first time."""
    if note := index.note(key, view.language):
        yield Link(phrase(note))
    if index.kind.name != _PEOPLE:
        return
    ids = view.archive.contributors
    first = index.terms[key][""][0]
    for author, line in zip(first.record.authors, byline(first, view), strict=True):
        if author.name and ids.id_of(author.name) == key:
            yield from line.details
            return


def _title(name: str, view: View) -> str:
    return view.language.say("proceedings-topics" if name == _TOPICS else name)


def _relation(index: Index, relation: str, key: str, view: View) -> str:
    kind = index.kind
    is_told = len(kind.relations) > 1 and key != NOT_STATED
    return view.language.say(f"proceedings-{kind.name}-{relation}") if is_told else ""


def _links(found: tuple[Contribution, ...], view: View, kind: str = "") -> list[Link]:
    """To each, named by who signed: a title would need a line of its own, as for people it has."""
    if kind == _PEOPLE:
        return [view.work(contribution) for contribution in found]
    return [Link(phrase(signed(one, view)), view.root + one.address) for one in found]


def _of_resource(resource: Resource, number: int, view: View) -> Entry:
    link = view.resource(resource)
    address = " · ".join(filter(None, (resource.url, link.mark)))
    groups = [Group(view.language.say("resources-named-in"), _links(resource.named_by, view))]
    id = anchors.of_term(RESOURCES, str(number), view.site.code)
    return Entry(id, link.label, (Link(phrase(address)),) if address else (), link.href, groups)
