"""The forms in which a check tells what it found: for people, for programs, for GitHub."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from palabre import reports
from palabre.clock import clock
from palabre.language import Language
from palabre.layout import Role
from palabre.problems import Problem, stops_build
from palabre.review import workflow
from palabre.review.proposal import Found
from palabre.schedule import waits_until
from palabre.settings import Settings
from palabre.site import Site

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The environment's variable in which GitHub names the file for a step's summary."""


@dataclass(frozen=True)
class Report:
    """What a check found."""

    problems: tuple[Problem, ...]
    """Of the files asked for, in the order in which they are told."""
    settings: Settings
    language: Language
    """The user's."""
    site: Site | None
    """The archive; ``None`` where any file breaks a rule."""
    files: int | None = None
    """How many were asked for; ``None`` where all were."""
    elsewhere: tuple[Problem, ...] = ()
    """Of files that were not asked for."""
    before: Found | None = None
    """What the archive was, where a comment tells what changes."""
    preview: str = ""
    """Where the site as it would be can be seen or fetched, for a comment."""

    @property
    def has_errors(self) -> bool:
        """Whether the files asked for break a rule."""
        return stops_build(self.problems)

    @property
    def outcome(self) -> str:
        """How many problems there are; or that, and where, there is none."""
        language = self.language
        if self.has_errors:
            return reports.counted(self.problems, language)
        if self.files is not None or not self.site:
            return language.count("checked-files", self.files or 0)
        archive = self.site.archive
        told = language.say(
            "checked",
            contributions=language.count("contributions", len(archive.contributions)),
            discussions=language.count("discussion-count", len(archive.discussions)),
        )
        drafts = sum(reading.place.role is Role.CONTRIBUTION for reading in archive.drafts)
        now = clock()
        waiting = sum(bool(waits_until(work, archive, now)) for work in archive.works)
        counts = {"checked-drafts": drafts, "checked-scheduled": waiting}
        return " ".join((told, *(language.count(name, n) for name, n in counts.items() if n)))


def text(report: Report) -> None:
    """A line for each problem, then how many there are."""
    reports.tell(report.problems, report.settings, sys.stderr)
    reports.show(report.outcome, sys.stderr if report.has_errors else sys.stdout)
    if report.elsewhere:
        count = reports.counted(report.elsewhere, report.language)
        reports.show(report.language.say("checked-elsewhere", count=count), sys.stderr)


def github(report: Report) -> None:
    """Annotations, as many as GitHub shows; the others in the step's summary, if there is one."""
    path = os.environ.get(SUMMARY)
    shown, others = workflow.divide(report.problems) if path else (report.problems, ())
    for problem in shown:
        reports.show(workflow.command(problem, report.language), sys.stdout)
    if path and others:
        written = workflow.summary(others, report.outcome, report.language)
        with Path(path).open("a", encoding="utf-8", errors="replace") as file:
            file.write(written)
    reports.show(report.outcome, sys.stdout)


def machine(report: Report) -> None:
    """One JSON object."""
    warnings = sum(problem.rule.is_warning for problem in report.problems)
    found = {
        "language": report.language.code,
        "counts": {"errors": len(report.problems) - warnings, "warnings": warnings},
        "problems": [_values(problem, report.language) for problem in report.problems],
    }
    reports.show(json.dumps(found, ensure_ascii=False, indent=2), sys.stdout)


def comment(report: Report) -> None:
    """A comment on a pull request."""
    from palabre.review import comment  # the other formats start without it

    after = Found(report.site, report.problems)
    written = comment.comment(report.settings, report.before, after, report.preview)
    click.echo(written, nl=False)


def _values(problem: Problem, language: Language) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "key": problem.key,
        "rule": problem.rule.value,
        "is_warning": problem.rule.is_warning,
        "found": problem.found,
        "rule_text": reports.rule(problem, language),
        "repair": reports.repair(problem, language),
    }


FORMATS: Mapping[str, Callable[[Report], None]] = {
    "text": text,
    "github": github,
    "json": machine,
    "comment": comment,
}
"""Each format, by the name that people choose it by."""
