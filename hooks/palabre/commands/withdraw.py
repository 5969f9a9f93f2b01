"""``palabre withdraw``: a contribution is taken out of the archive, and its address says so."""

from __future__ import annotations

import re
from pathlib import Path

import click

from palabre import reports, terminal
from palabre.clock import clock
from palabre.commands import correcting
from palabre.editing import prompts
from palabre.editing.prompts import Prompts
from palabre.language import Language
from palabre.layout import WITHDRAWN
from palabre.settings import Settings


@click.command(help="help-withdraw")
@click.argument("key", metavar="ID")
@click.option("--reason", "reasons", multiple=True, help="help-withdraw-reason")
@correcting.yes
@terminal.config
def command(key: str, reasons: tuple[str, ...], is_sure: bool, config_file: Path) -> None:
    """Delete its files, after asking; say what else holds it."""
    from palabre.corrections import mentions, withdrawal

    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    desk = terminal.lay(settings)
    key = correcting.known(desk, key, speaker)
    if not reasons and prompts.is_possible() and not is_sure:
        reasons = tuple(filter(None, (Prompts(speaker).line(speaker.say("withdraw-why")),)))
    plan = withdrawal.plan(desk, key, clock().day(), _by_language(reasons, settings, speaker))
    discussion = next(iter(desk.texts[key].values())).place.discussion
    found = list(mentions.of(desk, discussion, key))
    problems = plan.problems(desk)
    registry = settings.path(WITHDRAWN)
    if any(problem.path == registry for problem in problems):
        correcting.tell_problems(problems, desk, speaker)
    paths = [settings.path(uri) for uri in plan.removed]
    click.echo("\n".join((speaker.say("withdraw-files"), *(f"  {path}" for path in paths))))
    if not is_sure:
        correcting.confirm(key, speaker)
    correcting.carry_out(plan, desk, speaker)
    if mentions.was_published(desk, key):
        click.echo(speaker.say("withdraw-done", id=key, path=registry))
    else:
        click.echo(speaker.say("withdraw-unpublished", id=key))
    correcting.forget(desk, speaker)
    told = " ".join(f"--path {path}" for path in paths)
    click.echo(speaker.say("withdraw-rest", paths=told))
    correcting.tell_mentions("withdraw-mentions", found, speaker)
    correcting.tell_problems(problems, desk, speaker)


def _by_language(reasons: tuple[str, ...], settings: Settings, speaker: Language) -> dict[str, str]:
    """What was given as ``fr=…``, and without a language in the user's. Ends the command where
    one is given twice.
    """
    found: dict[str, str] = {}
    own = speaker.code if speaker.code in settings.codes else settings.codes[0]
    for reason in reasons:
        match = re.fullmatch(rf"({'|'.join(settings.codes)})=(.*)", reason.strip(), re.DOTALL)
        code, text = match.groups() if match else (own, reason.strip())
        if code in found:
            raise terminal.end(speaker.say("withdraw-twice", language=speaker.language(code)))
        found[code] = " ".join(text.split())
    return found
