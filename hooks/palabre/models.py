"""Front matter and registries: each field's rule, once.

Models are strict, frozen, and refuse keys they do not know. pydantic raises all breaches at once;
:mod:`palabre.validation` makes each a :class:`~palabre.problems.Problem` with its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Annotated, Any, Literal, TypeVar, cast
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    model_validator,
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


_ONE_OR_MORE = _Check(
    BeforeValidator(_one_or_more), lambda schema: {"anyOf": [schema["items"], schema]}
)
_LINE = _Check(
    AfterValidator(_line),
    _says(Rule.MARKUP, pattern=_whole(rf"(?!.*{_ENTITY})[^<>\n{CONTROL.pattern[1:-1]}]+")),
)
_TIMEZONE = _Check(
    AfterValidator(_timezone), _says(Rule.TIMEZONE, pattern=_whole(r"[\w+-]+(?:/[\w+-]+)*"))
)
_URL = _Check(AfterValidator(_web), _says(Rule.WEB_ADDRESS, pattern=_whole(_WEB.pattern)))
_SOURCE = _Check(
    AfterValidator(_source),
    _says(Rule.SOURCE_FORMAT, pattern=_whole(f"{_HASH.pattern}|{_WEB.pattern}")),
)

MOST_CHARACTERS = 300
"""So many may a value of one line have."""
Line = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS), _LINE]
Id = Annotated[str, _matching(ID, Rule.ID_FORMAT)]
Country = Annotated[str, _known(language.countries, Rule.COUNTRY_CODE)]
LanguageCode = Annotated[str, _known(language.languages, Rule.LANGUAGE_CODE)]
Many = Annotated[tuple[T, ...], Field(min_length=1), BeforeValidator(_as_tuple)]
Distinct = Annotated[
    Many[T], _Check(AfterValidator(_unique), _says(Rule.DUPLICATE_VALUE, uniqueItems=True))
]
WebAddress = Annotated[str, Field(max_length=2000), _URL]
PerLanguage = Annotated[Mapping[LanguageCode, Line], Field(min_length=1)]


_SHAPES: dict[frozenset[str], frozenset[str]] = {}


class Front(BaseModel):
    """What all front matter has in common."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    def model_post_init(self, context: object) -> None:
        """Let models with the same fields share the set of their names: there are very many."""
        names = frozenset(self.model_fields_set)
        object.__setattr__(self, "__pydantic_fields_set__", _SHAPES.setdefault(names, names))

    @classmethod
    def _conditions(cls) -> Iterator[JsonSchemaValue]:
        """What a JSON Schema can say of the rules that hold between fields."""
        yield from ()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """What editors get."""
        schema = super().__get_pydantic_json_schema__(core_schema, handler)
        if conditions := list(cls._conditions()):
            handler.resolve_ref_schema(schema)["allOf"] = conditions
        return schema


class WithInferred(Front):
    """Says which of its fields an editor inferred: they are shown as such."""

    inferred: Distinct[str] = ()

    @model_validator(mode="after")
    def _inferred_stand_here(self) -> WithInferred:
        for name in self.inferred:
            if name not in self.model_fields_set or name == "inferred":
                raise breach(Rule.INFERRED_FIELD, found=name, key="inferred")
        return self

    @classmethod
    def _conditions(cls) -> Iterator[JsonSchemaValue]:
        names = [name for name in cls.model_fields if name != "inferred"]
        yield {"properties": {"inferred": {"items": {"enum": names}}}}
        yield from super()._conditions()


class Author(WithInferred):
    """A person, an organisation, or a person of an organisation."""

    name: Line | None = None
    role: Line | None = None
    organisation: Annotated[tuple[Line, ...], Field(min_length=1), _ONE_OR_MORE] = ()
    """Registered ones by id."""
    place: Line | None = None
    country: Country | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Author:
        if not self.name and not self.organisation:
            raise breach(Rule.AUTHOR_NAMELESS)
        return self

    @classmethod
    def _conditions(cls) -> Iterator[JsonSchemaValue]:
        yield {"anyOf": [{"required": ["name"]}, {"required": ["organisation"]}]}
        yield from super()._conditions()


class Translation(Front):
    """Who translated a text, and from what."""

    by: Line
    kind: Literal["human", "machine", "machine-revised"]
    of: Annotated[str, _matching(_FINGERPRINT, Rule.FINGERPRINT_FORMAT)] | None = None
    """The fingerprint of the text translated; absent where the archive does not hold it."""


class NamedResource(Front):
    """A document or a site that a contribution names."""

    title: Line | None = None
    """In the language of the record's file."""
    url: WebAddress | None = None
    archived: WebAddress | None = None
    """Where a copy of it is kept: what readers get in the place of a dead link."""

    @model_validator(mode="after")
    def _something(self) -> NamedResource:
        if not self.title and not self.url:
            raise breach(Rule.RESOURCE_NAMELESS)
        if self.archived and not self.url:
            raise breach(Rule.ARCHIVED_ALONE, found=self.archived, key="archived")
        return self

    @classmethod
    def _conditions(cls) -> Iterator[JsonSchemaValue]:
        yield {"anyOf": [{"required": ["title"]}, {"required": ["url"]}]}
        is_archived = {"required": ["archived"], "properties": {"archived": {"type": "string"}}}
        yield {"if": is_archived, "then": {"required": ["url"]}}


