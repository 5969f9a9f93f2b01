"""What a book tells: the launch, the weeks with their contributions, the consolidated reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from palabre.archive import Archive, Contribution, Discussion, Reply, Text, Week, Work
from palabre.former_pages import answered
from palabre.indexes import week_title
from palabre.language import Phrase
from palabre.models import Front, TextFront
from palabre.page import Notice, shown_text, untranslated
from palabre.proceedings import anchors, bodies
from palabre.proceedings.bodies import Body, Pictures
from palabre.proceedings.voices import Voices
from palabre.records import FIELDS, Row, provenance, rights
from palabre.view import AuthorLine, Link, View

_LEVEL_OF_PARTS, _LEVEL_OF_POSTS = 2, 3
_ROWS = ("questions", "about", "topics", "project", "written-in", "via", "source")
"""What the book shows of a record below its byline: all else stands elsewhere in it."""


@dataclass(frozen=True)
class Lead:
    """What one language says at the beginning of a part."""

    code: str
    """Empty where it is the book's."""
    dates: str
    questions: tuple[str, ...]
    questions_code: str
    """Their language; empty where it is this one."""
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class Head:
    """What one language says of a contribution."""

    code: str
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


@dataclass(frozen=True)
class Part:
    """A part of the book."""

    id: str
    title: Phrase
    leads: list[Lead]
    bodies: list[Body]
    posts: list[Post]
    also: list[Link]
    """The contributions of the part that stand in another."""


class Parts:
    """Makes the parts of the proceedings of one discussion."""

    def __init__(self, discussion: Discussion, voices: Voices, pictures: Pictures) -> None:
        self._discussion = discussion
        self._voices = voices
        self._pictures = pictures
        self._archive: Archive = voices.views[0].archive

    def all(self) -> Iterator[Part]:
        """In the order in which they are read."""
        yield self._part(self._discussion, lambda view: view.language.say("discussion-launch"))
        yield from map(self._week, self._discussion.weeks)
        if unfiled := self._posts(None):
            title = self._voices.line(lambda view: view.language.say("weeks-not-stated"))
            yield Part(anchors.UNFILED, title, [], [], unfiled, [])
        if self._discussion.reply:
            yield self._part(self._discussion.reply, self._reply_title)

    def _week(self, week: Week) -> Part:
        part = self._part(week, lambda view: week_title(week, view.language))
        also = [
            self._link(contribution)
            for contribution in self._discussion.contributions
            if week.number in contribution.record.weeks and self._home(contribution) != week.number
        ]
        return replace(part, posts=self._posts(week.number), also=also)

    def _home(self, contribution: Contribution) -> int | None:
        """The week in which the book has it: the first that there is."""
        known = (n for n in contribution.record.weeks if self._discussion.week(n))
        return next(known, None)

    def _reply_title(self, view: View) -> Phrase:
        return view.title(self._discussion.reply) if self._discussion.reply else Phrase(())

    def _part(
        self,
        work: Discussion | Week | Reply,
        title: Callable[[View], Phrase | str],
    ) -> Part:
        leads = [self._lead(work, view) for view in self._voices.views]
        made = self._bodies(work, _LEVEL_OF_PARTS)
        return Part(anchors.of_work(work), self._voices.line(title), leads, made, [], [])

    def _lead(self, work: Work[Front], view: View) -> Lead:
        text = work.shown(view.site.code)
        is_week = isinstance(work, Week)
        return Lead(
            self._voices.foreign(view.site.code),
            view.period(work.period) if isinstance(work, Week) else "",
            tuple(getattr(text.front, "questions", ())) if is_week else (),
            view.foreign(text.language),
            tuple(untranslated(work, view)),
        )

    def _texts(self, work: Work[Front]) -> list[tuple[Text[Front], View]]:
        """The texts that the book shows of *work*, each with the view that shows it.

        The original comes first where there are several; also one in a third language.
        """
        found: dict[str, tuple[Text[Front], View]] = {}
        for view in self._voices.views:
            text = work.shown(view.site.code)
            found.setdefault(text.language, (text, view))
        original = work.original
        codes = self._archive.settings.codes
        if original and original.language not in codes:
            found.setdefault(original.language, (original, self._voices.views[0]))
        is_first = self._voices.is_bilingual
        return sorted(found.values(), key=lambda of: not (is_first and of[0] is original))

    def _bodies(self, work: Work[Front], level: int) -> list[Body]:
        """The texts of *work*, each below the name of its language where there are several."""
        texts = self._texts(work)
        made = [self._body(work, text, view, level) for text, view in texts]
        return made if len(made) > 1 else [replace(body, label=None) for body in made]

    def _body(self, work: Work[Front], text: Text[Front], view: View, level: int) -> Body:
        shown, own = shown_text(text, view), view.language
        written = bodies.fitted(
            shown.html,
            f"{view.root}{text.reading.place.address}",
            anchor := anchors.of_text(work, text.language),
            level,
            self._pictures,
        )
        return Body(
            anchor,
            written,
            self._voices.foreign(text.language),
            self._named(text.language),
            shown.cited,
            own.say("cited-heading"),
            self._voices.foreign(view.site.code),
        )

    def _named(self, code: str) -> Phrase:
        """A language: in itself where the book speaks it, else in all that it speaks."""
        views = [view for view in self._voices.views if view.site.code == code]
        speaking = replace(self._voices, views=views) if views else self._voices
        told = speaking.line(lambda view: view.language.language(code))
        return Phrase(
            tuple((text, self._voices.foreign(of or speaking.code)) for text, of in told.parts)
        ).capitalized()

    def _link(self, contribution: Contribution) -> Link:
        title = self._voices.line(lambda view: view.title(contribution))
        return replace(self._voices.views[0].work(contribution), label=title)

    def _posts(self, number: int | None) -> list[Post]:
        """The contributions filed in the week *number* first: each above those that answer it."""
        here = {
            contribution.id: contribution
            for contribution in self._discussion.contributions
            if self._home(contribution) == number
        }
        done: dict[str, Post] = {}
        for contribution in here.values():
            if contribution.record.reply_to not in here:
                self._thread(contribution, here, done, is_reply=False)
        for contribution in here.values():  # those that answer each other in a circle
            self._thread(contribution, here, done, is_reply=False)
        return list(done.values())

    def _thread(
        self,
        first: Contribution,
        here: dict[str, Contribution],
        done: dict[str, Post],
        is_reply: bool,
    ) -> None:
        waiting = [(first, is_reply)]  # no recursion: a thread may be of any depth
        while waiting:
            contribution, is_below = waiting.pop()
            if contribution.id in done:
                continue
            done[contribution.id] = self._post(contribution, is_below)
            replies = self._archive.replies.get(contribution.id, ())
            waiting += [(reply, True) for reply in reversed(replies) if reply.id in here]

    def _post(self, contribution: Contribution, is_reply: bool) -> Post:
        heads = [self._head(contribution, view) for view in self._voices.views]
        made = self._bodies(contribution, _LEVEL_OF_POSTS)
        title = self._voices.line(lambda view: view.title(contribution))
        return Post(anchors.of_work(contribution), title, heads, made, is_reply)

    def _head(self, contribution: Contribution, view: View) -> Head:
        text: Text[TextFront] = contribution.shown(view.site.code)
        return Head(
            self._voices.foreign(view.site.code),
            view.byline(contribution),
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
