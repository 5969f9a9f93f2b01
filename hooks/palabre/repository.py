"""The git repository that an archive stands in, if it does."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def ask(folder: Path, *arguments: str) -> str:
    """What git tells in *folder*; nothing where there is no git, no repository, no answer."""
    try:
        finished = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},  # who asks changes nothing
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            timeout=60,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return finished.stdout.strip()


def head(folder: Path) -> str:
    """The commit that *folder* stands at; empty where it is in no repository."""
    return ask(folder, "rev-parse", "--verify", "--quiet", "HEAD")
