"""Words, names, dates and order in one language: gettext for our strings, Babel for the rest."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import escape

_SIZES = (("gigabyte", 10**9), ("megabyte", 10**6), ("kilobyte", 10**3))

CATALOGUES = Path(__file__).parent / "locale"

# Babel's territories hold more than ISO 3166-1: what it reserves, and what is no country.
_NO_COUNTRIES = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ".split())

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
"""Latin letters that have no decomposition in Unicode."""

LIGATURES = "".join(letter for code in _LETTERS for letter in (chr(code), chr(code).upper()))
"""The same letters, small and capital."""


_NO_BREAK = "\u00a0\u2007\u202f"
_SPACES = re.compile(rf"[^\S{_NO_BREAK}]+")
"""What may part words; no-break spaces hold them together."""


def words(text: str) -> list[str]:
    """The parts of *text* between which a line may be broken at a space."""
    if not any(space in text for space in _NO_BREAK):
        return text.split()
    return [word for word in _SPACES.split(text) if word.strip()]


@dataclass(frozen=True)
class Phrase:
    """Words of which some may be in another language than the page around them."""

    parts: tuple[tuple[str, str], ...]
    """Text and the code of its language; an empty code means the page's."""

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.parts)

    def __html__(self) -> str:
        """As HTML, escaped, with `lang` around what is in another language: what Jinja shows."""
        if len(self.parts) == 1 and not self.parts[0][1]:  # nearly all
            return str(escape(self.parts[0][0]))
        return "".join(
            f"<span{marks(code)}>{escape(text)}</span>" if code else escape(text)
            for text, code in self.parts
        )

    def capitalized(self) -> Phrase:
        """The same as it begins a heading or a sentence."""
        (text, code), *rest = self.parts
        return Phrase(((text[:1].upper() + text[1:], code), *rest))


def phrase(text: str, code: str = "") -> Phrase:
    """*text*, all in the language *code*, or in the page's."""
    return Phrase(((text, code),))


class Language:
    """How one language says things. ``code`` is a language code that Babel knows."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.locale = Locale.parse(code)
        self.translations = _translations(code)
        self._phrase = lru_cache(maxsize=4096)(self._make_phrase)
        self._day = lru_cache(maxsize=4096)(self._make_day)

    def say(self, message: str, **values: object) -> str:
        """The catalogue's string for *message*, with its ``%(name)s`` filled in."""
        text = self.translations.gettext(message)
        return text % values if values else text

    def phrase(self, message: str, **values: Phrase | str) -> Phrase:
        """Like :meth:`say`, with values that keep their language."""
        return self._phrase(message, **values)

    def _make_phrase(self, message: str, **values: Phrase | str) -> Phrase:
        marked = self.say(message, **{name: f"\0{name}\0" for name in values})
        parts: list[tuple[str, str]] = []
        for index, piece in enumerate(marked.split("\0")):
            value = values[piece] if index % 2 else piece
            parts += value.parts if isinstance(value, Phrase) else ((value, ""),)
        return Phrase(tuple((text, code) for text, code in parts if text))

    def count(self, message: str, number: int) -> str:
        """The string for *message* in the number's plural form, ``%(n)s`` filled in."""
        text = self.translations.ngettext(message, message, number)
        return text % {"n": format_decimal(number, locale=self.locale)}

    def decimal(self, number: float) -> str:
        """*number*, with at most two digits after the decimal sign."""
        return str(format_decimal(round(number, 2), locale=self.locale))

    def size(self, number: int) -> str:
        """*number* of bytes, as people are told how long a file takes to load."""
        unit, per = next((one for one in _SIZES if number >= one[1]), _SIZES[-1])
        least = max(number, per) / per
        rounded = round(least, 1) if least < 10 else round(least)
        told = format_unit(rounded, f"digital-{unit}", "short", locale=self.locale)
        return str(told).replace(" ", "\u00a0")  # a number is never parted from its unit

    def country(self, code: str) -> str:
        """The name of the country *code* (ISO 3166-1 alpha-2)."""
        return str(self.locale.territories[code])

    def language(self, code: str) -> str:
        """The name of the language *code*, as it stands within a sentence."""
        return str(self.locale.languages.get(code, code))

    def in_language(self, code: str, message: str, **values: Phrase | str) -> Phrase:
        """*message* with the name of the language *code* as its ``%(language)s``."""
        return self.phrase(message, language=self.language(code), **values)

    def day(self, day: date, pattern: str = "date-pattern") -> str:
        """*day* in full, else by another message that is a *pattern*.

        The first of a month has a pattern of its own (French "1er").
        """
        return self._day(day, f"{pattern}-first" if day.day == 1 else pattern)

    def _make_day(self, day: date, pattern: str) -> str:
        return str(format_date(day, self.say(pattern), locale=self.locale))


def _translations(code: str) -> GNUTranslations:
    """The strings of all catalogues of the language *code*."""
    whole = Catalog(code)
    for path in sorted((CATALOGUES / code / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=code):
                whole[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def of(code: str) -> Language:
    """The language *code*, made once. Raises ``KeyError`` where no catalogue has it."""
    if code not in catalogues():
        raise KeyError(code)
    return Language(code)


def catalogues() -> list[str]:
    """The codes of the languages that have a catalogue."""
    return sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir())


def _any_locale() -> Locale:
    return Locale.parse(catalogues()[0])  # all name the same countries and languages


@cache
def countries() -> frozenset[str]:
    """The codes of ISO 3166-1 alpha-2."""
    territories = map(str, _any_locale().territories)
    return frozenset(c for c in territories if len(c) == 2 and c.isupper()) - _NO_COUNTRIES


@cache
def languages() -> frozenset[str]:
    """The codes, without region or script, of the languages that CLDR names."""
    return frozenset(c for c in map(str, _any_locale().languages) if "_" not in c)


def marks(code: str) -> str:
    """The attributes of an element whose words are in the language *code*; empty: none."""
    if not code:
        return ""
    direction = "rtl" if is_right_to_left(code) else "ltr"
    return f' lang="{code}" dir="{direction}"'


@cache
def is_right_to_left(code: str) -> bool:
    """Whether the script of language *code* runs from right to left."""
    try:
        return Locale.parse(code).text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


def fold(text: str) -> str:
    """*text* without accents and case: what sorting compares first, and slugs are made of."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return "".join(c for c in plain if not unicodedata.combining(c))


def sort_key(text: str) -> tuple[str, str]:
    """Sorts as a reader expects: Égypte, Équateur, Espagne; accents only break a tie."""
    return fold(text), text


def is_unicode(text: str) -> bool:
    """Whether *text* was typed as characters, and not as bytes of an unknown encoding (PEP 383)."""
    return not any("\ud800" <= c <= "\udfff" for c in text)


def slug(text: str) -> str:
    """The ASCII slug of a name; empty where a letter of it has no ASCII form."""
    plain = fold(text)
    if any(ord(c) > 127 and c.isalpha() for c in plain):
        return ""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain).split()
    return "-".join(words)
