"""``palabre seal``: sources and site in one folder that proves itself, for libraries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from palabre import reports, terminal
from palabre.clock import Clock
from palabre.language import Language
from palabre.problems import shorten

if TYPE_CHECKING:
    from palabre.sealing.edition import Unsealed

_SHOWN = 10


@click.command(help="help-seal")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="value-folder",
    default=Path("sealed"),
    help="help-seal-to",
)
@click.option("--uncommitted", "may_differ", is_flag=True, help="help-seal-uncommitted")
@terminal.as_of
@terminal.config
def command(target: Path, may_differ: bool, now: Clock, config_file: Path) -> None:
    """Build the site, put it and its sources into a bag, and print the seal."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    from palabre import builder  # the help is there without it
    from palabre.sealing import edition

    try:
        sealed = edition.make(settings, config_file, target, now, may_differ)
    except builder.Failed as error:
        raise terminal.end(str(error)) from None
    except edition.Unsealed as error:
        raise terminal.end(_told(error, speaker)) from None
    except OSError as error:
        path = shorten(str(error.filename or target), 300)
        raise terminal.end(speaker.say("new-unwritten", path=path, error=error.strerror)) from None
    click.echo(speaker.say("seal-done", path=sealed.folder))
    if sealed.left:
        click.echo(speaker.count("seal-left", len(sealed.left)))
    click.echo(speaker.say("seal-seal", seal=sealed.seal, path=sealed.folder))


def _told(error: Unsealed, speaker: Language) -> str:
    """Why nothing is sealed, and the first of the files that it is about."""
    words = speaker.say(error.message, **error.values)
    lines = [f"  {shorten(path, 300)}" for path in error.paths[:_SHOWN]]
    more = ["  …"] if len(error.paths) > _SHOWN else []
    return "\n".join((words, *lines, *more))
