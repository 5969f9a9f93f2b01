"""Who wrote a contribution, as its page names them: with role, organisation, place and country."""

from __future__ import annotations

from dataclasses import dataclass

from palabre import credits
from palabre.language import Phrase, phrase
from palabre.layout import NOT_STATED
from palabre.models import Author
from palabre.view import Link, View
from palabre.works import Contribution


@dataclass(frozen=True)
class AuthorLine:
    """An author as a byline names them."""

    name: Link | None
    details: tuple[Link, ...]
    """Role, organisations, place and country, as far as they are known."""


def byline(contribution: Contribution, view: View) -> list[AuthorLine]:
    """Every author with role, organisation, place and country."""
    return [
        _line(contribution, author, position, view)
        for position, author in enumerate(contribution.record.authors)
    ]


def _line(contribution: Contribution, author: Author, position: int, view: View) -> AuthorLine:
    inferred = author.inferred
    details = []
    if role := _own_words(contribution, author.role, "roles", position, view):
        details.append(view.link(role, is_inferred="role" in inferred))
    for of in credits.organisations_of(author, view.archive, view.site.code):
        details.append(view.term(of.kind, contribution, of.key, "organisation" in inferred))
    if place := _own_words(contribution, author.place, "places", position, view):
        details.append(view.link(place, is_inferred="place" in inferred))
    if author.country:
        key = author.country.lower()
        details.append(view.term("countries", contribution, key, "country" in inferred))
    elif not view.archive.countries_from(contribution):
        details.append(view.term("countries", contribution, NOT_STATED))
    name = None
    if person := credits.person_of(author, view.archive, view.site.code):
        name = view.term(person.kind, contribution, person.key, "name" in inferred)
    return AuthorLine(name, tuple(details))


def _own_words(
    contribution: Contribution, value: str | None, field: str, position: int, view: View
) -> Phrase | None:
    """A role or a place as the text in this language has it, else as the record has it."""
    if told := credits.said_of(contribution, position, field, view.site.code):
        return phrase(told)
    return phrase(value, view.foreign(contribution.reading.place.language)) if value else None
