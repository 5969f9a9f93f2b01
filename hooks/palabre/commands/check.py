"""``palabre check``: read and check everything, without MkDocs."""

from __future__ import annotations

from pathlib import Path

import click

from palabre import builder, reports, terminal


@click.command(help="help-check")
@terminal.config
def command(config_file: Path) -> None:
    """Tell every problem; end with 1 where there is an error."""
    found = terminal.read_settings(config_file)
    language = reports.user_language(found)
    try:
        checked = builder.read(found, None)
    except builder.Failed as error:
        raise terminal.end(str(error)) from None
    click.echo(
        language.say(
            "checked",
            contributions=language.count("contributions", len(checked.archive.contributions)),
            discussions=language.count("discussion-count", len(checked.archive.discussions)),
        )
    )
