"""``palabre digest``: the weekly message for the mailing list."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from palabre import reports, terminal
from palabre.books import BOTH
from palabre.clock import Clock
from palabre.commands import discussion_argument, language_argument
from palabre.language import Language
from palabre.layout import Role
from palabre.settings import SiteLanguage

if TYPE_CHECKING:
    from palabre.archive import Archive
    from palabre.site import Site
    from palabre.works import Discussion, Week

FORMATS = ("text", "html", "eml")


@click.command(help="help-digest")
@click.argument("key", metavar="value-discussion")
@click.argument("number", metavar="value-week", type=click.IntRange(1, 99))
@click.option("--lang", "wished", default=BOTH, metavar="value-code", help="help-digest-lang")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], help="help-digest-format"
)
@terminal.output("help-digest-output")
@terminal.as_of
@terminal.config
def command(
    key: str,
    number: int,
    wished: str,
    form: str,
    output: Path | None,
    now: Clock,
    config_file: Path,
) -> None:
    """Show the message, or write it to a new file."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    sites = language_argument.chosen(settings, wished, speaker)
    found = terminal.read_site(settings, "digest-unmade", now)
    if _waits(found.archive, key, number):
        raise terminal.end(speaker.say("digest-waits", discussion=key, number=number))
    week = _week(discussion_argument.chosen(found.archive, key, speaker), number, speaker)
    content = _content(found, week, sites, form)
    if not output:
        click.echo(content, nl=False)
        return
    terminal.write(settings, {output: content})
    click.echo(speaker.say(f"digest-next-{form}"))


def _waits(archive: Archive, key: str, number: int) -> bool:
    """Whether the discussion of the id *key* waits for its day, or its week *number* does."""
    waiting = (reading.place for reading in archive.scheduled if reading.place.discussion == key)
    return any(
        place.role is Role.DISCUSSION or (place.role is Role.WEEK and place.name == str(number))
        for place in waiting
    )


def _week(discussion: Discussion, number: int, speaker: Language) -> Week:
    """The week of that number. Ends the command where there is none."""
    if week := discussion.week(number):
        return week
    known = ", ".join(str(week.number) for week in discussion.weeks) or "—"
    raise terminal.end(
        speaker.say("digest-no-week", number=number, discussion=discussion.id, known=known)
    )


def _content(found: Site, week: Week, sites: tuple[SiteLanguage, ...], form: str) -> bytes:
    """The message in the format *form*."""
    from palabre.moderation import digest, digest_html, digest_mail, digest_text

    compose = partial(digest.compose, found, week, sites)
    if form == "text":
        return digest_text.text(compose()).encode()
    message = digest_html.shortened(compose, digest.MOST, found.settings)
    if form == "html":
        return digest_html.html(message, found.settings).encode()
    return digest_mail.mail(message, found.settings)
