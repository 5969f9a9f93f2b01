"""``palabre new``: what is new in the archive, one command for each kind."""

from __future__ import annotations

import click

from palabre.commands import new_contribution


@click.group("new", help="help-new")
def command() -> None:
    """Write a new file; never over another."""


command.add_command(new_contribution.command)
