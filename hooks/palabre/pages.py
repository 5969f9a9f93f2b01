"""What each page shows, in one language: plain values and safe HTML.

Templates hold markup, this module decisions: each page names the template of
``overrides/palabre/`` that shows its values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from palabre import language as languages
from palabre.archive import Archive, Contribution, Discussion, Reply, SitePage, Text, Week, Work
from palabre.indexes import Index
from palabre.language import Phrase, phrase
from palabre.layout import CONTRIBUTE, NOT_STATED
from palabre.models import Front
from palabre.records import provenance, rows
from palabre.settings import SiteLanguage
from palabre.view import Link, View


@dataclass(frozen=True)
class Page:
    """One page in one language."""

    address: str
    language: SiteLanguage
    template: str
    title: Phrase
    description: str
    canonical: SiteLanguage
    """The language whose page of this address has the text as its own."""
    real: tuple[SiteLanguage, ...]
    """The languages whose page of this address has a text of their own."""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def section(self) -> str:
        """The part of the archive that it belongs to."""
        return self.address.partition("/")[0]


@dataclass(frozen=True)
class Notice:
    """Something that a reader must know of a text, in the reader's language."""

    words: Phrase
    link: Link | None = None


@dataclass(frozen=True)
class ShownText:
    """A text on its page."""

    html: str
    """Sanitized: the one value that templates do not escape."""
    code: str
    """Its language; empty where it is the page's."""
    is_right_to_left: bool = False
    notices: tuple[Notice, ...] = ()
    heading: str = ""
    """Above a second text."""


@dataclass(frozen=True)
class Section:
    """The contributions that stand in one relation to a term."""

    id: str
    heading: str
    """Empty where the kind has one relation only."""
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class TermEntry:
    """A term in the list of all."""

    link: Link
    note: str
    counts: list[str]


def home_page(page: SitePage, view: View) -> Page:
    """The archive's front: its own words, then the discussions."""
    values = _site_values(page, view) | {
        "discussions": [
            {
                "link": view.work(discussion),
                "dates": view.period(discussion.period),
                "count": view.language.count("contributions", len(discussion.contributions)),
                "reply": view.work(discussion.reply) if discussion.reply else None,
                "weeks": term_entries(view.indexes.of("weeks", discussion.id), view),
            }
            for discussion in view.archive.discussions.values()
        ],
        "indexes": view.index_links(),
    }
    description = page.shown(view.site.code).front.description
    return _page(page, view, "home.html", description, values)


def site_page(page: SitePage, view: View) -> Page:
    """One of the archive's own pages."""
    description = page.shown(view.site.code).front.description
    return _page(page, view, "site-page.html", description, _site_values(page, view))


def _site_values(page: SitePage, view: View) -> dict[str, object]:
    return {
        "text": _shown(page.shown(view.site.code), view),
        "mend": view.edit_links(page.texts),
    }


def contribution_page(contribution: Contribution, view: View) -> Page:
    """A contribution: byline, text, record, neighbours, links to mend it."""
    before, after = view.archive.neighbours[contribution.id]
    discussion = view.archive.discussions[contribution.discussion]
    description = view.language.say(
        "contribution-description",
        authors=", ".join(link.label.text for link in view.signatures(contribution)),
        discussion=view.title(discussion).text,
    )
    values = {
        "discussion": view.work(discussion),
        "byline": view.byline(contribution),
        "texts": [*_texts_of(contribution, view)],
        "rows": rows(contribution, view),
        "before": view.work(before) if before else None,
        "after": view.work(after) if after else None,
        "mend": [*view.edit_links(contribution.texts), *view.report_links(contribution)],
    }
    return _page(contribution, view, "contribution.html", description, values)


def _texts_of(contribution: Contribution, view: View) -> Iterator[ShownText]:
    """The text in the reader's language, else as written; an original in a third language too."""
    shown = contribution.shown(view.site.code)
    notices = [*_untranslated(contribution, view)]
    if shown.front.text != "original":
        told = provenance(shown, contribution, view)
        notices.append(Notice(view.language.phrase("sentence", words=told.capitalized())))
    yield _shown(shown, view, tuple(notices))
    original = contribution.original
    if original and original is not shown and original.language not in view.archive.settings.codes:
        heading = view.language.in_language(original.language, "original-heading").text
        yield _shown(original, view, heading=heading, prefix=f"{original.language}-")


def _untranslated(work: Work[Front], view: View) -> Iterator[Notice]:
    """Where *work* has no text in the reader's language: which it is, and how to offer one."""
    shown = work.shown(view.site.code)
    if shown.language == view.site.code:
        return
    here = view.language.language(view.site.code)
    planned = isinstance(work, Contribution) and view.site.code in work.record.planned
    message = "notice-planned" if planned else "notice-untranslated"
    offer = view.link(phrase(view.language.say("notice-offer")), f"{CONTRIBUTE}.html")
    yield Notice(view.language.in_language(shown.language, message, here=here), offer)


def _shown(
    text: Text[Front],
    view: View,
    notices: tuple[Notice, ...] = (),
    heading: str = "",
    prefix: str = "",
) -> ShownText:
    return ShownText(
        view.html(text.reading, prefix),
        view.foreign(text.language),
        languages.is_right_to_left(text.language),
        notices,
        heading,
    )


