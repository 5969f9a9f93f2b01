"""The pages of indexes: the list of all terms, and the contributions under one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from palabre import language as languages
from palabre.bibliography.box import box
from palabre.indexes import Index
from palabre.language import Language, Phrase, fold, phrase
from palabre.layout import NOT_STATED
from palabre.listings import Filter, Listing, Terms
from palabre.mending import edit_links
from palabre.page import Page, generated, of_work, shown_text, untranslated
from palabre.periods import period_words, state_today
from palabre.view import Link, View
from palabre.works import Contribution, Week

_MANY_TERMS = 40
"""From here on a list of terms is divided by their first letters."""

_MANY_CHOICES = 8
"""From here on the ways to narrow a list stand behind a line that opens."""


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
    links: list[tuple[Link, str]]
    """Each with its number of contributions."""
    is_long: bool
    """Whether they stand behind their label, so that they do not push the list away."""


def terms_page(terms: Terms, number: int, view: View) -> Page:
    """Page *number* of the list of all terms of an index."""
    index, language = terms.index, view.language
    keys = index.sorted_keys(language)
    entries = term_entries(index, view, terms.page(keys, number))
    intro, title = language.say(f"{index.kind.name}-intro"), phrase(language.say(index.kind.name))
    is_long, is_first = len(keys) > _MANY_TERMS, number == 1
    values = {
        "intro": intro if is_first else "",
        "discussion": view.work(index.discussion) if index.discussion else None,
        "whole": None if is_first else view.link(title, index.address),
        "letters": _letters(terms, keys, number, view) if is_long else {},
        "groups": _by_letter(entries) if is_long else {"": entries},
        "pages": list(_pages(terms, number, view)),
    }
    if not is_first:
        title = language.phrase("part-title", title=title, part=_page_of(terms, number, language))
    return generated(terms.address(number), view, "terms.html", title, intro, values)


def _letter(label: Phrase) -> str:
    """Under which a term stands."""
    return fold(label.text)[:1].upper()


def _letters(terms: Terms, keys: list[str], number: int, view: View) -> dict[str, str]:
    """Where each first letter begins, from page *number* of *keys*, which are sorted."""
    found: dict[str, str] = {}
    for page in range(1, terms.number_of_pages + 1):
        there = view.root + terms.address(page) if page != number else ""
        for key in terms.page(keys, page):
            letter = _letter(terms.index.label(key, view.language))
            found.setdefault(letter, f"{there}#letter-{letter.lower()}")
    return found


def _by_letter(entries: list[TermEntry]) -> dict[str, list[TermEntry]]:
    """*entries*, which are sorted, by the first letter of their labels."""
    groups: dict[str, list[TermEntry]] = {}
    for entry in entries:  # "not stated" comes last, whatever its letter
        groups.setdefault(_letter(entry.link.label), []).append(entry)
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
        "listing": listing,
        "narrowings": narrowings,
        "sections": list(_sections(listing, number, view)),
        "count": language.count("contributions", listing.size),
        "pages": list(_pages(listing, number, view)),
        "none": "" if listing.size else language.say(f"{index.kind.name}-none"),
        "week": _week_values(week, view, is_first) if week else None,
        "neighbours": _neighbours(index, key, view),
        "citing": box(week, view) if week and is_first else None,
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
    parts = [_narrowed(listing, view)] if listing.by else []
    parts += [_page_of(listing, number, view.language)] if number > 1 else []
    first, *rest = [part for part in parts if part]
    return view.language.phrase("part-title", title=first, part=rest[0]) if rest else first


def _page_of(pages: Listing | Terms, number: int, language: Language) -> Phrase:
    """Which page of how many."""
    return phrase(language.say("page-of", number=number, pages=pages.number_of_pages))


def _narrowed(listing: Listing, view: View) -> Phrase | None:
    """By what the list is narrowed."""
    if listing.by is None:
        return None
    label = listing.by.index.label(listing.by.key, view.language)
    return view.language.phrase(f"narrowed-{listing.by.index.kind.name}", label=label)


def choices(narrowing: Filter, view: View) -> Choices:
    """The ways to narrow a list by one index."""
    name, number = narrowing.index.kind.name, len(narrowing.parts)
    is_long = number >= _MANY_CHOICES
    if is_long:
        label = view.language.say(f"narrow-many-{name}", n=number)
    else:
        label = view.language.say(f"narrow-{name}")
    order = narrowing.index.sorted_keys(view.language)
    parts = {part.by.key: part for part in narrowing.parts if part.by}
    links = [
        (
            view.link(narrowing.index.label(key, view.language), parts[key].address()),
            view.language.decimal(parts[key].size),
        )
        for key in order
        if key in parts
    ]
    return Choices(label, links, is_long)


def _sections(listing: Listing, number: int, view: View) -> Iterator[Section]:
    kind = listing.index.kind
    for relation, found in listing.page(number).items():
        if told_apart(listing.index, listing.key):
            heading = view.language.say(f"{kind.name}-{relation}")
        else:
            heading = view.language.say("contributions-heading")
        yield Section(relation or "contributions", heading, found)


def _pages(pages: Listing | Terms, number: int, view: View) -> Iterator[tuple[str, str]]:
    """The pages of a list: number and address, no address for page *number* itself.

    Both are empty where pages are left out.
    """
    if pages.number_of_pages > 1:
        for page in _near(number, pages.number_of_pages):
            href = view.root + pages.address(page) if page and page != number else ""
            yield view.language.decimal(page) if page else "", href


def _near(number: int, last: int) -> Iterator[int]:
    """The first page, the last one and those near page *number*; 0 where some are left out."""
    previous = 0
    for page in sorted({1, last, *range(max(number - 2, 1), min(number + 2, last) + 1)}):
        if page - previous > 1:
            yield page - 1 if page - previous == 2 else 0  # one takes no more room than a gap
        yield page
        previous = page


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
        "dates": period_words(week.period, view),
        "state": state_today(week.period, view.archive.discussions[week.discussion], view),
        "text": shown_text(text, view, tuple(untranslated(week, view))) if is_first else None,
        "mend": edit_links(week.texts, view),
    }


def _neighbours(index: Index, key: str, view: View) -> list[Link | None]:
    """The week before and the week after."""
    weeks = [str(week.number) for week in index.discussion.weeks] if index.discussion else []
    if key not in weeks:
        return []
    found = [*weeks, "", ""]  # so that what is before the first, or after the last, is nothing
    at = weeks.index(key)
    return [
        view.link(index.label(other, view.language), index.address_of(other)) if other else None
        for other in (found[at - 1], found[at + 1])
    ]


def elsewhere(index: Index, key: str, view: View) -> Phrase | None:
    """The term in the archive's other language, where its kind tells that."""
    other = next(s for s in view.archive.settings.languages if s != view.site)
    if key == NOT_STATED or not index.kind.is_vocabulary:
        return None
    label = phrase(index.label(key, languages.of(other.code)).text, other.code)
    return view.language.in_language(other.code, "term-elsewhere", label=label).capitalized()


def term_entries(index: Index, view: View, keys: Iterable[str] = ()) -> list[TermEntry]:
    """The terms *keys* of *index*, else all, sorted, with their numbers of contributions."""
    entries = []
    for key in keys or index.sorted_keys(view.language):
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
