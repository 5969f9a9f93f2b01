"""Personal data that the site never shows: e-mail addresses and phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMAIL = re.compile(r"(?:mailto:)?[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(r"(?:tel:)?(?<![\w/.])(?:\+|00)[1-9](?:[\s().-]{0,2}\d){6,}(?!\w)")

_MARKS = ((re.compile("@"), _EMAIL, "[@]"), (re.compile(r"\+|00[1-9]"), _PHONE, "[☎]"))
"""What every address and number has, the pattern of each, and what stands in its place.

The marks are the same in every language.
"""


def find(text: str) -> Iterator[re.Match[str]]:
    """The addresses and numbers in *text*."""
    for sign, pattern, _ in _MARKS:
        if sign.search(text):
            yield from pattern.finditer(text)


def mask(text: str) -> str:
    """*text* with a mark in the place of each address and number."""
    for sign, pattern, mark in _MARKS:
        if sign.search(text):
            text = pattern.sub(mark, text)
    return text
