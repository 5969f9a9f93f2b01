"""What a build did, for ``palabre build --stats``."""

from __future__ import annotations

import time
from collections.abc import Iterator

from palabre.language import Language


class Stats:
    """Collects what a build does, phase by phase."""

    def __init__(self) -> None:
        self.parsed = self.known = 0
        """Files that were read anew, and that were remembered."""
        self.made = self.reused = 0
        """Pages."""
        self._phases: list[tuple[str, float]] = []
        self._begun = time.perf_counter()

    def phase(self, name: str) -> None:
        """The phase *name* ends here."""
        now = time.perf_counter()
        self._phases.append((name, now - self._begun))
        self._begun = now

    def lines(self, language: Language) -> Iterator[str]:
        """All of it in words."""
        yield language.say("stats-read", parsed=self.parsed, known=self.known)
        yield language.say("stats-pages", made=self.made, reused=self.reused)
        for name, seconds in self._phases:
            phase = language.say(f"phase-{name}")
            yield language.say("stats-time", phase=phase, seconds=language.decimal(seconds))
