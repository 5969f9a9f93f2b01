"""The pictures of texts: as large on the page as they are, so that nothing moves as they come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from urllib.parse import unquote

from palabre.layout import ATTACHMENTS
from palabre.weblinks import address_of

Size = tuple[int, int]
"""Width and height in px."""

MOST_BYTES = 500 * 1024
"""A larger picture makes readers with a slow connection wait, and pay."""

_BEGINNINGS = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}

# nh3 writes every attribute as name="value" with the quotes in the value escaped.
_PICTURE = re.compile(r'<img((?: [a-z]+="[^"]*")*?) src="([^"]*)"')
_IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


def kind(raw: bytes) -> str:
    """What the picture in *raw* is, whatever it is called; empty where no page may show such."""
    return next((name for name, begins in _BEGINNINGS.items() if begins.match(raw)), "")


def size(raw: bytes) -> Size | None:
    """How large the picture in *raw* is; ``None`` where it is none, or is damaged."""
    import imagesize  # it brings HTTP and TLS: most archives have no picture

    if not kind(raw):
        return None
    try:
        width, height = imagesize.get(BytesIO(raw))
    except (ValueError, OSError, LookupError, ArithmeticError):
        return None
    return (width, height) if width > 0 and height > 0 else None


def sized(html: str, folder: str, sizes: Mapping[str, Size]) -> str:
    """*html* with the size of every picture; *sizes* has them by their addresses.

    *folder* is where its text stands below its language's folder.
    """

    def step(match: re.Match[str]) -> str:
        found = sizes.get(address_of(match[2], folder))
        told = f' width="{found[0]}" height="{found[1]}"' if found else ""
        return f'<img{match[1]} src="{match[2]}"{told} loading="lazy"'

    return _PICTURE.sub(step, html)


def undescribed(html: str) -> Iterator[str]:
    """The addresses of the pictures in *html* of which no words, or only a file's name, tell."""
    for match in _IMAGE.finditer(html):
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[1])}
        words = attributes.get("alt", "").strip()
        is_name = words.lower().endswith(ATTACHMENTS) and " " not in words
        if is_name or not any(map(str.isalnum, words)):
            yield unquote(attributes.get("src", ""))
