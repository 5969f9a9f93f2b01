"""Values held against their models: every breach a problem, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from palabre import meanings, repairs
from palabre.models import Author, Front, NamedResource, Translation
from palabre.problems import Problem, Rule, shorten
from palabre.source import Document, KeyPath

M = TypeVar("M", bound=Front)

MOST_PROBLEMS = 20
"""As many are told of one file: who mends these sees the rest."""

_RULES = {
    "missing": Rule.FIELD_MISSING,
    "invalid_key": Rule.FIELD_UNKNOWN,
    "extra_forbidden": Rule.FIELD_UNKNOWN,
    "string_type": Rule.TEXT_EXPECTED,
    "int_type": Rule.NUMBER_EXPECTED,
    "bool_type": Rule.TRUE_OR_FALSE,
    "greater_than_equal": Rule.NUMBER_EXPECTED,
    "less_than_equal": Rule.NUMBER_EXPECTED,
    "date_type": Rule.DATE_FORMAT,
    "tuple_type": Rule.LIST_EXPECTED,
    "dict_type": Rule.MAPPING_EXPECTED,
    "mapping_type": Rule.MAPPING_EXPECTED,
    "model_type": Rule.MAPPING_EXPECTED,
    "literal_error": Rule.CHOICE,
    "too_short": Rule.EMPTY,
    "string_too_short": Rule.EMPTY,
    "string_too_long": Rule.TOO_LONG,
}
"""pydantic's names of errors (pydantic.dev, "Validation Errors") and ours."""


INNER: dict[str | int, type[Front]] = {
    "authors": Author,
    "translation": Translation,
    "resources": NamedResource,
}
"""The fields that have fields of their own."""


def validate(
    model: type[M], document: Document, at: KeyPath = ()
) -> tuple[M | None, list[Problem]]:
    """The front matter of *document*, or its item *at*, as *model*; or every problem it has."""
    value: Any = document.front
    for step in at:
        value = value[step]
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        told = [e for e in error.errors(include_url=False) if not _follows(e)][:MOST_PROBLEMS]
        steps = _steps(value)
        return None, [_problem(e, steps, model, document, at) for e in told]


def _follows(error: ErrorDetails) -> bool:
    """Whether pydantic calls a list too short only because items of it are wrong."""
    return error["type"] == "too_short" and bool(error["input"])


def _problem(
    error: ErrorDetails,
    steps: set[str | int],
    model: type[Front],
    document: Document,
    at: KeyPath,
) -> Problem:
    values = dict(error.get("ctx", {}))
    rule = _RULES.get(error["type"]) or Rule(error["type"])
    # Members of a union appear in pydantic's path by type or tag; keys of ours are all lower case.
    key = (*at, *(step for step in error["loc"] if step in steps))
    if rule is Rule.FIELD_UNKNOWN:
        known = tuple(INNER.get(error["loc"][0], model).model_fields)
        values |= _meant(str(key[-1]), known)
    choices: list[str] = []
    if rule is Rule.CHOICE:
        choices = re.findall(r"'([^']+)'", values["expected"])
        values["expected"] = ", ".join(choices)
    if rule is Rule.FIELD_MISSING:
        key = (*at, *error["loc"])
        values["name"] = key[-1]
    if "key" in values:
        key = (*key, values.pop("key"))
    found = values.pop("found", None)
    if found is None and rule is not Rule.FIELD_MISSING and not isinstance(error["input"], dict):
        found = error["input"]
        field = next((str(step) for step in reversed(key) if isinstance(step, str)), "")
        if write := repairs.instead(rule, found, field, choices):
            values["write"] = write
    return Problem(
        document.path,
        document.line(key),
        rule,
        "" if found is None else shorten(found),
        name_of(key),
        values,
    )


def _meant(name: str, known: Iterable[str]) -> dict[str, str]:
    """What the rule's strings name besides: the field that *name* may stand for, or all."""
    near = get_close_matches(name, known)
    meant = meanings.choice(name, known, "key") or (near[0] if len(near) == 1 else "")
    return {"rename": meant} if meant else {"candidates": ", ".join(near or known)}


def _steps(value: object) -> set[str | int]:
    """Every key and position in *value*, at any depth."""
    steps: set[str | int] = set()
    items = (
        value.items()
        if isinstance(value, Mapping)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, item in items:
        steps |= {step} | _steps(item)
    return steps


def name_of(key: KeyPath) -> str:
    """A key as people read it: ``authors[2].country``, counted from 1."""
    return "".join(
        f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in key
    ).removeprefix(".")
