"""Texts that are in another language than their folder's."""

from __future__ import annotations

import sys
from itertools import combinations

import pytest

import palabre
from palabre import language, wording

FRENCH = (
    "La capitainerie compte les navires et parle aux pêcheurs des marées. Plus tard, un réseau de "
    "villes partage avec les familles ce que les autorités ont appris pour leurs ports."
)
ENGLISH = (
    "The harbour office counts the ships and talks to the fishers about tides. Later, a network of "
    "towns shares with the families what the authorities have learned for their ports."
)
SPANISH = (
    "La capitanía cuenta los barcos y habla con los pescadores de las mareas. Más tarde, una red "
    "de ciudades comparte con las familias lo que aprendieron las autoridades en sus puertos."
)
QUOTED = "".join(f"> {line}.\n" for line in FRENCH.split(". "))


@pytest.mark.parametrize(
    ("body", "code", "found"),
    [
        (FRENCH, "en", "fr"),
        (ENGLISH, "fr", "en"),
        (FRENCH, "fr", ""),
        (ENGLISH, "en", ""),
        (FRENCH, "es", ""),
        (SPANISH, "es", ""),
        (SPANISH, "fr", ""),
        (FRENCH[:60], "en", ""),
        (f"{QUOTED}\n{ENGLISH}", "en", ""),
        (f"{QUOTED}\n{ENGLISH}", "fr", "en"),
        (f"{ENGLISH}\n\n{FRENCH}", "en", ""),
        ("", "en", ""),
    ],
)
def test_a_text_is_in_the_language_of_its_folder(body: str, code: str, found: str) -> None:
    for codes in (("en", "fr"), ("fr", "en")):
        assert wording.contradicted(body, code, codes) == found


def test_no_model_is_asked_where_common_words_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "palabre.detection", None)  # importing it would fail
    monkeypatch.delattr(palabre, "detection", raising=False)
    assert wording.contradicted(f"{ENGLISH} {FRENCH[:40]}", "en", ("en", "fr")) == ""
    with pytest.raises(ImportError):
        wording.contradicted(FRENCH, "en", ("en", "fr"))


def test_common_words_are_of_one_language_alone() -> None:
    words = {code: language.of(code).say("common-words").split() for code in language.catalogues()}
    for one, other in combinations(words.values(), 2):
        assert not set(one) & set(other)
    assert all(len(set(found)) == len(found) > 25 for found in words.values())
