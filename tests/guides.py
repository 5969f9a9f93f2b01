"""The guides for people, in both languages: what they show is so.

The blocks of a guide are worked through in order, on a copy of the archive. A comment before a
block tells what it is:

- ``<!-- file: PATH -->``: what somebody writes into that file;
- ``<!-- text: PATH -->``: what somebody writes in it, below the second row of dashes;
- ``<!-- line: PATH -->``: a line that somebody puts there in the place of the one with its key;
- ``<!-- added: PATH -->``: lines that somebody puts there, just above the second row of dashes;
- ``<!-- removed: PATH -->``: lines that somebody takes out of it;
- ``<!-- shown: PATH -->``: what it holds.

A ``console`` block has commands, after ``$``, and their true output. ``--update-goldens`` writes
outputs anew.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path

import click
import pytest

import built
import fixtures
import handwork
from palabre import cli

NAMES = {"en": "{}.md", "fr": "{}.fr.md"}
"""The name of a guide in each language."""

CODES = pytest.mark.parametrize("code", NAMES)

_BLOCK = re.compile(
    r"(?:<!-- (?P<role>\w+): (?P<path>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)```\n", re.DOTALL
)


@dataclass(frozen=True)
class Guide:
    """A guide in one language."""

    stem: str
    code: str

    @property
    def path(self) -> Path:
        """Where it stands."""
        return fixtures.REPOSITORY / NAMES[self.code].format(self.stem)

    @property
    def text(self) -> str:
        """What it holds."""
        return self.path.read_text("utf-8")

    def hold(self, new: str, config: pytest.Config) -> None:
        """Hold the guide against what it must be, or write that."""
        if config.getoption("update_goldens"):
            self.path.write_text(new, "utf-8")
        # How much the archive holds is not the guide's concern.
        numbers = re.compile(r"\d+(?=\s(?:contributions?|discussions?|files?|fichiers?|kB|ko)\b)")
        assert numbers.sub("N", self.text) == numbers.sub("N", new)

    def with_section(self, name: str, content: str) -> str:
        """The guide with *content* between the two comments that hold the section *name*."""
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        assert self.text.count(begin) == self.text.count(end) == 1
        head, _, rest = self.text.partition(begin)
        return f"{head}{begin}{content}{end}{rest.partition(end)[2]}"

    def worked_through(self, folder: Path) -> str:
        """The guide with the outputs that its commands have in *folder*."""
        return _BLOCK.sub(lambda match: self._work(match, folder), self.text)

    def _work(self, match: re.Match[str], folder: Path) -> str:
        """Do what a block tells, and give it as it must be."""
        role, path, kind, body = match.group("role", "path", "kind", "body")
        if role == "shown":
            return f"<!-- shown: {path} -->\n```{kind}\n{(folder / path).read_text('utf-8')}```\n"
        if role:
            file = folder / path
            assert file.exists() or file.parent == folder, path  # a command began it
            before = file.read_text("utf-8") if file.exists() else ""
            file.write_text(handwork.BY_ROLE[role](before, body), "utf-8")
        elif kind == "console":
            return f"```console\n{''.join(self._outputs(folder, body))}```\n"
        return match[0]

    def _outputs(self, folder: Path, body: str) -> Iterator[str]:
        """The commands of a block, each with what a terminal shows of it now."""
        for line in body.splitlines():
            if line.startswith("$ "):
                name, *arguments = shlex.split(line[2:])
                assert name == "palabre", line
                shown = subprocess.run(
                    [*built.PALABRE, *arguments],
                    cwd=folder,
                    env=built.environment(LC_ALL=self.code, PALABRE_LANG=""),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    encoding="utf-8",
                    check=False,
                )
                assert "Traceback" not in shown.stdout, shown.stdout
                assert shown.returncode in (0, 1), shown.stdout  # 2: it cannot be given like this
                yield f"{line}\n{shown.stdout}"

    def outline(self) -> list[str]:
        """What its lines are, without their words."""
        text = re.sub(r"<!-- (commands|fields) -->.*?<!-- /\1 -->", "", self.text, flags=re.DOTALL)
        text = re.sub(r"```(\w+)\n.*?```", r"```\1", text, flags=re.DOTALL)
        marks = r"^(#+|\||- |\d+\.|```\w+|!\[|<!-- \w+)"
        return [match[1] for line in text.splitlines() if (match := re.match(marks, line))]

    def assert_names_what_there_is(self) -> None:
        """Its links lead somewhere, and its commands can be given."""
        for line in re.findall(r"^palabre .+$", self.text, re.MULTILINE):  # to be typed, not shown
            _, name, *words = shlex.split(line)
            given = {word for word in words if word.startswith("--")}
            assert given <= set(options(command(name))), line
        prose = re.sub(r"```.*?```", "", self.text, flags=re.DOTALL)
        for name, anchor in re.findall(r"\]\(([\w.]*\.md)?#([^)]+)\)", prose):
            assert anchor in anchors(self.path.with_name(name) if name else self.path), anchor
        for link in re.findall(r'(?:\]\(|src=")([^)"#:]+)[)"#]', prose):
            assert (fixtures.REPOSITORY / link).exists(), link
        for name in re.findall(r"`palabre (\w+)", prose):
            assert name in cli.COMMANDS, name
        known = {"--help", *options(cli.main), *chain(*(options(command(n)) for n in cli.COMMANDS))}
        for option in re.findall(r"`(?:palabre [^`]*?)?(--[a-z-]+)", prose):
            assert option in known, option
        makefile = (fixtures.REPOSITORY / "Makefile").read_text("utf-8")
        for target in re.findall(r"`make (\w+)`", prose):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def anchors(path: Path) -> set[str]:
    """Of the headings of a Markdown file, as GitHub makes them."""
    return {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    }


def command(name: str) -> click.Command:
    """The command of that name, which names its messages."""
    found: click.Command = import_module(f"palabre.commands.{name}").command
    return found


def options(command: click.Command) -> Iterator[str]:
    """The options of a command, and of the commands within it."""
    for parameter in command.params:
        yield from parameter.opts if isinstance(parameter, click.Option) else ()
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from options(inner)


def copy(folder: Path) -> Path:
    """The archive, in a folder of its own, without what it waits for."""
    built.copy_repository(folder)
    for path in folder.rglob("contributions/*.md"):
        if is_draft(path):
            path.unlink()
    return folder


def is_draft(path: Path) -> bool:
    """Whether a contribution waits to be settled."""
    return "\ndraft: true\n" in path.read_text("utf-8")
