"""``palabre outline``: a consolidated reply is begun from the contributions themselves."""

from __future__ import annotations

from pathlib import Path

import click

from palabre import language, reports, terminal
from palabre.commands import discussion_argument
from palabre.layout import Role
from palabre.problems import shorten
from palabre.source import LIMITS


@click.command(help="help-outline")
@click.argument("discussion", metavar="value-discussion")
@click.option("--lang", "code", metavar="value-code", help="help-outline-lang")
@terminal.output("help-outline-output")
@terminal.config
def command(discussion: str, code: str | None, output: Path | None, config_file: Path) -> None:
    """Write the outline of a discussion in one language of the site."""
    from palabre.moderation import outline, skeleton, status

    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    known = settings.codes
    code = code or (speaker.code if speaker.code in known else settings.default.code)
    if code not in known:
        told = {"known": ", ".join(known), "found": shorten(code)}
        raise terminal.end(speaker.say("lang-expected", **told))
    desk = terminal.lay(settings)
    chosen = discussion_argument.chosen(desk.archive, discussion, speaker)
    found = outline.outline(desk, chosen, code)
    written, is_short = skeleton.skeleton(found, desk.archive, language.of(code))
    if output:
        terminal.write(settings, {output: written.encode()})
    else:
        click.echo(written, nl=False)
    if not is_short:
        click.echo(speaker.say("outline-long", limit=LIMITS[Role.REPLY]), err=True)
    if left := len([*status.unread(desk, chosen.id)]):
        click.echo(speaker.count("files-left", left), err=True)
