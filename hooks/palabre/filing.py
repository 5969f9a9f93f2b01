"""A composition held against the whole archive, and written: the last step of what is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from palabre import privacy, reports
from palabre.composition import Composer, Composition, field_of
from palabre.desk import Desk
from palabre.language import Language
from palabre.problems import Problem, Rule, shorten
from palabre.source import CONTROL, LIMITS

OF_BODY = "body"
"""What problems of the text name as their field."""

_LONGEST_QUESTION = 300
"""Letters, as :mod:`palabre.models` has it."""

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
    before = reading.body_line - 1
    return [
        replace(problem, line=problem.line - before, key=OF_BODY)
        if not problem.key and problem.line > before
        else replace(problem, key=problem.key or "id")
        for problem in found_there
    ]


def put_off(
    composition: Composition, problems: Iterable[Problem], where: Where, speaker: Language
) -> tuple[Composition, list[Problem]]:
    """Make open questions of *problems*, but of those that a draft has too; these are returned.

    A draft keeps the rules of its own file; those across files wait until it is published.
    """
    left: list[Problem] = []
    for problem in problems:
        if problem.key in (OF_BODY, "id") or problem.rule.is_warning:
            left.append(problem)
        else:
            words = reports.explain(problem, speaker, where(field_of(problem.key)))
            composition = composition.asking(question(words))
    return composition, left


def question(words: str) -> str:
    """*words* as an open question: a line of front matter, whatever they quote."""
    plain = privacy.mask(words.translate({ord("<"): "‹", ord(">"): "›", ord("&"): "+"}))
    return shorten(plain, _LONGEST_QUESTION)


def told(problems: Iterable[Problem], where: Where, speaker: Language) -> list[str]:
    """*problems* in words."""
    lines = []
    for problem in problems:
        field = problem.key if problem.key == OF_BODY else field_of(problem.key)
        place = where(field) + (f":{problem.line}" if field == OF_BODY else "")
        words = reports.explain(problem, speaker, place)
        lines.append(words)
    return lines


def flaws(composer: Composer, where: Where, speaker: Language) -> list[str]:
    """What keeps the answers from becoming a contribution, in words."""
    lines = [
        speaker.say("told", where=where(one.field), words=reports.unclear(one, speaker))
        for one in composer.unclear
    ]
    return lines + told(composer.problems, where, speaker)
