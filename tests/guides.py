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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import built
import fixtures
from palabre import cli

NAMES = {"en": "{}.md", "fr": "{}.fr.md"}
"""The name of a guide in each language."""

CODES = pytest.mark.parametrize("code", NAMES)

_BLOCK = re.compile(
    r"(?:<!-- (?P<role>\w+): (?P<path>\S+) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)```\n", re.DOTALL
)
_DASHES = "---\n"


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
        numbers = re.compile(r"\d+(?= (?:contributions?|discussions?|files?|fichiers?)\b)")
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
            file.write_text(_EDITS[role](before, body), "utf-8")
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
                yield f"{line}\n{shown.stdout}"

    def outline(self) -> list[str]:
        """What its lines are, without their words."""
        text = re.sub(r"<!-- (commands|fields) -->.*?<!-- /\1 -->", "", self.text, flags=re.DOTALL)
        text = re.sub(r"```(\w+)\n.*?```", r"```\1", text, flags=re.DOTALL)
        marks = r"^(#+|\||- |\d+\.|```\w+|!\[|<!-- \w+)"
        return [match[1] for line in text.splitlines() if (match := re.match(marks, line))]

    def assert_names_what_there_is(self) -> None:
        """Its links lead somewhere, and its commands can be given."""
        for name, anchor in re.findall(r"\]\(([\w.]*\.md)?#([^)]+)\)", self.text):
            assert anchor in anchors(self.path.with_name(name) if name else self.path), anchor
        for link in re.findall(r'(?:\]\(|src=")([^)"#:]+)[)"#]', self.text):
            assert (fixtures.REPOSITORY / link).exists(), link
        for command in re.findall(r"`palabre (\w+)", self.text):
            assert command in cli.COMMANDS, command
        makefile = (fixtures.REPOSITORY / "Makefile").read_text("utf-8")
        for target in re.findall(r"`make (\w+)`", self.text):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def anchors(path: Path) -> set[str]:
    """Of the headings of a Markdown file, as GitHub makes them."""
    return {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    }


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


def _with_line(text: str, line: str) -> str:
    key = re.escape(line.partition(":")[0])
    text, number = re.subn(rf"^{key}:.*\n", lambda _: line, text, flags=re.MULTILINE)
    assert number == 1, line
    return text


def _with_added(text: str, lines: str) -> str:
    front, text = _parts(text)
    return f"{_DASHES}{front}{lines}{_DASHES}{text}"


def _with_text(text: str, body: str) -> str:
    return f"{_DASHES}{_parts(text)[0]}{_DASHES}\n{body}"


def _without(text: str, lines: str) -> str:
    assert text.count(f"\n{lines}") == 1, lines
    return text.replace(f"\n{lines}", "\n")


def _parts(text: str) -> tuple[str, str]:
    """The front matter of a file, and what stands below it."""
    _, front, body = text.split(_DASHES, 2)
    return front, body


_EDITS: dict[str, Callable[[str, str], str]] = {
    "file": lambda _, body: body,
    "text": _with_text,
    "line": _with_line,
    "added": _with_added,
    "removed": _without,
}
"""What each block does to a file that holds a text."""
