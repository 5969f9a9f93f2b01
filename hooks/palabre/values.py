"""What a single value of front matter must be: each rule once, as pydantic holds it against values
and as far as a JSON Schema can tell it to editors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from palabre import language, privacy
from palabre.layout import ID
from palabre.problems import Rule
from palabre.source import CONTROL
from palabre.weblinks import same_address

T = TypeVar("T")

# "<" opens a tag, and an entity is one that Material's `striptags` turns back into a character.
_ENTITY = r"&#?\w+;"
_MARKUP = re.compile(rf"[<>]|{_ENTITY}")
_WEB = re.compile(r"""https?://[^ \t\n\r\f\v"'<>]+""")
SOURCE_HASHES = ("sha256", "message-id")
"""What a ``source`` that is no web address begins with: SHA-256, in 64 hexadecimal digits after a
colon, of what was taken in, and of the Message-ID that it came under."""
_HASH = re.compile(rf"(?:{'|'.join(SOURCE_HASHES)}):[0-9a-f]{{64}}")
_FINGERPRINT = re.compile(r"[0-9a-f]{12}")

RULE = "x-rule"
"""The key under which a JSON Schema names the rule that it states."""


# More accents on one letter than any language writes: they would cover the lines around.
_INVISIBLE = re.compile("[\u0300-\u036f\u20d0-\u20ff]{4,}")
_JOINERS = "\u200c\u200d"


def _hides(value: str) -> bool:
    """Whether *value* has characters that show nothing, other than the joiners of some scripts."""
    if value.isprintable():
        return False
    return any(unicodedata.category(c) == "Cf" and c not in _JOINERS for c in value)


@dataclass(frozen=True, slots=True)
class _Check:
    """A rule of one value: what pydantic does with it, and what a JSON Schema can say of it."""

    validator: AfterValidator | BeforeValidator
    tell: Callable[[JsonSchemaValue], JsonSchemaValue]
    """The schema of a value that the rule holds for, given that of its type."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """What pydantic runs."""
        return self.validator.__get_pydantic_core_schema__(source, handler)

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """What editors get."""
        return self.tell(handler(core_schema))


def _says(rule: Rule, **keywords: Any) -> Callable[[JsonSchemaValue], JsonSchemaValue]:
    return lambda schema: {**schema, **keywords, RULE: rule.value}


def _whole(pattern: str) -> str:
    """*pattern* for the whole of a value, as Python and JavaScript read it alike."""
    plain = "".join(c if c.isascii() and c.isprintable() else f"\\u{ord(c):04x}" for c in pattern)
    return f"^(?:{plain})$"


def breach(rule: Rule, **values: object) -> PydanticCustomError:
    """The exception by which a validator tells that *rule* is broken."""
    return PydanticCustomError(cast(Any, rule.value), "{rule}", {"rule": rule.value, **values})


def _line(value: str) -> str:
    if CONTROL.search(value) or _INVISIBLE.search(value) or _hides(value):
        raise breach(Rule.CONTROL_CHARACTER)
    if not any(character.isalnum() for character in value):
        raise breach(Rule.EMPTY)
    if "\n" in value or _MARKUP.search(value):
        raise breach(Rule.MARKUP)
    if next(privacy.find(value), None):
        raise breach(Rule.PERSONAL_DATA)
    return value


def _matching(pattern: re.Pattern[str], rule: Rule) -> _Check:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise breach(rule)
        return value

    return _Check(AfterValidator(check), _says(rule, pattern=_whole(pattern.pattern)))


def _source(value: str) -> str:
    return value if _HASH.fullmatch(value) else _web(value, Rule.SOURCE_FORMAT)


def _web(value: str, rule: Rule = Rule.WEB_ADDRESS) -> str:
    if not _WEB.fullmatch(value) or not same_address(value):
        raise breach(rule)
    if next(privacy.find_shown(f'<a href="{value}">'), None):
        raise breach(Rule.PERSONAL_DATA)
    return value


def _known(codes: Callable[[], frozenset[str]], rule: Rule) -> _Check:
    def check(value: str) -> str:
        if value not in codes():
            raise breach(rule)
        return value

    return _Check(AfterValidator(check), lambda schema: _says(rule, enum=sorted(codes()))(schema))


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise breach(Rule.TIMEZONE) from None
    return value


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) else _as_tuple(value)


def _unique(value: tuple[T, ...]) -> tuple[T, ...]:
    if len(set(value)) < len(value):
        raise breach(Rule.DUPLICATE_VALUE)
    return value


MOST_CHARACTERS = 300
"""So many may a value of one line have."""
_LINE = _Check(
    AfterValidator(_line),
    _says(Rule.MARKUP, pattern=_whole(rf"(?!.*{_ENTITY})[^<>\n{CONTROL.pattern[1:-1]}]+")),
)
_URL = _Check(AfterValidator(_web), _says(Rule.WEB_ADDRESS, pattern=_whole(_WEB.pattern)))
_SOURCE = _Check(
    AfterValidator(_source),
    _says(Rule.SOURCE_FORMAT, pattern=_whole(f"{_HASH.pattern}|{_WEB.pattern}")),
)
_TIMEZONE = _Check(
    AfterValidator(_timezone), _says(Rule.TIMEZONE, pattern=_whole(r"[\w+-]+(?:/[\w+-]+)*"))
)
_UNIQUE = _Check(AfterValidator(_unique), _says(Rule.DUPLICATE_VALUE, uniqueItems=True))
ONE_OR_MORE = _Check(
    BeforeValidator(_one_or_more), lambda schema: {"anyOf": [schema["items"], schema]}
)
"""Lets a list of one stand without brackets."""

Line = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS), _LINE]
Id = Annotated[str, _matching(ID, Rule.ID_FORMAT)]
Fingerprint = Annotated[str, _matching(_FINGERPRINT, Rule.FINGERPRINT_FORMAT)]
Country = Annotated[str, _known(language.countries, Rule.COUNTRY_CODE)]
LanguageCode = Annotated[str, _known(language.languages, Rule.LANGUAGE_CODE)]
Timezone = Annotated[str, _TIMEZONE]
WebAddress = Annotated[str, Field(max_length=2000), _URL]
Source = Annotated[str, _SOURCE]
Many = Annotated[tuple[T, ...], Field(min_length=1), BeforeValidator(_as_tuple)]
Distinct = Annotated[Many[T], _UNIQUE]
PerLanguage = Annotated[Mapping[LanguageCode, Line], Field(min_length=1)]
"""In each language of the site."""
SomeLanguages = Annotated[Mapping[LanguageCode, Line], Field(min_length=1, max_length=2)]
"""In one language of the site or both."""
