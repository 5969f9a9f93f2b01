"""What the pages of the archive, of discussions and of replies show, in one language.

Templates hold markup, these modules decisions: each page names the template of
``overrides/palabre/`` that shows its values. Contributions and indexes have modules of their own.
"""

from __future__ import annotations

from palabre.bibliography.box import box
from palabre.bibliography.files import links
from palabre.index_pages import term_entries
from palabre.language import phrase
from palabre.layout import NOT_STATED, bibliography_address
from palabre.mending import edit_links
from palabre.page import Page, of_work, shown_text, untranslated
from palabre.periods import period_words, state_today
from palabre.view import Link, View
from palabre.works import Discussion, Reply, SitePage
from palabre.worldmap import Figures, world_map


def home_page(page: SitePage, view: View) -> Page:
    """The archive's front: its own words, the discussions, and where they come from."""
    text = page.shown(view.site.code)
    values = {
        "text": shown_text(text, view),
        "discussions": [
            _summary(discussion, view) for discussion in view.archive.discussions.values()
        ],
        "map": world_map(_marks(view), view.language),
        "countries": term_entries(view.indexes.of("countries", ""), view),
        "indexes": view.index_links(),
        "mend": edit_links(page.texts, view),
    }
    return of_work(page, view, "home.html", text.front.description, values)


def _marks(view: View) -> dict[str, Figures]:
    """The countries that the map marks."""
    index = view.indexes.of("countries", "")
    return {
        key: Figures(
            view.root + index.address_of(key),
            len(found.get("from", ())),
            len(found.get("about", ())),
        )
        for key, found in index.terms.items()
        if key != NOT_STATED
    }


def _summary(discussion: Discussion, view: View) -> dict[str, object]:
    """A discussion as the home page and its own page show it."""
    state = state_today(discussion.period, discussion, view)
    return {
        "link": view.work(discussion),
        "state": phrase(state).capitalized() if state else None,
        "reply": view.work(discussion.reply) if discussion.reply else None,
        "figures": _figures(discussion, view),
        "weeks": _weeks(discussion, view),
    }


def _figures(discussion: Discussion, view: View) -> list[str]:
    """From when to when, how many contributions, from how many countries, in what languages."""
    period = period_words(discussion.period, view)
    return [*filter(None, (period,)), *view.figures(discussion.contributions)]


def _weeks(discussion: Discussion, view: View) -> list[dict[str, object]]:
    """The weeks as cards."""
    index = view.indexes.of("weeks", discussion.id)
    weeks = {str(week.number): week for week in discussion.weeks}
    cards = []
    for entry, key in zip(term_entries(index, view), index.sorted_keys(view.language), strict=True):
        week = weeks.get(key)
        text = week.shown(view.site.code) if week else None
        cards.append(
            {
                "entry": entry,
                "dates": period_words(week.period, view) if week else "",
                "state": state_today(week.period, discussion, view) if week else "",
                "questions": text.front.questions if text else (),
                "code": view.foreign(text.language) if text else "",
            }
        )
    return cards


def site_page(page: SitePage, view: View) -> Page:
    """One of the archive's own pages."""
    text = page.shown(view.site.code)
    values = {"text": shown_text(text, view), "mend": edit_links(page.texts, view)}
    return of_work(page, view, "site-page.html", text.front.description, values)


def discussion_page(discussion: Discussion, view: View) -> Page:
    """A launch page: who, when, the weeks, the consolidated reply."""
    text = discussion.shown(view.site.code)
    values = {
        "text": shown_text(text, view, tuple(untranslated(discussion, view))),
        "front": text.front,
        "summary": _summary(discussion, view),
        "timezone": _timezone(discussion, view),
        "resources": view.resources_link(discussion),
        "books": view.books(discussion),
        "citations": links(bibliography_address(discussion.id), view),
        "mend": edit_links(discussion.texts, view),
    }
    description = text.front.occasion or text.title
    return of_work(discussion, view, "discussion.html", description, values)


def _timezone(discussion: Discussion, view: View) -> Link | None:
    """In which the discussion's days begin."""
    if discussion.timezone is None:
        return None
    is_inferred = "timezone" in discussion.period.inferred
    return view.link(phrase(discussion.timezone), is_inferred=is_inferred)


def reply_page(reply: Reply, view: View) -> Page:
    """A consolidated reply, and what it does not take up."""
    discussion = view.archive.discussions[reply.discussion]
    text = reply.shown(view.site.code)
    values = {
        "text": shown_text(text, view, tuple(untranslated(reply, view))),
        "discussion": view.work(discussion),
        "left": view.archive.not_taken_up(discussion),
        "citing": box(reply, view),
        "mend": edit_links(reply.texts, view),
    }
    description = view.language.say("reply-description", discussion=view.title(discussion).text)
    return of_work(reply, view, "reply.html", description, values)