def discussion_page(discussion: Discussion, view: View) -> Page:
    """A launch page: who, when, the weeks, the consolidated reply."""
    text = discussion.shown(view.site.code)
    values = {
        "text": _shown(text, view, tuple(_untranslated(discussion, view))),
        "front": text.front,
        "dates": view.period(discussion.period),
        "timezone": _timezone(discussion, view),
        "reply": view.work(discussion.reply) if discussion.reply else None,
        "weeks": term_entries(view.indexes.of("weeks", discussion.id), view),
        "indexes": view.index_links(),
        "resources": view.resources_link(discussion),
        "count": view.language.count("contributions", len(discussion.contributions)),
        "mend": view.edit_links(discussion.texts),
    }
    description = text.front.occasion or text.title
    return _page(discussion, view, "discussion.html", description, values)


def _timezone(discussion: Discussion, view: View) -> Link | None:
    """In which the discussion's days begin."""
    if discussion.timezone is None:
        return None
    is_inferred = "timezone" in discussion.period.inferred
    return view.link(phrase(discussion.timezone), is_inferred=is_inferred)


def reply_page(reply: Reply, view: View) -> Page:
    """A consolidated reply."""
    discussion = view.archive.discussions[reply.discussion]
    text = reply.shown(view.site.code)
    values = {
        "text": _shown(text, view, tuple(_untranslated(reply, view))),
        "discussion": view.work(discussion),
        "mend": view.edit_links(reply.texts),
    }
    description = view.language.say("reply-description", discussion=view.title(discussion).text)
    return _page(reply, view, "reply.html", description, values)


def terms_page(index: Index, view: View) -> Page:
    """The list of all terms of an index."""
    intro = view.language.say(f"{index.kind.name}-intro")
    values = {
        "intro": intro,
        "discussion": view.work(index.discussion) if index.discussion else None,
        "terms": term_entries(index, view),
    }
    title = phrase(view.language.say(index.kind.name))
    return generated(index.address, view, "terms.html", title, intro, values)


def term_page(index: Index, key: str, view: View) -> Page:
    """The contributions that stand under one term; for a week, below its intro."""
    kind, found = index.kind, index.terms[key]
    label, note = index.label(key, view.language), index.note(key, view.language)
    week = week_of(index, key)
    values = {
        "note": note,
        "discussion": view.work(index.discussion) if index.discussion else None,
        "all": view.link(phrase(view.language.say(f"{kind.name}-all")), index.address),
        "sections": [
            Section(
                relation or "contributions",
                view.language.say(f"{kind.name}-{relation}") if _told_apart(index, key) else "",
                found[relation],
            )
            for relation in kind.relations
            if relation in found
        ],
        "none": "" if found else view.language.say(f"{kind.name}-none"),
        "week": _week_values(week, view) if week else None,
    }
    if week:
        questions = " ".join(week.shown(view.site.code).front.questions)
        return _page(week, view, "term.html", questions, values, label)
    description = note or view.language.say("term-description", term=label.text)
    return generated(index.address_of(key), view, "term.html", label, description, values)


def _told_apart(index: Index, key: str) -> bool:
    """Whether a term's contributions are told apart by their relation to it."""
    return len(index.kind.relations) > 1 and key != NOT_STATED


def week_of(index: Index, key: str) -> Week | None:
    """The week that a term is; ``None`` for all other terms."""
    weeks = index.discussion.weeks if index.discussion and index.kind.name == "weeks" else ()
    return next((week for week in weeks if str(week.number) == key), None)


def _week_values(week: Week, view: View) -> dict[str, object]:
    text = week.shown(view.site.code)
    return {
        "questions": text.front.questions,
        "dates": view.period(week.period),
        "text": _shown(text, view, tuple(_untranslated(week, view))),
        "mend": view.edit_links(week.texts),
    }


def term_entries(index: Index, view: View) -> list[TermEntry]:
    """Every term of *index*, sorted, with its numbers of contributions."""
    entries = []
    for key in index.sorted_keys(view.language):
        found = index.terms[key]
        counts = [
            view.language.count(f"{index.kind.name}-{relation}-count", len(found[relation]))
            for relation in index.kind.relations
            if relation in found and _told_apart(index, key)
        ]
        link = view.link(index.label(key, view.language), index.address_of(key))
        number = sum(map(len, found.values()))
        counts = counts or [view.language.count("contributions", number)]
        entries.append(TermEntry(link, index.note(key, view.language), counts))
    return entries


def holder(work: Work[Front], site: SiteLanguage, archive: Archive) -> SiteLanguage:
    """The language whose page of *work* has as its own the text that *site* shows.

    An original in a third language has no page of its own: each that shows it stands for itself.
    """
    shown = work.shown(site.code).language
    return next((s for s in archive.settings.languages if s.code == shown), site)


def _page(
    work: Work[Front],
    view: View,
    template: str,
    description: str,
    values: Mapping[str, object],
    title: Phrase | None = None,
) -> Page:
    """The page of a work whose texts may not be in both languages."""
    sites = view.archive.settings.languages
    real = tuple(site for site in sites if site.code in work.texts)
    return Page(
        work.address,
        view.site,
        template,
        title or view.title(work),
        description,
        holder(work, view.site, view.archive),
        real,
        values,
    )


def generated(
    address: str,
    view: View,
    template: str,
    title: Phrase,
    description: str,
    values: Mapping[str, object],
) -> Page:
    """A page that exists in both languages because it is made of what both know."""
    real = view.archive.settings.languages
    return Page(address, view.site, template, title, description, view.site, real, values)
