"""``palabre status``: where discussions stand, and what is left to do for them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from palabre import reports, terminal
from palabre.clock import Clock
from palabre.commands import discussion_argument
from palabre.editing.desk import Desk
from palabre.language import Language
from palabre.moderation import status, status_table, status_values
from palabre.moderation.status import Status
from palabre.moderation.tasks import Teller


@click.command(help="help-status")
@click.argument("key", metavar="[DISCUSSION]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "page"]),
    default="table",
    help="help-status-format",
)
@terminal.output("help-status-output")
@terminal.as_of
@terminal.config
def command(
    key: str | None,
    form: str,
    output: Path | None,
    now: Clock,
    config_file: Path,
) -> None:
    """Tell of one discussion, or of all."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    desk = terminal.lay(settings)
    if not desk.archive.discussions and form != "json":
        raise terminal.end(speaker.say("no-discussion"))
    every = desk.archive.discussions.values()
    chosen = [discussion_argument.chosen(desk.archive, key, speaker)] if key else every
    found = [status.status(desk, discussion, now) for discussion in chosen]
    if form == "page":
        from palabre.commands import status_files  # it makes the theme's frame

        status_files.write(desk, found, output, config_file)
    else:
        told = _json(desk, found) if form == "json" else _table(desk, found, speaker)
        if output:
            terminal.write(settings, {output: f"{click.unstyle(told)}\n".encode()})
        else:
            reports.show(told, sys.stdout)
    if form != "json" and (left := _left(desk)):
        click.echo(speaker.count("files-left", len(left)), err=True)


def _left(desk: Desk) -> list[str]:
    """The files that break a rule, of discussions that nobody can tell for that."""
    known = desk.archive.discussions
    lost = (r.place for r in status.unread(desk) if r.place.discussion not in known)
    return [desk.settings.path(place.uri) for place in lost]


def _table(desk: Desk, found: list[Status], speaker: Language) -> str:
    """For people."""
    tellers = [Teller(one, desk.settings, speaker) for one in found]
    return "\n\n\n".join("\n".join(status_table.lines(one, click.style)) for one in tellers)


def _json(desk: Desk, found: list[Status]) -> str:
    """For programs."""
    told = [status_values.values(one, desk.settings) for one in found]
    whole = {"discussions": told, "unread": _left(desk)}
    return json.dumps(whole, ensure_ascii=False, indent=2)
