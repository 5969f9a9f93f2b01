"""The names and descriptions of fields, in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from palabre import fields, language
from palabre.models import Front, OtherText, Record

LANGUAGES = [language.of(code) for code in language.catalogues()]


def filled_in(model: type[Front]) -> Iterator[type[Front]]:
    """The models below *model* that no other builds upon."""
    if not model.__subclasses__():
        yield model
    for child in model.__subclasses__():
        yield from filled_in(child)


def test_every_model_is_told() -> None:
    assert set(fields.MODELS) == {*filled_in(Front)}


@pytest.mark.parametrize("speaker", LANGUAGES, ids=lambda speaker: speaker.code)
@pytest.mark.parametrize("model", fields.MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_name_and_a_description(
    model: type[Front], speaker: language.Language
) -> None:
    for field in model.model_fields:
        assert fields.name(field, speaker) != f"key-{field}"
        words = fields.description(model, field, speaker)
        assert 30 < len(words) < 320, words
        assert words.rstrip("}”\u00a0»").endswith("."), words
    assert fields.title(model, speaker) != fields.title_id(model)


def test_a_field_is_described_where_it_is_declared() -> None:
    speaker = LANGUAGES[0]
    told = {fields.description(model, "title", speaker) for model in (Record, OtherText)}
    assert len(told) == 1
