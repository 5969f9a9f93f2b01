"""What a book says of itself: how and of what it was made, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass

import palabre
from palabre import credits
from palabre.language import Phrase, phrase
from palabre.periods import period_words, state_today
from palabre.proceedings.provenance import Provenance
from palabre.proceedings.voices import Voices
from palabre.view import Link, View
from palabre.works import Discussion


@dataclass(frozen=True)
class Account:
    """A book in the words of one language."""

    code: str
    """Empty where it is the book's."""
    title: Phrase
    kind: str
    """That these are the proceedings of a discussion."""
    rows: list[tuple[str, Link]]


def covers(discussion: Discussion, voices: Voices) -> list[Account]:
    """What the title page says, in each language."""
    return [
        _account(discussion, view, voices, [*_cover_rows(discussion, view)])
        for view in voices.views
    ]


def colophons(discussion: Discussion, source: Provenance, voices: Voices) -> list[Account]:
    """What the last page says, in each language."""
    return [
        _account(discussion, view, voices, [*_colophon_rows(discussion, source, view)])
        for view in voices.views
    ]


def _account(
    discussion: Discussion, view: View, voices: Voices, rows: list[tuple[str, Link]]
) -> Account:
    kind = view.language.say("proceedings-kind")
    return Account(voices.foreign(view.site.code), view.title(discussion), kind, rows)


def address(discussion: Discussion, view: View) -> str:
    """Where the discussion is read."""
    return view.root + discussion.address


def _cover_rows(discussion: Discussion, view: View) -> list[tuple[str, Link]]:
    say, text = view.language.say, discussion.shown(view.site.code)
    code = view.foreign(text.language)
    front = text.front
    told = {
        "occasion": front.occasion or "",
        "convenors": ", ".join(front.convenors),
        "moderators": ", ".join(front.moderators),
    }
    rows = [(say(f"discussion-{name}"), Link(phrase(v, code))) for name, v in told.items() if v]
    period = period_words(discussion.period, view)
    dates = ". ".join(filter(None, (period, _still(discussion, view))))
    rows += [(say("proceedings-dates"), Link(phrase(dates)))] if dates else []
    rows.append((say("proceedings-archive"), Link(phrase(view.site.site_name), view.root)))
    if discussion.rights:
        rows.append((say("proceedings-rights"), Link(phrase(discussion.rights))))
    return rows


def _still(discussion: Discussion, view: View) -> str:
    """That more may come; empty where the discussion is closed, or nobody can tell."""
    state = discussion.state(discussion.period, view.archive.days[discussion.id])
    if state not in ("upcoming", "open"):
        return ""
    return phrase(state_today(discussion.period, discussion, view)).capitalized().text


def _colophon_rows(
    discussion: Discussion, source: Provenance, view: View
) -> list[tuple[str, Link]]:
    say, where = view.language.say, address(discussion, view)
    made = say("proceedings-made", version=palabre.__version__)
    told = [("proceedings-how", Link(phrase(made)))]
    if source.commit:
        words = source.commit
        if not source.is_committed:
            words = say("proceedings-uncommitted", commit=source.commit)
        told.append(("proceedings-commit", Link(phrase(words))))
    count = view.language.count("proceedings-files", source.number)
    words = say("proceedings-checksum-of", checksum=source.checksum, files=count)
    told.append(("proceedings-checksum", Link(phrase(words))))
    told.append(("proceedings-address", Link(phrase(where), where)))
    if discussion.rights:
        words = say("proceedings-rights-of", rights=discussion.rights)
        told.append(("proceedings-rights", Link(phrase(words))))
    told.append(("proceedings-cite", Link(_citation(discussion, view))))
    return [(say(label), link) for label, link in told]


def _citation(discussion: Discussion, view: View) -> Phrase:
    """The book as a bibliography would name it."""
    language = view.language
    moderators = credits.moderators(discussion, view.archive, view.site.code)
    editors = [credit.name for credit in moderators] or [view.site.site_name]
    period = discussion.period
    years = dict.fromkeys(str(day.year) for day in (period.opens, period.closes) if day)
    return language.phrase(
        "proceedings-citation",
        editors=", ".join(editors),
        title=view.title(discussion),
        archive=view.site.site_name,
        years="–".join(years) or language.say("proceedings-undated"),
        url=address(discussion, view),
    )
