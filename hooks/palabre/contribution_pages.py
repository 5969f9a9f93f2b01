"""The pages of a contribution: its text with its record, and its texts side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from palabre.archive import THREAD_DEPTH
from palabre.bibliography.box import box
from palabre.bylines import byline
from palabre.former_pages import answered
from palabre.language import Phrase, phrase
from palabre.layout import side_by_side_address
from palabre.mending import edit_links, report_links
from palabre.models import TextFront
from palabre.page import Notice, Page, ShownText, of_work, shown_text, untranslated
from palabre.paragraphs import aligned, ended
from palabre.records import provenance, rights, rows
from palabre.references import takings
from palabre.view import Link, View
from palabre.works import Contribution, Text


@dataclass(frozen=True)
class Choice:
    """A text of the switch between texts."""

    label: Phrase
    """The name of its language, in itself where the site is in it."""
    standing: str
    """Original, translation or summary."""
    href: str
    """Empty where it is the one that is shown."""


@dataclass(frozen=True)
class Answer:
    """A contribution in a thread, with those that reply to it."""

    link: Link
    authors: tuple[Link, ...]
    date: str
    answers: tuple[Answer, ...]


def contribution_page(contribution: Contribution, view: View) -> Page:
    """A contribution: byline, text, thread, record, neighbours, links to mend it."""
    before, after = view.archive.neighbours[contribution.id]
    values = {
        "trail": _crumbs(contribution, view),
        "byline": byline(contribution, view),
        "choices": choices(contribution, view),
        "side_by_side": _side_by_side(contribution, view),
        "texts": [*_texts_of(contribution, view)],
        "marks": list(view.marks(contribution)),
        "answered": answered(contribution, view),
        "answers": _answers(contribution, view, THREAD_DEPTH),
        "rows": rows(contribution, view),
        "neighbours": [view.work(other) if other else None for other in (before, after)],
        "citing": box(contribution, view),
        "rights": rights(contribution, view),
        "dates": _dates(contribution, view),
        "mend": [*edit_links(contribution.texts, view), *report_links(contribution, view)],
    }
    return of_work(contribution, view, "contribution.html", _describe(contribution, view), values)


def _describe(contribution: Contribution, view: View) -> str:
    """The first words, where they are in the page's language; else who wrote, and where."""
    shown = contribution.shown(view.site.code)
    if shown.language == view.site.code and shown.reading.excerpt:
        return shown.reading.excerpt
    return view.language.say(
        "contribution-description",
        authors=", ".join(link.label.text for link in view.signatures(contribution)),
        discussion=view.title(view.archive.discussions[contribution.discussion]).text,
    )


def _crumbs(contribution: Contribution, view: View) -> list[Link]:
    """The discussion and the weeks, which lead back to lists."""
    weeks = [view.term("weeks", contribution, str(n)) for n in contribution.record.weeks]
    return [view.work(view.archive.discussions[contribution.discussion]), *weeks]


def choices(contribution: Contribution, view: View) -> list[Choice]:
    """Every text of *contribution*: the page's own, its twin's, or one further down the page."""
    sites = {site.code: site for site in view.archive.settings.languages}
    shown = contribution.shown(view.site.code).language
    found = []
    for code, text in contribution.texts.items():
        if code in sites:
            name = phrase(sites[code].name, view.foreign(code))
            href = view.twin(sites[code], contribution.address) if code != shown else ""
        else:
            name = phrase(view.language.language(code)).capitalized()
            href = f"#text-{code}" if code != shown else ""
        found.append(Choice(name, view.language.say(f"standing-{text.front.text}"), href))
    return found if len(found) > 1 else []


def _side_by_side(contribution: Contribution, view: View) -> Link | None:
    if len(contribution.texts) < 2:
        return None
    return view.link(
        phrase(view.language.say("side-by-side")), side_by_side_address(contribution.address)
    )


def _texts_of(contribution: Contribution, view: View) -> Iterator[ShownText]:
    """The text in the reader's language, else as written; an original in a third language too."""
    shown = contribution.shown(view.site.code)
    notices = [*untranslated(contribution, view)]
    if shown.front.text != "original":
        told = provenance(shown, contribution, view)
        notices.append(Notice(view.language.phrase("sentence", words=told.capitalized())))
    text = shown_text(shown, view, tuple(notices))
    ends = takings(contribution, shown.language, view)
    yield replace(text, html=ended(text.html, ends), bare=text.html)
    original = contribution.original
    if original and original is not shown and original.language not in view.archive.settings.codes:
        heading = view.language.in_language(original.language, "original-heading").text
        yield shown_text(original, view, heading=heading, prefix=f"{original.language}-")


def _answers(contribution: Contribution, view: View, depth: int) -> tuple[Answer, ...]:
    """The thread below *contribution*, *depth* levels of it: what lies deeper is on other pages."""
    return tuple(
        Answer(
            view.work(reply),
            view.signatures(reply),
            view.date(reply.record.date),
            _answers(reply, view, depth - 1) if depth > 1 else (),
        )
        for reply in view.archive.replies.get(contribution.id, ())
    )


def _dates(contribution: Contribution, view: View) -> list[str]:
    """When it was published here, and when corrected."""
    record = contribution.record
    told = {"published": record.published, "corrected": record.corrected}
    return [
        view.language.say(f"{name}-on", date=view.language.day(day))
        for name, day in told.items()
        if day
    ]


def side_by_side_page(contribution: Contribution, view: View) -> Page:
    """Two texts, paragraph beside paragraph: the reader's, and the original or the other one."""
    left, right = _pair(contribution, view)
    shown = [shown_text(text, view) for text in (left, right)]
    values = {
        "trail": [*_crumbs(contribution, view), view.work(contribution)],
        "back": view.root + contribution.address,
        "heads": [_head(text, contribution, view) for text in (left, right)],
        "texts": shown,
        "rows": aligned(shown[0].html, shown[1].html, f"{right.language}-"),
    }
    title = view.language.phrase("side-by-side-title", title=view.title(contribution))
    page = of_work(contribution, view, "side-by-side.html", _describe(contribution, view), values)
    address = side_by_side_address(contribution.address)
    shown_at = contribution.address
    return replace(page, address=address, title=title, canonical_address=shown_at, work=None)


def _pair(contribution: Contribution, view: View) -> tuple[Text[TextFront], Text[TextFront]]:
    left = contribution.shown(view.site.code)
    original = contribution.original
    others = [text for text in contribution.texts.values() if text is not left]
    return left, original if original and original is not left else others[0]


def _head(text: Text[TextFront], contribution: Contribution, view: View) -> Phrase:
    told = provenance(text, contribution, view)
    return view.language.in_language(
        text.language, "text-in-language", provenance=told
    ).capitalized()
