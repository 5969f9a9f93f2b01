"""What the commands have in common that correct what was published."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from palabre import reports, terminal
from palabre.corrections.mentions import Mention
from palabre.corrections.plan import Plan, Unfinished
from palabre.editing import prompts
from palabre.editing.desk import Desk
from palabre.editing.prompts import Prompts
from palabre.language import Language
from palabre.likeness import nearest
from palabre.problems import Problem, shorten, stops_build
from palabre.store import Store

yes = click.option("--yes", "is_sure", is_flag=True, help="help-yes")


def known(desk: Desk, name: str, speaker: Language) -> str:
    """*name*, the id of a contribution. Ends the command where there is none of that id."""
    if name not in desk.texts:
        now = desk.archive.former.now(name)
        near = now if now in desk.texts else nearest(name, sorted(desk.texts)) or "—"
        raise terminal.end(speaker.say("correct-unknown", id=shorten(name), candidates=near))
    return name


def confirm(word: str, speaker: Language) -> None:
    """Let the user type *word*. Ends the command where that is not done, or nobody is there."""
    if not prompts.is_possible():
        raise terminal.end(speaker.say("correct-unasked"))
    if Prompts(speaker).line(speaker.say("correct-confirm", word=word)) != word:
        raise terminal.end(speaker.say("correct-unchanged"))


def carry_out(plan: Plan, desk: Desk, speaker: Language) -> None:
    """Change the files. Ends the command, and says what was done, where the disk refuses."""
    settings = desk.settings
    for uri in plan.obstacles(desk):
        raise terminal.end(speaker.say("new-exists", path=settings.path(uri)))
    try:
        plan.carry_out(desk)
    except Unfinished as error:
        path = settings.path(error.uri)
        lines = [speaker.say("correct-unfinished", path=path, error=error.reason)]
        lines += [f"  {settings.path(uri)}" for uri in error.done]
        raise terminal.end("\n".join(lines)) from None


def forget(desk: Desk, speaker: Language) -> None:
    """Empty the store, which holds what pages showed."""
    settings = desk.settings
    store = Store(settings.root, settings.site_url, reports.tell_waiting)
    store.clear()
    store.release()
    click.echo(speaker.say("correct-forgotten"))


def tell_mentions(message: str, mentions: Iterable[Mention], speaker: Language) -> None:
    """List what somebody has to look at, if there is anything."""
    lines = list(dict.fromkeys(f"  {m.path}:{m.line}: {shorten(m.written)}" for m in mentions))
    if lines:
        click.echo("\n".join((speaker.say(message), *lines)))


def tell_problems(problems: Iterable[Problem], desk: Desk, speaker: Language) -> None:
    """Tell what is wrong now. Ends the command with 1 where the site cannot be built so."""
    found = list(problems)
    reports.tell(found, desk.settings, sys.stderr)
    if stops_build(found):
        raise terminal.end(speaker.say("correct-to-mend"))


def admit(problems: list[Problem], desk: Desk, speaker: Language) -> None:
    """Ends the command, and tells why, where a correction would break a rule."""
    if stops_build(problems):
        reports.tell(problems, desk.settings, sys.stderr)
        raise terminal.end(speaker.say("correct-unchanged"))
