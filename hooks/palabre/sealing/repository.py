"""What git knows of the archive's folder."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


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


def read(root: Path) -> Repository:
    """What git knows of *root* and below.

    Raises ``NoRepository`` where there is no git, no repository, or nothing was committed yet.
    """
    try:
        commit, committed = _git(root, "log", "-1", "--format=%H%x00%cI").strip().split("\0")
    except FileNotFoundError:
        raise NoRepository("seal-no-git") from None
    except (subprocess.CalledProcessError, ValueError):
        raise NoRepository("seal-no-commit") from None
    known = _listed(root, "ls-files", "-z")
    changed = _listed(root, "ls-files", "-z", "--others", "--exclude-standard")
    changed += _listed(root, "diff", "-z", "--name-only", "--relative", "HEAD")
    return Repository(commit, committed, tuple(sorted({*known})), tuple(sorted({*changed})))


def _listed(root: Path, *command: str) -> list[str]:
    return [path for path in _git(root, *command).split("\0") if path]


def _git(root: Path, *command: str) -> str:
    finished = subprocess.run(
        ["git", "-C", str(root), *command],
        env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
        capture_output=True,
        check=True,
    )
    return os.fsdecode(finished.stdout)
