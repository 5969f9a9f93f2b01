"""What can be found: each text once, in its language, from every site that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

import fixtures
from palabre import bundles as parts
from palabre import site
from palabre.bundles import bundles
from palabre.search_records import Record, records

ORGANISATIONS = """\
- id: sea-network
  name: {en: Sea Network, fr: Réseau de la mer}
  also: [RDM]
"""

CONTRIBUTORS = """\
- id: e-oeuvrard
  name: {en: Anonymous contributor 1, fr: Contributrice anonyme 1}
  also: [Élodie Œuvrard]
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """Every record of the archive of two discussions, by its address."""
    folder = tmp_path_factory.mktemp("two")
    files = fixtures.load("two") | {"docs/organisations.yml": ORGANISATIONS}
    files["docs/contributors.yml"] = CONTRIBUTORS
    read = site.read(fixtures.write(folder, files))
    all_bundles = bundles(read.archive)
    return {record["url"]: record for b in all_bundles for record in records(read, b)}


def test_a_text_in_both_languages_is_found_in_each(found: dict[str, Record]) -> None:
    english = found["en/harbours/contributions/kamsar-office.html"]
    french = found["fr/harbours/contributions/kamsar-office.html"]
    assert english["filters"]["site"] == ["en"]
    assert french["filters"]["site"] == ["fr"]
    assert english["language"] == "en"
    assert french["meta"]["title"] == "Ce que la capitainerie a appris"
    assert french["meta"]["authors"] == "Awa Diallo"
    assert french["filters"] == {
        "site": ["fr"],
        "language": ["fr"],
        "discussion": ["harbours"],
        "week": ["harbours/1"],
        "country": ["gn", "sn"],
        "topic": ["tides"],
    }
    for word in ("Guinée", "Sénégal", "Marées", "Port de Kamsar", "Coordinatrice", "P-001"):
        assert word in french["meta"]["words"]
    assert "Senegal" in english["meta"]["words"]
    assert "La mer décide." in french["content"]
    assert "<" not in french["content"]
    assert "l'île" in french["content"], "the apostrophe by which Pagefind tells words apart"


def test_an_untranslated_text_is_found_from_both_sites(found: dict[str, Record]) -> None:
    french = found["fr/harbours/contributions/seulement-ici.html"]
    assert french["filters"]["site"] == ["en", "fr"]
    assert french["meta"]["authors"] == "Contributrice anonyme 1", "as its own language has it"
    assert found["en/harbours/contributions/only-here.html"]["filters"]["site"] == ["en", "fr"]
    spanish = found["es/harbours/contributions/island.html"]
    assert spanish["filters"]["site"] == ["en", "fr"]
    assert spanish["filters"]["language"] == ["es"]


def test_an_original_behind_its_translations_is_not_found_twice(found: dict[str, Record]) -> None:
    assert {url for url in found if url.endswith("two-coasts.html")} == {
        "en/harbours/contributions/two-coasts.html",
        "fr/harbours/contributions/two-coasts.html",
    }


def test_organisations_are_found_by_id_and_other_spellings(found: dict[str, Record]) -> None:
    words = found["fr/harbours/contributions/two-coasts.html"]["meta"]["words"]
    assert {"Réseau de la mer", "sea-network", "RDM"} <= {
        spelling for spelling in ("Réseau de la mer", "sea-network", "RDM") if spelling in words
    }


def test_letters_without_accents_find_ligatures(found: dict[str, Record]) -> None:
    assert "oeuvrard" in found["fr/harbours/contributions/seulement-ici.html"]["meta"]["words"]


def test_what_moderators_wrote_is_found(found: dict[str, Record]) -> None:
    assert {
        "en/index.html",
        "fr/contribute.html",
        "en/harbours/index.html",
        "fr/harbours/weeks/1.html",
        "en/harbours/consolidated-reply.html",
    } <= set(found)
    week = found["en/harbours/weeks/2.html"]
    assert week["meta"]["title"] == "Week 2: Islands"
    assert "Which of them?" in week["content"]
    assert week["filters"]["week"] == ["harbours/2"]
    assert found["en/harbours/consolidated-reply.html"]["filters"]["discussion"] == ["harbours"]


def test_lists_and_side_by_side_pages_are_not_found(found: dict[str, Record]) -> None:
    assert not [url for url in found if "side-by-side" in url or "countries" in url]


def test_a_large_language_is_searched_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = site.read(fixtures.write(tmp_path, fixtures.load("two")))
    whole = bundles(read.archive)
    assert [bundle.name for bundle in whole] == ["en", "es", "fr"]
    monkeypatch.setattr(parts, "MOST", 5)
    found = bundles(read.archive)
    assert {"en", "en.2", "fr", "fr.2"} < {bundle.name for bundle in found}
    texts = [(b.language, work.address) for b in found for work in b.works]
    assert sorted(texts) == sorted((b.language, work.address) for b in whole for work in b.works)
