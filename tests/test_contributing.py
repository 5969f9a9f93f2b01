"""CONTRIBUTING, in both languages: what it shows is so.

Its blocks are worked through in order, on a copy of the archive. A comment before a block tells
what it is: ``<!-- file: PATH -->`` what somebody writes into that file, ``<!-- line: PATH -->`` a
line that somebody puts there in the place of the one with the same key, ``<!-- shown: PATH -->``
what it holds. A ``console`` block has commands, after ``$``, and their true output.
``--update-goldens`` writes outputs and tables anew.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import built
import fixtures
from palabre import canonical, cli, fields, language
from palabre.language import Language
from palabre.models import Front

GUIDES = {"en": "CONTRIBUTING.md", "fr": "CONTRIBUTING.fr.md"}
HEADERS = {
    "en": ("field", "in words", "what to write"),
    "fr": ("champ", "en clair", "ce qu’il faut écrire"),
}
EVERYWHERE = ("help-config-file",)
"""The options that every command has, beside Click’s own."""
BLOCK = re.compile(
    r"(?:<!-- (?P<role>file|line|shown): (?P<path>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)```\n",
    re.DOTALL,
)
CODES = pytest.mark.parametrize("code", GUIDES)


def guide(code: str) -> str:
    return (fixtures.REPOSITORY / GUIDES[code]).read_text("utf-8")


def held(code: str, new: str, config: pytest.Config) -> None:
    """Hold the guide against what it must be, or write that."""
    if config.getoption("update_goldens"):
        (fixtures.REPOSITORY / GUIDES[code]).write_text(new, "utf-8")
    # How much the archive holds is not the guide's concern.
    numbers = re.compile(r"\d+(?= (?:contributions?|files?|fichiers?) )")
    assert numbers.sub("N", guide(code)) == numbers.sub("N", new)


def section(text: str, name: str, content: str) -> str:
    """*text* with *content* between the two comments that hold the section *name*."""
    assert text.count(f"<!-- {name} -->") == text.count(f"<!-- /{name} -->") == 1
    head, _, rest = text.partition(f"<!-- {name} -->\n")
    return (
        f"{head}<!-- {name} -->\n{content}<!-- /{name} -->{rest.partition(f'<!-- /{name} -->')[2]}"
    )


def outputs(folder: Path, body: str, code: str) -> Iterator[str]:
    """The commands of a block, each with what a terminal shows of it now."""
    for line in body.splitlines():
        if line.startswith("$ "):
            name, *arguments = shlex.split(line[2:])
            assert name == "palabre", line
            shown = subprocess.run(
                [*built.PALABRE, *arguments],
                cwd=folder,
                env=built.environment(LC_ALL=code, PALABRE_LANG=""),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            assert "Traceback" not in shown.stdout, shown.stdout
            yield f"{line}\n{shown.stdout}"


def work_through(folder: Path, code: str) -> str:
    """The guide with the outputs that its commands have in *folder*."""

    def work(match: re.Match[str]) -> str:
        body = match["body"]
        if match["role"] == "shown":
            shown = (folder / match["path"]).read_text("utf-8")
            return f"<!-- shown: {match['path']} -->\n```{match['kind']}\n{shown}```\n"
        if match["role"] == "file":
            path = folder / match["path"]
            assert path.exists() or path.parent == folder, path  # a command began it
            path.write_text(body, "utf-8")
        elif match["role"] == "line":
            key = re.escape(body.partition(":")[0])
            path = folder / match["path"]
            text, number = re.subn(rf"^{key}:.*\n", body, path.read_text("utf-8"), flags=re.M)
            assert number == 1, body
            path.write_text(text, "utf-8")
        elif match["kind"] == "console":
            return f"```console\n{''.join(outputs(folder, body, code))}```\n"
        return match[0]

    return BLOCK.sub(work, guide(code))


@CODES
def test_commands_say_what_the_guide_shows(
    code: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    shutil.copytree(fixtures.REPOSITORY / "docs", tmp_path / "docs")
    shutil.copy(fixtures.REPOSITORY / "mkdocs.yml", tmp_path)
    for path in tmp_path.rglob("contributions/*.md"):
        if "\ndraft: true\n" in path.read_text("utf-8"):  # nor what the archive waits for
            path.unlink()
    before = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.md")}
    held(code, work_through(tmp_path, code), pytestconfig)
    assert built.run(tmp_path, *built.PALABRE, "check").returncode == 0
    added = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.md")} - before
    drafts = {path for path in added if "\ndraft: true\n" in (tmp_path / path).read_text("utf-8")}
    posts = {path.parts[1]: path.name for path in sorted(added - drafts)}
    assert len(set(posts.values())) == 1
    assert set(posts) == set(GUIDES), "a contribution and its translation"


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
    held(code, section(guide(code), "fields", content + "\n"), pytestconfig)


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
        lines += commands(_command(name), f"palabre {name}", speaker)
    held(code, section(guide(code), "commands", "\n" + "\n".join(lines) + "\n\n"), pytestconfig)


def _command(name: str) -> click.Command:
    module = __import__(f"palabre.commands.{name}", fromlist=["command"])
    command: click.Command = module.command
    return command


def test_both_guides_have_the_same_outline() -> None:
    def outline(code: str) -> list[str]:
        text = re.sub(
            r"<!-- (commands|fields) -->.*?<!-- /\1 -->", "", guide(code), flags=re.DOTALL
        )
        text = re.sub(r"```(\w+)\n.*?```", r"```\1", text, flags=re.DOTALL)
        marks = r"^(#+|\||- |\d+\.|```\w+|!\[|<!--)"
        return [match[1] for line in text.splitlines() if (match := re.match(marks, line))]

    assert outline("en") == outline("fr")


@CODES
def test_the_guide_names_what_there_is(code: str) -> None:
    text = guide(code)
    anchors = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
    for link in re.findall(r'(?:\]\(|src=")([^)"#:]+)[)"]', text):
        assert (fixtures.REPOSITORY / link).exists(), link
    for command in re.findall(r"`palabre (\w+)", text):
        assert command in cli.COMMANDS, command
    makefile = (fixtures.REPOSITORY / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
