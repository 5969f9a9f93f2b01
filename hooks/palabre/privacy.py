"""Personal data that the site never shows: e-mail addresses and phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMAIL = re.compile(r"(?:mailto:)?[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel:)?(?<![\w/.])(?:\+|00)[1-9](?:[\s().-]{0,2}\d){6,}(?!\w)")

_MARKS = ((_EMAIL, "[@]"), (_PHONE, "[☎]"))
"""What stands in the place of each. The marks are the same in every language."""


def find(text: str) -> Iterator[re.Match[str]]:
    """The addresses and numbers in *text*."""
    for pattern, _ in _MARKS:
        if pattern is _PHONE or "@" in text:
            yield from pattern.finditer(text)


def mask(text: str) -> str:
    """*text* with a mark in the place of each address and number."""
    for pattern, mark in _MARKS:
        if pattern is _PHONE or "@" in text:
            text = pattern.sub(mark, text)
    return text
