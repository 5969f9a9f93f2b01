"""Problems in words, for people at a terminal."""

from __future__ import annotations

import locale
import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import TextIO

import click

from palabre import language as languages
from palabre.language import Language
from palabre.problems import Problem, shorten
from palabre.settings import ConfigurationError, Settings

LANGUAGE = "PALABRE_LANG"
"""The environment's variable that chooses the language of messages, before the locale."""

NO_COLOR = "NO_COLOR"
"""The environment's variable by which people say that they want no colours (no-color.org)."""


EXACT = ("write", "rename", "move")
"""The values that say exactly what to do: each has a message, in the place of any rule's own."""

GONE = "withdrawn"
"""The value that names what was withdrawn: nothing can be written in its place."""


def user_language(settings: Settings | None = None) -> Language:
    """The user's language where a catalogue has it, else the site's default, else any.

    It is what :data:`LANGUAGE` says, else the locale: POSIX's variables, or Windows' own setting,
    which Python tells as ``French_France``.
    """
    known = languages.catalogues()
    told = [os.environ.get(name, "") for name in (LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG")]
    name = next(filter(None, told), "") or locale.getlocale()[0] or ""
    first = re.split("[-_.]", name.lower())[0]
    wished = [locale.locale_alias.get(first, first)[:2]]
    wished += [settings.default.code] if settings else []
    return languages.of(next((code for code in wished if code in known), known[0]))


def _plain(text: str, **style: object) -> str:
    """*text* as it is: where it goes, nothing can be coloured."""
    return text


def describe(problem: Problem, language: Language, paint: Callable[..., str] = _plain) -> str:
    """One line: where, what must hold, what was found, how to mend it, the rule's name.

    *paint* colours parts of it, as ``click.style`` does.
    """
    # Names of files are a stranger's words too: no control character reaches a terminal.
    where = paint(shorten(f"{problem.path}:{problem.line}", 300), bold=True)
    where = f"{where}: {key(problem, language)}" if problem.key else where
    return explain(problem, language, where, paint)


def explain(
    problem: Problem, language: Language, where: str, paint: Callable[..., str] = _plain
) -> str:
    """The same of a place that has another name than its file's."""
    say, name = language.say, problem.rule.value
    color = "yellow" if problem.rule.is_warning else "red"
    words = say(
        "problem",
        where=where,
        rule=paint(rule(problem, language), fg=color),
        found=say("problem-found", value=problem.found) if problem.found else "",
        repair=repair(problem, language),
        name=paint(name, dim=True),
    )
    return paint(say("problem-warning"), fg=color) + words if problem.rule.is_warning else words


def rule(problem: Problem, language: Language) -> str:
    """What must hold."""
    name, values = f"rule-{problem.rule.value}", problem.values
    return language.say(name, **values) if values else language.say(name)


def key(problem: Problem, language: Language) -> str:
    """The key that is meant, with what people call it where that is another word."""
    written = shorten(problem.key, 300)
    field = re.sub(r"\[\d+\]$", "", problem.key).rpartition(".")[2]
    called = language.say(message := f"key-{field}")  # that of palabre.fields, which loads models
    if called in (message, field.replace("_", " ")):
        return written
    return language.say("key-called", key=written, name=called)


def repair(problem: Problem, language: Language) -> str:
    """How to mend it."""
    name, values = repair_id(problem), problem.values
    return language.say(name, **values) if values else language.say(name)


def repair_id(problem: Problem) -> str:
    """The message that says what to write, where that is known, else what the rule advises."""
    known = (name for name in (*EXACT, GONE) if name in problem.values)
    return f"repair-{next(known, problem.rule.value)}"


def tell(problems: Iterable[Problem], settings: Settings, stream: TextIO) -> None:
    """Write every problem to *stream*, coloured where that shows."""
    language = user_language(settings)
    lines = [describe(problem, language, click.style) for problem in problems]
    if lines:
        show("\n".join(lines), stream)


def show(text: str, stream: TextIO) -> None:
    """Write lines to *stream*; colours are left out where nobody would see or wants them."""
    click.echo(text, file=stream, color=False if os.environ.get(NO_COLOR) else None)


def summary(problems: Iterable[Problem], settings: Settings, outcome: str) -> str:
    """How many there are, and what that means for the site: the message *outcome*, if any."""
    language = user_language(settings)
    told = counted(problems, language)
    return f"{told}. {language.say(outcome)}" if outcome else told


def tell_waiting() -> None:
    """Say that another build of the same archive is under way."""
    print(user_language().say("waiting"), file=sys.stderr)


def configuration(error: ConfigurationError) -> str:
    """What ``mkdocs.yml`` lacks."""
    return user_language().say(error.message, **error.details)


def counted(problems: Iterable[Problem], language: Language) -> str:
    """How many errors there are, and how many warnings."""
    found = list(problems)
    warnings = sum(problem.rule.is_warning for problem in found)
    words = [language.count("problems", len(found) - warnings)]
    return ", ".join(words + ([language.count("warnings", warnings)] if warnings else []))
