"""CONTRIBUTING, in both languages: what it shows is so (see :mod:`guides`).

``--update-goldens`` writes outputs and tables anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import built
import guides
from guides import CODES, Guide
from palabre import canonical, cli, fields, language
from palabre.language import Language
from palabre.models import Front

HEADERS = {
    "en": ("field", "in words", "what to write"),
    "fr": ("champ", "en clair", "ce qu’il faut écrire"),
}
EVERYWHERE = ("help-config-file",)
"""The options that every command has, beside Click’s own."""


def guide(code: str) -> Guide:
    return Guide("CONTRIBUTING", code)


@CODES
def test_commands_say_what_the_guide_shows(
    code: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    folder = guides.copy(tmp_path / "archive")
    before = set(folder.rglob("docs/**/*.md"))
    guide(code).hold(guide(code).worked_through(folder), pytestconfig)
    assert built.run(folder, *built.PALABRE, "check").returncode == 0
    added = set(folder.rglob("docs/**/*.md")) - before
    posts = sorted(path for path in added if not guides.is_draft(path))
    assert len({path.name for path in posts}) == 1
    assert [path.relative_to(folder).parts[1] for path in posts] == [*guides.NAMES]


def table(model: type[Front], speaker: Language, code: str) -> Iterator[str]:
    yield f"| {' | '.join(HEADERS[code])} |"
    yield "|---|---|---|"
    for field in canonical.order(model):
        told = model.model_fields[field]
        key = f"**`{field}`**" if told.is_required() else f"`{field}`"
        words = re.sub(r"([<>|{}\[\]])", r"\\\1", fields.description(model, field, speaker))
        yield f"| {key} | {fields.name(field, speaker)} | {words} |"


@CODES
def test_every_field_is_explained(code: str, pytestconfig: pytest.Config) -> None:
    speaker = language.of(code)
    content = "".join(
        f"\n<details>\n<summary>{fields.title(model, speaker)}</summary>\n\n"
        + "\n".join(table(model, speaker, code))
        + "\n\n</details>\n"
        for model in fields.MODELS
    )
    guide(code).hold(guide(code).with_section("fields", content + "\n"), pytestconfig)


def commands(command: click.Command, name: str, speaker: Language) -> Iterator[str]:
    """A line for a command and each of its options, then for the commands within it."""
    inner = command.commands if isinstance(command, click.Group) else {}
    arguments = [
        speaker.say(p.make_metavar(click.Context(command)))
        for p in command.params
        if isinstance(p, click.Argument)
    ]
    yield f"- `{' '.join([name, *arguments])}`: {speaker.say(command.help or '')}"
    for option in command.params:
        if isinstance(option, click.Option) and option.help not in EVERYWHERE:
            choices = option.type.choices if isinstance(option.type, click.Choice) else ()
            known = f" ({', '.join(f'`{choice}`' for choice in choices)})" if choices else ""
            yield f"  - `{option.opts[0]}`{known}: {speaker.say(option.help or '')}"
    for key, part in inner.items():
        yield from commands(part, f"{name} {key}", speaker)


@CODES
def test_every_command_and_option_is_told(code: str, pytestconfig: pytest.Config) -> None:
    speaker = language.of(code)
    lines = [*commands(cli.main, "palabre", speaker)]
    for name in cli.COMMANDS:
        lines += commands(guides.command(name), f"palabre {name}", speaker)
    content = "\n" + "\n".join(lines) + "\n\n"
    guide(code).hold(guide(code).with_section("commands", content), pytestconfig)


def test_both_guides_have_the_same_outline() -> None:
    assert guide("en").outline() == guide("fr").outline()


@CODES
def test_the_guide_names_what_there_is(code: str) -> None:
    guide(code).assert_names_what_there_is()
