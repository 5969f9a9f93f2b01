"""Elements of XML as strings: thousands of entries are joined, so each is written once.

RFC 4287, 2: a feed is well-formed XML. That excludes characters which a text may have.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from palabre.language import Phrase

_BARRED = (*(chr(code) for code in range(32) if chr(code) not in "\t\n\r"), "\ufffe", "\uffff")
"""What XML 1.0 (2.2, Char) has no place for, and no way to write; surrogates are in no text."""


def text(words: str) -> str:
    """*words* as the content of an element."""
    for character in _BARRED:
        if character in words:  # hardly ever: looking is cheaper than replacing
            words = words.replace(character, "")
    return escape(words, {"\r": "&#13;"} if "\r" in words else {})


def element(name: str, words: str = "", **attributes: str) -> str:
    """An element that holds *words*; attributes without a value are left out.

    ``xml_lang`` and ``thr_ref`` are ``xml:lang`` and ``thr:ref``.
    """
    told = "".join(
        f" {key.replace('_', ':')}={quoteattr(text_of_attribute(value))}"
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{told}>{text(words)}</{name}>\n" if words else f"<{name}{told}/>\n"


def text_of_attribute(value: str) -> str:
    """*value* without what XML has no place for."""
    return "".join(_kept(value))


def _kept(value: str) -> Iterator[str]:
    return (character for character in value if character not in _BARRED)


def language_of(words: Phrase) -> str:
    """The code of the language that all of *words* are in; empty where that is their place's."""
    codes = {code for _, code in words.parts}
    return codes.pop() if len(codes) == 1 else ""
