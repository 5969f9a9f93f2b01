"""Front matter and registries: each field's rule, once.

Models are strict, frozen, and refuse keys they do not know. pydantic raises all breaches at once;
:mod:`palabre.validation` makes each a :class:`~palabre.problems.Problem` with its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date as Day
from typing import Annotated, Any, Literal, TypeVar, cast
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

from palabre import language, privacy
from palabre.layout import ID
from palabre.problems import Rule
from palabre.source import CONTROL
from palabre.weblinks import same_address

T = TypeVar("T")

# "<" opens a tag, and an entity is one that Material's `striptags` turns back into a character.
_MARKUP = re.compile(r"[<>]|&#?\w+;")
_WEB = re.compile(r"https?://[^\s\"'<>]+", re.ASCII)
SOURCE_HASHES = ("sha256", "message-id")
"""What a ``source`` that is no web address begins with: SHA-256, in 64 hexadecimal digits after a
colon, of what was taken in, and of the Message-ID that it came under."""
_HASH = re.compile(rf"(?:{'|'.join(SOURCE_HASHES)}):[0-9a-f]{{64}}", re.ASCII)
_FINGERPRINT = re.compile(r"[0-9a-f]{12}", re.ASCII)


# More accents on one letter than any language writes: they would cover the lines around.
_INVISIBLE = re.compile("[\u0300-\u036f\u20d0-\u20ff]{4,}")
_JOINERS = "\u200c\u200d"


def _hides(value: str) -> bool:
    """Whether *value* has characters that show nothing, other than the joiners of some scripts."""
    if value.isprintable():
        return False
    return any(unicodedata.category(c) == "Cf" and c not in _JOINERS for c in value)


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


def _matching(pattern: re.Pattern[str], rule: Rule) -> AfterValidator:
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise breach(rule)
        return value

    return AfterValidator(check)


def _source(value: str) -> str:
    return value if _HASH.fullmatch(value) else _web(value, Rule.SOURCE_FORMAT)


def _web(value: str, rule: Rule = Rule.WEB_ADDRESS) -> str:
    if not _WEB.fullmatch(value) or not same_address(value):
        raise breach(rule)
    if next(privacy.find_shown(f'<a href="{value}">'), None):
        raise breach(Rule.PERSONAL_DATA)
    return value


def _known(codes: Any, rule: Rule) -> AfterValidator:
    def check(value: str) -> str:
        if value not in codes():
            raise breach(rule)
        return value

    return AfterValidator(check)


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
Line = Annotated[str, Field(min_length=1, max_length=MOST_CHARACTERS), AfterValidator(_line)]
Id = Annotated[str, _matching(ID, Rule.ID_FORMAT)]
Country = Annotated[str, _known(language.countries, Rule.COUNTRY_CODE)]
LanguageCode = Annotated[str, _known(language.languages, Rule.LANGUAGE_CODE)]
Many = Annotated[tuple[T, ...], Field(min_length=1), BeforeValidator(_as_tuple)]
Distinct = Annotated[Many[T], AfterValidator(_unique)]
WebAddress = Annotated[str, Field(max_length=2000), AfterValidator(_web)]
PerLanguage = Annotated[Mapping[LanguageCode, Line], Field(min_length=1)]


_SHAPES: dict[frozenset[str], frozenset[str]] = {}


class Front(BaseModel):
    """What all front matter has in common."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    def model_post_init(self, context: object) -> None:
        """Let models with the same fields share the set of their names: there are very many."""
        names = frozenset(self.model_fields_set)
        object.__setattr__(self, "__pydantic_fields_set__", _SHAPES.setdefault(names, names))


class WithInferred(Front):
    """Says which of its fields an editor inferred: they are shown as such."""

    inferred: Distinct[str] = ()

    @model_validator(mode="after")
    def _inferred_stand_here(self) -> WithInferred:
        for name in self.inferred:
            if name not in self.model_fields_set or name == "inferred":
                raise breach(Rule.INFERRED_FIELD, found=name, key="inferred")
        return self


class Author(WithInferred):
    """A person, an organisation, or a person of an organisation."""

    name: Line | None = None
    role: Line | None = None
    organisation: Annotated[
        tuple[Line, ...], Field(min_length=1), BeforeValidator(_one_or_more)
    ] = ()
    """Registered ones by id."""
    place: Line | None = None
    country: Country | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Author:
        if not self.name and not self.organisation:
            raise breach(Rule.AUTHOR_NAMELESS)
        return self


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
    source: Annotated[
        Distinct[Annotated[str, AfterValidator(_source)]], BeforeValidator(_one_or_more)
    ] = ()
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
    timezone: Annotated[str, AfterValidator(_timezone)] | None = None
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
