"""Files that came with a letter: which of them may stand beside its contribution."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Literal

from palabre.intake.lines import line
from palabre.language import slug
from palabre.layout import DEVICES, Role
from palabre.mail.remains import Attachment
from palabre.redaction import redact
from palabre.source import LIMITS

_BEGINNINGS = (
    (".png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    (".jpg", re.compile(rb"\xff\xd8\xff")),
    (".webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    (".pdf", re.compile(rb"%PDF-\d")),
)
"""How a file of each type in ``layout.ATTACHMENTS`` begins."""

_LONGEST = 60

Reason = Literal["type", "size", "letter"]
"""Why a file is left out; the last, because its letter is."""


@dataclass(frozen=True)
class Enclosure:
    """A file that came with a letter."""

    told: str
    """Its name as the letter told it, on a line."""
    name: str = ""
    """The name that it gets; empty where it is left out."""
    content: Path | None = None
    """Where its content waits until it is written."""
    reason: Reason | Literal[""] = ""
    """Why it is left out: ``intake-file-REASON`` in the catalogues."""


def enclosures(files: Iterable[Attachment], aside: Path) -> tuple[Enclosure, ...]:
    """What becomes of *files*; the content of those that are taken waits in the folder *aside*."""
    found: list[Enclosure] = []
    taken: set[str] = set()
    for file in files:
        told, suffix = line(file.name, 120) or "?", kind(file.content)
        if not suffix:
            found.append(Enclosure(told, reason="type"))
        elif len(file.content) > LIMITS[Role.ATTACHMENT]:
            found.append(Enclosure(told, reason="size"))
        else:
            name = _file_name(file.name, suffix, taken)
            taken.add(name)
            found.append(Enclosure(told, name, _put_aside(file.content, aside)))
    return tuple(found)


def kind(content: bytes) -> str:
    """The extension that a file may have by its *content*, whatever its name; else empty."""
    return next((suffix for suffix, begin in _BEGINNINGS if begin.match(content)), "")


def _file_name(told: str, suffix: str, taken: Container[str]) -> str:
    """A file's name made of the one that a letter gave, and that is not *taken*."""
    stem = slug(redact(told.rpartition(".")[0] or told).text)[:_LONGEST].strip("-")
    stem = stem if stem and stem not in DEVICES else "attachment"
    numbered = (f"{stem}-{number}{suffix}" for number in count(2))
    first = f"{stem}{suffix}"
    return first if first not in taken else next(name for name in numbered if name not in taken)


def _put_aside(content: bytes, aside: Path) -> Path:
    """A file in the folder *aside* that holds *content*: there is too much of it to be kept."""
    with NamedTemporaryFile(dir=aside, delete=False) as file:
        file.write(content)
    return Path(file.name)
