"""Ids that are proposed for new contributions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre.editing.identifiers import is_free, propose
from palabre.layout import ID


@pytest.mark.parametrize(
    ("author", "title", "expected"),
    [
        ("Awa Diallo", "What the harbour office learned", "diallo-what-harbour-office"),
        ("DIALLO Awa", "Ce que la capitainerie a appris", "diallo-capitainerie-appris"),
        ("Diallo, Awa", "Les marées", "diallo-marees"),
        ("Inés van der Ibáñez", "Una isla", "van-der-ibanez-isla"),
        ("Élodie Œuvrard", "L’île", "oeuvrard-l-ile"),
        ("UNDP", "Harbours", "undp-harbours"),
        ("王芳", "港口", "contribution-1"),
        ("王芳", "Ports ouverts", "ports-ouverts"),
        ("Wu", "", "wu-2"),
        ("", "Search", "search-2"),
    ],
)
def test_ids_are_readable(author: str, title: str, expected: str) -> None:
    assert propose(author, title, ()) == expected


def test_an_id_is_given_once() -> None:
    assert propose("Awa Diallo", "Tides", {"diallo-tides", "diallo-tides-2"}) == "diallo-tides-3"


@given(st.text(), st.text(), st.sets(st.from_regex(ID, fullmatch=True), max_size=3))
def test_any_name_and_title_give_an_id(author: str, title: str, taken: set[str]) -> None:
    first = propose(author, title, taken)
    assert is_free(first, taken)
    assert is_free(propose(author, title, taken | {first}), taken | {first})
