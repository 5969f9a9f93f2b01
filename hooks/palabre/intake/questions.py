"""The open questions of a draft, in the language of who will settle them."""

from __future__ import annotations

from palabre.intake.lines import line
from palabre.language import Language

_LONGEST = 300


class Questions:
    """Collects them in their order, each once."""

    def __init__(self, speaker: Language) -> None:
        self.speaker = speaker
        self._found: dict[str, None] = {}

    def say(self, message: str, **values: str) -> None:
        """Ask the catalogue's *message*."""
        self._found[question(self.speaker, message, **values)] = None

    def count(self, message: str, number: int) -> None:
        """Ask *message* in the plural form of *number*, where that is not 0."""
        if number:
            self._found[line(self.speaker.count(message, number), _LONGEST)] = None

    @property
    def all(self) -> tuple[str, ...]:
        """Everything asked so far."""
        return tuple(self._found)


def question(speaker: Language, message: str, **values: str) -> str:
    """The catalogue's *message* as front matter admits it."""
    return line(speaker.say(message, **values), _LONGEST)
