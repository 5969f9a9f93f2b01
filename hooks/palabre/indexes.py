"""Indexes: generated pages that list contributions, and how a new kind of them is made.

A kind of index is one entry of :data:`KINDS` and its strings in the catalogues. The entry says
under which terms a contribution stands; everything else (grouping, addresses, sorting, the pages,
the list of all terms, navigation) follows. A row of a record that leads there is an entry of
``FIELDS`` in :mod:`palabre.records`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from palabre.archive import Archive
from palabre.language import Language, Phrase, phrase, sort_key
from palabre.layout import NOT_STATED
from palabre.works import Contribution, Discussion, Week

Terms = Iterable[tuple[str, str]]


def _no_note(archive: Archive, key: str, language: Language) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """What one kind of index lists. Its strings in the catalogues begin with its name.

    ``NAME`` (title of the list of terms), ``NAME-intro``, ``NAME-all``, and for each relation of
    several ``NAME-RELATION`` (heading) and ``NAME-RELATION-count``; ``NAME-not-stated`` where a
    term may be missing; ``NAME-none`` where a term may have no contribution.
    """

    name: str
    """Also the folder of its pages: ``countries/ge.html``."""
    terms: Callable[[Archive, Contribution], Terms]
    """The keys that a contribution stands under, each with its relation to it."""
    label: Callable[[Archive, Discussion | None, str, Language], Phrase]
    relations: tuple[str, ...] = ("",)
    """In the order in which a page shows them."""
    always: Callable[[Archive, Discussion | None], Iterable[str]] = lambda archive, discussion: ()
    """The keys that have a page even where no contribution stands under them."""
    note: Callable[[Archive, str, Language], str] = _no_note
    """A sentence on what the term means."""
    is_vocabulary: bool = False
    """Whether its labels are the archive's own words: pages tell the other language's too."""
    per_discussion: bool = False
    rank: Callable[[str], int] = lambda key: 0
    """What goes before the alphabet."""


def _weeks(archive: Archive, contribution: Contribution) -> Terms:
    weeks = contribution.record.weeks
    return [(str(number), "") for number in weeks] or [(NOT_STATED, "")]


def _countries(archive: Archive, contribution: Contribution) -> Terms:
    found = archive.countries_from(contribution)
    yield from ((code.lower(), "from") for code in found)
    if not found:
        yield NOT_STATED, "from"
    yield from ((code.lower(), "about") for code in contribution.record.about)


def _contributors(archive: Archive, contribution: Contribution) -> Terms:
    for author in contribution.record.authors:
        if author.name:
            yield archive.contributors.id_of(author.name), ""


def _organisations(archive: Archive, contribution: Contribution) -> Terms:
    for author in contribution.record.authors:
        for name in author.organisation:
            yield archive.organisations.id_of(name), ""


def _topics(archive: Archive, contribution: Contribution) -> Terms:
    return [(topic, "") for topic in contribution.record.topics]


def _languages(archive: Archive, contribution: Contribution) -> Terms:
    return [(contribution.written_in or NOT_STATED, "")]


def _week_label(archive: Archive, of: Discussion | None, key: str, language: Language) -> Phrase:
    weeks = of.weeks if of else ()
    week = next((week for week in weeks if str(week.number) == key), None)
    return week_title(week, language) if week else phrase(key)


def week_title(week: Week, language: Language) -> Phrase:
    """The week's number and title, as headings and links show it."""
    text = week.shown(language.code)
    title = phrase(text.title, "" if text.language == language.code else text.language)
    return language.phrase("week-title", number=str(week.number), title=title)


def _topic_note(archive: Archive, key: str, language: Language) -> str:
    return archive.topics[key].definition[language.code]


