"""A filled form made into a contribution: published at once, or a draft that says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from palabre.editing import filing
from palabre.editing.choices import Choices
from palabre.editing.composition import OF_AUTHOR, Answers, Composer, Composition, Texts, field_of
from palabre.editing.desk import Desk
from palabre.editing.forms import CONSENTS
from palabre.editing.offers import Unclear
from palabre.editing.submissions import Submission
from palabre.language import Language
from palabre.problems import Problem
from palabre.validation import MOST_PROBLEMS

Remark = Callable[[Language], str]
"""Something to be told, in the words of whoever reads it."""

_NEEDED = ("discussion", "language", "title", "name")
"""Without a good answer to these there is nothing to write."""


@dataclass(frozen=True)
class Outcome:
    """What became of a form."""

    made: Composition | None
    """``None`` where nothing can be written."""
    problems: tuple[Remark, ...]
    """Why not; else what is open in the draft."""
    notes: tuple[Remark, ...]
    """What was changed in the answers."""


def receive(desk: Desk, submission: Submission, speaker: Language) -> Outcome:
    """The contribution that *submission* gives; its open questions are in *speaker*'s words."""
    notes = tuple(partial(_masked, name) for name in submission.masked)
    composer, made, doubts = _composed(desk, submission.texts, speaker)
    silent = [] if submission.texts.get("language") else ["language"]  # nobody else's is meant
    fatal: list[Remark] = [partial(_unanswered, name) for name in (*silent, *composer.missing)]
    fatal += map(_told, composer.problems)
    for answer in composer.unclear[:MOST_PROBLEMS]:
        (fatal if answer.field in _NEEDED else doubts).append(_unclear(answer))
    for problem in filing.judge(desk, made) if made and not fatal else ():
        if not problem.rule.is_warning:
            (doubts if filing.may_wait(problem) else fatal).append(_told(problem))
    doubts += [partial(_disagreed, name) for name in CONSENTS if name not in submission.agreed]
    if made and not made.body:
        doubts.append(lambda speaker: speaker.say("question-text"))
    if not made or fatal:
        return Outcome(None, (*fatal, *doubts), notes)
    questions = [filing.question(doubt(speaker)) for doubt in doubts]
    return Outcome(made.asking(*questions), tuple(doubts), notes)


def _composed(
    desk: Desk, texts: Texts, speaker: Language
) -> tuple[Composer, Composition | None, list[Remark]]:
    """The contribution, without the answers that are no good and can be left out: these, told."""
    composer = Composer(desk, Choices(desk, speaker))
    made = composer.compose(_answers(texts))
    spoilt = [p for p in composer.problems if field_of(p.key) not in _NEEDED]
    if not spoilt:
        return composer, made, []
    fields = {field_of(problem.key) for problem in spoilt}
    rest = {name: told for name, told in texts.items() if name not in fields}
    composer = Composer(desk, Choices(desk, speaker))
    return composer, composer.compose(_answers(rest)), [_told(problem) for problem in spoilt]


def _answers(texts: Texts) -> Answers:
    author = {name: texts[name] for name in OF_AUTHOR if texts.get(name)}
    return Answers(texts, (author,), "".join(texts.get("body", ())))


def _label(speaker: Language, name: str) -> str:
    return speaker.say(f"field-{name.replace('_', '-')}")


def _told(problem: Problem) -> Remark:
    return lambda speaker: filing.told(problem, partial(_label, speaker), speaker)


def _unclear(answer: Unclear) -> Remark:
    return lambda speaker: filing.unclear(answer, partial(_label, speaker), speaker)


def _unanswered(name: str, speaker: Language) -> str:
    words = speaker.say("ask-needed")
    return speaker.say("told", where=_label(speaker, name), words=words)


def _masked(name: str, speaker: Language) -> str:
    return speaker.say("form-masked", where=_label(speaker, name))


def _disagreed(name: str, speaker: Language) -> str:
    return speaker.say(f"question-{name}")
