"""The options of a new page that stands in each of the site's languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import click

from palabre import reports, terminal
from palabre.editing.desk import Desk
from palabre.editing.offers import Offer, Unclear, offers
from palabre.editing.twins import LISTS, Kind, Texts, Twins
from palabre.language import Language
from palabre.settings import Settings

_OPTIONS = {"questions": "question", "convenors": "convenor", "moderators": "moderator"}
"""The fields whose option has another name."""


def each(name: str, help: str) -> Callable[[Any], Any]:
    """An option that is given once for a language, or several times."""
    return click.option(name, type=(str, str), multiple=True, metavar="value-code-text", help=help)


def given(kind: Kind, options: Mapping[str, Any], settings: Settings) -> Twins:
    """What the options say. Ends the command where one names a language that the site has not."""
    texts: dict[str, dict[str, Any]] = {code: defaultdict(list) for code in settings.codes}
    for name in kind.own:
        for code, text in options[_OPTIONS.get(name, name)]:
            if code not in texts:
                speaker = reports.user_language(settings)
                known = offers(Offer(one, speaker.language(one)) for one in settings.codes)
                words = Unclear(name, code, known).told(speaker)
                raise terminal.end(speaker.say("told", where=_option(name), words=words))
            texts[code][name].append(text)
    shared = {name: options[name] or "" for name in kind.shared}
    return Twins(kind, {code: _plain(texts[code]) for code in texts}, shared)


def titles(texts: Texts) -> list[str]:
    """The titles that are given."""
    return [told["title"] for told in texts.values() if told.get("title")]


def absent(desk: Desk, name: str) -> list[str]:
    """The languages that have no file *name*. Ends the command where all have one."""
    codes = desk.settings.codes
    found = [code for code in codes if not (desk.settings.docs / code / name).exists()]
    if not found:
        path = desk.settings.path(f"{codes[0]}/{name}")
        raise terminal.end(reports.user_language(desk.settings).say("new-exists", path=path))
    return found


def write(desk: Desk, twins: Twins, name: str, speaker: Language) -> None:
    """Write the files, *name* below each language's folder, and say what comes next.

    Ends the command where a rule is broken, or a file is there already.
    """
    if not titles(twins.texts):
        raise terminal.end(speaker.say("options-missing", options=f"{_option('title')} CODE TEXT"))
    contents = twins.contents(name)
    wrong = []
    for uri, content in contents.items():
        place = desk.place(uri)
        found = desk.problems(place, content.encode())[1] if place else ()
        wrong += [problem for problem in found if not problem.rule.is_warning]
    if wrong:
        raise terminal.end("\n".join(reports.describe(problem, speaker) for problem in wrong))
    others = [code for code in absent(desk, name) if f"{code}/{name}" not in contents]
    paths = terminal.create(desk.settings, contents)
    for path in paths:
        click.echo(speaker.say("new-written", path=path))
    for code in others:
        click.echo(speaker.say("new-page-absent", language=speaker.language(code)))
    click.echo(speaker.say("new-next-page", path=" ".join(paths)))


def _option(name: str) -> str:
    return f"--{_OPTIONS.get(name, name)}"


def _plain(texts: Mapping[str, list[str]]) -> dict[str, Any]:
    """Texts of one language: the last one counts where a field takes one."""
    return {name: found if name in LISTS else found[-1] for name, found in texts.items()}
