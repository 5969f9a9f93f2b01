"""What every command has in common: the archive that it works on, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from palabre import files, reports, settings
from palabre.clock import Clock, clock
from palabre.output import Output
from palabre.problems import Invalid, Problem, Rule, shorten
from palabre.settings import ConfigurationError, Settings

if TYPE_CHECKING:
    from palabre.editing.desk import Desk
    from palabre.site import Site

config = click.option(
    "-f",
    "--config-file",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    help="help-config-file",
)


def _clock(ctx: click.Context, param: click.Parameter, day: str | None) -> Clock:
    try:
        return clock(date.fromisoformat(day) if day else None)
    except ValueError:
        words = reports.user_language().say("day-expected", found=shorten(str(day)))
        raise click.BadParameter(words, ctx, param) from None


as_of = click.option("--as-of", "now", metavar="value-day", callback=_clock, help="help-as-of")
"""The :class:`Clock` of the day of which a command is to tell: today, where none is given."""


def output(help: str) -> Callable[[Any], Any]:
    """The option that names a new file, to write there what is shown without it."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option("--output", type=kind, metavar="value-file", help=help)


paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
"""Files or folders of the archive; none means all of it."""


def chosen(paths: tuple[Path, ...], settings: Settings) -> Callable[[str], bool]:
    """Whether a file, named as problems name it, is one of *paths* or in a folder of them.

    Ends the command where one of *paths* has nothing of the archive.
    """
    wanted = [path.resolve() for path in paths]
    for path, whole in zip(paths, wanted, strict=True):
        if not (whole.is_relative_to(settings.docs) or settings.docs.is_relative_to(whole)):
            docs = settings.path("")
            say = reports.user_language(settings).say
            raise end(say("path-elsewhere", path=shorten(str(path), 300), docs=docs))

    def is_chosen(path: str) -> bool:
        whole = settings.root / path
        return not wanted or any(whole.is_relative_to(one) for one in wanted)

    return is_chosen


def read_settings(config_file: Path) -> Settings:
    """The configuration; the last good site is put back where a build was killed.

    Ends the command where the configuration lacks something.
    """
    try:
        found = settings.read(config_file)
    except ConfigurationError as error:
        raise end(reports.configuration(error)) from None
    output = Output(found.site)
    if output.was_killed:
        from palabre.store import Store  # most commands need none

        store = Store(found.root, found.site_url, reports.tell_waiting)
        output.restore()
        store.release()
    return found


def lay(settings: Settings) -> Desk:
    """The archive, good or bad. Ends the command where the configuration lacks something."""
    from palabre.editing import desk  # commands that do not read the archive start without it

    try:
        return desk.lay(settings)
    except ConfigurationError as error:
        raise end(reports.configuration(error)) from None


def read_site(settings: Settings, unmade: str, now: Clock | None = None) -> Site:
    """The archive that keeps all rules, as it is by the clock *now*.

    Ends the command where it breaks one; *unmade* is the message that says what is not done then.
    """
    from palabre import site  # the help is there without it

    try:
        return site.read(settings, is_shown=False, clock=now)
    except Invalid as error:
        reports.tell(error.problems, settings, sys.stderr)
        raise end(reports.summary(error.problems, settings, unmade)) from None
    except ConfigurationError as error:
        raise end(reports.configuration(error)) from None


def create(settings: Settings, contents: Mapping[str, str]) -> list[str]:
    """Write new files, by uri; their paths, as people name them.

    Ends the command where one of them is there already: then none is written.
    """
    paths = [settings.path(uri) for uri in contents]
    say = reports.user_language(settings).say
    for path in paths:
        if (settings.root / path).exists():
            raise end(say("new-exists", path=path))
        if not (settings.root / path).resolve().is_relative_to(settings.docs):
            problem = Problem(path, 1, Rule.FILE_KIND)  # a folder on the way leads elsewhere
            raise end(reports.describe(problem, reports.user_language(settings)))
    for path, content in zip(paths, contents.values(), strict=True):
        try:
            files.create(settings.root / path, content.encode())
        except FileExistsError:
            raise end(say("new-exists", path=path)) from None
        except OSError as error:
            raise end(say("new-unwritten", path=path, error=error.strerror)) from None
    return paths


def must_be_new(settings: Settings, paths: Iterable[Path], message: str = "output-exists") -> None:
    """End the command with *message* where one of *paths*, which the user named, is there."""
    for path in paths:
        if path.exists():
            say = reports.user_language(settings).say
            raise end(say(message, path=shorten(str(path), 300)))


def write(settings: Settings, contents: Mapping[Path, bytes], message: str = "new-written") -> None:
    """Write new files that the user named; say so by *message*, told path and size.

    Ends the command where one is there already, and then writes none, or where none can be written.
    """
    speaker = reports.user_language(settings)
    say = speaker.say
    must_be_new(settings, contents)
    for path, content in contents.items():
        shown = shorten(str(path), 300)
        try:
            files.create(path, content)
        except OSError as error:
            raise end(say("new-unwritten", path=shown, error=error.strerror)) from None
        click.echo(say(message, path=shown, size=speaker.size(len(content))))


def end(message: str) -> click.exceptions.Exit:
    """Say why the command cannot go on; to be raised."""
    click.echo(message, err=True)
    return click.exceptions.Exit(1)
