"""``palabre check``: read and check everything, without MkDocs."""

from __future__ import annotations

from pathlib import Path

import click

from palabre import builder, reports, terminal
from palabre.settings import ConfigurationError, Settings


@click.command(help="help-check")
@terminal.config
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "comment")),
    default="text",
    help="help-check-format",
)
@click.option(
    "--base",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="help-check-base",
)
@click.option("--preview", default="", help="help-check-preview")
def command(config_file: Path, form: str, base: Path | None, preview: str) -> None:
    """Tell every problem; end with 1 where there is an error."""
    found = terminal.read_settings(config_file)
    if form == "comment":
        _comment(found, base, preview)
        return
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


def _comment(settings: Settings, base: Path | None, preview: str) -> None:
    from palabre import comment, proposal  # the other formats start without them

    try:
        before = proposal.look(settings, base) if base else None
        after = proposal.look(settings)
    except ConfigurationError as error:
        raise terminal.end(reports.configuration(error)) from None
    click.echo(comment.comment(settings, before, after, preview), nl=False)
    if not after.site:
        raise click.exceptions.Exit(1)
