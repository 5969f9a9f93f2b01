"""What lies in the files that people hand over: mailboxes, mails and saved web pages."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MOST = 32 * 1024 * 1024
"""The size of a message, in bytes."""

_DEEPEST = 10
_PIECE = 1024 * 1024
_HEAD = 4096

_PAGES = (".html", ".htm", ".xhtml")
_MAILS = (".eml", ".mht", ".mhtml", ".emlx")
_BOXES = (".mbox", ".mbx")
_OUTLOOK = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"!BDN")
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh")
_MAILDIR = ("cur", "new")

_FROM = re.compile(
    rb"From (?:.{0,300}\b\d{1,2}:\d\d\b.{0,60}|-|nobody|MAILER-DAEMON|\S{1,200}@\S{1,200})"
    rb"[ \t]*\r?\n"
)
"""The line above each message of an mbox; within a message, prose may begin with the same word."""
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER = re.compile(rb"[!-9;-~]{1,76}:[ \t\r\n]")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|!--|\?xml)", re.I)


@dataclass(frozen=True)
class Item:
    """One message or saved page, as it was found."""

    path: Path
    """The mbox, the Maildir's file, the .eml, the .html."""
    number: int
    """Of the message in its file, from 1."""
    is_page: bool
    """Whether it is a saved HTML page."""
    raw: bytes


@dataclass(frozen=True)
class Unread:
    """What could not be opened."""

    path: Path
    reason: str
    """A message of the catalogues."""
    number: int = 1
    """Of the message in its file, from 1."""


def items(paths: Iterable[Path]) -> Iterator[Item | Unread]:
    """All that lies in *paths*, files and folders, in order, one at a time.

    In folders, links are not followed and hidden files not looked at.
    """
    for path in paths:
        yield from _in(path, 0)


def _in(path: Path, depth: int) -> Iterator[Item | Unread]:
    try:
        mode = (path.lstat() if depth else path.stat()).st_mode
        if stat.S_ISDIR(mode):
            yield from _in_folder(path, depth)
        elif stat.S_ISREG(mode):
            yield from _in_file(path)
        else:
            yield Unread(path, "unread-kind")
    except FileNotFoundError:
        yield Unread(path, "unread-missing")
    except (OSError, ValueError):  # ValueError: a null character in the name
        yield Unread(path, "unread-refused")


def _in_folder(folder: Path, depth: int) -> Iterator[Item | Unread]:
    if depth >= _DEEPEST:
        yield Unread(folder, "unread-depth")
        return
    names = sorted(path.name for path in folder.iterdir())
    if set(_MAILDIR) <= set(names):
        for part in _MAILDIR:
            for path in sorted((folder / part).iterdir()):
                yield from _in_mail(path)
        others = set(names) - {*_MAILDIR, "tmp"}
        names = [name for name in sorted(others) if _is_folder(folder / name)]
    else:
        names = [name for name in names if not name.startswith(".")]
    for name in names:
        yield from _in(folder / name, depth + 1)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _in_mail(path: Path) -> Iterator[Item | Unread]:
    """A file of a Maildir: a mail whatever its name."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            yield Unread(path, "unread-kind")
        else:
            yield _whole(path, is_page=False)
    except OSError:
        yield Unread(path, "unread-refused")


def _in_file(path: Path) -> Iterator[Item | Unread]:
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if not head.strip():
            yield Unread(path, "unread-empty")
        elif head.startswith(_OUTLOOK):
            yield Unread(path, "unread-outlook")
        elif head.startswith(_ARCHIVES):
            yield Unread(path, "unread-archive")
        elif suffix in _PAGES:
            yield _whole(path, is_page=True)
        elif suffix in _BOXES or _FROM.match(head):
            file.seek(0)
            yield from _in_box(path, file)
        elif suffix in _MAILS or _HEADER.match(head):
            yield _whole(path, is_page=False)
        elif _MARKUP.match(head):
            yield _whole(path, is_page=True)
        else:
            yield Unread(path, "unread-kind")


def _whole(path: Path, is_page: bool) -> Item | Unread:
    with path.open("rb") as file:
        raw = file.read(_MOST + 1)
    if len(raw) > _MOST:
        return Unread(path, "unread-size")
    if not raw.strip():
        return Unread(path, "unread-empty")
    if path.suffix.lower() == ".emlx":  # Apple Mail's: the length first
        raw = re.sub(rb"\A\s*\d+\s*\n", b"", raw)
    return Item(path, 1, is_page, raw)


def _in_box(path: Path, file: BinaryIO) -> Iterator[Item | Unread]:
    """Each message of an mbox; what stands before the first is taken for one too."""
    number, lines, size = 0, list[bytes](), 0
    is_after_empty = True
    while True:
        line = file.readline(_PIECE)
        if not line or (is_after_empty and _FROM.match(line)):
            if size > _MOST:
                number += 1
                yield Unread(path, "unread-size", number)
            elif raw := b"".join(lines).rstrip():
                number += 1
                yield Item(path, number, False, _QUOTED_FROM.sub(rb"\1", raw) + b"\n")
            lines, size = [], 0
        elif (size := size + len(line)) <= _MOST:
            lines.append(line)
        else:
            lines = []
        if not line:
            break
        is_after_empty = not line.strip()
    if not number:
        yield Unread(path, "unread-empty")
