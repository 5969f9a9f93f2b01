"""``palabre pseudonymise``: a person gets another name everywhere, at their request."""

from __future__ import annotations

from pathlib import Path

import click

from palabre import reports, terminal
from palabre.clock import clock
from palabre.commands import correcting
from palabre.editing.desk import Desk
from palabre.language import Language
from palabre.likeness import nearest
from palabre.problems import shorten


@click.command(help="help-pseudonymise")
@click.argument("name", metavar="value-name")
@click.option("--as", "new", default="", help="help-pseudonymise-as")
@correcting.yes
@terminal.config
def command(name: str, new: str, is_sure: bool, config_file: Path) -> None:
    """Show every change, ask, and write them; list what somebody has to look at."""
    from palabre.corrections import persons, pseudonyms

    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    desk = terminal.lay(settings)
    name, new = " ".join(name.split()), " ".join(new.split())
    pseudonym = _pseudonym(desk, name, new, speaker) if new else persons.invented(desk)
    found = pseudonyms.plan(desk, name, pseudonym, clock().day())
    if not found.changed:
        correcting.tell_mentions("pseudonymise-doubts", found.doubtful, speaker)
        near = nearest(name, sorted(persons.authors(desk))) or "—"
        told = speaker.say("pseudonymise-unknown", name=shorten(name), candidates=near)
        raise terminal.end(told)
    problems = found.plan.problems(desk)
    correcting.admit(problems, desk, speaker)
    correcting.tell_mentions("pseudonymise-changes", found.changed, speaker)
    for old, given in found.renamed.items():
        click.echo(speaker.say("pseudonymise-id", old=old, new=given))
    correcting.tell_mentions("pseudonymise-doubts", found.doubtful, speaker)
    if not is_sure:
        correcting.confirm(name, speaker)
    correcting.carry_out(found.plan, desk, speaker)
    name_now = pseudonym.get(speaker.code) or next(iter(pseudonym.values()))
    click.echo(speaker.say("pseudonymise-done", name=name_now))
    correcting.forget(desk, speaker)
    if kept := pseudonyms.addresses(desk, name, found):
        click.echo(speaker.say("pseudonymise-addresses", addresses=", ".join(kept)))
    click.echo(speaker.say("pseudonymise-rest"))
    correcting.tell_problems(problems, desk, speaker)


def _pseudonym(desk: Desk, name: str, new: str, speaker: Language) -> dict[str, str]:
    """What the person shall be called. Ends the command where that would tell who it is, or is
    somebody else, or cannot stand everywhere.
    """
    from palabre.corrections import persons, pseudonyms

    if not pseudonyms.PSEUDONYM.fullmatch(new):
        raise terminal.end(speaker.say("pseudonymise-signs", name=shorten(new)))
    if any(True for _ in persons.names_of(desk, name).find(new)):
        raise terminal.end(speaker.say("pseudonymise-tells", name=new))
    if persons.is_known(desk, new):
        raise terminal.end(speaker.say("pseudonymise-taken", name=new))
    return dict.fromkeys(desk.settings.codes, new)
