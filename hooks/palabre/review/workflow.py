"""Problems as GitHub's workflows take them: annotations beside lines, and a step's summary.

GitHub's documentation, "Workflow commands for GitHub Actions", says how both are written; its
``actions/toolkit`` says what must be escaped in commands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palabre.language import Language
from palabre.problems import Problem
from palabre.reports import describe, key, repair, rule
from palabre.review.markdown import cell

SHOWN = 10
"""So many errors of a step, and so many warnings, does GitHub show."""

MOST_BYTES = 1_000_000
"""GitHub refuses a summary that is larger than a mebibyte."""

COLUMNS = ("file", "problem", "repair")
"""Of the summary's table."""

_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def divide(problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """The problems that GitHub shows, and the others, each in their order."""
    shown: list[Problem] = []
    others: list[Problem] = []
    for problem in problems:
        alike = sum(one.rule.is_warning == problem.rule.is_warning for one in shown)
        (shown if alike < SHOWN else others).append(problem)
    return shown, others


def command(problem: Problem, language: Language) -> str:
    """The line that annotates the file of *problem*."""
    kind = "warning" if problem.rule.is_warning else "error"
    where = f"file={_escape(problem.path, _PROPERTY)},line={problem.line}"
    message = _escape(describe(problem, language), _DATA)
    return f"::{kind} {where},title={problem.rule.value}::{message}"


def _escape(text: str, signs: dict[str, str]) -> str:
    # What ends a line elsewhere than in a terminal, too.
    text = "".join(c if c.isprintable() or c in signs else "�" for c in text)
    return "".join(signs.get(c, c) for c in text)


def summary(problems: Iterable[Problem], heading: str, language: Language) -> str:
    """A table of *problems* in Markdown, as long as GitHub takes it, below a *heading*."""
    names = [cell(language.say(f"column-{name}")) for name in COLUMNS]
    lines = [
        f"## {cell(heading)}",
        "",
        cell(language.say("summary-others")),
        "",
        _row(names),
        _row(["---"] * len(names)),
    ]
    left, size = 0, sum(len(line.encode()) + 1 for line in lines)
    for problem in problems:
        row = _row(map(cell, _cells(problem, language)))
        size += len(row.encode("utf-8", "replace")) + 1
        if left or size > MOST_BYTES:
            left += 1
        else:
            lines.append(row)
    if left:
        lines += ["", cell(language.count("summary-left", left))]
    return "".join(f"{line}\n" for line in lines)


def _cells(problem: Problem, language: Language) -> Iterator[str]:
    yield f"{problem.path}:{problem.line}"
    named = f"{key(problem, language)}: " if problem.key else ""
    found = language.say("problem-found", value=problem.found) if problem.found else ""
    yield f"{named}{rule(problem, language)}{found} [{problem.rule.value}]"
    yield repair(problem, language)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
