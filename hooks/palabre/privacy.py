"""Personal data that the site never shows: e-mail addresses and phone numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

# Every part is bounded, so that no text makes a search slow.
_EMAIL = re.compile(
    r"(?:mailto:)?(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?:tel:)?(?<![\w/.])(?:\+|00)[\s(]{0,2}[1-9](?:[\s().\-\u2010-\u2013]{0,3}\d){6,14}(?!\w)"
)

_MARKS = ((("@",), _EMAIL, "[@]"), (("+", "00"), _PHONE, "[☎]"))
"""What every address or number has, the pattern of each, and what stands in its place.

The marks are the same in every language.
"""

_TAG = re.compile(r"<[^>]*>")
_HREF = re.compile(r'(?:href|src)="([^"]*)"')
_MAY_HIDE = ("@", "＠", "﹫", "+", "＋", "﹢", "⁺", "₊", "00", "%40", "%2", "&")


def find(text: str) -> Iterator[re.Match[str]]:
    """The addresses and numbers in *text*."""
    for signs, pattern, _ in _MARKS:
        if any(sign in text for sign in signs):
            yield from pattern.finditer(text)


def find_shown(html: str) -> Iterator[re.Match[str]]:
    """The addresses and numbers that a reader of *html* sees, or that its links lead to."""
    if any(sign in html for sign in _MAY_HIDE):
        yield from find(unicodedata.normalize("NFKC", unescape(_TAG.sub("", html))))
        for address in _HREF.findall(html):
            yield from find(unquote(unescape(address)))


def mask(text: str) -> str:
    """*text* with a mark in the place of each address and number."""
    for signs, pattern, mark in _MARKS:
        if any(sign in text for sign in signs):
            text = pattern.sub(mark, text)
    return text
