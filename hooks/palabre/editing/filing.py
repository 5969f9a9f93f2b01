"""A composition held against the whole archive, and written: the last step of what is new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from palabre import reports
from palabre.editing.composition import Composition, field_of
from palabre.editing.desk import Desk
from palabre.editing.offers import Unclear
from palabre.language import Language
from palabre.problems import Problem, Rule, shorten
from palabre.reading import Reading
from palabre.redaction import redact
from palabre.source import CONTROL, LIMITS
from palabre.values import MOST_CHARACTERS

OF_BODY = "body"
"""What problems of the text name as their field."""

_FIELDS = {Rule.TEXT_LANGUAGE: "language"}
"""The field that decides where no key is named; else it is the id."""

Where = Callable[[str], str]
"""Gives the name that people know a field by: an option, a question, a label of the form."""


def judge(desk: Desk, composition: Composition) -> list[Problem]:
    """Every rule that the contribution would break, were it published now.

    Lines are those of its text.
    """
    content = replace(composition, questions=()).content.encode()
    limit = LIMITS[composition.place.role]
    if len(content) > limit:
        found, values = str(len(content)), {"limit": limit}
        return [Problem("", 1, Rule.FILE_SIZE, found, OF_BODY, values)]
    if match := CONTROL.search(composition.body):
        line = composition.body.count("\n", 0, match.start()) + 1
        return [Problem("", line, Rule.CONTROL_CHARACTER, f"U+{ord(match[0]):04X}", OF_BODY)]
    reading, found_there = desk.problems(composition.place, content)
    return [_named(problem, reading) for problem in found_there]


def _named(problem: Problem, reading: Reading) -> Problem:
    """*problem* of the file that *reading* is of, by its field and the line of its text.

    What only the new id can have done to another file is the id's.
    """
    before = reading.body_line - 1
    if problem.path != reading.path:
        return replace(problem, key="id")
    if not problem.key and problem.line > before:
        return replace(problem, line=problem.line - before, key=OF_BODY)
    return replace(problem, key=problem.key or _FIELDS.get(problem.rule, "id"))


def may_wait(problem: Problem) -> bool:
    """Whether a draft may stand in the archive with *problem*, which is settled before it is
    published: it keeps the rules of its own file; those across files wait.
    """
    return not problem.rule.is_warning and problem.key not in (OF_BODY, "id")


def question(words: str) -> str:
    """*words* as an open question: a line of front matter, whatever they quote."""
    plain = redact(words.translate({ord("<"): "‹", ord(">"): "›", ord("&"): "+"})).text
    return shorten(plain, MOST_CHARACTERS)


def told(problem: Problem, where: Where, speaker: Language) -> str:
    """*problem* in words; a line of the text by its number."""
    if problem.key == OF_BODY:
        return reports.explain(problem, speaker, f"{where(OF_BODY)}:{problem.line}")
    return reports.explain(problem, speaker, where(field_of(problem.key)))


def unclear(answer: Unclear, where: Where, speaker: Language) -> str:
    """An answer that names nothing known, in words."""
    return speaker.say("told", where=where(answer.field), words=answer.told(speaker))
