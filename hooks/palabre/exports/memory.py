"""The words of all texts, remembered from build to build: most do not change."""

from __future__ import annotations

from palabre import environment, plain
from palabre.plain import Parts
from palabre.reading import Reading
from palabre.settings import Settings
from palabre.store import Store
from palabre.texts import Texts

_NAME = "words"


class Memory:
    """Gives the words of a text, as remembered where its file is what it was."""

    def __init__(self, settings: Settings, texts: Texts, store: Store | None) -> None:
        self._settings, self._texts, self._store = settings, texts, store
        self._inputs = f"{environment.of_code()} {settings!r}"
        kept = store.value(_NAME, self._inputs) if store else None
        self._kept: dict[str, tuple[str, Parts]] = kept or {}
        self._used: dict[str, tuple[str, Parts]] = {}

    def parts(self, reading: Reading) -> Parts:
        """The words of *reading*, part by part."""
        uri = reading.place.uri
        kept = self._kept.get(uri)
        if kept is None or kept[0] != reading.digest:
            html = self._texts.html(reading, self._settings.default)
            kept = reading.digest, plain.parts(html)
        self._used[uri] = kept
        return kept[1]

    def keep(self) -> None:
        """Remember what was asked for, and nothing else."""
        if self._store and self._used != self._kept:
            self._store.keep_value(_NAME, self._inputs, self._used)
