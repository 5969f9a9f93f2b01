"""Test archives: text files that hold many, and the folders they are written to.

A fixture is a text in which ``=== PATH`` begins a file of the archive. What stands before the
first one is for people, or for the test that reads the fixture. A file's content may begin with a
directive: ``%symlink TARGET``, ``%fifo``, ``%hex DIGITS``, ``%repeat NUMBER TEXT``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from palabre import settings
from palabre.settings import Settings
from palabre.shell import Frame, Shell

REPOSITORY = Path(__file__).parent.parent
TESTS = REPOSITORY / "tests"


def bare_frame(settings: Settings, *slots: str) -> Frame:
    """A frame whose pages are *slots* alone, each on a line of its own."""
    shell = Shell(("", *(piece for slot in slots for piece in (slot, "\n"))))
    return Frame(dict.fromkeys(settings.codes, shell), "")


def unpack(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the first file of a fixture, and the files by path."""
    head, *pieces = re.split(r"^=== (.+)\n", text, flags=re.MULTILINE)
    return head, {
        path: body.strip("\n") + "\n" for path, body in zip(pieces[::2], pieces[1::2], strict=True)
    }


def load(name: str) -> dict[str, str]:
    """The files of the archive *name*, on top of those that every archive has."""
    files: dict[str, str] = {}
    for fixture in dict.fromkeys(("base", name)):
        files |= unpack((TESTS / "archives" / f"{fixture}.txt").read_text("utf-8"))[1]
    return files


def of_golden(name: str) -> dict[str, str]:
    """The files of the golden *name*, without those of the archive that it builds upon."""
    return unpack((TESTS / "goldens" / f"{name}.txt").read_text("utf-8").partition(">>>")[0])[1]


def write(folder: Path, files: Mapping[str, str], default: str = "en", **config: Any) -> Settings:
    """Write an archive below *folder* with a configuration like the repository's own."""
    (folder / "mkdocs.yml").write_text(configuration(default, **config), "utf-8")
    for path, content in files.items():
        _write_file(folder / path, content)
    return settings.read(folder / "mkdocs.yml")


def configuration(default: str = "en", **changes: Any) -> str:
    """The repository's ``mkdocs.yml`` for an archive elsewhere, with another default language."""
    config = yaml.safe_load((REPOSITORY / "mkdocs.yml").read_text("utf-8"))
    config["hooks"] = [str(REPOSITORY / "hooks/palabre_hook.py")]
    config["theme"]["custom_dir"] = str(REPOSITORY / "overrides")
    config["watch"] = []
    languages = config["plugins"][0]["i18n"]["languages"]
    languages.sort(key=lambda language: language["locale"] != default)
    for language in languages:
        language["default"] = language["locale"] == default
    theme = changes.pop("theme", {})
    config["theme"] |= theme
    return yaml.safe_dump(config | changes, allow_unicode=True, sort_keys=False)


def _write_file(file: Path, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    directive, _, rest = content.strip().partition(" ")
    if directive == "%symlink":
        file.symlink_to(rest)
    elif directive == "%fifo":
        os.mkfifo(file)
    elif directive == "%hex":
        file.write_bytes(bytes.fromhex(rest))
    elif directive == "%repeat":
        number, _, text = rest.partition(" ")
        file.write_text(text.replace("\\n", "\n") * int(number), "utf-8")
    else:
        file.write_text(content, "utf-8", newline="\n")
