"""The theme's frame: one page for each language, asked for once, with slots that we fill.

A frame holds nothing of the content, so it is made anew only when the theme, the templates or
``mkdocs.yml`` change.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

# Drawn anew in each process: nobody can write a text that the theme shows and that names a slot.
_SECRET = secrets.token_hex(16)
SLOTS = {name: f"slot{name}{_SECRET}" for name in ("head", "header", "main")}
"""What the theme's page has in the place of each slot."""

_SLOT = re.compile("(" + "|".join(SLOTS.values()) + ")")


@dataclass(frozen=True)
class Shell:
    """A page of the theme, split once: what is filled in is never searched again."""

    pieces: tuple[str, ...]
    """Every other one is the name of a slot."""

    @classmethod
    def split(cls, html: str) -> Shell:
        """The shell in *html*. Raises ``ValueError`` where a slot is missing."""
        names = {token: name for name, token in SLOTS.items()}
        tidy = re.sub(r"\s*\n\s*", "\n", html.strip())  # no reader needs the theme's blank lines
        pieces = tuple(names.get(piece, piece) for piece in _SLOT.split(tidy))
        if missing := SLOTS.keys() - set(pieces[1::2]):
            raise ValueError(f"the theme's page has no slot {', '.join(sorted(missing))}")
        return cls(pieces)

    def fill(self, values: Mapping[str, str]) -> str:
        """The page, with *values* (HTML, by slot) in their places."""
        return "".join(
            values[piece] if index % 2 else piece for index, piece in enumerate(self.pieces)
        )

    @property
    def markup(self) -> str:
        """What the theme itself has in the page."""
        return "".join(self.pieces[::2])


@dataclass(frozen=True)
class Frame:
    """All that the theme gives."""

    shells: Mapping[str, Shell]
    """By language code."""
    stylesheet: str

    @property
    def digest(self) -> str:
        """Of the whole frame, whatever its slots were called while the theme was asked."""
        pieces = [self.stylesheet]
        for code, shell in sorted(self.shells.items()):
            pieces += [code, *shell.pieces]
        return hashlib.sha256("\0".join(pieces).encode()).hexdigest()
