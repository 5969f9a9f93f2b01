"""``palabre new``: what is new in the archive, one command for each kind; or from a filled form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO

import click

from palabre import language, reports, terminal
from palabre.commands import new_contribution, new_discussion, new_week
from palabre.editing.forms import Form
from palabre.editing.reception import Outcome, Remark, receive
from palabre.editing.submissions import LONGEST, read
from palabre.language import Language
from palabre.settings import Settings


@click.group("new", invoke_without_command=True, help="help-new")
@click.option("--from-form", "issue", type=click.File("rb"), help="help-new-from-form")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="help-report"
)
@terminal.config
@click.pass_context
def command(context: click.Context, issue: IO[bytes] | None, form: str, config_file: Path) -> None:
    """Write a new file; never over another."""
    if context.invoked_subcommand:
        return
    if not issue:
        click.echo(context.get_help())
        raise click.exceptions.Exit(2)
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    desk = terminal.lay(settings)
    text = issue.read(LONGEST).decode("utf-8", "replace")
    outcome = receive(desk, read(text, Form(desk)), speaker)
    if outcome.made:
        terminal.create(settings, {outcome.made.place.uri: outcome.made.content})
    show = _json if form == "json" else _lines
    click.echo(show(outcome, settings, speaker))
    if not outcome.made:
        raise click.exceptions.Exit(1)


def _lines(outcome: Outcome, settings: Settings, speaker: Language) -> str:
    """For people."""
    lines = [remark(speaker) for remark in (*outcome.notes, *outcome.problems)]
    if outcome.made:
        path = settings.path(outcome.made.place.uri)
        lines.insert(0, speaker.say("new-written", path=path))
        lines.append(speaker.say("new-next", path=path))
    else:
        lines.append(speaker.say("form-unwritten"))
    return "\n".join(lines)


def _json(outcome: Outcome, settings: Settings, speaker: Language) -> str:
    """For a workflow: remarks in every language of the site."""
    speakers = {code: language.of(code) for code in settings.codes}

    def told(remarks: tuple[Remark, ...]) -> dict[str, list[str]]:
        return {code: [remark(one) for remark in remarks] for code, one in speakers.items()}

    made = outcome.made
    return json.dumps(
        {
            "path": settings.path(made.place.uri) if made else None,
            "id": made.place.name if made else None,
            "title": made.values["title"] if made else None,
            "discussion": made.place.discussion if made else None,
            "language": made.place.language if made else None,
            "draft": bool(made and made.questions),
            "problems": told(outcome.problems),
            "notes": told(outcome.notes),
        },
        ensure_ascii=False,
        indent=1,
    )


for _part in (new_contribution, new_week, new_discussion):
    command.add_command(_part.command)
