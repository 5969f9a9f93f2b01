"""The JSON Schemas that editors get: current, and in accord with the models that they come from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker
from pydantic import ValidationError

import built
import fixtures
from palabre import language, layout, reader, settings, source
from palabre.editing import schemas
from palabre.models import Front, OtherText, Record
from palabre.settings import Settings
from palabre.source import Document

LANGUAGES = [language.of(code) for code in settings.read(fixtures.REPOSITORY / "mkdocs.yml").codes]
MADE = schemas.all_of_them(LANGUAGES)
BAD = sorted((fixtures.TESTS / "bad").glob("*.txt"))
SEEN = frozenset(
    "archived-alone author-nameless choice control-character country-code date-format "
    "duplicate-value empty field-missing field-unknown fingerprint-format id-format "
    "language-code language-keys list-expected mapping-expected markup number-expected "
    "questions-open resource-nameless source-format text-expected timezone too-long "
    "translation-block true-or-false web-address".split()
)
"""The rules whose breach a schema sees by itself."""


@cache
def validator(kind: str) -> Draft7Validator:
    return Draft7Validator(MADE[kind], format_checker=FormatChecker(["date"]))


def plain(value: object) -> Any:
    """*value* as an editor's YAML parser has it: dates are texts."""
    return json.loads(json.dumps(value, default=str))


def documents(found: Settings) -> Iterator[Document]:
    """Every file of an archive that has front matter or is a registry, and can be taken apart."""
    for place in source.walk(found, language.languages())[0]:
        if place.role is not layout.Role.ATTACHMENT:
            document = source.read(place, found.path(place.uri), found.content(place.uri))
            if isinstance(document, Document):
                yield document


def is_seen_as_valid(document: Document) -> bool:
    role = document.place.role
    kind = document.place.name if role is layout.Role.REGISTRY else role.value
    return bool(validator(kind).is_valid(plain(document.front)))


def test_the_committed_files_are_current(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("update_goldens"):
        built.run(fixtures.REPOSITORY, *built.PALABRE, "schema")
    shown = built.run(fixtures.REPOSITORY, *built.PALABRE, "schema", "--check")
    assert shown.returncode == 0, shown.stderr


def test_what_is_out_of_date_is_told_then_written_once(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base"))
    schema = (*built.PALABRE, "--lang", "fr", "schema")
    missing = built.run(tmp_path, *schema, "--check")
    assert missing.returncode == 1
    assert (
        ".vscode/schemas/week.json n’est plus à jour. Lancez\u00a0: palabre schema"
        in missing.stderr
    )
    assert not (tmp_path / ".vscode").exists()
    first, second = built.run(tmp_path, *schema), built.run(tmp_path, *schema)
    assert first.returncode == second.returncode == 0
    number = len(MADE) + 1
    assert f"{number} fichiers écrits" in first.stdout
    assert second.stdout == "0 fichier écrit.\n"
    assert built.run(tmp_path, *schema, "--check").returncode == 0


@pytest.mark.parametrize("kind", MADE)
def test_schemas_are_schemas(kind: str) -> None:
    Draft7Validator.check_schema(MADE[kind])
    written = json.dumps(MADE[kind])
    assert "x-rule" not in written
    for pattern in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', written):
        escaped = re.findall(r"\\(.)", json.loads(pattern))  # JavaScript refuses all others
        assert {*escaped} <= {*"tnrfvwu"}, pattern


@pytest.mark.parametrize("kind", MADE)
def test_every_field_is_told_in_both_languages(kind: str) -> None:
    for definition in MADE[kind]["definitions"].values():
        for field, told in definition.get("properties", {}).items():
            assert " — " in told["description"], field
            assert "key-" not in told["title"], field


@pytest.mark.parametrize("name", [path.stem for path in (fixtures.TESTS / "archives").iterdir()])
def test_good_archives_are_valid(name: str, tmp_path: Path) -> None:
    found = [*documents(fixtures.write(tmp_path, fixtures.load(name)))]
    assert found
    assert [document.path for document in found if not is_seen_as_valid(document)] == []


def test_the_repositorys_archive_is_valid() -> None:
    found = [*documents(settings.read(fixtures.REPOSITORY / "mkdocs.yml"))]
    assert found
    assert [document.path for document in found if not is_seen_as_valid(document)] == []


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_invalid_where_a_schema_can_say_so(bad: Path, tmp_path: Path) -> None:
    files = fixtures.unpack(bad.read_text("utf-8"))[1]
    found = documents(fixtures.write(tmp_path, fixtures.load("base") | files))
    assert any(not is_seen_as_valid(document) for document in found) == (bad.stem in SEEN)


LINES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["Awa Diallo", "GN", "fr", "a-post", "3f9c2a7d41be", "10 &amp; 20", "a\tb"]),
    st.text(max_size=9).map("https://example.org/{}".format),
    st.text("0123456789abcdef", min_size=64, max_size=64).map("sha256:{}".format),
)


def values_of(schema: dict[str, Any], definitions: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values of the form that *schema* wants, whose texts and numbers are anything."""

    def inner(part: dict[str, Any]) -> st.SearchStrategy[Any]:
        return values_of(part, definitions)

    if "$ref" in schema:
        return inner(definitions[schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema and "properties" not in schema:
        return st.one_of([inner(part) for part in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    simple = {"null": st.none(), "boolean": st.booleans(), "integer": st.integers(0, 120)}
    if schema["type"] in simple:
        return simple[schema["type"]]
    if schema["type"] == "array":
        return st.lists(inner(schema["items"]), max_size=3)
    if schema["type"] == "string":
        return st.dates() if schema.get("format") == "date" else LINES
    parts = {key: inner(part) for key, part in schema["properties"].items()}
    wanted = {key: parts.pop(key) for key in schema.get("required", ())}
    return st.fixed_dictionaries(wanted, optional=parts)


WHOLE: list[tuple[str, type[Front], dict[str, Any]]] = [
    (
        "contribution",
        Record,
        {
            "title": "What the office learned",
            "text": "original",
            "weeks": [2],
            "authors": [{"name": "Awa Diallo", "country": "GN", "inferred": ["country"]}],
            "date": date(2010, 9, 22),
            "resources": [{"title": "Rules", "url": "https://example.org/"}],
            "source": ["https://example.org/posts/1"],
        },
    ),
    (
        "contribution",
        OtherText,
        {"title": "Bureau", "text": "translation", "translation": {"by": "Awa", "kind": "human"}},
    ),
    *(
        (role.value, model, {"title": "Harbours", "questions": ["Why?"], "description": "Ships."})
        for role, model in reader.FRONTS.items()
    ),
]


@given(st.data(), st.sampled_from(WHOLE))
def test_what_a_model_accepts_its_schema_accepts(
    data: st.DataObject, whole: tuple[str, type[Front], dict[str, Any]]
) -> None:
    kind, model, usual = whole
    definitions = MADE[kind]["definitions"]
    told = definitions[model.__name__]["properties"]
    values = {key: value for key, value in usual.items() if key in told}
    for field in data.draw(st.lists(st.sampled_from(sorted(told)), max_size=3)):
        values[field] = data.draw(values_of(told[field], definitions))
    try:
        model.model_validate(values)
    except ValidationError:
        return
    validator(kind).validate(plain(values))
