"""A mail's parts: what it says, what came with it, and the mails within it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message

from palabre.mail import charsets, hypertext, mime, wrappings
from palabre.mail.escaping import as_written, clean
from palabre.mail.headers import text as header
from palabre.mail.remains import Attachment, Left

_MOST_PARTS = 500
_MOST = 1024 * 1024
"""So many characters of one text are read; what follows is left."""

_MOST_OF_PREAMBLE = 500
_STUB = 0.2
"""A plain text with so much less words than its HTML is no text: "see the HTML part"."""

_WORD = re.compile(r"\w+")
_SEALS = ("pkcs7-signature", "x-pkcs7-signature", "pgp-signature")
_SECRETS = ("pkcs7-mime", "x-pkcs7-mime", "pgp-encrypted")


@dataclass
class Content:
    """What the parts of a mail were found to hold."""

    texts: list[tuple[str, bool]] = field(default_factory=list)
    """Each text, and whether it is Markdown; else it is plain."""
    left: list[Left] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    inner: list[tuple[Message, bytes]] = field(default_factory=list)
    """The mails within it, and the bytes of each."""
    doubts: list[str] = field(default_factory=list)

    @property
    def is_markdown(self) -> bool:
        """Whether any text was HTML."""
        return any(is_markdown for _, is_markdown in self.texts)

    @property
    def text(self) -> str:
        """All texts, one after the other: plain, or Markdown where any is."""
        return "\n\n".join(
            as_written(text) if self.is_markdown and not is_markdown else text
            for text, is_markdown in self.texts
            if text.strip()
        )


def read(message: Message) -> Content:
    """What *message* holds."""
    content = Content()
    _read(message, content)
    return content


def saved_page(message: Message) -> bytes | None:
    """The web page that a browser saved as if it were a mail (MHTML), if that is what it is."""
    by_browser = "Snapshot-Content-Location" in message or "<Saved by" in header(message, "From")
    pages = (part for part in message.walk() if part.get_content_type() == "text/html")
    page = next(pages, None) if by_browser else None
    return mime.payload(page) if page else None


def _read(part: Message, content: Content) -> None:
    if len(content.attachments) + len(content.texts) + len(content.inner) >= _MOST_PARTS:
        content.left.append(Left("long", clean(charsets.decode(mime.as_sent(part))[0])))
        content.doubts.append("doubt-long")
    elif part.is_multipart() and part.get_content_maintype() == "multipart":
        _read_parts(part, content)
    elif part.get_content_type() == "message/rfc822" and part.is_multipart():
        content.inner += [(inner, mime.as_sent(inner)) for inner in mime.parts_of(part)]
    elif part.get_content_maintype() in ("text", "multipart") and not mime.is_file(part):
        if part.get_content_maintype() == "multipart":  # without any part: its end was lost
            content.doubts.append("doubt-html")
        _read_text(part, content)
    else:
        _keep(part, content)


def _read_parts(part: Message, content: Content) -> None:
    for aside in (part.preamble, part.epilogue):
        if aside and aside.strip() and not _is_for_old_programs(aside):
            content.left.append(Left("preamble", clean(mime.as_text(aside)).strip()))
    parts = mime.parts_of(part)
    if part.get_content_subtype() == "encrypted":
        content.doubts.append("doubt-encrypted")
    if part.get_content_subtype() == "alternative":
        _read_alternatives(parts, content)
    else:
        for one in parts:
            _read(one, content)


def _is_for_old_programs(preamble: str) -> bool:
    """Whether *preamble* only tells those who use a program that knows no parts."""
    return len(preamble) < _MOST_OF_PREAMBLE and "MIME" in preamble and "\n--" not in preamble


def _read_alternatives(parts: list[Message], content: Content) -> None:
    """The plain text, unless it is none, or a stub; its HTML where it says more is left."""
    found = [Content() for _ in parts]
    for part, each in zip(parts, found, strict=True):
        _read(part, each)
    plain = next((c for c in found if c.texts and not c.is_markdown), None)
    rich = next((c for c in found if c.is_markdown), None)
    if plain and rich:
        said = _WORD.findall(plain.text)
        more = _WORD.findall(re.sub(r"\]\([^)]*\)", "]", rich.text))
        chosen, other = (plain, rich) if len(said) > len(more) * _STUB else (rich, plain)
        missing = set(_WORD.findall(other.text)) - set(_WORD.findall(chosen.text))
        if missing:
            content.left.append(Left("alternative", other.text))
        if chosen is plain and len(missing) > len(set(said)) / 10 + 5:
            content.doubts.append("doubt-html")
        content.left += [left for left in other.left if left.kind != "picture"]
        other.texts, other.left = [], []
        other.doubts = []
    for each in found:
        content.texts += each.texts
        content.left += each.left
        content.attachments += each.attachments
        content.inner += each.inner
        content.doubts += each.doubts


def _read_text(part: Message, content: Content) -> None:
    raw = mime.payload(part)
    text, is_sure = charsets.decode(raw, mime.parameter(part, "charset"))
    if not is_sure:
        content.doubts.append("doubt-charset")
    if len(text) > _MOST:
        content.left.append(Left("long", clean(text[_MOST:])))
        content.doubts.append("doubt-long")
        text = text[:_MOST]
    if part.get_content_subtype() == "html":
        written, left, is_sure = markdown(text)
        content.texts.append((written, True))
        content.left += left
        content.doubts += [] if is_sure else ["doubt-html"]
    else:
        text = clean(text)
        if mime.parameter(part, "format").lower() == "flowed":
            text = wrappings.joined(text, mime.parameter(part, "delsp").lower() == "yes")
        text, seal, is_secret = wrappings.unsealed(text)
        content.left += [Left("seal", seal)] if seal else []
        content.doubts += ["doubt-encrypted"] if is_secret else []
        content.texts.append((text, False))


def markdown(html: str) -> tuple[str, list[Left], bool]:
    """*html* as Markdown, what of it was left out, and whether it could be understood."""
    tree = hypertext.soup(html)
    if tree is None:
        return as_written(hypertext.bare(html)), [], False
    return *hypertext.markdown(tree), True


def _keep(part: Message, content: Content) -> None:
    """Keep *part* as an attachment; a signature that only programs read is left."""
    content_type = part.get_content_type()
    name = mime.filename(part)
    raw = mime.as_sent(part) if part.is_multipart() else mime.payload(part)
    if content_type.endswith(_SEALS):
        content.left.append(Left("seal", name or content_type))
        return
    if content_type.endswith(_SECRETS):
        content.doubts.append("doubt-encrypted")
    name = name or header(part, "Content-Description")
    if raw or name:
        content.attachments.append(Attachment(name, content_type, raw))
