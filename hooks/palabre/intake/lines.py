"""Lines that front matter admits, made of whatever letters say.

What a line must be stands in :mod:`palabre.values`; here a text becomes one, or nothing.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from pydantic import TypeAdapter, ValidationError

from palabre.redaction import redact
from palabre.values import Line

_KEPT = "\u200c\u200d\u00a0\u202f"
"""The joiners of some scripts, and the spaces of French."""
_LOOKED_AT = 4000
"""No line is made of more of a text."""

_PILED = re.compile("([\u0300-\u036f\u20d0-\u20ff]{3})[\u0300-\u036f\u20d0-\u20ff]+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BRACKETS = str.maketrans("<>", "‹›")
_LINE: TypeAdapter[str] = TypeAdapter(Line)


def line(text: str, most: int = 200) -> str:
    """*text* on one line of at most *most* characters, as front matter admits it; else empty."""
    text = unicodedata.normalize("NFC", unescape(clean(text.lstrip()[:_LOOKED_AT])))
    text = "".join(c if c.isprintable() or c in _KEPT else _shown(c) for c in text)
    text = redact(_PILED.sub(r"\1", text)).text.translate(_BRACKETS)
    text = re.sub(" +", " ", _ENTITY.sub("& ", text)).strip()
    if len(text) > most:
        text = text[:most].rpartition(" ")[0] or text[: most - 1]
        text = text.rstrip(" ,;:–—") + "…"
    try:
        return _LINE.validate_python(text)
    except ValidationError:
        return ""


def clean(text: str) -> str:
    """*text* without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _shown(character: str) -> str:
    """What stands for a *character* that shows nothing: a space, or nothing at all."""
    return " " if unicodedata.category(character) in ("Cc", "Zl", "Zp", "Zs") else ""
