r"""Repairs of bad archives, as the head of a bad file writes them down, applied word for word.

``mend: PATH:LINE OLD -> NEW``
    In that line, OLD becomes NEW (nothing, where NEW is empty), as the problem's message says;
    where OLD is empty, NEW is put before the line.
``mend: PATH:LINE OLD => NEW``
    The same with a NEW that only an editor knows.
``mend: PATH:LINE remove``, ``mend: PATH remove``
    The line goes, or the file.
``mend: PATH add TEXT``
    A file is made; ``\n`` begins a new line, as it does in NEW.
``mend: PATH -> NEW``, ``mend: PATH => NEW``
    The file takes the path NEW.
``mend: PATH save ENCODING``
    The file, which has that encoding, is saved in UTF-8.
``mend: palabre normalise``
    The command is run, as the message says; so it is after every other repair that calls for it.
``mend: by hand, REASON``
    No rule tells the repair.

``then:`` in the place of ``mend:`` stands for what the messages say after that. Lines are counted
as they are before the repairs of a round.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

BY_HAND, NORMALISE = "by hand, ", "palabre normalise"
_MEND = re.compile(r"(\S+?)(?::(\d+))? (?:(remove)|(add|save) (.*)|(.*?) ?([-=])> ?(.*))")


@dataclass(frozen=True)
class Mend:
    """One repair."""

    path: str
    line: int
    """0 where the file as a whole is meant."""
    action: str
    """``replace``, or one of the words above."""
    old: str
    new: str
    is_told: bool
    """Whether the message must say what to write."""


def declared(head: str, word: str = "mend") -> list[str]:
    """What a bad file's *head* declares after *word*."""
    return re.findall(rf"^{word}: (.+)$", head, re.MULTILINE)


def read(declaration: str) -> Mend:
    """The repair that is written as *declaration*."""
    match = _MEND.fullmatch(declaration)
    assert match, declaration
    path, line, remove, action, text, old, sign, new = match.groups()
    new = (text or new or "").replace("\\n", "\n")
    return Mend(path, int(line or 0), remove or action or "replace", old or "", new, sign == "-")


def apply(mends: list[Mend], folder: Path) -> None:
    """Repair the archive in *folder*."""
    in_lines: dict[str, list[Mend]] = defaultdict(list)
    for mend in mends:
        if mend.line:
            in_lines[mend.path].append(mend)
    for path, wanted in in_lines.items():
        file = folder / path
        lines = [[line] for line in file.read_text("utf-8").split("\n")]
        for mend in wanted:
            _mend_line(lines[mend.line - 1], mend)
        file.write_text("\n".join(line for group in lines for line in group), "utf-8")
    for mend in mends:
        if not mend.line:
            _mend_file(folder, mend)


def _mend_line(lines: list[str], mend: Mend) -> None:
    if mend.action == "remove":
        lines.pop()
    elif not mend.old:
        lines.insert(0, mend.new)
    else:
        assert mend.old in lines[-1], mend
        lines[-1] = lines[-1].replace(mend.old, mend.new, 1)


def _mend_file(folder: Path, mend: Mend) -> None:
    file = folder / mend.path
    if mend.action == "remove" and file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    elif mend.action == "remove":
        file.unlink()
    elif mend.action == "add":
        assert not file.exists(), mend
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{mend.new}\n", "utf-8")
    elif mend.action == "save":
        file.write_text(file.read_bytes().decode(mend.new), "utf-8")
    else:
        (folder / mend.new).parent.mkdir(parents=True, exist_ok=True)
        file.rename(folder / mend.new)
