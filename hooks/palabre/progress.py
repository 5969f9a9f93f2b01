"""How far a long build has come, shown at a terminal."""

from __future__ import annotations

import sys
import time
from typing import Any

import click

from palabre.language import Language

_PATIENCE = 2.0
"""Seconds after which a person at a terminal wants to know."""


class Progress:
    """A bar for each phase of a build that takes longer than :data:`_PATIENCE`."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._is_seen = sys.stderr.isatty()
        self._begun = time.monotonic()
        self._name = ""
        self._bar: Any = None

    def show(self, phase: str, done: int, total: int) -> None:
        """So much of *phase* is done."""
        if not self._is_seen or time.monotonic() - self._begun < _PATIENCE:
            return
        if phase != self._name:
            self.end()
            label = self._language.say(f"phase-{phase}")
            self._bar = click.progressbar(length=total, label=label, file=sys.stderr)
            self._name = phase
        self._bar.update(done - self._bar.pos)

    def end(self) -> None:
        """Leave the terminal as it was: on a line of its own."""
        if self._bar:
            self._bar.render_finish()
            self._bar = None
