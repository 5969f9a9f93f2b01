"""The git repository that an archive stands in, if it does."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_ELSEWHERE = frozenset(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"))
"""What a hook of git tells of the repository that it belongs to, which may be another."""


class NoRepository(Exception):
    """Why git tells nothing; the message that says so."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A folder as git has it."""

    commit: str
    committed: str
    """When, in ISO 8601."""
    files: tuple[str, ...]
    """What git knows below the folder."""
    changed: tuple[str, ...]
    """What is not as it was committed, and what git neither knows nor ignores."""


def read(folder: Path) -> Repository:
    """What git knows of *folder* and below.

    Raises ``NoRepository`` where there is no git, no repository, or nothing was committed yet.
    """
    try:
        commit, committed = _told(folder, "log", "-1", "--format=%H%x00%cI").strip().split("\0")
    except FileNotFoundError:
        raise NoRepository("seal-no-git") from None
    except (subprocess.SubprocessError, ValueError):
        raise NoRepository("seal-no-commit") from None
    known = _listed(folder, "ls-files", "-z")
    changed = _listed(folder, "ls-files", "-z", "--others", "--exclude-standard")
    changed += _listed(folder, "diff", "-z", "--name-only", "--relative", "HEAD")
    return Repository(commit, committed, tuple(sorted({*known})), tuple(sorted({*changed})))


def ask(folder: Path, *arguments: str) -> str:
    """What git tells in *folder*; nothing where there is no git, no repository, no answer."""
    try:
        return _told(folder, *arguments).strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def head(folder: Path) -> str:
    """The commit that *folder* stands at; empty where it is in no repository."""
    return ask(folder, "rev-parse", "--verify", "--quiet", "HEAD")


def _listed(folder: Path, *arguments: str) -> list[str]:
    return [path for path in _told(folder, *arguments).split("\0") if path]


def _told(folder: Path, *arguments: str) -> str:
    here = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    finished = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**here, "GIT_OPTIONAL_LOCKS": "0"},  # who asks changes nothing
        capture_output=True,
        check=True,
        timeout=60,
    )
    return os.fsdecode(finished.stdout)
