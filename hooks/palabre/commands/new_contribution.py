"""``palabre new contribution``: the file of a new contribution, from options or answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import click

from palabre import reports, terminal
from palabre.editing import filing, prompts
from palabre.editing.choices import Choices
from palabre.editing.composition import OF_AUTHOR, Answers, Composer, Composition, Texts
from palabre.editing.interview import Interview
from palabre.editing.prompts import Prompts
from palabre.language import Language
from palabre.problems import Problem, Rule, stops_build

_OPTIONS = {"name": "author", "weeks": "week", "topics": "topic", "reply_to": "reply-to"}
"""The fields whose option has another name."""


@click.command("contribution", help="help-new-contribution")
@click.option("--discussion", help="help-new-in-discussion")
@click.option("--language", help="help-new-language")
@click.option("--title", help="help-new-title")
@click.option("--author", "name", multiple=True, help="help-new-author")
@click.option("--role", multiple=True, help="help-new-role")
@click.option("--organisation", multiple=True, help="help-new-organisation")
@click.option("--place", multiple=True, help="help-new-place")
@click.option("--country", multiple=True, help="help-new-country")
@click.option("--week", "weeks", multiple=True, help="help-new-in-week")
@click.option("--date", help="help-new-date")
@click.option("--via", help="help-new-via")
@click.option("--reply-to", help="help-new-reply-to")
@click.option("--topic", "topics", multiple=True, help="help-new-topic")
@click.option("--about", multiple=True, help="help-new-about")
@click.option("--project", help="help-new-project")
@click.option("--rights", help="help-new-rights")
@click.option("--id", help="help-new-id")
@click.option("--body", type=click.File("rb"), help="help-new-body")
@terminal.config
def command(config_file: Path, body: IO[bytes] | None, **options: Any) -> None:
    """Write the file that the options tell of, and the answers to what they leave open."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    desk = terminal.lay(settings)
    if not desk.archive.discussions:
        raise terminal.end(speaker.say("no-discussion"))
    composer = Composer(desk, Choices(desk, speaker))
    given = Answers(_texts(options), _authors(options, speaker), _read(body, speaker))
    is_enough = given.authors and options["title"]
    is_enough = is_enough and (options["discussion"] or composer.default("discussion"))
    is_asked = prompts.is_possible() and not is_enough
    answers = _asked(composer, given, speaker) if is_asked else given
    made = _judged(composer, _composed(composer, answers, speaker), is_asked, speaker)
    path = terminal.create(settings, {made.place.uri: made.content})[0]
    click.echo(speaker.say("new-written", path=path))
    for question in made.questions:
        click.echo(speaker.say("new-question", question=question))
    click.echo(speaker.say("new-next-text" if not made.body else "new-next", path=path))


def _asked(composer: Composer, given: Answers, speaker: Language) -> Answers:
    """All answers. Ends the command before it asks where one that is given is no good."""
    trial = Composer(composer.desk, composer.choices)
    trial.compose(given)
    if wrong := _wrong(trial, speaker):
        raise terminal.end("\n".join(wrong))
    return Interview(composer, Prompts(speaker), given).hold()


def _wrong(composer: Composer, speaker: Language) -> list[str]:
    """What is wrong with the answers, in words."""
    wrong = [filing.unclear(answer, option, speaker) for answer in composer.unclear]
    return wrong + [filing.told(problem, option, speaker) for problem in composer.problems]


def _composed(composer: Composer, answers: Answers, speaker: Language) -> Composition:
    """The contribution. Ends the command where the answers do not make one."""
    made = composer.compose(answers)
    wrong = _wrong(composer, speaker)
    if composer.missing:
        names = ", ".join(map(option, composer.missing))
        wrong.insert(0, speaker.say("options-missing", options=names))
    if not made or wrong:
        raise terminal.end("\n".join(wrong))
    return made if made.body else made.asking(speaker.say("question-text"))


def _judged(
    composer: Composer, made: Composition, is_lenient: bool, speaker: Language
) -> Composition:
    """The contribution as it may stand in the archive. Ends the command where it may not.

    Where *is_lenient*, nothing that was answered is lost: it becomes a draft with open questions.
    """
    problems = filing.judge(composer.desk, made)
    waiting = [problem for problem in problems if is_lenient and filing.may_wait(problem)]
    for problem in waiting:
        made = made.asking(filing.question(filing.told(problem, option, speaker)))
    left = [problem for problem in problems if problem not in waiting]
    for problem in left:
        click.echo(filing.told(problem, option, speaker), err=True)
    if stops_build(left):
        raise click.exceptions.Exit(1)
    return made


def option(field: str) -> str:
    """The option that answers for *field*."""
    return f"--{_OPTIONS.get(field, field)}"


def _texts(options: dict[str, Any]) -> dict[str, list[str]]:
    """What the options say of the contribution itself."""
    texts = {name: value for name, value in options.items() if name not in OF_AUTHOR}
    return {n: [v] if isinstance(v, str) else list(v or ()) for n, v in texts.items()}


def _authors(options: dict[str, Sequence[str]], speaker: Language) -> tuple[Texts, ...]:
    """The authors. What is told once of several holds for each; organisations hold for all."""
    names = options["name"] or [""] * any(options["organisation"])
    authors: list[dict[str, Sequence[str]]] = [{"name": [name]} for name in names]
    for field in OF_AUTHOR[1:]:
        values = options[field]
        if field == "organisation" or len(values) <= 1:
            for author in authors:
                author[field] = values
        elif len(values) == len(authors):
            for author, value in zip(authors, values, strict=True):
                author[field] = [value]
        else:
            raise terminal.end(speaker.say("option-for-each", option=option(field)))
    return tuple(authors)


def _read(body: IO[bytes] | None, speaker: Language) -> str:
    """The text of the file *body*. Ends the command where that is no text."""
    raw = body.read() if body else b""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").strip()
    except UnicodeDecodeError:
        problem = Problem("", 1, Rule.FILE_ENCODING)
        raise terminal.end(reports.explain(problem, speaker, option("body"))) from None
