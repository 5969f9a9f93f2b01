"""What the headers of a mail say: who wrote it, under which title, in answer to what."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from palabre import privacy
from palabre.mail import charsets
from palabre.mail.escaping import clean
from palabre.mail.words import alternatives, plain, words

_MOST = 4000
"""A header is no longer than this."""

_ID = re.compile(r"<([^<>\s]{1,998})>")
_TAG = re.compile(r"\[[^\[\]]{1,40}\]\s*(?=\S)")
_ADDRESS = re.compile(r"[<\[(](?:mailto:)?\s*([^\s<>()\[\]]{1,250}@[^\s<>()\[\]]{1,250})\s*[>\])]")
_AT = re.compile(r"(?<=[\w-]) (?:at|@) (?=[\w-]+\.)")


def text(message: Message, name: str) -> str:
    """The header *name* as its writer saw it, on one line; empty where there is none."""
    return " ".join(clean(_decoded(raw(message, name))).split())


def raw(message: Message, name: str) -> str:
    """The header *name* as it is sent."""
    values = (str(value) for key, value in message.raw_items() if key.lower() == name.lower())
    return next(values, "")[:_MOST]


def _decoded(value: str) -> str:
    try:
        parts = decode_header(_bytes_as_text(value))
    except (MessageError, ValueError, LookupError):
        return _bytes_as_text(value)
    return "".join(
        part if isinstance(part, str) else charsets.decode(part, charset or "")[0]
        for part, charset in parts
    )


def _bytes_as_text(value: str) -> str:
    """*value* with the bytes that the parser kept as surrogates told as text."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return charsets.decode(value.encode("utf-8", "surrogateescape"))[0]
    return value


def title(subject: str) -> tuple[str, bool, bool]:
    """*subject* without marks of replies, forwards and lists; whether it had the first two."""
    marks: set[str] = set()
    while True:
        before = subject
        subject = _TAG.sub("", subject, count=1) if _TAG.match(subject) else subject
        mark, sign, rest = subject.partition(":")
        name = re.sub(r"[\[(^]?\d{0,3}[\])]?$", "", plain(mark))
        if sign and name in (*words("mail-reply-marks"), *words("mail-forward-marks")):
            marks.add(name)
            subject = rest.strip()
        if subject == before:
            break
    is_reply = bool(marks & set(words("mail-reply-marks")))
    return subject.strip(), is_reply, bool(marks & set(words("mail-forward-marks")))


def sender(value: str) -> tuple[str, str]:
    """The name and the address in *value*, what a ``From`` says; each may be empty.

    The name that a list put in its own place, "Awa Diallo via harbours", loses what was added.
    """
    value = value if "@" in value else _AT.sub("@", value)  # what archives of lists make of it
    if match := _ADDRESS.search(value):
        name, address = value[: match.start()], match[1]
    else:
        try:
            name, address = parseaddr(value)
        except (ValueError, IndexError, TypeError, RecursionError):
            name, address = "", ""
        if "@" not in address:
            name, address = name or value, ""
    name = " ".join(clean(_decoded(name.strip().strip("\"'").replace("\\", ""))).split())
    name = re.sub(rf"\s(?:{alternatives('mail-via')})\s.*$", "", name, flags=re.IGNORECASE)
    name = re.sub(r"[<>]", "", name).strip(" ,;")
    has_letter = any(c.isalpha() for c in name)
    is_private = "@" in name or next(privacy.find(name), None)
    return (name if has_letter and not is_private else ""), address.lower()


def identifier(message: Message) -> str:
    """The Message-ID, without angle brackets."""
    told = text(message, "Message-ID")
    match = _ID.search(told)
    return match[1] if match else told if re.fullmatch(r"[^\s<>]{1,998}", told) else ""


def answers(message: Message) -> tuple[str, ...]:
    """What the message replies to, the nearest first: ``In-Reply-To``, then ``References``."""
    direct = _ID.findall(text(message, "In-Reply-To"))
    return tuple(dict.fromkeys((*direct, *reversed(_ID.findall(text(message, "References"))))))
