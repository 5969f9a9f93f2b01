"""Files that came with a letter: which of them may stand beside its contribution."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import count

from palabre.language import slug
from palabre.layout import Role
from palabre.source import LIMITS

_BEGINNINGS = (
    (".png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    (".jpg", re.compile(rb"\xff\xd8\xff")),
    (".webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    (".pdf", re.compile(rb"%PDF-\d")),
)
"""How a file of each type in ``layout.ATTACHMENTS`` begins."""

_LONGEST = 60


def kind(content: bytes) -> str:
    """The extension that a file may have by its *content*, whatever its name; else empty."""
    return next((suffix for suffix, begin in _BEGINNINGS if begin.match(content)), "")


def is_too_large(content: bytes) -> bool:
    """Whether the archive takes no file of that size."""
    return len(content) > LIMITS[Role.ATTACHMENT]


def file_name(name: str, suffix: str, taken: Container[str]) -> str:
    """A file's name made of the one that a letter gave, and that is not *taken*."""
    stem = slug(name.rpartition(".")[0] or name)[:_LONGEST].strip("-") or "attachment"
    numbered = (f"{stem}-{number}{suffix}" for number in count(2))
    first = f"{stem}{suffix}"
    return first if first not in taken else next(name for name in numbered if name not in taken)
