"""Mails as real programs write them; their people are invented."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from palabre.mail.letters import Letter, letters
from palabre.mail.mailboxes import Item

HEADERS = """\
From: Awa Diallo <awa@port.example>
To: harbours@lists.example
Subject: Re: [harbours] What the office learnt
Date: Wed, 22 Sep 2010 23:30:00 -0500
Message-ID: <2@port.example>
In-Reply-To: <1@port.example>
References: <0@port.example> <1@port.example>
MIME-Version: 1.0
"""


def plain(body: str, headers: str = HEADERS, charset: str = "utf-8") -> bytes:
    """A mail of one plain text."""
    kind = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    return f"{headers}{kind}{body}".encode(charset)


def rich(body: str, headers: str = HEADERS) -> bytes:
    """A mail of HTML alone."""
    kind = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    return f"{headers}{kind}{b64encode(body.encode()).decode()}".encode()


def parted(kind: str, *parts: str, headers: str = HEADERS) -> bytes:
    """A mail of several parts, each with its own headers."""
    inner = "".join(f"--=_b\n{part}\n" for part in parts)
    return f'{headers}Content-Type: multipart/{kind}; boundary="=_b"\n\n{inner}--=_b--\n'.encode()


def item(raw: bytes, is_page: bool = False) -> Item:
    """*raw* as a file of its own."""
    return Item(Path("post.html" if is_page else "post.eml"), 1, is_page, raw)


def read(raw: bytes, keep_quotes: bool = False) -> Letter:
    """The only letter of a mail."""
    (letter,) = letters(item(raw), keep_quotes)
    return letter


def left(letter: Letter, kind: str) -> str:
    """All of that kind that a letter left."""
    return "\n".join(left.text for left in letter.left if left.kind == kind)
