"""The contributions of a book: each above those that answer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palabre.bylines import AuthorLine, byline
from palabre.former_pages import answered
from palabre.language import Phrase
from palabre.page import Notice, untranslated
from palabre.proceedings import anchors
from palabre.proceedings.bodies import Body
from palabre.proceedings.passages import Passages
from palabre.proceedings.voices import Voices
from palabre.records import FIELDS, Row, provenance, rights
from palabre.view import Link, View
from palabre.works import Contribution, Discussion

_LEVEL = 3
"""Of the headings of contributions."""
_ROWS = ("questions", "about", "topics", "project", "written-in", "via", "source")
"""What the book shows of a record below its byline: all else stands elsewhere in it."""


@dataclass(frozen=True)
class Head:
    """What one language says of a contribution."""

    code: str
    """Empty where it is the book's."""
    byline: list[AuthorLine]
    date: str
    standing: Phrase
    marks: tuple[str, ...]
    answered_label: str
    answered: Link | None
    notices: tuple[Notice, ...]
    rows: list[Row]


@dataclass(frozen=True)
class Post:
    """A contribution."""

    id: str
    title: Phrase
    heads: list[Head]
    bodies: list[Body]
    is_reply: bool
    """Whether it stands below what it answers."""


class Posts:
    """Makes them for the proceedings of one discussion."""

    def __init__(self, discussion: Discussion, voices: Voices, passages: Passages) -> None:
        self._discussion = discussion
        self._voices = voices
        self._passages = passages
        self._replies = voices.views[0].archive.replies

    def of(self, number: int | None) -> list[Post]:
        """Those that stand in the week *number*; ``None``: in none."""
        here = {
            contribution.id: contribution
            for contribution in self._discussion.contributions
            if self._home(contribution) == number
        }
        done: dict[str, Post] = {}
        first = [one for one in here.values() if one.record.reply_to not in here]
        for contribution in (*first, *here.values()):  # some may answer each other in a circle
            self._thread(contribution, here, done)
        return list(done.values())

    def also(self, number: int) -> list[Link]:
        """Those that are filed in the week *number* too, and stand in another."""
        return [
            Link(self._title(one), self._voices.views[0].work(one).href)
            for one in self._discussion.contributions
            if number in one.record.weeks and self._home(one) != number
        ]

    def _home(self, contribution: Contribution) -> int | None:
        """The week in which it stands: the first that there is."""
        known = (n for n in contribution.record.weeks if self._discussion.week(n))
        return next(known, None)

    def _thread(
        self, first: Contribution, here: dict[str, Contribution], done: dict[str, Post]
    ) -> None:
        """Add *first* and those *here* that answer it, and these, to what is *done*."""
        waiting = [first]  # no recursion: a thread may be of any depth
        while waiting:
            contribution = waiting.pop()
            if contribution.id not in done:
                done[contribution.id] = self._post(contribution, contribution is not first)
                replies = self._replies.get(contribution.id, ())
                waiting += [reply for reply in reversed(replies) if reply.id in here]

    def _post(self, contribution: Contribution, is_reply: bool) -> Post:
        return Post(
            anchors.of_work(contribution),
            self._title(contribution),
            [self._head(contribution, view) for view in self._voices.views],
            self._passages.of(contribution, _LEVEL),
            is_reply,
        )

    def _title(self, contribution: Contribution) -> Phrase:
        return self._voices.line(lambda view: view.title(contribution))

    def _head(self, contribution: Contribution, view: View) -> Head:
        text = contribution.shown(view.site.code)
        return Head(
            self._voices.foreign(view.site.code),
            byline(contribution, view),
            view.date(contribution.record.date),
            provenance(text, contribution, view).capitalized(),
            tuple(view.marks(contribution)),
            view.language.say("answered"),
            answered(contribution, view),
            tuple(untranslated(contribution, view)),
            [*_rows(contribution, view)],
        )


def _rows(contribution: Contribution, view: View) -> Iterator[Row]:
    for name in _ROWS:
        if values := tuple(FIELDS[name](contribution, view)):
            yield Row(view.language.say(f"record-{name}"), values)
    own = rights(contribution, view) if contribution.record.rights else None
    if own:
        yield Row(view.language.say("proceedings-rights"), (own,))
