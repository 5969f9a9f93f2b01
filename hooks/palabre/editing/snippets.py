"""Snippets of VS Code, made from the schemas: front matter to fill in, with choices.

A snippet is offered for each kind of file, for each field by its key and by its name in both
languages, and for each country by its name. The form of a snippet is VS Code's own
(code.visualstudio.com, "Snippets in Visual Studio Code"): ``${1:words}`` is typed over, of
``${1|one,other|}`` one is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from palabre import fields
from palabre.editing import schemas
from palabre.language import Language, countries
from palabre.models import (
    Author,
    DiscussionFront,
    Front,
    Name,
    NamedResource,
    OtherText,
    PageFront,
    Record,
    ReplyFront,
    Topic,
    Translation,
    WeekFront,
)
from palabre.values import MOST_CHARACTERS

Snippet = dict[str, Any]

_SPECIAL, _ESCAPED = re.compile(r"[$}\\]"), r"\\\g<0>"

_FILES: Mapping[type[Front], str] = {
    Record: "title text weeks authors about date via topics",
    OtherText: "title text translation",
    DiscussionFront: "title convenors moderators occasion opens closes timezone rights",
    WeekFront: "title questions opens closes",
    ReplyFront: "title",
    PageFront: "title description",
}
"""The fields that a new file of each kind most often has."""

_PARTS = (Author, Translation, NamedResource)
"""What stands within the front matter of a contribution."""

_ENTRIES = (Topic, Name)
"""What registries are lists of."""


def all_of_them(made: Mapping[str, Any], languages: Sequence[Language]) -> dict[str, Snippet]:
    """Every snippet by its name, from the schemas *made* for *languages*."""
    definitions = {key: part for one in made.values() for key, part in one["definitions"].items()}
    maker = _Maker(definitions, languages)
    found: dict[str, Snippet] = {}
    for model, usual in _FILES.items():
        lines = ["---", *maker.lines(model, usual.split()), "---", "", "$0"]
        names = [fields.title(model, language) for language in languages]
        found[maker.title(model)] = maker.snippet(
            names, lines, scope="markdown", isFileTemplate=True
        )
    for model in _ENTRIES:
        first, *others = maker.lines(model, list(model.model_fields))
        lines = [f"- {first}", *(f"  {line}" for line in others)]
        names = [fields.title(model, language) for language in languages]
        found[maker.title(model)] = maker.snippet(names, lines)
    parts: tuple[type[Front], ...] = (*_FILES, *_PARTS)
    for part in parts:
        for field in part.model_fields:
            found.setdefault(field, maker.field(part, field))
    for code in sorted(countries()):
        names = [language.country(code) for language in languages]
        found[code] = maker.snippet(names, [code])
    return found


class _Maker:
    """Makes snippets, with the schemas of all models at hand."""

    def __init__(self, definitions: Mapping[str, Any], languages: Sequence[Language]) -> None:
        self.definitions = definitions
        self.languages = languages

    def title(self, model: type[Front]) -> str:
        """What *model* is called, in both languages."""
        return schemas.both(self.languages, fields.title_id(model))

    def snippet(self, names: list[str], lines: list[str], **more: object) -> Snippet:
        """What inserts *lines* where one of *names* is typed; VS Code sees front matter as YAML."""
        names = list(dict.fromkeys(names))
        scope = {"scope": "yaml", **more}
        return {"prefix": names, **scope, "description": " — ".join(names), "body": lines}

    def field(self, model: type[Front], field: str) -> Snippet:
        """What inserts *field* of *model*."""
        names = [field, *(fields.name(field, language) for language in self.languages)]
        snippet = self.snippet(names, list(self.lines(model, [field])))
        description = schemas.both(self.languages, fields.description_id(model, field))
        return snippet | {"description": description}

    def lines(
        self, model: type[Front], names: list[str], numbers: Iterator[int] | None = None
    ) -> Iterator[str]:
        """The fields *names* of *model*, each with a value to fill in."""
        numbers = numbers or count(1)
        for name in names:
            told = self._known(self.definitions[model.__name__]["properties"][name])
            inner = self._known(told.get("items", {}))
            if told.get("type") == "array" and inner.get("type") == "object":
                of = next(m for m in _PARTS if self.title(m) == inner["title"])
                first, *others = self.lines(of, _without_inferred(of), numbers)
                yield f"{name}:"
                yield f"  - {first}"
                yield from (f"    {line}" for line in others)
            else:
                yield f"{name}: {self._value(told, self._label(name), numbers)}"

    def _label(self, field: str) -> str:
        return schemas.both(self.languages, f"key-{field}")

    def _known(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """*schema*, or what it refers to, or the first that it has a choice of."""
        while "properties" not in schema and ("$ref" in schema or "anyOf" in schema):
            ref = schema.get("$ref", "").rpartition("/")[2]
            schema = self.definitions[ref] if ref else schema["anyOf"][0]
        return schema

    def _value(self, schema: Mapping[str, Any], label: str, numbers: Iterator[int]) -> str:
        """A value for *schema*, to be typed over or chosen."""
        schema = self._known(schema)
        if schema["type"] == "boolean":
            return "true"
        if schema["type"] == "array":
            return f"[{self._value(schema['items'], label, numbers)}]"
        if schema["type"] == "object":
            inner = {key: self._known(part) for key, part in schema["properties"].items()}
            parts = (
                f"{key}: {self._value(part, part.get('title', key), numbers)}"
                for key, part in inner.items()
                if key in schema["required"]
            )
            return f"{{{', '.join(parts)}}}"
        if len(schema.get("enum", ())) in range(1, 10):
            return f"${{{next(numbers)}|{','.join(schema['enum'])}|}}"
        words = f"${{{next(numbers)}:{_SPECIAL.sub(_ESCAPED, label)}}}"
        return f'"{words}"' if schema.get("maxLength") == MOST_CHARACTERS else words


def _without_inferred(model: type[Front]) -> list[str]:
    return [name for name in model.model_fields if name != "inferred"]
