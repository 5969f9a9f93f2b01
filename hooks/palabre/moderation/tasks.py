"""What is left to do for a discussion, in the words of one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from palabre.indexes import week_title
from palabre.language import Language, Phrase, phrase
from palabre.layout import Role
from palabre.models import Front, TextFront
from palabre.moderation.status import Status
from palabre.problems import shorten
from palabre.settings import Settings
from palabre.works import Contribution, Text, Work


@dataclass(frozen=True)
class Task:
    """One thing to do."""

    words: Phrase
    """What it is about."""
    path: str
    """The file that is meant, as people name it."""
    uri: str
    """The same below ``docs/``; empty where it is to be made."""
    address: str = ""
    """Of its page; empty where it has none yet."""
    notes: tuple[Phrase, ...] = ()
    questions: tuple[Phrase, ...] = ()
    """What has to be settled first."""


@dataclass(frozen=True)
class Tasks:
    """All of one kind: its heading is ``status-NAME``."""

    name: str
    items: tuple[Task, ...]


@dataclass(frozen=True)
class Teller:
    """Says in one language what there is to do."""

    status: Status
    settings: Settings
    language: Language

    def tasks(self) -> list[Tasks]:
        """All that is left to do, most pressing first; without kinds of which there is nothing."""
        found = {name: tuple(told(self)) for name, told in KINDS.items()}
        return [Tasks(name, items) for name, items in found.items() if items]

    @property
    def today(self) -> Phrase:
        """What day it is, and which weeks are open."""
        states, day = self.status.states, self.language.day(self.status.day)
        parts: list[tuple[str, str]] = []
        for week in self.status.discussion.weeks:
            if states[week.number] == "open":
                parts += [(", ", ""), *week_title(week, self.language).parts]
        if not parts:
            return phrase(self.language.say("status-today-none", date=day))
        return self.language.phrase("status-today", date=day, weeks=Phrase(tuple(parts[1:])))

    def title(self, work: Work[Front]) -> Phrase:
        """The title that readers of this language see."""
        text = work.shown(self.language.code)
        return self.phrase(text.title, text.language)

    def phrase(self, words: str, code: str) -> Phrase:
        """*words*, which are in the language *code*."""
        return phrase(words, "" if code == self.language.code else code)

    def task(self, words: Phrase, uri: str, *notes: Phrase, address: str = "") -> Task:
        """What is to be done about the file at *uri*."""
        return Task(words, shorten(self.settings.path(uri), 300), uri, address, notes)

    def about(self, contribution: Contribution, text: Text[TextFront], *notes: Phrase) -> Task:
        """What is to be done about *contribution*, in the file of *text* above all."""
        is_waiting = any(one.work.address == contribution.address for one in self.status.scheduled)
        address = "" if is_waiting else contribution.address
        return self.task(self.title(contribution), text.reading.place.uri, *notes, address=address)

    def page(self, role: Role, number: int = 0) -> Phrase:
        """What a page of the moderators is called; *number* is that of a week."""
        if role is Role.WEEK:
            if week := self.status.discussion.week(number):
                return week_title(week, self.language)
            return phrase(self.language.say("status-week", number=number))
        return phrase(self.language.say(f"status-page-{role.value}"))


def _unread(teller: Teller) -> Iterator[Task]:
    for reading in teller.status.unread:
        path = phrase(shorten(teller.settings.path(reading.place.uri), 300))
        yield teller.task(path, reading.place.uri)


def _drafts(teller: Teller) -> Iterator[Task]:
    for draft in teller.status.drafts:
        code, uri = draft.reading.place.language, draft.reading.place.uri
        title = teller.phrase(draft.front.title, code)
        task = teller.task(title, uri, teller.language.in_language(code, "status-in"))
        questions = tuple(teller.phrase(q, code) for q in draft.front.open_questions)
        yield replace(task, questions=questions)


def _lacking(teller: Teller) -> Iterator[Task]:
    codes = set(teller.settings.codes)
    for lacking in teller.status.lacking:
        language = teller.language
        note = phrase(language.say("status-nowhere"))
        if set(lacking.codes) < codes:
            (code,) = lacking.codes
            note = language.in_language(code, "status-not-in")
        task = teller.task(teller.page(lacking.role, lacking.number), lacking.uri, note)
        yield task if lacking.is_begun else replace(task, uri="")


def _untranslated(teller: Teller) -> Iterator[Task]:
    for one in teller.status.untranslated:
        state = "begun" if one.is_begun else "planned" if one.is_planned else "unplanned"
        note = teller.language.in_language(one.into, f"status-into-{state}")
        contribution = one.contribution
        source = contribution.original or contribution.shown(teller.language.code)
        yield teller.about(contribution, source, note)


def _behind(teller: Teller) -> Iterator[Task]:
    for one in teller.status.behind:
        note = teller.language.in_language(one.text.language, "status-in")
        yield teller.about(one.contribution, one.text, note)


def _not_taken_up(teller: Teller) -> Iterator[Task]:
    if teller.status.discussion.reply:  # else the reply is what has to be written first
        for contribution in teller.status.not_taken_up:
            yield teller.about(contribution, contribution.shown(teller.language.code))


def _scheduled(teller: Teller) -> Iterator[Task]:
    for one in teller.status.scheduled:
        place = next(iter(one.work.texts.values())).reading.place
        note = phrase(teller.language.say("status-from-day", date=teller.language.day(one.day)))
        number = int(place.name) if place.role is Role.WEEK else 0
        is_post = place.role is Role.CONTRIBUTION
        words = teller.title(one.work) if is_post else teller.page(place.role, number)
        yield teller.task(words, place.uri, note)


KINDS: dict[str, Callable[[Teller], Iterator[Task]]] = {
    "unread": _unread,
    "drafts": _drafts,
    "lacking": _lacking,
    "untranslated": _untranslated,
    "behind": _behind,
    "not-taken-up": _not_taken_up,
    "scheduled": _scheduled,
}
"""In the order in which they are shown; their headings are ``status-NAME``."""
