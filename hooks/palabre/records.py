"""A contribution's record, row by row: every value in words, each leading to its index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from palabre.language import Phrase, phrase
from palabre.layout import NOT_STATED
from palabre.models import TextFront
from palabre.references import taken_up
from palabre.view import Link, View
from palabre.works import Contribution, Text


@dataclass(frozen=True)
class Row:
    """One field of a record."""

    label: str
    values: tuple[Link, ...]


Field = Callable[[Contribution, View], Iterable[Link]]


def rows(contribution: Contribution, view: View) -> list[Row]:
    """The record of *contribution*; fields without a value are left out."""
    found = ((name, tuple(field(contribution, view))) for name, field in FIELDS.items())
    return [Row(view.language.say(f"record-{name}"), values) for name, values in found if values]


def _terms(kind: str, field: str) -> Field:
    def values(contribution: Contribution, view: View) -> Iterator[Link]:
        record = contribution.record
        keys = [str(value).lower() for value in getattr(record, field)]
        for key in keys or ([NOT_STATED] if kind == "weeks" else []):
            yield view.term(kind, contribution, key, field in record.inferred)

    return values


def _questions(contribution: Contribution, view: View) -> Iterator[Link]:
    record = contribution.record
    week = view.archive.first_week(contribution)
    text = week.shown(view.site.code) if week and record.questions else None
    for number, question in enumerate(text.front.questions if text else (), 1):
        if text and number in record.questions:
            words = phrase(question, view.foreign(text.language))
            yield view.link(words, is_inferred="questions" in record.inferred)


def _project(contribution: Contribution, view: View) -> Iterator[Link]:
    record = contribution.record
    if record.project:
        words = phrase(record.project, view.foreign(contribution.reading.place.language))
        yield view.link(words, is_inferred="project" in record.inferred)


def _date(contribution: Contribution, view: View) -> Iterator[Link]:
    record = contribution.record
    yield view.link(phrase(view.date(record.date)), is_inferred="date" in record.inferred)


def _via(contribution: Contribution, view: View) -> Iterator[Link]:
    record = contribution.record
    if record.via:
        words = view.language.say(f"via-{record.via}")
        yield view.link(phrase(words), is_inferred="via" in record.inferred)


def _written_in(contribution: Contribution, view: View) -> Iterator[Link]:
    key = contribution.written_in or NOT_STATED
    inferred = "written_in" in contribution.record.inferred
    yield view.term("languages", contribution, key, inferred)


def _reply_to(contribution: Contribution, view: View) -> Iterator[Link]:
    if answered := view.archive.answered(contribution):
        yield view.work(answered, "reply_to" in contribution.record.inferred)


def _replies(contribution: Contribution, view: View) -> Iterator[Link]:
    for reply in view.archive.replies.get(contribution.id, ()):
        yield view.work(reply, "reply_to" in reply.record.inferred)


def _texts(contribution: Contribution, view: View) -> Iterator[Link]:
    for code, text in contribution.texts.items():
        told = provenance(text, contribution, view)
        yield Link(
            view.language.in_language(code, "text-in-language", provenance=told).capitalized()
        )


def provenance(text: Text[TextFront], contribution: Contribution, view: View) -> Phrase:
    """Where a text comes from: who wrote or translated it, how, and whether it is behind."""
    words, translation = view.language.phrase, text.front.translation
    if translation is None:
        return words(f"text-{text.front.text}")
    by = phrase(translation.by, view.foreign(text.language))
    told = words(f"text-{translation.kind}", by=by)
    return words("text-drift", provenance=told) if contribution.has_drifted[text.language] else told


def rights(contribution: Contribution, view: View) -> Link | None:
    """Its own rights, else its discussion's."""
    own, inferred = contribution.record.rights, "rights" in contribution.record.inferred
    if own:
        code = view.foreign(contribution.reading.place.language)
        return view.link(phrase(own, code), is_inferred=inferred)
    told = view.archive.rights(contribution)
    return view.link(phrase(told)) if told else None


def _source(contribution: Contribution, view: View) -> Iterator[Link]:
    """Web addresses: hashes of messages tell readers nothing."""
    for source in contribution.record.source:
        if source.startswith("http"):
            yield Link(phrase(source), source)


def _resources(contribution: Contribution, view: View) -> Iterator[Link]:
    for resource, is_of_record in view.resources.named_by(contribution).items():
        if is_of_record:
            yield view.resource(resource)


FIELDS: dict[str, Field] = {
    "weeks": _terms("weeks", "weeks"),
    "questions": _questions,
    "date": _date,
    "about": _terms("countries", "about"),
    "topics": _terms("topics", "topics"),
    "project": _project,
    "reply-to": _reply_to,
    "replies": _replies,
    "taken-up": taken_up,
    "resources": _resources,
    "written-in": _written_in,
    "via": _via,
    "texts": _texts,
    "source": _source,
}
"""In the order in which a page shows them; their labels are ``record-NAME``."""
