"""``palabre check``: read and check everything, without MkDocs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn, TextIO

import click

from palabre import language, reports, source, terminal
from palabre.problems import Rule, shorten
from palabre.review import proposal, rulebook
from palabre.review.formats import FORMATS, Report
from palabre.settings import ConfigurationError, Settings


def _list(ctx: click.Context, param: click.Parameter, name: str | None) -> None:
    """Show every rule, or the one of that *name*, and end there."""
    if name is None:
        return
    speaker = reports.user_language()
    names = [rule.value for rule in Rule]
    if name and name not in names:
        near = ", ".join(get_close_matches(name, names, cutoff=0.3))
        raise terminal.end(speaker.say("list-unknown", name=shorten(name), candidates=near or "—"))
    click.echo("\n".join(rulebook.listed(speaker, [Rule(name)] if name else Rule)).rstrip())
    ctx.exit()


@click.command(help="help-check")
@terminal.paths
@terminal.config
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="text", help="help-format")
@click.option("--changed", type=click.File(encoding="utf-8", errors="replace"), help="help-changed")
@click.option(
    "--base", type=click.Path(path_type=Path, exists=True, file_okay=False), help="help-base"
)
@click.option("--preview", default="", help="help-preview")
@click.option("--watch", "is_watching", is_flag=True, help="help-watch")
@click.option(
    "--list",
    is_flag=False,
    flag_value="",
    metavar="value-rule",
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="help-check-list",
)
def command(
    paths: tuple[Path, ...],
    config_file: Path,
    form: str,
    changed: TextIO | None,
    base: Path | None,
    preview: str,
    is_watching: bool,
) -> None:
    """Read all, tell every problem of *paths*; end with 1 where there is an error."""
    settings = terminal.read_settings(config_file)
    if is_watching:
        _watch(settings, [*map(str, paths), "--config-file", str(config_file), "--format", form])
    try:
        before = proposal.look(settings, base) if base else None
        found = proposal.look(settings)
    except ConfigurationError as error:
        raise terminal.end(reports.configuration(error)) from None
    is_chosen = terminal.chosen(paths, settings)
    first = frozenset(changed.read().splitlines() if changed else ())
    problems = [problem for problem in found.problems if is_chosen(problem.path)]
    report = Report(
        problems=tuple(sorted(problems, key=lambda problem: problem.path not in first)),
        settings=settings,
        language=reports.user_language(settings),
        site=found.site,
        files=_count(settings, is_chosen) if paths else None,
        elsewhere=tuple(problem for problem in found.problems if not is_chosen(problem.path)),
        before=before,
        preview=preview,
    )
    FORMATS[form](report)
    if report.has_errors:
        raise click.exceptions.Exit(1)


def _watch(settings: Settings, arguments: list[str]) -> NoReturn:
    """Check now and after each change, until the user ends it.

    Each time in a process of its own: cmarkgfm never frees the trees that it parses.
    """
    from palabre import watching

    speaker = reports.user_language(settings)
    for _ in watching.changes(settings.docs):
        click.echo(speaker.say("watch-begins"))
        subprocess.run([sys.executable, "-m", "palabre", "check", *arguments], check=False)
        click.echo(speaker.say("watch-waits"))
    raise AssertionError("changes have no end")


def _count(settings: Settings, is_chosen: Callable[[str], bool]) -> int:
    """How many files of the archive are chosen."""
    places, _ = source.walk(settings, language.languages())
    return sum(is_chosen(settings.path(place.uri)) for place in places)
