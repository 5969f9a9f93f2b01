"""Elements of XML as strings: thousands of entries are joined, so each is written once."""

from __future__ import annotations

from markupsafe import escape

from palabre.language import Phrase

_BARRED = (*(chr(code) for code in range(32) if chr(code) not in "\t\n\r"), "\ufffe", "\uffff")
"""What XML 1.0 (2.2, Char) has no place for, and no way to write; surrogates are in no text."""


def allowed(xml: str) -> str:
    """*xml* without the characters that no XML may have."""
    for character in _BARRED:
        if character in xml:  # hardly ever: to look is cheaper than to replace
            xml = xml.replace(character, "")
    return xml


def element(name: str, words: str = "", **attributes: str) -> str:
    """An element that holds *words*; attributes without a value are left out.

    ``xml_lang`` is ``xml:lang``.
    """
    told = "".join(
        [
            f' {key.replace("_", ":")}="{escape(value)}"'
            for key, value in attributes.items()
            if value
        ]
    )
    return f"<{name}{told}>{escaped(words)}</{name}>\n" if words else f"<{name}{told}/>\n"


def escaped(words: str) -> str:
    """*words* as the content of an element, where quotes stand for themselves: texts have many."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def language_of(words: Phrase) -> str:
    """The code of the language that all of *words* are in; empty where that is their place's."""
    codes = {code for _, code in words.parts}
    return codes.pop() if len(codes) == 1 else ""
