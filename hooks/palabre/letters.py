"""Items to letters: what somebody wrote, as Markdown, and what is known of it.

Nothing that a message says is lost: what is no part of the body is left or an attachment, and what
is open to doubt is told as a question of the catalogues, ``doubt-…``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from email.message import Message

from palabre import (
    charsets,
    days,
    digests,
    footers,
    headers,
    parts,
    quotes,
    saved_pages,
    signatures,
)
from palabre.escaping import as_written, block_quote, clean, quoted
from palabre.mailboxes import Item
from palabre.parts import Content
from palabre.quotes import Segment
from palabre.remains import Attachment, Left
from palabre.signatures import Signature

__all__ = ["Attachment", "Left", "Letter", "Signature", "letters"]

_DEEPEST = 5
"""Mails in mails in mails are not looked for any deeper."""

_MOST_LETTERS = 1000
_NOTE = 400
"""Who passes on a contribution writes no longer a note with it."""


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


@dataclass
class _Draft:
    """A letter that is being read."""

    sender: str = ""
    address: str = ""
    title: str = ""
    day: date | None = None
    message_id: str = ""
    answers: tuple[str, ...] = ()
    is_reply: bool = False
    is_forward: bool = False
    body: str = ""
    signature: Signature = field(default_factory=Signature)
    left: list[Left] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def finished(self, item: Item, part: int, checksum: str) -> Letter:
        """The letter; what is missing is put as a question."""
        missing = {"doubt-date": self.day, "doubt-sender": self.sender or self.signature.name}
        asked = [*self.doubts, *(doubt for doubt, value in missing.items() if not value)]
        asked += [] if self.body else ["doubt-empty"]
        return Letter(
            item=item,
            part=part,
            checksum=checksum,
            title=self.title,
            sender=self.sender,
            address=self.address,
            day=self.day,
            message_id=self.message_id,
            answers=self.answers,
            is_reply=self.is_reply,
            body=self.body,
            signature=self.signature,
            left=tuple(left for left in self.left if left.text),
            attachments=tuple(self.attachments),
            doubts=tuple(dict.fromkeys(asked)),
        )


def letters(item: Item, keep_quotes: bool = False) -> list[Letter]:
    """The letters in *item*, one at least: nothing is raised, whatever its bytes.

    With *keep_quotes*, what they quote stays in the body, as quotes.
    """
    message = None if item.is_page else parts.parse(item.raw)
    page = item.raw if item.is_page else parts.saved_page(message) if message else None
    if page is not None:
        found = [(_of_page(page, keep_quotes), item.raw)]
    else:
        found = _in_mail(message, item.raw, keep_quotes, 0)
    return [
        draft.finished(item, part, hashlib.sha256(raw).hexdigest())
        for part, (draft, raw) in enumerate(found, 1)
    ]


def _of_page(raw: bytes, keep_quotes: bool) -> _Draft:
    page = saved_pages.read(raw)
    title, is_reply, _ = headers.title(page.title)
    draft = _Draft(
        sender=page.author,
        address=page.address,
        title=title,
        day=page.day,
        message_id=page.message_id,
        is_reply=is_reply,
        left=[*page.left],
        doubts=[*page.doubts],
    )
    _write(draft, page.text, page.is_markdown, keep_quotes)
    return draft


def _in_mail(
    message: Message | None, raw: bytes, keep_quotes: bool, depth: int
) -> list[tuple[_Draft, bytes]]:
    """The letters in a mail, and the bytes of each: its own text, and those of the mails in it."""
    if message is None or depth > _DEEPEST:
        text = clean(charsets.decode(raw)[0])
        left = [Left("undecodable", text)]
        return [(_Draft(left=left, doubts=["doubt-html"]), raw)]
    content = parts.read(message)
    draft = _headed(message, content)
    found: list[tuple[_Draft, bytes]] = []
    around, mails = ("", []) if content.is_markdown else digests.split(content.text)
    if mails:
        for mail in mails[:_MOST_LETTERS]:
            found += _in_mail(parts.parse(mail), mail, keep_quotes, depth + 1)
        draft.left.append(Left("preamble", around))
    for inner, inner_raw in content.inner[:_MOST_LETTERS]:
        found += _in_mail(inner, inner_raw, keep_quotes, depth + 1)
    is_digest = bool(mails) or _is_digest(message)
    if found and (is_digest or not content.text.strip()):
        first = found[0][0]
        first.left += draft.left + ([] if mails else [Left("preamble", content.text.strip())])
        first.attachments += draft.attachments
        first.doubts += draft.doubts + ([] if is_digest else ["doubt-forward"])
        return found
    _write(draft, content.text, content.is_markdown, keep_quotes)
    for inner_draft, _ in found:
        inner_draft.doubts.append("doubt-forward")
    draft.doubts += ["doubt-forward"] if found else []
    return [(draft, raw), *found]


def _is_digest(message: Message) -> bool:
    return any(part.get_content_type() == "multipart/digest" for part in message.walk())


def _headed(message: Message, content: Content) -> _Draft:
    """What the headers of *message* say, and its parts beside its text."""
    name, address = headers.sender(headers.raw(message, "From"))
    title, is_reply, is_forward = headers.title(headers.text(message, "Subject"))
    return _Draft(
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


def _write(draft: _Draft, text: str, is_markdown: bool, keep_quotes: bool) -> None:
    """Make the body of *draft* of *text*; note what is left of it."""
    text, footer = footers.cut(text)
    draft.left.append(Left("footer", footer))
    segments = _unforwarded(draft, quotes.separate(text))
    last = next((p for p in reversed(range(len(segments))) if not segments[p].is_quote), None)
    if last is not None:
        own = _unsigned(draft, segments[last].text)
        segments[last : last + 1] = [Segment(tuple(own.split("\n")))] if own else []
    if not keep_quotes:
        segments, left, is_doubtful = quotes.chosen(segments)
        draft.left += [Left("quote", segment.whole) for segment in left]
        draft.doubts += ["doubt-quotes"] if is_doubtful else []
    if not draft.signature.name:
        draft.doubts.append("doubt-signature")
    draft.body = _markdown(segments, is_markdown)
    if footers.has_disclaimer(draft.body):
        draft.doubts.append("doubt-disclaimer")


def _unforwarded(draft: _Draft, segments: list[Segment]) -> list[Segment]:
    """*segments* with what the message passes on in the place of the note that it comes with."""
    for _ in range(_DEEPEST):
        place = next((p for p, s in enumerate(segments) if s.fields and s.is_quote), None)
        if place is None:
            break
        forwarded = segments[place]
        if not (forwarded.is_forward or draft.is_forward) or not forwarded.text.strip():
            break
        note = "\n\n".join(segment.whole for segment in segments[:place])
        draft.doubts.append("doubt-forward")
        if len(note) > _NOTE:
            break
        draft.left += [Left("note", note), Left("forward-header", "\n".join(forwarded.head))]
        name, address = headers.sender(forwarded.field("from"))
        draft.sender, draft.address = name, address
        draft.day = days.in_words(forwarded.field("sent"))
        title, is_reply, draft.is_forward = headers.title(forwarded.field("subject"))
        draft.title, draft.is_reply = title or draft.title, is_reply
        draft.message_id, draft.answers = "", ()
        segments = [*quotes.separate(forwarded.text), *segments[place + 1 :]]
    return segments


def _unsigned(draft: _Draft, text: str) -> str:
    """*text* without its signature, which *draft* gets."""
    text, device = footers.sent_from(text)
    signed = signatures.split(text, draft.sender)
    draft.left += [Left("sent-from", device), Left("signature", signed.written)]
    draft.signature = signed.signature
    draft.doubts += [] if signed.is_sure else ["doubt-signature"]
    return signed.text


def _markdown(segments: Iterable[Segment], is_markdown: bool) -> str:
    """The body that *segments* make."""
    blocks: list[str] = []
    for segment in segments:
        if not segment.is_quote:
            blocks.append(segment.text if is_markdown else as_written(segment.text))
            continue
        head = "\n".join(segment.head).strip()
        blocks.append(head if is_markdown else as_written(head))
        if not is_markdown:
            blocks.append(quoted(segment.text.split("\n")))
        elif segment.text.lstrip().startswith(">"):
            blocks.append(segment.text)
        else:
            blocks.append(block_quote(segment.text))
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip())
