"""Files written whole or not at all."""

from __future__ import annotations

from pathlib import Path


def create(path: Path, content: bytes) -> None:
    """Write a new file, and the folders that it stands in.

    Raises ``FileExistsError`` where there is one: nothing is ever overwritten.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.open("xb").close()  # takes the name; hard links, which would do both, are not everywhere
    replace(path, content)


def replace(path: Path, content: bytes) -> None:
    """Put *content* in the place of the file *path*: written beside it, then renamed."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # left by a run that was killed, or a stranger's link elsewhere
    with beside.open("xb") as file:
        file.write(content)
    beside.replace(path)
