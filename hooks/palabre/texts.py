"""The bodies of all texts as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from palabre.layout import Place, Role
from palabre.reader import Reader
from palabre.reading import Reading
from palabre.settings import ConfigurationError, SiteLanguage
from palabre.spool import Spool


class Texts:
    """The bodies of all readings as HTML, each at its place.

    They are kept in a spool: there may be tens of thousands, each asked for once or never; not at
    all where nothing will be shown.
    """

    def __init__(self, reader: Reader, is_shown: bool = True) -> None:
        self.reader = reader
        self.known = 0
        """How many files were remembered, and so not read again."""
        self._spool = Spool() if is_shown else None
        self.parsed = 0
        """How many files were read."""
        self._raw: dict[str, bytes] = {}

    def read(self, places: Sequence[Place]) -> list[tuple[Reading, bytes]]:
        """What each file of *places* says, and its HTML, packed for :meth:`keep`."""
        found = []
        for place in places:
            reading, html = self.reader.read(place, self.reader.settings.content(place.uri))
            found.append((reading, Spool.pack(html) if self._spool else b""))
        return found

    def keep(self, readings: Iterable[tuple[Reading, bytes]]) -> None:
        """Remember what :meth:`read` gave, maybe in another process."""
        for reading, packed in readings:
            self.parsed += 1
            if self._spool:
                self._spool.put(reading.place.uri, packed)

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
        if is_plain and self._spool and (kept := self._spool.get(uri)):
            return kept
        raw = self._raw.get(uri) or self.reader.settings.content(uri)
        if self.reader.digest(raw) != reading.digest:
            raise ConfigurationError("file-changed", path=reading.path)
        return self.reader.html(reading, site, prefix, raw)