def _distinct_addresses(value: tuple[NamedResource, ...]) -> tuple[NamedResource, ...]:
    seen: set[str] = set()
    for position, resource in enumerate(value):
        address = same_address(resource.url or "")
        if address in seen:
            raise breach(Rule.DUPLICATE_VALUE, found=resource.url, key=position)
        seen |= {address} if address else set()
    return value


class TextFront(Front):
    """A contribution's text in one language."""

    title: Line
    text: Literal["original", "translation", "summary"]
    translation: Translation | None = None
    draft: bool = False
    """Not published yet: a draft appears nowhere in the site."""
    open_questions: Many[Line] = ()
    """What has to be settled before it is published."""

    @model_validator(mode="after")
    def _settled(self) -> TextFront:
        if self.open_questions and not self.draft:
            raise breach(Rule.QUESTIONS_OPEN, key="open_questions")
        return self

    @model_validator(mode="after")
    def _translation_told(self) -> TextFront:
        if (self.text == "translation") != (self.translation is not None):
            raise breach(Rule.TRANSLATION_BLOCK, found=self.text, key="text")
        return self

    @classmethod
    def _conditions(cls) -> Iterator[JsonSchemaValue]:
        is_open = {"required": ["open_questions"]}
        is_draft = {"required": ["draft"], "properties": {"draft": {"const": True}}}
        yield {"if": is_open, "then": is_draft}
        is_translation = {"required": ["text"], "properties": {"text": {"const": "translation"}}}
        told = {"required": ["translation"], "properties": {"translation": {"type": "object"}}}
        untold = {"properties": {"translation": {"type": "null"}}}
        yield {"if": is_translation, "then": told, "else": untold}
        yield from super()._conditions()


class OtherText(TextFront):
    """A text in a file that does not hold the record."""

    roles: Many[Line] | None = None
    """The authors' roles in this language, by position."""
    places: Many[Line] | None = None
    """The authors' places in this language, by position."""


class Record(TextFront, WithInferred):
    """A contribution's metadata, beside one of its texts."""

    weeks: Distinct[Annotated[int, Field(ge=1, le=99)]] = ()
    authors: Many[Author]
    about: Distinct[Country] = ()
    date: Day | None = None
    position: Annotated[int, Field(ge=1)] | None = None
    via: Literal["email", "online"] | None = None
    reply_to: Id | None = None
    written_in: LanguageCode | None = None
    planned: Distinct[LanguageCode] = ()
    """The languages in which a translation is planned."""
    topics: Distinct[Id] = ()
    project: Line | None = None
    rights: Line | None = None
    published: Day | None = None
    """When the archive published it."""
    corrected: Day | None = None
    """When the archive last corrected it."""
    source: Annotated[Distinct[Annotated[str, _SOURCE]], _ONE_OR_MORE] = ()
    """Where it was published before, or of what it was taken in: see :data:`SOURCE_HASHES`."""
    resources: Annotated[Many[NamedResource], AfterValidator(_distinct_addresses)] = ()
    """What it names, besides the links of its texts."""


class Period(WithInferred):
    """What has an opening and a closing day."""

    opens: Day | None = None
    closes: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.opens and self.closes and self.opens > self.closes:
            raise breach(Rule.DATE_ORDER, found=self.closes, key="closes")
        return self


class DiscussionFront(Period):
    """A launch page. Dates, timezone and rights stand in one of its files."""

    title: Line
    convenors: Many[Line] = ()
    moderators: Many[Line] = ()
    occasion: Line | None = None
    timezone: Annotated[str, _TIMEZONE] | None = None
    rights: Line | None = None


class WeekFront(Period):
    """The intro of a week. Its dates stand in one of its files."""

    title: Line
    questions: Many[Line]


class ReplyFront(Front):
    """A consolidated reply."""

    title: Line


class PageFront(Front):
    """A page of the archive itself: nothing that would steer the theme."""

    title: Line
    description: Line


class Topic(Front):
    """A term of the archive's vocabulary."""

    id: Id
    label: PerLanguage
    definition: PerLanguage


class Name(Front):
    """A contributor or an organisation whose id is not the slug of its name."""

    id: Id
    name: Line | PerLanguage
    also: Distinct[Line] = ()
    """Other spellings that posts use."""


SHARED = {
    DiscussionFront: ("opens", "closes", "timezone", "rights", "inferred"),
    WeekFront: ("opens", "closes", "inferred"),
}
"""The fields that stand in one of a page's two files and hold for both."""
