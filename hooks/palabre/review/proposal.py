"""An archive as it is before a proposal and after it: each read, good or bad."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from palabre import site
from palabre.clock import END, clock
from palabre.problems import Invalid, Problem
from palabre.settings import Settings
from palabre.site import Site


@dataclass(frozen=True)
class Found:
    """What reading a folder of content came to."""

    site: Site | None
    """``None`` where it breaks rules."""
    problems: tuple[Problem, ...]
    """With the warnings."""


def look(settings: Settings, docs: Path | None = None) -> Found:
    """Read the archive, or what it was by the copy of its content in *docs*.

    What waits for its day is read too. Raises ``ConfigurationError`` where a language of the site
    has no catalogue.
    """
    if docs:
        folder = docs.resolve()
        settings = replace(settings, root=folder.parent, docs=folder)
    try:
        found = site.read(settings, is_shown=False, clock=clock(END))
    except Invalid as error:
        return Found(None, error.problems)
    return Found(found, found.warnings)


def new_problems(before: Found, after: Found) -> tuple[Problem, ...]:
    """Every error of *after*, and the warnings that *before* did not have."""
    known = {_of_content(problem) for problem in before.problems}
    return tuple(
        problem
        for problem in after.problems
        if not problem.rule.is_warning or _of_content(problem) not in known
    )


def _of_content(problem: Problem) -> tuple[str, ...]:
    """The problem wherever the content lies, and on whichever line."""
    uri = problem.path.partition("/")[2]
    return uri, problem.rule.value, problem.key, problem.found
