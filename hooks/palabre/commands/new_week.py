"""``palabre new week``: the intro of a week, in one language or both."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from palabre import reports, terminal
from palabre.commands import twin_options
from palabre.editing import prompts
from palabre.editing.choices import Choices
from palabre.editing.composition import Composer
from palabre.editing.interview import TwinInterview
from palabre.editing.offers import Unclear
from palabre.editing.prompts import Prompts
from palabre.editing.twins import WEEK
from palabre.layout import Role


@click.command("week", help="help-new-week")
@click.option("--discussion", help="help-new-in-discussion")
@click.option("--number", type=click.IntRange(1, 99), help="help-new-number")
@twin_options.each("--title", help="help-new-page-title")
@twin_options.each("--question", help="help-new-question")
@click.option("--opens", help="help-new-opens")
@click.option("--closes", help="help-new-closes")
@click.option("--publish", help="help-new-publish")
@terminal.config
def command(config_file: Path, discussion: str | None, number: int | None, **options: Any) -> None:
    """Write the files that the options tell of, and the answers to what they leave open."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    desk = terminal.lay(settings)
    if not desk.archive.discussions:
        raise terminal.end(speaker.say("no-discussion"))
    twins = twin_options.given(WEEK, options, settings)
    is_asked = prompts.is_possible() and not twin_options.titles(twins.texts)
    key = _discussion(Composer(desk, Choices(desk, speaker)), discussion, is_asked)
    there = [r.place for r in desk.readings if r.place.role is Role.WEEK]
    numbers = [int(place.name) for place in there if place.discussion == key]
    number = number or max(numbers, default=0) + 1
    name = f"{key}/weeks/{number}.md"
    if is_asked:
        codes = twin_options.absent(desk, name)
        click.echo(speaker.say("new-week-number", number=number))
        is_begun = number in numbers
        twins = TwinInterview(Prompts(speaker), twins, codes, None if is_begun else {}).hold()
    twin_options.write(desk, twins, name, speaker)


def _discussion(composer: Composer, text: str | None, is_asked: bool) -> str:
    """The discussion that is meant. Ends the command where none is."""
    speaker = composer.choices.speaker
    texts = [text] if text else composer.default("discussion")
    choices = composer.choices.of("discussion")
    assert choices
    if not texts and is_asked:
        return Prompts(speaker).one(speaker.say("field-discussion"), choices, is_needed=True)
    if not texts:
        raise terminal.end(speaker.say("options-missing", options="--discussion"))
    try:
        return str(composer.value("discussion", texts[0]))
    except Unclear as unclear:
        words = unclear.told(speaker)
        raise terminal.end(speaker.say("told", where="--discussion", words=words)) from None
