"""``palabre proceedings``: a discussion as a book, to print and to read."""

from __future__ import annotations

from pathlib import Path

import click

from palabre import reports, terminal
from palabre.books import BOTH, FORMS, Form
from palabre.clock import Clock
from palabre.commands import discussion_argument, language_argument


@click.command(help="help-proceedings")
@click.argument("key", metavar="value-discussion")
@click.option("--lang", "wished", default=BOTH, metavar="value-code", help="help-proceedings-lang")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    metavar="value-folder",
    help="help-proceedings-to",
)
@click.option("--format", "form", type=click.Choice(FORMS), help="help-proceedings-format")
@terminal.as_of
@terminal.config
def command(
    key: str, wished: str, folder: Path, form: Form | None, now: Clock, config_file: Path
) -> None:
    """Write the book, in the format that is wished or in both, to new files."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    sites = language_argument.chosen(settings, wished, speaker)
    found = terminal.read_site(settings, "proceedings-unmade", now)
    discussion = discussion_argument.chosen(found.archive, key, speaker)
    if not discussion.contributions:
        raise terminal.end(speaker.say("proceedings-empty", discussion=discussion.id))
    from palabre.proceedings import manuscript, printing, shelf
    from palabre.proceedings.volumes import Volume

    volume = Volume(discussion, sites)
    forms = [one for one in FORMS if form in (one, None)]
    paths = {one: folder / f"{discussion.id}-{volume.name}.{one}" for one in forms}
    terminal.must_be_new(settings, paths.values(), "proceedings-exists")
    try:
        if "pdf" in forms:
            printing.must_print()
        book = manuscript.compose(volume, found)
        made = {paths[one]: shelf.content(book, one) for one in forms}
    except printing.Unprintable as error:
        hint = speaker.say("proceedings-instead")
        raise terminal.end(f"{speaker.say(str(error))} {hint}") from None
    except printing.Unprinted as error:
        raise terminal.end(speaker.say("proceedings-failed", **error.values)) from None
    terminal.write(settings, made, "proceedings-written")
