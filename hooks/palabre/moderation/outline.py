"""Which contributions answer which question, and with what words they begin. Plain values."""

from __future__ import annotations

from dataclasses import dataclass

from palabre import paragraphs
from palabre.editing.desk import Desk
from palabre.indexes import KINDS, Index, index
from palabre.reader import Reader
from palabre.works import Contribution, Discussion, Week

CLOSING = ("countries", "organisations")
"""The kinds of index that the outline ends with."""

_FIRST_WORDS = 90
"""So many characters of each paragraph, at most."""


@dataclass(frozen=True)
class Answer:
    """A contribution, and what it says."""

    contribution: Contribution
    language: str
    """Of its text that is told."""
    paragraphs: tuple[tuple[str, str], ...]
    """Of each the fragment, and its first words: empty where it has none."""


@dataclass(frozen=True)
class Question:
    """A question of a week, and what was answered."""

    words: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Chapter:
    """A week; ``None`` for what is filed in none."""

    week: Week | None
    language: str
    """Of the questions."""
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Outline:
    """All that was said in a discussion, as readers of one language see it."""

    discussion: Discussion
    language: str
    chapters: tuple[Chapter, ...]
    indexes: tuple[Index, ...]
    """Its own contributions, by each of :data:`CLOSING`."""


def outline(desk: Desk, discussion: Discussion, code: str) -> Outline:
    """The outline of *discussion* for readers of the language *code*."""
    reader = Reader(desk.settings)
    answers = [_answer(desk, reader, one, code) for one in discussion.contributions]
    known = {week.number for week in discussion.weeks}
    chapters = [_chapter(week, answers, code) for week in discussion.weeks]
    if left := tuple(a for a in answers if not known & {*a.contribution.record.weeks}):
        chapters.append(Chapter(None, code, (Question("", left),)))
    kinds = {kind.name: kind for kind in KINDS}
    indexes = tuple(index(desk.archive, kinds[name], discussion) for name in CLOSING)
    return Outline(discussion, code, tuple(chapters), indexes)


def _answer(desk: Desk, reader: Reader, contribution: Contribution, code: str) -> Answer:
    text = contribution.shown(code)
    place = text.reading.place
    _, html = reader.read(place, desk.settings.content(place.uri))
    words = tuple(paragraphs.first_words(html, _FIRST_WORDS))
    return Answer(contribution, text.language, words)


def _chapter(week: Week, answers: list[Answer], code: str) -> Chapter:
    text = week.shown(code)
    own = [answer for answer in answers if week.number in answer.contribution.record.weeks]
    questions = (
        Question(words, tuple(answer for answer in own if _is_to(answer, week, number)))
        for number, words in enumerate(text.front.questions, 1)
    )
    return Chapter(week, text.language, tuple(questions))


def _is_to(answer: Answer, week: Week, number: int) -> bool:
    """Whether a contribution of *week* answers its question *number*: all where it names none."""
    record = answer.contribution.record
    is_first = record.weeks[0] == week.number  # the questions are those of that week
    return number in record.questions or not record.questions or not is_first
