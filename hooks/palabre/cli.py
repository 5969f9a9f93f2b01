"""The ``palabre`` command."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

import palabre
from palabre import environment, reports, settings
from palabre.output import Output
from palabre.settings import ConfigurationError, Settings
from palabre.stats import Stats
from palabre.store import Store, look

_say = reports.user_language().say

_config = click.option(
    "-f",
    "--config-file",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    help=_say("help-config"),
)


@click.group(help=_say("help-palabre"))
@click.version_option(palabre.__version__)
def main() -> None:
    """Speak UTF-8 whatever the terminal's settings: names and French are full of it."""
    gc.disable()  # nearly everything that is made lives as long as the process
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


@main.command(help=_say("help-check"))
@_config
def check(config_file: Path) -> None:
    """Read and check everything, without MkDocs."""
    from palabre import builder

    found = _settings(config_file)
    language = reports.user_language(found)
    try:
        checked = builder.read(found, None)
    except builder.Failed as error:
        raise click.exceptions.Exit(_end(str(error))) from None
    click.echo(
        language.say(
            "checked",
            contributions=language.count("contributions", len(checked.archive.contributions)),
            discussions=language.count("discussion-count", len(checked.archive.discussions)),
        )
    )


@main.command(help=_say("help-build"))
@_config
@click.option("--stats", "with_stats", is_flag=True, help=_say("help-stats"))
def build(config_file: Path, with_stats: bool) -> None:
    """Build the site as ``mkdocs build --strict`` does, with MkDocs where the frame has changed."""
    found = _settings(config_file)
    language = reports.user_language(found)
    store, stats = Store(found.root, found.site_url, reports.tell_waiting), Stats()
    Output(found.site).restore()
    inputs = f"{environment.of_frame(found)} {environment.of_search()} {look(found.docs)}"
    if found.site.exists() and store.value("done", inputs) == look(found.site, False):
        click.echo(language.say("nothing-to-do"))
        store.release()
    else:
        from palabre import builder  # that there is nothing to do is seen without it

        try:
            builder.build(found, config_file, store, stats)
        except builder.Failed as error:
            raise click.exceptions.Exit(_end(str(error))) from None
        store.keep_value("done", inputs, look(found.site, False))
        store.close()
        for line in stats.lines(language) if with_stats else ():
            click.echo(line)
    click.echo(language.say("built", path=found.site))


def _settings(config_file: Path) -> Settings:
    """The configuration; the last good site is put back where a build was killed."""
    try:
        found = settings.read(config_file)
    except ConfigurationError as error:
        raise click.exceptions.Exit(_end(reports.configuration(error))) from None
    output = Output(found.site)
    if output.was_killed:
        store = Store(found.root, found.site_url, reports.tell_waiting)
        output.restore()
        store.release()
    return found


def _end(message: str) -> int:
    click.echo(message, err=True)
    return 1
