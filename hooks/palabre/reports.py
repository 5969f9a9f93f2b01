"""Problems in words, for people at a terminal."""

from __future__ import annotations

import locale
import os
import re
import sys
from collections.abc import Iterable
from typing import TextIO

from palabre import language as languages
from palabre.language import Language
from palabre.offers import MOST_NEAR, Offer, Unclear
from palabre.problems import Problem, shorten
from palabre.settings import ConfigurationError, Settings

LANGUAGE = "PALABRE_LANG"
"""The environment's variable that chooses the language of messages, before the locale."""


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


def describe(problem: Problem, language: Language) -> str:
    """One line: where, what must hold, what was found, how to mend it, the rule's name."""
    key = f": {problem.key}" if problem.key else ""
    return explain(problem, language, f"{problem.path}:{problem.line}{key}")


def explain(problem: Problem, language: Language, where: str) -> str:
    """The same of a place that has another name than its file's."""
    say = language.say
    name = problem.rule.value
    # Names of files and keys are a stranger's words too: no control character reaches a terminal.
    where = shorten(where, 300)
    words = say(
        "problem",
        where=where,
        rule=say(f"rule-{name}", **problem.values) if problem.values else say(f"rule-{name}"),
        found=say("problem-found", value=problem.found) if problem.found else "",
        repair=say(f"repair-{name}", **problem.values) if problem.values else say(f"repair-{name}"),
        name=name,
    )
    return say("problem-warning") + words if problem.rule.is_warning else words


def unclear(answer: Unclear, language: Language) -> str:
    """One line: an answer that is none of what is offered, and what is nearest to it."""
    near = answer.offers.near(answer.found)
    shown = near or (answer.offers.all if len(answer.offers.all) <= MOST_NEAR else ())
    names = ", ".join(name_of(offer) for offer in shown)
    found = language.say("answer-unknown", found=shorten(answer.found))
    if not names:
        return found
    return f"{found} {language.say('answer-near' if near else 'answer-known', names=names)}"


def name_of(offer: Offer) -> str:
    """What people read of *offer*, and what may be typed for it."""
    is_told = f"{offer.label},".startswith(f"{offer.value},")
    return shorten(offer.label if is_told else f"{offer.label} ({offer.value})", 100)


def tell(problems: Iterable[Problem], settings: Settings, stream: TextIO) -> None:
    """Write every problem to *stream*."""
    language = user_language(settings)
    for problem in problems:
        print(describe(problem, language), file=stream)


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
