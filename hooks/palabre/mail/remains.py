"""What of a message is no part of its body, and is kept all the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Left:
    """What was taken out of a body, or could not be used."""

    kind: str
    """``left-KIND`` is its name in the catalogues."""
    text: str


@dataclass(frozen=True)
class Attachment:
    """A file that came with a message; never opened."""

    name: str
    """As the message declares it: not to be trusted as a file's name."""
    content_type: str
    content: bytes
