"""Works as bibliographies have them: each as readers of one language are shown it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from palabre import credits, dates
from palabre.archive import Archive
from palabre.language import Phrase
from palabre.models import Translation
from palabre.names import Name
from palabre.page import holder
from palabre.view import View
from palabre.works import Contribution, Discussion, Reply, Week

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
    translator = credits.translator(shown, view.archive)
    day = dates.noted(work, view.archive)
    return Item(
        f"{_id(work)}.{shown.language}",
        _kind(work, view),
        tuple(author.parts for author in view.authors(work)),
        translator.parts if translator else None,
        translation.kind if translation else None,
        day.day if day else None,
        bool(day and day.is_inferred),
        view.heading(work),
        shown.language,
        view.title(discussion),
        view.site.site_name,
        view.url(holder(work, view.site, view.archive), work.address),
    )


def citable(discussion: Discussion) -> Iterator[Citable]:
    """All of *discussion* that can be cited, in its order."""
    yield from discussion.weeks
    yield from discussion.contributions
    yield from (discussion.reply,) if discussion.reply else ()


def shows(work: Citable, archive: Archive) -> Iterator[str]:
    """What items of *work* show of other files: digests, as recipes need them."""
    yield archive.discussions[work.discussion].face
    yield from credits.shows(work, archive)
    yield str(dates.noted(work, archive))


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
