"""The body of a letter, apart from what stands around it in a message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from palabre.mail import days, footers, headers, quotes, signatures
from palabre.mail.escaping import as_written, block_quote, quoted
from palabre.mail.quotes import Segment
from palabre.mail.remains import Attachment, Left
from palabre.mail.signatures import Signature

_DEEPEST = 5
"""What is forwarded in what is forwarded is not looked for any deeper."""

_NOTE = 400
"""Who passes on a contribution writes no longer a note with it."""


@dataclass
class Draft:
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


def write(draft: Draft, text: str, is_markdown: bool, keep_quotes: bool) -> None:
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


def _unforwarded(draft: Draft, segments: list[Segment]) -> list[Segment]:
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
        draft.answers = ()  # to a message that this one passes on
        segments = [*quotes.separate(forwarded.text), *segments[place + 1 :]]
    return segments


def _unsigned(draft: Draft, text: str) -> str:
    """*text* without its signature, which *draft* gets; a lawyer's claim below that stays."""
    text, claim = footers.disclaimer(text)
    draft.doubts += ["doubt-disclaimer"] if claim else []
    text, device = footers.sent_from(text)
    signed = signatures.split(text, draft.sender)
    draft.left += [Left("sent-from", device), Left("signature", signed.written)]
    draft.signature = signed.signature
    draft.doubts += [] if signed.is_sure else ["doubt-signature"]
    return "\n\n".join(filter(None, (signed.text, claim)))


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
