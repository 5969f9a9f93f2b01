"""``palabre new discussion``: the launch page of a discussion, in one language or both."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from palabre import reports, terminal
from palabre.commands import twin_options
from palabre.editing import identifiers, prompts
from palabre.editing.desk import Desk
from palabre.editing.interview import TwinInterview
from palabre.editing.prompts import Prompts
from palabre.editing.twins import DISCUSSION
from palabre.language import Language
from palabre.problems import Problem


@click.command("discussion", help="help-new-discussion")
@click.option("--id", "key", help="help-new-id")
@twin_options.each("--title", help="help-new-page-title")
@twin_options.each("--convenor", help="help-new-convenor")
@twin_options.each("--moderator", help="help-new-moderator")
@twin_options.each("--occasion", help="help-new-occasion")
@click.option("--opens", help="help-new-opens")
@click.option("--closes", help="help-new-closes")
@click.option("--publish", help="help-new-publish")
@click.option("--timezone", help="help-new-timezone")
@click.option("--rights", help="help-new-page-rights")
@terminal.config
def command(config_file: Path, key: str | None, **options: Any) -> None:
    """Write the files that the options tell of, and the answers to what they leave open."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    desk = terminal.lay(settings)
    twins = twin_options.given(DISCUSSION, options, settings)
    is_asked = prompts.is_possible() and not twin_options.titles(twins.texts)
    if is_asked:
        codes = twin_options.absent(desk, f"{key}/index.md") if key else settings.codes
        defaults = _defaults(desk) if key not in desk.taken else None
        twins = TwinInterview(Prompts(speaker), twins, codes, defaults).hold()
    title = next(iter(twin_options.titles(twins.texts)), "")
    proposed = identifiers.propose("", title, desk.taken)
    if is_asked and not key:
        check = partial(_wrong_id, desk, speaker)
        key = Prompts(speaker).line(speaker.say("field-id"), proposed, True, check)
    key = key or proposed
    if not desk.place(f"{settings.default.code}/{key}/index.md"):
        raise terminal.end(_wrong_id(desk, speaker, key))
    twin_options.write(desk, twins, f"{key}/index.md", speaker)


def _defaults(desk: Desk) -> dict[str, str]:
    """What the latest discussion says: rights and timezone seldom change."""
    for latest in reversed(list(desk.archive.discussions.values())):
        return {"timezone": latest.timezone or "", "rights": latest.rights or ""}
    return {}


def _wrong_id(desk: Desk, speaker: Language, key: str) -> str:
    rule = identifiers.broken(key, desk.taken)
    return reports.explain(Problem("", 1, rule, key), speaker, "--id") if rule else ""
