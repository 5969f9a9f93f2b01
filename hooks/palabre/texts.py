"""The bodies of all texts as HTML."""

from __future__ import annotations

import os
import weakref
import zlib
from collections.abc import Iterable, Sequence
from tempfile import TemporaryFile
from typing import IO

from palabre.layout import Place, Role
from palabre.reading import Reader, Reading
from palabre.settings import ConfigurationError, SiteLanguage


class Texts:
    """The bodies of all readings as HTML, each at its place.

    They are kept packed, in a file without a name: there may be tens of thousands, each asked for
    once or never; not at all where nothing will be shown.
    """

    def __init__(self, reader: Reader, is_shown: bool = True) -> None:
        self.reader = reader
        self.known = 0
        """How many files were remembered, and so not read again."""
        self._spool = TemporaryFile() if is_shown else None  # noqa: SIM115  # as long as this
        if self._spool:
            weakref.finalize(self, self._spool.close)
        self._packed: dict[str, tuple[int, int]] = {}
        """Where each stands in the spool: offset and length, in bytes."""
        self._end = 0
        self.parsed = 0
        """How many files were read."""
        self._raw: dict[str, bytes] = {}

    def read(self, places: Sequence[Place]) -> list[tuple[Reading, bytes]]:
        """What each file of *places* says, and its HTML, packed for :meth:`keep`."""
        found = []
        for place in places:
            reading, html = self.reader.read(place, self.reader.settings.content(place.uri))
            found.append((reading, zlib.compress(html.encode(), 1) if self._spool else b""))
        return found

    def keep(self, readings: Iterable[tuple[Reading, bytes]]) -> None:
        """Remember what :meth:`read` gave, maybe in another process."""
        for reading, packed in readings:
            self.parsed += 1
            if self._spool:
                self._packed[reading.place.uri] = self._end, len(packed)
                self._end += self._spool.write(packed)
        if self._spool:
            self._spool.flush()

    def keep_raw(self, reading: Reading, raw: bytes) -> None:
        """Remember what the file of *reading* holds: moderators' texts are few, and shown often."""
        if reading.place.role is not Role.CONTRIBUTION:
            self._raw[reading.place.uri] = raw

    def html(self, reading: Reading, site: SiteLanguage, prefix: str = "") -> str:
        """The body at its place in *site*, *prefix* before its paragraphs' numbers.

        Raises ``ConfigurationError`` where the file has changed since it was read.
        """
        uri = reading.place.uri
        is_plain = not prefix and (site.is_default or not reading.has_attachments)
        if is_plain and self._spool and uri in self._packed:
            return zlib.decompress(_read_at(self._spool, *self._packed[uri])).decode()
        raw = self._raw.get(uri) or self.reader.settings.content(uri)
        if self.reader.digest(raw) != reading.digest:
            raise ConfigurationError("file-changed", path=reading.path)
        return self.reader.html(reading, site, prefix, raw)


def _read_at(file: IO[bytes], offset: int, length: int) -> bytes:
    """A stretch of *file*, whose position the processes that share it share too."""
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), length, offset)
    file.seek(offset)
    return file.read(length)