KINDS = (
    Kind(
        "weeks",
        _weeks,
        _week_label,
        always=lambda archive, of: [str(week.number) for week in of.weeks] if of else [],
        per_discussion=True,
        rank=lambda key: int(key) if key.isdigit() else 0,
    ),
    Kind(
        "countries",
        _countries,
        lambda archive, of, key, language: phrase(language.country(key.upper())),
        relations=("from", "about"),
    ),
    Kind(
        "contributors",
        _contributors,
        lambda archive, of, key, language: phrase(archive.contributors.name(key, language.code)),
    ),
    Kind(
        "organisations",
        _organisations,
        lambda archive, of, key, language: phrase(archive.organisations.name(key, language.code)),
    ),
    Kind(
        "topics",
        _topics,
        lambda archive, of, key, language: phrase(archive.topics[key].label[language.code]),
        always=lambda archive, of: archive.topics,
        note=_topic_note,
        is_vocabulary=True,
    ),
    Kind(
        "languages",
        _languages,
        lambda archive, of, key, language: phrase(language.language(key)).capitalized(),
        always=lambda archive, of: archive.settings.codes,
    ),
)


FILTERS = {"week": "weeks", "country": "countries", "topic": "topics"}
"""What a search can be narrowed by, besides discussion and language: the kind of each."""


@dataclass(frozen=True)
class Index:
    """The pages of one kind: of the whole archive, or of one discussion."""

    archive: Archive
    kind: Kind
    discussion: Discussion | None
    terms: Mapping[str, Mapping[str, tuple[Contribution, ...]]]
    """By key, then by relation; contributions in their order."""

    @property
    def folder(self) -> str:
        """Where its pages stand."""
        return f"{self.discussion.id}/{self.kind.name}" if self.discussion else self.kind.name

    @property
    def address(self) -> str:
        """The list of all its terms."""
        return f"{self.folder}/index.html"

    def address_of(self, key: str) -> str:
        """The page of one term."""
        return f"{self.folder}/{key}.html"

    def value(self, key: str) -> str:
        """The term as searches know it: not the same in another index of the kind."""
        return f"{self.discussion.id}/{key}" if self.discussion else key

    def label(self, key: str, language: Language) -> Phrase:
        """The term as *language* names it."""
        if key == NOT_STATED:
            return phrase(language.say(f"{self.kind.name}-not-stated"))
        return self.kind.label(self.archive, self.discussion, key, language)

    def note(self, key: str, language: Language) -> str:
        """A sentence on what the term means; empty where there is none."""
        return "" if key == NOT_STATED else self.kind.note(self.archive, key, language)

    def sorted_keys(self, language: Language) -> list[str]:
        """The terms as *language* sorts them, "not stated" last."""

        def key_of(key: str) -> tuple[bool, int, tuple[str, str]]:
            label = self.label(key, language).text
            return key == NOT_STATED, self.kind.rank(key), sort_key(label)

        return sorted(self.terms, key=key_of)


class Indexes:
    """Every index of an archive."""

    def __init__(self, archive: Archive) -> None:
        self._indexes = {
            (kind.name, scope.id if scope else ""): index(archive, kind, scope)
            for kind in KINDS
            for scope in (archive.discussions.values() if kind.per_discussion else (None,))
        }

    def __iter__(self) -> Iterator[Index]:
        return iter(self._indexes.values())

    def of(self, kind: str, discussion: str) -> Index:
        """The index of *kind* in which contributions of *discussion* stand."""
        return self._indexes.get((kind, "")) or self._indexes[kind, discussion]

    @cached_property
    def of_archive(self) -> tuple[Index, ...]:
        """Those that span all discussions."""
        return tuple(index for index in self if index.discussion is None)

    def addresses(self) -> Iterator[str]:
        """Of every page of every index."""
        for index in self:
            yield index.address
            yield from map(index.address_of, index.terms)


def index(archive: Archive, kind: Kind, discussion: Discussion | None) -> Index:
    """The index of *kind*: of the whole archive, or of *discussion* alone."""
    groups: dict[str, dict[str, list[Contribution]]] = {
        key: {} for key in kind.always(archive, discussion)
    }
    contributions = discussion.contributions if discussion else archive.contributions.values()
    for contribution in contributions:
        for key, relation in dict.fromkeys(kind.terms(archive, contribution)):
            groups.setdefault(key, defaultdict(list)).setdefault(relation, []).append(contribution)
    return Index(
        archive,
        kind,
        discussion,
        {
            key: {r: tuple(found[r]) for r in kind.relations if r in found}
            for key, found in groups.items()
        },
    )
