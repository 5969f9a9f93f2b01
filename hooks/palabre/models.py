"""Front matter and registries: their fields, and the rules that hold between these.

What a single value must be stands in :mod:`palabre.values`. Models are strict, frozen, and refuse
keys they do not know. pydantic raises all breaches at once; :mod:`palabre.validation` makes each a
:class:`~palabre.problems.Problem` with its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from palabre.names import has_part
from palabre.problems import Rule
from palabre.values import (
    ONE_OR_MORE,
    Country,
    Distinct,
    Fingerprint,
    Id,
    LanguageCode,
    Line,
    Many,
    PerLanguage,
    SomeLanguages,
    Source,
    Timezone,
    WebAddress,
    breach,
)
from palabre.weblinks import same_address

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


class Scheduled(Front):
    """What may wait for its day."""

    publish: Day | None = None
    """The first day on which it is shown; before, it appears nowhere."""


class Author(WithInferred):
    """A person, an organisation, or a person of an organisation."""

    name: Line | None = None
    role: Line | None = None
    organisation: Annotated[tuple[Line, ...], Field(min_length=1), ONE_OR_MORE] = ()
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
    of: Fingerprint | None = None
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


class Record(TextFront, Scheduled, WithInferred):
    """A contribution's metadata, beside one of its texts."""

    weeks: Distinct[Annotated[int, Field(ge=1, le=99)]] = ()
    questions: Distinct[Annotated[int, Field(ge=1, le=99)]] = ()
    """Which of the questions of the first of its weeks it answers, by number; empty: all."""
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
    source: Annotated[Distinct[Source], ONE_OR_MORE] = ()
    """Where it was published before, or of what it was taken in: see
    :data:`palabre.values.SOURCE_HASHES`."""
    resources: Annotated[Many[NamedResource], AfterValidator(_distinct_addresses)] = ()
    """What it names, besides the links of its texts."""


State = Literal["upcoming", "open", "closed"] | None
"""Where something stands on a day; ``None`` where its days do not tell."""


class Period(WithInferred):
    """What has an opening and a closing day."""

    opens: Day | None = None
    closes: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.opens and self.closes and self.opens > self.closes:
            raise breach(Rule.DATE_ORDER, found=self.closes, key="closes")
        return self

    def state(self, day: Day) -> State:
        """Where it stands on *day*."""
        if self.opens and day < self.opens:
            return "upcoming"
        if self.closes:
            return "closed" if day > self.closes else "open"
        return None


class DiscussionFront(Period, Scheduled):
    """A launch page. Dates, timezone and rights stand in one of its files."""

    title: Line
    convenors: Many[Line] = ()
    moderators: Many[Line] = ()
    occasion: Line | None = None
    timezone: Timezone | None = None
    rights: Line | None = None


class WeekFront(Period, Scheduled):
    """The intro of a week. Its dates stand in one of its files."""

    title: Line
    questions: Many[Line]


class ReplyFront(Scheduled):
    """A consolidated reply. Its day stands in one of its files."""

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
    family: Line | None = None
    """Of a person: the part of the name by which bibliographies sort, where they cannot tell."""

    @model_validator(mode="after")
    def _part(self) -> Name:
        names = [self.name] if isinstance(self.name, str) else self.name.values()
        if self.family and not any(has_part(name, self.family) for name in names):
            raise breach(Rule.FAMILY_NAME, found=self.family, key="family")
        return self


class Withdrawn(Front):
    """A contribution that was withdrawn, or whose address is given up."""

    id: Id
    discussion: Id
    withdrawn: Day
    """When."""
    reason: SomeLanguages | None = None
    only_address: bool = False
    """Whether nothing but the address was withdrawn: where the text stands now is not told."""


class Renamed(Front):
    """A contribution that has another id now."""

    id: Id
    discussion: Id
    to: Id
    """The new one."""


SHARED = {
    DiscussionFront: ("opens", "closes", "publish", "timezone", "rights", "inferred"),
    WeekFront: ("opens", "closes", "publish", "inferred"),
    ReplyFront: ("publish",),
}
"""The fields that stand in one of a page's two files and hold for both."""
