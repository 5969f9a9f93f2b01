"""The words of all texts, remembered from build to build: most do not change.

They are in a database of SQLite, as there may be more of them than there is memory.
"""

from __future__ import annotations

import pickle
import sqlite3

from palabre import environment, plain
from palabre.plain import Parts
from palabre.reading import Reading
from palabre.settings import Settings
from palabre.store import Store, looks
from palabre.texts import Texts

_NAME = "words"
_FILE = "words.sqlite"


class Memory:
    """Gives the words of a text, as remembered where its file is what it was."""

    def __init__(self, settings: Settings, texts: Texts, store: Store | None) -> None:
        self._settings, self._texts, self._store = settings, texts, store
        self._inputs = f"{environment.of_code()} {settings!r}"
        self._used = set[str]()
        self._words = self._open(store) if store else None

    def _open(self, store: Store) -> sqlite3.Connection:
        """What was kept, if it is as it was, else nothing."""
        path = store.path(_FILE)
        known = store.value(_NAME, self._inputs)
        if known is None or known != looks(path):
            path.unlink(missing_ok=True)
        store.keep_value(_NAME, self._inputs, None)  # until all of it is written
        words = sqlite3.connect(path)
        for is_careful in ("synchronous", "journal_mode"):
            words.execute(f"PRAGMA {is_careful} = OFF")  # what was not written whole is made anew
        words.execute(
            "CREATE TABLE IF NOT EXISTS words (uri TEXT PRIMARY KEY, digest TEXT, parts BLOB)"
        )
        return words

    def parts(self, reading: Reading) -> Parts:
        """The words of *reading*, part by part."""
        key = reading.place.uri, reading.digest
        kept = self._kept(*key)
        if kept is None:
            kept = plain.parts(self._texts.html(reading, self._settings.default))
            if self._words:
                told = (*key, pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))
                self._words.execute("INSERT OR REPLACE INTO words VALUES (?, ?, ?)", told)
        self._used.add(reading.place.uri)
        return kept

    def _kept(self, uri: str, digest: str) -> Parts | None:
        if not self._words:
            return None
        asked = "SELECT parts FROM words WHERE uri = ? AND digest = ?"
        found = self._words.execute(asked, (uri, digest)).fetchone()
        kept: Parts | None = pickle.loads(found[0]) if found else None
        return kept

    def keep(self) -> None:
        """Remember what was asked for, and nothing else."""
        if not self._words or not self._store:
            return
        known = {uri for (uri,) in self._words.execute("SELECT uri FROM words")}
        gone = [(uri,) for uri in known - self._used]
        self._words.executemany("DELETE FROM words WHERE uri = ?", gone)
        self._words.commit()
        self._words.close()
        self._store.keep_value(_NAME, self._inputs, looks(self._store.path(_FILE)))
