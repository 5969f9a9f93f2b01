"""``palabre intake``: drafts of contributions, made of letters and of saved pages."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from palabre import reports, terminal


@click.command(help="help-intake")
@click.argument("mail", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--discussion", help="help-intake-discussion")
@click.option("--keep-quotes", is_flag=True, help="help-intake-keep-quotes")
@click.option("--dry-run", "is_dry_run", is_flag=True, help="help-intake-dry-run")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="help-report",
)
@terminal.config
def command(
    mail: tuple[Path, ...],
    discussion: str | None,
    keep_quotes: bool,
    is_dry_run: bool,
    form: str,
    config_file: Path,
) -> None:
    """Tell of every letter what became of it; end with 1 where a file could not be opened."""
    from pydantic import TypeAdapter

    from palabre.intake import accounting, holdings
    from palabre.intake import steps as intake
    from palabre.intake.accounts import Report
    from palabre.intake.drafting import Drafter

    settings = terminal.read_settings(config_file)
    user = reports.user_language(settings)
    held = holdings.read(settings)
    known = ", ".join(held.discussions) or "—"
    if not discussion and len(held.discussions) != 1:
        raise terminal.end(user.say("intake-which-discussion", known=known))
    name = discussion or next(iter(held.discussions))
    if name not in held.discussions:
        raise terminal.end(user.say("intake-no-discussion", name=name, known=known))
    with TemporaryDirectory() as aside:
        drafter = Drafter(settings, held, held.discussions[name], user, Path(aside))
        report = intake.take(mail, drafter, keep_quotes, is_dry_run)
    if form == "json":
        click.echo(TypeAdapter(Report).dump_json(report, indent=2).decode())
    else:
        for line in accounting.lines(report, user):
            click.echo(line)
    if report.unopened:
        raise click.exceptions.Exit(1)
