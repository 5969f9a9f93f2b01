"""``palabre translate``: the other text of a contribution is begun, or marked as current."""

from __future__ import annotations

from pathlib import Path

import click

from palabre import files, reports, terminal
from palabre.editing import prompts, translations
from palabre.editing.choices import Choices
from palabre.editing.composition import Composer
from palabre.editing.desk import Desk
from palabre.editing.offers import Offer, Unclear, offers
from palabre.editing.prompts import Prompts
from palabre.editing.translations import Start, Texts
from palabre.language import Language


@click.command(help="help-translate")
@click.argument("key", metavar="ID")
@click.option("--to", "code", help="help-translate-to")
@click.option(
    "--kind",
    type=click.Choice(["human", "machine", "machine-revised"]),
    default="human",
    help="help-translate-kind",
)
@click.option("--by", default="", help="help-translate-by")
@click.option("--mark-current", "is_revised", is_flag=True, help="help-translate-mark-current")
@terminal.config
def command(
    key: str, code: str | None, kind: str, by: str, is_revised: bool, config_file: Path
) -> None:
    """Begin the text in another language; or say that it was revised."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    desk = terminal.lay(settings)
    composer = Composer(desk, Choices(desk, speaker))
    texts = desk.texts[_value(composer, "reply_to", key, "ID")]
    for reading in texts.values():
        if not reading.front:
            raise terminal.end(speaker.say("translate-broken", path=reading.path))
    code = _value(composer, "language", code, "--to") if code else None
    if is_revised:
        _mark_current(desk, texts, code, speaker)
    else:
        _begin(desk, texts, code, Start(texts, by, kind, ""), speaker)


def _value(composer: Composer, name: str, text: str, where: str) -> str:
    """What is meant. Ends the command where that is nothing known."""
    speaker = composer.choices.speaker
    try:
        return str(composer.value(name, text))
    except Unclear as unclear:
        words = unclear.told(speaker)
        raise terminal.end(speaker.say("told", where=where, words=words)) from None


def _begin(desk: Desk, texts: Texts, code: str | None, start: Start, speaker: Language) -> None:
    code = code or _only(translations.missing(texts, desk.settings), texts, speaker)
    if code in texts:
        raise terminal.end(speaker.say("new-exists", path=texts[code].path))
    if code not in desk.settings.codes:
        known = ", ".join(desk.settings.codes)
        raise terminal.end(speaker.say("translate-elsewhere", known=known))
    source = translations.source(texts)
    begun = desk.document(source)
    if not begun or not begun.body.strip():
        raise terminal.end(speaker.say("translate-unwritten", path=source.path))
    by = start.by
    if not by and not start.is_summary:
        if not prompts.is_possible():
            raise terminal.end(speaker.say("options-missing", options="--by"))
        by = Prompts(speaker).line(speaker.say("ask-translator"), is_needed=True)
    question = speaker.say("question-translate")
    content = Start(texts, by, start.kind, question).content(desk)
    place = desk.place(f"{code}/{source.place.discussion}/contributions/{source.place.name}.md")
    assert place
    _, found = desk.problems(place, content.encode())
    wrong = [reports.describe(p, speaker) for p in found if p.key.startswith("translation")]
    if wrong:
        raise terminal.end("\n".join(wrong))
    path = terminal.create(desk.settings, {place.uri: content})[0]
    click.echo(speaker.say("new-written", path=path))
    click.echo(speaker.say("new-next-translation", path=path, source=source.path))


def _mark_current(desk: Desk, texts: Texts, code: str | None, speaker: Language) -> None:
    code = code or _only(translations.translated(texts), texts, speaker)
    original = translations.original(texts)
    if code not in translations.translated(texts):
        raise terminal.end(speaker.say("translate-none", language=speaker.language(code)))
    if not original:
        raise terminal.end(speaker.say("translate-no-original"))
    path, now = texts[code].path, original.fingerprint
    marked = translations.mark_current(desk, texts[code], now)
    if marked is None:
        raise terminal.end(speaker.say("translate-comments", path=path, now=now))
    files.replace(desk.settings.root / path, marked)
    click.echo(speaker.say("translate-marked", path=path, original=original.path))


def _only(codes: list[str], texts: Texts, speaker: Language) -> str:
    """The one language that can be meant. Ends the command where there is none, or several."""
    if len(codes) == 1:
        return codes[0]
    if codes and prompts.is_possible():
        known = offers(Offer(code, speaker.language(code)) for code in codes)
        return Prompts(speaker).one(speaker.say("ask-into"), known, is_needed=True)
    if codes:
        raise terminal.end(speaker.say("options-missing", options="--to"))
    there = ", ".join(reading.path for reading in texts.values())
    raise terminal.end(speaker.say("translate-nothing", there=there))
