"""What became of each letter: the report of an intake, as plain values.

Nothing in it is a personal address or number: what was removed is told by its ends alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from palabre.intake import authorship
from palabre.intake.enclosures import Enclosure
from palabre.intake.enclosures import Reason as FileReason
from palabre.intake.lines import line
from palabre.mail.letters import Letter
from palabre.mail.mailboxes import Item, Unread
from palabre.mail.quotes import shown
from palabre.mail.remains import Left
from palabre.problems import shorten
from palabre.redaction import PHONE, redact

Fate = Literal["taken", "known", "unusable"]
"""A draft was made of it; the archive has it already; neither could be. :class:`Report` has the
numbers in this order."""

Reason = Literal["empty", "quotes", "size", "unwritten", "error", "copy"]
"""Why a letter is not usable: it says nothing, or nothing that it does not quote; it is too large;
its draft could not be written; we made a mistake. Why it is known: by its Message-ID alone, which
anybody can write."""

_FIRST_WORDS = 60
_NUMBER = re.compile(r"\(?\d(?:[\s().\-\u2010-\u2013/]{0,3}\d){5,}")
_PATH = 300


@dataclass(frozen=True)
class Remains:
    """A part of a letter that is no part of the draft."""

    kind: str
    """``left-KIND`` names it in the catalogues."""
    lines: int
    begins: str
    """Its first words."""


@dataclass(frozen=True)
class File:
    """A file that came with a letter."""

    name: str
    path: str = ""
    """Where it stands now; empty where it was left out."""
    reason: FileReason | Literal[""] = ""
    """Why it was left out: ``intake-file-REASON`` in the catalogues."""


@dataclass(frozen=True)
class Account:
    """What became of one letter."""

    file: str
    message: int
    """The number of the message in that file, from 1."""
    part: int
    """The number of the letter in that message, from 1: a digest has many."""
    fate: Fate
    title: str = ""
    author: str = ""
    path: str = ""
    """The file of the contribution, made now or before."""
    reason: Reason | Literal[""] = ""
    """Why it is not usable, or how it is known: ``intake-why-REASON`` in the catalogues."""
    detail: str = ""
    """What a program said of it."""
    left: tuple[Remains, ...] = ()
    files: tuple[File, ...] = ()
    removed: tuple[str, ...] = ()
    """Personal addresses and numbers that were taken out, cut."""
    questions: tuple[str, ...] = ()
    """What the draft leaves open."""


@dataclass(frozen=True)
class Unopened:
    """A file, or a message of a mailbox, that could not be opened."""

    file: str
    message: int
    reason: str
    """Its name in the catalogues."""


@dataclass(frozen=True)
class Report:
    """What became of every letter of every file."""

    discussion: str
    is_dry_run: bool
    """Whether nothing was written."""
    letters: tuple[Account, ...]
    unopened: tuple[Unopened, ...]
    taken: int
    known: int
    unusable: int


def of(letter: Letter, fate: Fate, **more: Any) -> Account:
    """What became of *letter*, and all that was left of it."""
    known = {"title": line(letter.title), "author": line(authorship.name(letter))}
    return Account(
        file=_path(letter.item.path),
        message=letter.item.number,
        part=letter.part,
        fate=fate,
        left=tuple(map(_remains, letter.left)),
        **(known | more),
    )


def report(
    discussion: str,
    is_dry_run: bool,
    letters: Iterable[Account],
    unopened: Iterable[Unopened],
) -> Report:
    """The report that these make."""
    found = tuple(letters)
    numbers = Counter(account.fate for account in found)
    fates = (numbers[fate] for fate in get_args(Fate))
    return Report(discussion, is_dry_run, found, tuple(unopened), *fates)


def _remains(left: Left) -> Remains:
    lines = left.text.strip().splitlines()
    begins = line("\n".join(map(shown, lines)), _FIRST_WORDS)
    if left.kind == "signature":  # where digits are some country's telephone number
        begins = _NUMBER.sub(PHONE, begins)
    return Remains(left.kind, len(lines), begins)


def files(found: Iterable[Enclosure], folder: str) -> tuple[File, ...]:
    """What becomes of the files that came with a letter, whose own will stand in *folder*."""
    return tuple(
        File(file.told, f"{folder}/{file.name}" if file.name else "", file.reason) for file in found
    )


def unused(account: Account, reason: Reason, detail: str = "") -> Account:
    """The same where nothing can be made of the letter after all."""
    left = tuple(File(file.name, reason=file.reason or "letter") for file in account.files)
    unusable = replace(account, fate="unusable", reason=reason, detail=detail)
    return replace(unusable, path="", questions=(), files=left)


def of_item(item: Item, detail: str) -> Account:
    """What became of an *item* that could not be taken apart."""
    return Account(_path(item.path), item.number, 1, "unusable", reason="error", detail=detail)


def unopened(item: Unread) -> Unopened:
    """What is told of a file that could not be opened."""
    return Unopened(_path(item.path), item.number, item.reason)


def _path(path: Path) -> str:
    """*path* as the editor wrote it, who may have named a file by an address."""
    return shorten(redact(str(path)).text, _PATH)
