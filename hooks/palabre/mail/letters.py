"""Items to letters: what somebody wrote, as Markdown, and what is known of it.

Nothing that a message says is lost: what is no part of the body is left or an attachment, and what
is open to doubt is told as a question of the catalogues, ``doubt-…``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from email.message import Message

from palabre.mail import charsets, days, digests, headers, mime, parts, saved_pages
from palabre.mail.bodies import Draft, write
from palabre.mail.escaping import clean
from palabre.mail.mailboxes import Item
from palabre.mail.parts import Content
from palabre.mail.remains import Attachment, Left
from palabre.mail.signatures import Signature

__all__ = ["Attachment", "Left", "Letter", "Signature", "letters"]

_DEEPEST = 5
"""Mails in mails in mails are not looked for any deeper."""

_MOST_LETTERS = 1000


@dataclass(frozen=True)
class Letter:
    """What somebody wrote."""

    item: Item
    part: int
    """A digest holds several letters; else 1."""
    checksum: str
    """SHA-256, in hexadecimal digits, of what was taken in: the item's bytes, or the part's."""
    title: str
    """The subject without marks of replies, forwards and lists."""
    sender: str
    """The sender's name, as the message's headers give it."""
    address: str
    """The sender's address: for matching only."""
    day: date | None
    """In the sender's own zone."""
    message_id: str
    """Without angle brackets."""
    answers: tuple[str, ...]
    """The identifiers of what it replies to, the nearest first."""
    is_reply: bool
    """Whether the subject said so."""
    body: str
    """Markdown, without quoted replies, footers of lists and the signature."""
    signature: Signature
    left: tuple[Left, ...]
    attachments: tuple[Attachment, ...]
    doubts: tuple[str, ...]
    """Messages of the catalogues."""


def letters(item: Item, keep_quotes: bool = False) -> list[Letter]:
    """The letters in *item*, one at least: nothing is raised, whatever its bytes.

    With *keep_quotes*, what they quote stays in the body, as quotes.
    """
    message = None if item.is_page else mime.parse(item.raw)
    page = item.raw if item.is_page else parts.saved_page(message) if message else None
    if page is not None:
        found = [(_of_page(page, keep_quotes), item.raw)]
    else:
        found = _in_mail(message, item.raw, keep_quotes, 0)
    return [
        _finished(draft, item, part, hashlib.sha256(raw).hexdigest())
        for part, (draft, raw) in enumerate(found, 1)
    ]


def _of_page(raw: bytes, keep_quotes: bool) -> Draft:
    page = saved_pages.read(raw)
    title, is_reply, _ = headers.title(page.title)
    draft = Draft(
        sender=page.author,
        address=page.address,
        title=title,
        day=page.day,
        message_id=page.message_id,
        is_reply=is_reply,
        left=[*page.left],
        doubts=[*page.doubts],
    )
    write(draft, page.text, page.is_markdown, keep_quotes)
    return draft


def _in_mail(
    message: Message | None, raw: bytes, keep_quotes: bool, depth: int
) -> list[tuple[Draft, bytes]]:
    """The letters in a mail, and the bytes of each: its own text, and those of the mails in it."""
    if message is None or depth > _DEEPEST:
        text = clean(charsets.decode(raw)[0])
        left = [Left("undecodable", text)]
        return [(Draft(left=left, doubts=["doubt-html"]), raw)]
    content = parts.read(message)
    draft = _headed(message, content)
    found: list[tuple[Draft, bytes]] = []
    around, mails = ("", []) if content.is_markdown else digests.split(content.text)
    if mails:
        for mail in mails[:_MOST_LETTERS]:
            found += _in_mail(mime.parse(mail), mail, keep_quotes, depth + 1)
        rest = b"\n\n".join(mails[_MOST_LETTERS:]).decode()
        draft.left += [Left("preamble", around), Left("long", rest)]
        draft.doubts += ["doubt-long"] if rest else []
    for inner, inner_raw in content.inner:
        found += _in_mail(inner, inner_raw, keep_quotes, depth + 1)
    is_digest = bool(mails) or _is_digest(message)
    if found and (is_digest or not content.text.strip()):
        first = found[0][0]
        first.left += draft.left + ([] if mails else [Left("preamble", content.text.strip())])
        first.attachments += draft.attachments
        first.doubts += draft.doubts + ([] if is_digest else ["doubt-forward"])
        return found
    write(draft, content.text, content.is_markdown, keep_quotes)
    for inner_draft, _ in found:
        inner_draft.doubts.append("doubt-forward")
    draft.doubts += ["doubt-forward"] if found else []
    return [(draft, raw), *found]


def _is_digest(message: Message) -> bool:
    return any(part.get_content_type() == "multipart/digest" for part in message.walk())


def _headed(message: Message, content: Content) -> Draft:
    """What the headers of *message* say, and its parts beside its text."""
    name, address = headers.sender(headers.raw(message, "From"))
    title, is_reply, is_forward = headers.title(headers.text(message, "Subject"))
    return Draft(
        sender=name,
        address=address,
        title=title,
        day=days.of_header(headers.text(message, "Date")),
        message_id=headers.identifier(message),
        answers=headers.answers(message),
        is_reply=is_reply,
        is_forward=is_forward,
        left=content.left,
        attachments=content.attachments,
        doubts=content.doubts,
    )


def _finished(draft: Draft, item: Item, part: int, checksum: str) -> Letter:
    """*draft* as a letter; what is missing is put as a question."""
    missing = {"doubt-date": draft.day, "doubt-sender": draft.sender or draft.signature.name}
    asked = [*draft.doubts, *(doubt for doubt, value in missing.items() if not value)]
    asked += [] if draft.body else ["doubt-empty"]
    return Letter(
        item=item,
        part=part,
        checksum=checksum,
        title=draft.title,
        sender=draft.sender,
        address=draft.address,
        day=draft.day,
        message_id=draft.message_id,
        answers=draft.answers,
        is_reply=draft.is_reply,
        body=draft.body,
        signature=draft.signature,
        left=tuple(left for left in draft.left if left.text),
        attachments=tuple(draft.attachments),
        doubts=tuple(dict.fromkeys(asked)),
    )
