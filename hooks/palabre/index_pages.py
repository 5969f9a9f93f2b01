"""The pages of indexes: the list of all terms, and the contributions under one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from palabre import language as languages
from palabre.archive import Contribution, Week
from palabre.indexes import Index
from palabre.language import Phrase, fold, phrase
from palabre.layout import NOT_STATED
from palabre.listings import Filter, Listing
from palabre.page import Page, generated, of_work, shown_text, untranslated
from palabre.view import Link, View

_MANY_TERMS = 40
"""From here on a list of terms is divided by their first letters."""


@dataclass(frozen=True)
class Section:
    """The contributions that stand in one relation to a term."""

    id: str
    heading: str
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class TermEntry:
    """A term in the list of all."""

    link: Link
    note: str
    elsewhere: Phrase | None
    """The same term in the other language, where that is told."""
    counts: list[str]


@dataclass(frozen=True)
class Choices:
    """Links that narrow a list by the terms of one index."""

    label: str
    links: list[tuple[Link, str, bool]]
    """Each with its number of contributions, and whether it is the page's own."""


def terms_page(index: Index, view: View) -> Page:
    """The list of all terms of an index."""
    intro = view.language.say(f"{index.kind.name}-intro")
    entries = term_entries(index, view)
    values = {
        "intro": intro,
        "discussion": view.work(index.discussion) if index.discussion else None,
        "groups": _by_letter(entries) if len(entries) > _MANY_TERMS else {"": entries},
    }
    title = phrase(view.language.say(index.kind.name))
    return generated(index.address, view, "terms.html", title, intro, values)


def _by_letter(entries: list[TermEntry]) -> dict[str, list[TermEntry]]:
    """*entries*, which are sorted, by the first letter of their labels."""
    letters = groupby(entries, key=lambda entry: fold(entry.link.label.text)[:1].upper())
    groups: dict[str, list[TermEntry]] = {}
    for letter, found in letters:  # "not stated" comes last, whatever its letter
        groups.setdefault(letter, []).extend(found)
    return groups


def term_page(listing: Listing, number: int, narrowings: tuple[Filter, ...], view: View) -> Page:
    """Page *number* of the contributions under one term; for a week, below its intro."""
    index, key, language = listing.index, listing.key, view.language
    label, note = index.label(key, language), index.note(key, language)
    week = week_of(index, key)
    is_first = number == 1 and listing.by is None
    values = {
        "note": note,
        "elsewhere": elsewhere(index, key, view),
        "discussion": view.work(index.discussion) if index.discussion else None,
        "all": view.link(phrase(language.say(f"{index.kind.name}-all")), index.address),
        "whole": view.link(label, index.address_of(key)) if not is_first else None,
        "narrowed": _narrowed(listing, view),
        "choices": [_choices(narrowing, listing, view) for narrowing in narrowings],
        "sections": list(_sections(listing, number, view)),
        "count": language.count("contributions", listing.size),
        "pages": list(_pages(listing, number, view)),
        "none": "" if listing.size else language.say(f"{index.kind.name}-none"),
        "week": _week_values(week, view, is_first) if week else None,
    }
    if week and is_first:
        questions = " ".join(week.shown(view.site.code).front.questions)
        return of_work(week, view, "term.html", questions, values, label)
    described = note if is_first else ""
    description = described or language.say("term-description", term=label.text)
    title = (
        label
        if is_first
        else language.phrase("part-title", title=label, part=_part(listing, number, view))
    )
    return generated(listing.address(number), view, "term.html", title, description, values)


def _part(listing: Listing, number: int, view: View) -> Phrase:
    """What sets a page apart from the first one of its term."""
    page = view.language.say("page-of", number=number, pages=listing.number_of_pages)
    parts = [_narrowed(listing, view)] if listing.by else []
    parts += [phrase(page)] if number > 1 else []
    first, *rest = [part for part in parts if part]
    return view.language.phrase("part-title", title=first, part=rest[0]) if rest else first


def _narrowed(listing: Listing, view: View) -> Phrase | None:
    """By what the list is narrowed."""
    if listing.by is None:
        return None
    label = listing.by.index.label(listing.by.key, view.language)
    return view.language.phrase(f"narrowed-{listing.by.index.kind.name}", label=label)


def _choices(narrowing: Filter, listing: Listing, view: View) -> Choices:
    label = view.language.say(f"narrow-{narrowing.index.kind.name}")
    order = narrowing.index.sorted_keys(view.language)
    parts = {part.by.key: part for part in narrowing.parts if part.by}
    links = [
        (
            view.link(narrowing.index.label(key, view.language), parts[key].address()),
            view.language.decimal(parts[key].size),
            parts[key].by == listing.by,
        )
        for key in order
        if key in parts
    ]
    return Choices(label, links)


def _sections(listing: Listing, number: int, view: View) -> Iterator[Section]:
    kind = listing.index.kind
    for relation, found in listing.page(number).items():
        if told_apart(listing.index, listing.key):
            heading = view.language.say(f"{kind.name}-{relation}")
        else:
            heading = view.language.say("contributions-heading")
        yield Section(relation or "contributions", heading, found)


def _pages(listing: Listing, number: int, view: View) -> Iterator[tuple[str, str]]:
    """Every page of the list: its number, and its address where it is another one."""
    if listing.number_of_pages > 1:
        for page in range(1, listing.number_of_pages + 1):
            href = "" if page == number else view.root + listing.address(page)
            yield view.language.decimal(page), href


def told_apart(index: Index, key: str) -> bool:
    """Whether a term's contributions are told apart by their relation to it."""
    return len(index.kind.relations) > 1 and key != NOT_STATED


def week_of(index: Index, key: str) -> Week | None:
    """The week that a term is; ``None`` for all other terms."""
    weeks = index.discussion.weeks if index.discussion and index.kind.name == "weeks" else ()
    return next((week for week in weeks if str(week.number) == key), None)


def _week_values(week: Week, view: View, is_first: bool) -> dict[str, object]:
    text = week.shown(view.site.code)
    return {
        "questions": text.front.questions,
        "code": view.foreign(text.language),
        "dates": view.period(week.period),
        "text": shown_text(text, view, tuple(untranslated(week, view))) if is_first else None,
        "mend": view.edit_links(week.texts),
    }


def elsewhere(index: Index, key: str, view: View) -> Phrase | None:
    """The term in the archive's other language, where its kind tells that."""
    other = next(s for s in view.archive.settings.languages if s != view.site)
    if key == NOT_STATED or not index.kind.is_vocabulary:
        return None
    label = phrase(index.label(key, languages.of(other.code)).text, other.code)
    return view.language.in_language(other.code, "term-elsewhere", label=label).capitalized()


def term_entries(index: Index, view: View) -> list[TermEntry]:
    """Every term of *index*, sorted, with its numbers of contributions."""
    entries = []
    for key in index.sorted_keys(view.language):
        found = index.terms[key]
        counts = [
            view.language.count(f"{index.kind.name}-{relation}-count", len(found[relation]))
            for relation in index.kind.relations
            if relation in found and told_apart(index, key)
        ]
        link = view.link(index.label(key, view.language), index.address_of(key))
        number = sum(map(len, found.values()))
        counts = counts or [view.language.count("contributions", number)]
        note = index.note(key, view.language)
        entries.append(TermEntry(link, note, elsewhere(index, key, view), counts))
    return entries
