"""A page of the theme, asked for once, with slots that thousands of pages fill."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

DEPTHS = (1, 2)
"""How deep our pages stand below their language's root: all that the theme's links depend on."""

# Drawn anew in each process: nobody can write a text that the theme shows and that names a slot.
_SECRET = secrets.token_hex(16)
SLOTS = {name: f"slot{_SECRET}{name}" for name in ("title", "head", "switcher", "main")}
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
        pieces = tuple(names.get(piece, piece) for piece in _SLOT.split(html))
        if missing := SLOTS.keys() - set(pieces[1::2]):
            raise ValueError(f"the theme's page has no slot {', '.join(sorted(missing))}")
        return cls(pieces)

    def fill(self, values: Mapping[str, str]) -> str:
        """The page, with *values* (HTML, by slot) in their places."""
        return "".join(
            values[piece] if index % 2 else piece for index, piece in enumerate(self.pieces)
        )

    @property
    def digest(self) -> str:
        """Of the whole shell, whatever its slots were called while the theme was asked."""
        return hashlib.sha256("\0".join(self.pieces).encode()).hexdigest()
