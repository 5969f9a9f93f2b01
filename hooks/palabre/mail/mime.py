"""Python's parser of mails, without what it raises, against its word, at what is none."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from palabre.mail import charsets
from palabre.mail.escaping import clean

_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, MessageError)
_DEEPEST = 50
_FILES = frozenset("calendar csv css directory javascript rtf vcard x-patch x-vcard xml".split())
"""Kinds of text that are nobody's letter."""


def parse(raw: bytes) -> Message | None:
    """*raw* as a mail; ``None`` where parts lie in each other too deeply."""
    try:
        message = message_from_bytes(raw)
    except (RecursionError, *_FAULTS):
        return None
    level, depth = [message], 0
    while level and depth <= _DEEPEST:
        level = [part for one in level if one.is_multipart() for part in parts_of(one)]
        depth += 1
    return message if depth <= _DEEPEST else None


def parts_of(message: Message) -> list[Message]:
    """The parts of *message*, which may be none."""
    payload = message.get_payload()
    return [p for p in payload if isinstance(p, Message)] if isinstance(payload, list) else []


def is_file(part: Message) -> bool:
    """Whether *part* is a file that came with a mail, and no text of it."""
    if part.get_content_subtype() in _FILES:
        return True
    try:
        return part.get_content_disposition() == "attachment" or bool(
            part.get_filename() and part.get_content_disposition() != "inline"
        )
    except _FAULTS:
        return False


def parameter(part: Message, name: str) -> str:
    """What ``Content-Type`` says under *name*."""
    try:
        value = part.get_param(name)
    except _FAULTS:
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "")


def payload(part: Message) -> bytes:
    """The content of a part that has no parts."""
    try:
        raw = part.get_payload(decode=True)
    except _FAULTS:
        raw = None
    if isinstance(raw, bytes):
        return raw
    return str(part.get_payload() or "").encode("utf-8", "surrogateescape")


def as_sent(part: Message) -> bytes:
    """*part* as it is sent."""
    try:
        return part.as_bytes()
    except (RecursionError, *_FAULTS):
        return "\n\n".join(_strings(part)).encode("utf-8", "surrogateescape")


def _strings(part: Message) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in part.raw_items())
    for one in part.walk():
        if not one.is_multipart():
            yield str(one.get_payload() or "")


def filename(part: Message) -> str:
    """The name of the file that *part* is, on one line."""
    try:
        name = str(part.get_filename() or "")
    except _FAULTS:
        return ""
    return " ".join(clean(as_text(name)).split())


def as_text(value: str) -> str:
    """*value* with the bytes in it that the parser kept as surrogates."""
    return charsets.decode(value.encode("utf-8", "surrogateescape"))[0]
