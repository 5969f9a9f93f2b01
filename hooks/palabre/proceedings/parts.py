"""What a book tells: the launch, the weeks with their contributions, the consolidated reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from palabre.indexes import week_title
from palabre.language import Phrase
from palabre.page import Notice, untranslated
from palabre.periods import period_words
from palabre.proceedings import anchors
from palabre.proceedings.bodies import Body
from palabre.proceedings.passages import Passages
from palabre.proceedings.posts import Post, Posts
from palabre.proceedings.voices import Voices
from palabre.view import Link, View
from palabre.works import Discussion, Reply, Week

_LEVEL = 2
"""Of the headings of parts."""


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

    def __init__(self, discussion: Discussion, voices: Voices, passages: Passages) -> None:
        self._discussion = discussion
        self._voices = voices
        self._passages = passages
        self._posts = Posts(discussion, voices, passages)

    def all(self) -> Iterator[Part]:
        """In the order in which they are read."""
        yield self._part(self._discussion, lambda view: view.language.say("discussion-launch"))
        yield from map(self._week, self._discussion.weeks)
        if unfiled := self._posts.of(None):
            title = self._voices.line(lambda view: view.language.say("weeks-not-stated"))
            yield Part(anchors.UNFILED, title, [], [], unfiled, [])
        if reply := self._discussion.reply:
            yield self._part(reply, lambda view: view.title(reply))

    def _week(self, week: Week) -> Part:
        part = self._part(week, lambda view: week_title(week, view.language))
        posts, also = self._posts.of(week.number), self._posts.also(week.number)
        return replace(part, posts=posts, also=also)

    def _part(self, work: Discussion | Week | Reply, title: Callable[[View], Phrase | str]) -> Part:
        leads = [self._lead(work, view) for view in self._voices.views]
        texts = self._passages.of(work, _LEVEL)
        return Part(anchors.of_work(work), self._voices.line(title), leads, texts, [], [])

    def _lead(self, work: Discussion | Week | Reply, view: View) -> Lead:
        code, notices = self._voices.foreign(view.site.code), tuple(untranslated(work, view))
        if not isinstance(work, Week):
            return Lead(code, "", (), "", notices)
        text = work.shown(view.site.code)
        dates, around = period_words(work.period, view), view.foreign(text.language)
        return Lead(code, dates, text.front.questions, around, notices)
