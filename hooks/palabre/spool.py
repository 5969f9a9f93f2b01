"""Pieces of text in a file without a name: there are too many to keep in memory.

They are not compressed: each is read several times, and the system keeps what it has room for.
"""

from __future__ import annotations

import os
import weakref
from tempfile import TemporaryFile


class Spool:
    """Texts by name. Processes forked later read what was put before."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115  # as long as this
        weakref.finalize(self, self._file.close)
        self._places: dict[str, tuple[int, int]] = {}
        """Offset and length of each, in bytes."""
        self._end = 0

    @staticmethod
    def pack(text: str) -> bytes:
        """*text* as :meth:`put` takes it."""
        return text.encode()

    def put(self, name: str, packed: bytes) -> None:
        """Keep a text as *name*."""
        self._file.write(packed)
        self._file.flush()
        self._places[name] = self._end, len(packed)
        self._end += len(packed)

    def get(self, name: str) -> str | None:
        """What was put as *name*; ``None`` where nothing was."""
        place = self._places.get(name)
        return self._read(*place).decode() if place else None

    def _read(self, offset: int, length: int) -> bytes:
        if hasattr(os, "pread"):  # processes that share the file share its position too
            return os.pread(self._file.fileno(), length, offset)
        self._file.seek(offset)
        found = self._file.read(length)
        self._file.seek(self._end)
        return found
