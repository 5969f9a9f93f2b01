"""Items as BibTeX: for BibLaTeX, whose ``@online`` has a day, a language and a translator."""

from __future__ import annotations

import re
from collections.abc import Iterator

from palabre.bibliography.items import Item
from palabre.bibliography.notes import notes, one_line
from palabre.language import Language
from palabre.names import Name

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, whatever stands before them
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        '"': '{"}',
        "\u00a0": "~",
        "\u202f": r"\,",
        **{character: f"\\{character}" for character in "%&#_$"},
    }
)
_VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
"""An address is taken as it is."""

_PARTED = re.compile(r"\band\b|,", re.IGNORECASE)
"""What would part names, or a name."""

_LANGUAGES = {
    "ar": "arabic", "de": "ngerman", "el": "greek", "en": "english", "es": "spanish",
    "fa": "persian", "fr": "french", "he": "hebrew", "hi": "hindi", "id": "indonesian",
    "it": "italian", "ja": "japanese", "ka": "georgian", "ko": "korean", "nl": "dutch",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "tr": "turkish",
    "uk": "ukrainian", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip
"""What the package babel, by whose names BibLaTeX hyphenates, calls a language."""


def entry(item: Item, language: Language) -> str:
    """*item* as an entry, its notes in *language*."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(item, language))
    return f"@online{{{item.id},\n{lines}}}\n"


def _fields(item: Item, language: Language) -> Iterator[tuple[str, str]]:
    if item.authors:
        yield "author", " and ".join(map(_name, item.authors))
    if item.translator:
        yield "translator", _name(item.translator)
    yield "title", escaped(item.title.text)
    yield "titleaddon", escaped(language.say(f"cite-kind-{item.kind}"))
    yield "booktitle", escaped(item.container.text)
    yield "organization", escaped(item.archive)
    if item.date:
        yield "date", item.date.isoformat()
    yield "url", item.url.translate(_VERBATIM)
    yield "language", item.language
    if item.language in _LANGUAGES:
        yield "langid", _LANGUAGES[item.language]
    if told := ". ".join(notes(item, language)):
        yield "note", escaped(told)


def escaped(text: str) -> str:
    """*text* as the value of a field that TeX shows."""
    return one_line(text).translate(_SPECIAL)


def _name(name: Name) -> str:
    """A name that is not taken apart stands in braces."""
    if name.is_literal:
        return f"{{{escaped(name.family)}}}"
    return ", ".join(_part(part) for part in (name.family, name.given))


def _part(part: str) -> str:
    return f"{{{escaped(part)}}}" if _PARTED.search(part) else escaped(part)
