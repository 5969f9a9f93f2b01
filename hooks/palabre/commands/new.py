"""``palabre new``: what is new in the archive, one command for each kind."""

from __future__ import annotations

import click

from palabre.commands import new_contribution, new_discussion, new_week


@click.group("new", help="help-new")
def command() -> None:
    """Write a new file; never over another."""


for _part in (new_contribution, new_week, new_discussion):
    command.add_command(_part.command)
