"""The beginning of a consolidated reply, in the moderators' dialect: an outline as Markdown.

No sentence of it is ours: questions, the first words of paragraphs with the keys by which they are
cited, names. What others wrote is quoted, with everything escaped that could be markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from palabre import canonical, credits
from palabre.archive import Archive
from palabre.indexes import Index, week_title
from palabre.language import Language
from palabre.layout import MARKDOWN, NOT_STATED, Role
from palabre.models import ReplyFront
from palabre.moderation.outline import Answer, Chapter, Outline
from palabre.paragraphs import cut
from palabre.source import CONTROL, LIMITS
from palabre.works import Contribution, Week

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#]|&(?=\#?\w+;)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
"""What no backslash escapes."""

_MOST_BRACKETS = 20
"""With more of them, they are entities too: what :mod:`palabre.text` reads has its limits."""

_MOST_HEADINGS = 150
"""With more, only weeks are headings."""

_MOST_LINKS = 100
"""So many links may stand in lines without a blank one between."""

_SHORTENED = ((90, True), (60, True), (90, False), (60, False), (40, False), (25, False))
"""What is tried until the whole is no longer than a reply may be: so many characters of each
paragraph; and whether paragraphs are told again of a contribution that stands above already."""


def skeleton(outline: Outline, archive: Archive, language: Language) -> tuple[str, bool]:
    """The whole file, as full as a reply may be; and whether it is short enough at all."""
    for most, is_repeated in _SHORTENED:
        written = Skeleton(outline, archive, language, most, is_repeated).document()
        if len(written.encode()) <= LIMITS[Role.REPLY]:
            return written, True
    return written, False


@dataclass(frozen=True)
class Skeleton:
    """Writes an outline in its language."""

    outline: Outline
    archive: Archive
    language: Language
    most: int
    """So many characters are told of each paragraph."""
    is_repeated: bool
    """Whether paragraphs are told again of a contribution that stands above already."""

    def document(self) -> str:
        """The whole file."""
        front = {"title": self.language.say(f"status-page-{Role.REPLY.value}")}
        body = "\n\n".join(block for block in self._blocks() if block)
        return canonical.document(front, ReplyFront, body)

    def _blocks(self) -> Iterator[str]:
        """What blank lines divide."""
        told: set[str] = set()
        for chapter in self.outline.chapters:
            yield from self._chapter(chapter, told)
        for index in self.outline.indexes:
            keys = [key for key in index.sorted_keys(self.language) if key != NOT_STATED]
            if keys:
                yield f"## {self.language.say(index.kind.name)}"
                yield _list(self._term(index, key) for key in keys)

    def _chapter(self, chapter: Chapter, told: set[str]) -> Iterator[str]:
        week = chapter.week
        title = week_title(week, self.language).text if week else ""
        title = title or self.language.say("weeks-not-stated")
        yield f"## {escaped(title)}{self._mark(chapter.language)}"
        for question in chapter.questions:
            if week:
                words = f"{escaped(question.words)}{self._mark(chapter.language)}"
                yield f"### {words}" if self._has_room else f"**{words}**"
            if not question.answers:
                yield self.language.say("outline-none")
            for answer in question.answers:
                yield from self._answer(answer, week, answer.contribution.id in told)
                told |= set() if self.is_repeated else {answer.contribution.id}

    @property
    def _has_room(self) -> bool:
        questions = sum(len(chapter.questions) for chapter in self.outline.chapters)
        return len(self.outline.chapters) + questions <= _MOST_HEADINGS

    def _answer(self, answer: Answer, week: Week | None, is_told: bool) -> Iterator[str]:
        contribution = answer.contribution
        title = contribution.texts[answer.language].title
        others = [str(n) for n in contribution.record.weeks if week and n != week.number]
        also = self.language.say("outline-also", weeks=", ".join(others)) if others else ""
        above = self.language.say("outline-above") if is_told else ""
        link = self._link(contribution, self._authors(contribution))
        yield " ".join(filter(None, (link, also, above)))
        yield f"> **{escaped(title)}**{self._mark(answer.language)}"
        for fragment, words in () if is_told else answer.paragraphs:
            first = escaped(cut(words, self.most) or "…")
            quoted = self.language.say("quoted", words=first)
            yield f"> {quoted} [@{contribution.id}#{fragment}]"

    def _authors(self, contribution: Contribution) -> str:
        """Who wrote it, for whom, and where."""
        told = []
        for author in contribution.record.authors:
            person = credits.person_of(author, self.archive, self.language.code)
            names = [person.name] if person else []
            of = credits.organisations_of(author, self.archive, self.language.code)
            names += [one.name for one in of]
            names += [self.language.country(author.country)] if author.country else []
            told.append(", ".join(names))
        return " · ".join(told)

    def _term(self, index: Index, key: str) -> str:
        """A country or an organisation, then its contributions: an item of a list."""
        told = []
        for relation, found in index.terms[key].items():
            names = [self._link(one, self._signatures(one)) for one in found]
            parts = [names[at : at + _MOST_LINKS] for at in range(0, len(names), _MOST_LINKS)]
            listed = ",\n\n    ".join(", ".join(part) for part in parts)
            told.append(
                self.language.say(f"outline-{relation}", names=listed) if relation else listed
            )
        label = escaped(index.label(key, self.language).text)
        return " – ".join((f"- **{label}**", *told))

    def _signatures(self, contribution: Contribution) -> str:
        """Who signed: persons, and organisations where no person did."""
        signed = credits.signed(contribution, self.archive, self.language.code)
        return " · ".join(credit.name for credit in signed)

    def _link(self, contribution: Contribution, words: str) -> str:
        return f"[{escaped(words)}](contributions/{contribution.id}{MARKDOWN})"

    def _mark(self, code: str) -> str:
        """That words are in another language than the reply's; empty where they are not."""
        if code == self.language.code:
            return ""
        return f" {self.language.in_language(code, 'outline-foreign').text}"


def _list(items: Iterable[str]) -> str:
    """*items* beneath each other, with a blank line wherever the lines above hold many links."""
    text = ""
    for item in items:
        above = text.rpartition("\n\n")[2].count("[")
        is_much = above + item.partition("\n\n")[0].count("[") > _MOST_LINKS
        text += (("\n\n" if is_much else "\n") if text else "") + item
    return text


def escaped(text: str) -> str:
    """*text* as Markdown that shows it as it is, within a line."""
    is_much = text.count("[") > _MOST_BRACKETS
    return _MARKUP.sub(lambda match: _safe(match[0], is_much), CONTROL.sub("", text))


def _safe(sign: str, is_much: bool) -> str:
    if sign == "[" and is_much:
        return "&#91;"
    return _ENTITIES.get(sign, f"\\{sign}")
