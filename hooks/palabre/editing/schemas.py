"""JSON Schemas of front matter and registries, made from the models: what editors get.

A schema says what a value by itself must be, as far as JSON Schema can; ``palabre check`` knows
more. Names, descriptions and messages are in both languages of the archive. The dialect is draft-07
(json-schema.org), with what the language servers of VS Code add to it: ``patternErrorMessage`` and
``enumDescriptions``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from palabre import fields
from palabre.language import Language
from palabre.layout import Role
from palabre.models import Front, OtherText, Record
from palabre.problems import Rule
from palabre.reader import ENTRIES, FRONTS
from palabre.values import RULE

Languages = Sequence[Language]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_REF = "#/definitions/{model}"
_NAMED = {
    Rule.COUNTRY_CODE.value: Language.country,
    Rule.LANGUAGE_CODE.value: Language.language,
}
"""The rules that list codes, and what each code stands for."""


def all_of_them(languages: Languages) -> dict[str, JsonSchemaValue]:
    """The schema of each kind of front matter, and of each registry, by its name."""
    post = {"if": {"required": ["authors"]}, "then": _ref(Record), "else": _ref(OtherText)}
    found = {Role.CONTRIBUTION.value: _whole(post, (Record, OtherText), languages)}
    found |= {
        role.value: _whole({"allOf": [_ref(model)]}, (model,), languages)
        for role, model in FRONTS.items()
    }
    found |= {
        name: _whole({"type": "array", "items": _ref(model)}, (model,), languages)
        for name, model in ENTRIES.items()
    }
    return found


def both(languages: Languages, message: str) -> str:
    """What the catalogues of *languages* say for *message*."""
    return " — ".join(dict.fromkeys(language.say(message) for language in languages))


class _Generator(GenerateJsonSchema):
    """pydantic's, without what people would take for words to write: defaults and class names."""

    schema_dialect = _DIALECT

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """The schema of a field that has a default."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never: names of fields come from the catalogues."""
        return False


def _ref(model: type[Front]) -> JsonSchemaValue:
    return {"$ref": _REF.format(model=model.__name__)}


def _whole(
    schema: JsonSchemaValue, models: tuple[type[Front], ...], languages: Languages
) -> JsonSchemaValue:
    """*schema*, which refers to *models*, with all that it refers to."""
    _, made = models_json_schema(
        [(model, "validation") for model in models],
        ref_template=_REF,
        schema_generator=_Generator,
    )
    lists: dict[str, JsonSchemaValue] = {}
    definitions = _stated(made["$defs"], languages, lists)
    for model in fields.MODELS:
        if told := definitions.get(model.__name__):
            _explain(told, model, languages)
    return {
        "$schema": _DIALECT,
        "$comment": "palabre schema",
        **schema,
        "definitions": definitions | lists,
    }


def _explain(schema: JsonSchemaValue, model: type[Front], languages: Languages) -> None:
    """Put the catalogues' words into the *schema* of *model*."""
    schema.pop("description", None)  # the docstring, which is for programmers
    schema["title"] = both(languages, fields.title_id(model))
    for field, told in schema["properties"].items():
        told["title"] = both(languages, f"key-{field}")
        told["description"] = both(languages, fields.description_id(model, field))


def _stated(part: Any, languages: Languages, lists: dict[str, JsonSchemaValue]) -> Any:
    """*part* of a schema with its rules in words; long lists of codes go to *lists*, once each."""
    if isinstance(part, list):
        return [_stated(item, languages, lists) for item in part]
    if not isinstance(part, Mapping):
        return part
    if "propertyNames" in part:  # a text for each language: for those of the archive
        text = _stated(part["additionalProperties"], languages, lists)
        codes = [language.code for language in languages]
        of_each: JsonSchemaValue = {"type": "object", "properties": dict.fromkeys(codes, text)}
        needed = {} if "maxProperties" in part else {"required": codes}
        return of_each | needed | {"additionalProperties": False}
    told = {key: _stated(value, languages, lists) for key, value in part.items() if key != RULE}
    rule = part.get(RULE)
    if rule in _NAMED and "enum" in told:
        name = _NAMED[rule]
        told["enumDescriptions"] = [
            " — ".join(dict.fromkeys(name(language, code) for language in languages))
            for code in told["enum"]
        ]
        lists[rule] = told
        return {"$ref": _REF.format(model=rule)}
    if rule and "pattern" in told:
        told["patternErrorMessage"] = both(languages, f"rule-{rule}")
    return told
