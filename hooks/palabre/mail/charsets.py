"""Bytes of mails and saved pages to text, in whatever charset, whether they tell it or not."""

from __future__ import annotations

import codecs
import re

_ALIASES = {
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "x-mac-roman": "mac-roman",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
}
"""What mail programs say, and Python calls otherwise; or a charset that holds the one named."""

_WESTERN = frozenset({"", "ascii", "iso8859-1", "cp1252"})
"""What those say who do not know, or mean windows-1252."""

_NO_CHARSETS = frozenset(
    "idna mbcs oem punycode raw-unicode-escape undefined unicode-escape".split()
)
"""Codecs of Python's that are no charset of a mail."""

_UNDEFINED = "\N{REPLACEMENT CHARACTER}"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(raw: bytes, declared: str = "") -> tuple[str, bool]:
    """The text of *raw*, said to be in the charset *declared*; and whether that is sure.

    Nothing is raised: bytes that mean nothing become U+FFFD, and the text is not sure.
    """
    for bom, name in _BOMS:
        if raw.startswith(bom):
            raw = raw[len(bom) :]
            return _strictly(raw, name) or (raw.decode(name, "replace"), False)
    charset = _python_name(declared)
    if raw.isascii() and charset in (*_WESTERN, "utf-8", None):
        return raw.decode("ascii"), True
    if charset not in (*_WESTERN, "utf-8", None):
        return _strictly(raw, charset) or _guess(raw)
    # Accents in UTF-8 are never sensible windows-1252, whatever is declared.
    if found := _strictly(raw, "utf-8"):
        return found
    is_told = charset in ("iso8859-1", "cp1252")
    text, is_sure = _guess(raw)
    return text, is_sure and is_told


def _python_name(declared: str) -> str | None:
    """What Python calls the charset *declared*; empty where none is, ``None`` for one unknown."""
    name = declared.strip().strip("'\"").lower()
    if not name:
        return ""
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        # "windows-1252http-equivContent-Type", "x-unknown", "iso-8859-1/utf-8", "cp-1252"
        known = re.match(r"(?:x-)?(?:cp|windows)[-_ ]?(125\d)|(utf-?8)|(iso-?8859-?\d+)", name)
        if not known:
            return None
        code, utf, iso = known.groups()
        try:
            found = codecs.lookup(f"cp{code}" if code else "utf-8" if utf else iso)
        except LookupError:
            return None
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name not in _NO_CHARSETS else None


def _strictly(raw: bytes, name: str | None) -> tuple[str, bool] | None:
    try:
        return raw.decode(name or "ascii"), True
    except (ValueError, LookupError):  # what a codec raises besides UnicodeDecodeError
        return None


def _guess(raw: bytes) -> tuple[str, bool]:
    """UTF-8 where most of it is, else windows-1252; sure where it is the latter without a flaw."""
    utf = raw.decode("utf-8", "replace")
    flaws = utf.count(_UNDEFINED)
    letters = sum(1 for c in utf if c > "\x7f") - flaws
    if letters > flaws:
        return utf, False
    text = raw.decode("cp1252", "replace")
    return text, _UNDEFINED not in text
