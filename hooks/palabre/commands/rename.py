"""``palabre rename``: a contribution gets another id, and its old address leads to the new one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from palabre import reports, terminal
from palabre.commands import correcting


@click.command(help="help-rename")
@click.argument("old", metavar="ID")
@click.argument("new", metavar="value-new-id")
@terminal.config
def command(old: str, new: str, config_file: Path) -> None:
    """Move the files, and change whatever names them."""
    from palabre.corrections import mentions, renaming
    from palabre.editing import identifiers

    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    desk = terminal.lay(settings)
    old = correcting.known(desk, old, speaker)
    if rule := identifiers.broken(new, desk.taken):
        words = speaker.say(f"rule-{rule.value}")
        raise terminal.end(speaker.say("told", where=new, words=words))
    plan = renaming.plan(desk, old, new)
    problems = plan.problems(desk)
    correcting.admit(problems, desk, speaker)
    correcting.carry_out(plan, desk, speaker)
    for uri in sorted({*plan.written, *plan.moved.values()}):
        click.echo(speaker.say("rename-written", path=settings.path(uri)))
    leads = "rename-leads" if mentions.was_published(desk, old) else "rename-unpublished"
    click.echo(speaker.say(leads, old=old, new=new))
    reports.tell(problems, settings, sys.stderr)
