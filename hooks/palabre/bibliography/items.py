"""Works as bibliographies have them: each as readers of one language are shown it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from palabre.archive import Archive, Contribution, Discussion, Reply, Week
from palabre.bibliography.names import Name, taken_apart
from palabre.indexes import week_title
from palabre.language import Phrase
from palabre.models import Author, Translation
from palabre.page import holder
from palabre.view import View

Citable = Contribution | Week | Reply

Kind = Literal["post", "summary", "week", "reply"]
"""What a text is: what somebody posted, in any language; what the editors say of a post; the
moderators' introduction to a week; their consolidated reply."""


@dataclass(frozen=True, slots=True)
class Item:
    """A work as a bibliography has it: the text that readers of one language are shown."""

    id: str
    """The same for ever, no other text of the archive has it: the contribution's id, else its
    discussion's with ``week-NUMBER`` or ``consolidated-reply``; then the text's language. Full
    stops are between these, as no id has one."""
    kind: Kind
    authors: tuple[Name, ...]
    """Who wrote it, in their order. Of a summary: who wrote what is summarised."""
    translator: Name | None
    """Who translated the text that is shown."""
    translation: Literal["human", "machine", "machine-revised"] | None
    """How; ``None`` where it is no translation."""
    date: Day | None
    """When it was posted; ``None`` where that is not known."""
    is_inferred: bool
    """Whether the editors inferred the day."""
    title: Phrase
    """What is in another language than the page is marked with it."""
    language: str
    """Of the text."""
    container: Phrase
    """The title of the discussion."""
    archive: str
    """The archive's name."""
    url: str
    """The absolute address of the page that has the text as its own."""


def item(work: Citable, view: View) -> Item:
    """*work* as readers of the language of *view* are shown it.

    The item is the same for every view of one language.
    """
    discussion = view.archive.discussions[work.discussion]
    shown = work.shown(view.site.code)
    translation = _translation(work, view)
    day, is_inferred = _day(work)
    site = holder(work, view.site, view.archive)
    return Item(
        f"{_id(work)}.{shown.language}",
        _kind(work, view),
        tuple(_authors(work, discussion, view)),
        _signatory(translation.by, view.archive) if translation else None,
        translation.kind if translation else None,
        day,
        is_inferred,
        week_title(work, view.language) if isinstance(work, Week) else view.title(work),
        shown.language,
        view.title(discussion),
        view.site.site_name,
        f"{view.archive.settings.site_url}{site.prefix}{work.address}",
    )


def citable(discussion: Discussion) -> Iterator[Citable]:
    """All of *discussion* that can be cited, in its order."""
    yield from discussion.weeks
    yield from discussion.contributions
    yield from (discussion.reply,) if discussion.reply else ()


def shows(work: Citable, archive: Archive) -> Iterator[str]:
    """What items of *work* show of other files: digests, as recipes need them."""
    yield archive.discussions[work.discussion].face
    if isinstance(work, Contribution):
        translations = (text.front.translation for text in work.texts.values())
        yield from _persons((told.by for told in translations if told), archive)
    else:
        discussion = archive.discussions[work.discussion]
        for text in discussion.texts.values():
            yield from _persons((*text.front.moderators, *text.front.convenors), archive)


def _persons(names: Iterable[str], archive: Archive) -> Iterator[str]:
    return (str(_is_person(name, archive)) for name in names)


def _id(work: Citable) -> str:
    if isinstance(work, Contribution):
        return work.id
    name = f"week-{work.number}" if isinstance(work, Week) else "consolidated-reply"
    return f"{work.discussion}.{name}"


def _kind(work: Citable, view: View) -> Kind:
    if isinstance(work, Contribution):
        return "summary" if work.shown(view.site.code).front.text == "summary" else "post"
    return "week" if isinstance(work, Week) else "reply"


def _translation(work: Citable, view: View) -> Translation | None:
    """How the text came about that is shown; ``None`` where it was written so."""
    return work.shown(view.site.code).front.translation if isinstance(work, Contribution) else None


def _day(work: Citable) -> tuple[Day | None, bool]:
    """When *work* was posted, a week's introduction as it opened, and whether that is inferred."""
    if isinstance(work, Contribution):
        return work.record.date, "date" in work.record.inferred
    if isinstance(work, Week) and work.period.opens:
        return work.period.opens, "opens" in work.period.inferred
    return work.publish, False


def _authors(work: Citable, discussion: Discussion, view: View) -> Iterator[Name]:
    """Who wrote *work*: of moderators' texts the moderators, else the convenors."""
    if isinstance(work, Contribution):
        for author in work.record.authors:
            yield from _author(author, view)
    else:
        front = discussion.shown(view.site.code).front
        for name in front.moderators or front.convenors:
            yield _signatory(name, view.archive)


def _author(author: Author, view: View) -> Iterator[Name]:
    """A person, else the organisations that signed: as bylines name them."""
    if author.name:
        yield _person(view.archive.contributors.id_of(author.name), view.archive, view.site.code)
    else:
        organisations = view.archive.organisations
        for name in author.organisation:
            yield Name(organisations.name(organisations.id_of(name), view.site.code))


def _signatory(name: str, archive: Archive) -> Name:
    """Somebody of whom nothing tells whether it is a person: one, where contributors have it."""
    if not _is_person(name, archive):
        return Name(name)
    return taken_apart(name, archive.contributors.family(archive.contributors.id_of(name)))


def _is_person(name: str, archive: Archive) -> bool:
    return archive.contributors.id_of(name) in archive.contributors.keys


def _person(key: str, archive: Archive, code: str) -> Name:
    contributors = archive.contributors
    name = contributors.name(key, code)
    return taken_apart(name, contributors.family(key))
