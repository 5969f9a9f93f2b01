"""Files that are written bit by bit, and known by their size and digest when they are done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_MOST = 1 << 16
"""So many characters are written at a time."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a file is, from outside."""

    name: str
    size: int
    """In bytes."""
    sha256: str


class Sealed:
    """A text file that is written once, from its beginning to its end."""

    def __init__(self, path: Path, beginning: str = "", end: str = "") -> None:
        self._path, self._end = path, end
        self._waiting = [beginning]
        self._length = 0
        self._size = 0
        self._digest = hashlib.sha256()

    def __enter__(self) -> Sealed:
        self._path.unlink(missing_ok=True)  # of a site that is made in the place of another
        self._file = self._path.open("xb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.write(self._end)
        self._flush()
        self._file.close()

    @property
    def seal(self) -> Seal:
        """What the file is, once it is written."""
        return Seal(self._path.name, self._size, self._digest.hexdigest())

    def write(self, words: str) -> None:
        """Add *words*."""
        self._waiting.append(words)
        self._length += len(words)
        if self._length > _MOST:
            self._flush()

    def _flush(self) -> None:
        content = "".join(self._waiting).encode()
        self._waiting, self._length = [], 0
        self._digest.update(content)
        self._size += self._file.write(content)
