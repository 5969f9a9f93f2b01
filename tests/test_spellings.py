"""Names that are spelled nearly alike: which are told, of whom, and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

import fixtures
from palabre import likeness, site
from palabre.language import slug
from palabre.problems import Problem, Rule


def are_alike(one: str, other: str, are_people: bool) -> bool:
    names = {name: tuple(slug(name).split("-")) for name in (one, other)}
    return bool([*likeness.pairs(names, are_people)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Awa Diallo", "Diallo, Awa"),
        ("Awa Diallo", "Awa Dialo"),
        ("Awa Diallo", "Awa Dilalo"),
        ("Awa Diallo", "AwaDiallo"),
        ("Fatoumata Touré", "Fatomata Touré"),
        ("Inês Carvalho", "Carvaljo Inês"),
        ("Chanzo Greenidge", "Chanzo Grenidge"),
    ],
)
def test_slips_of_the_pen_are_alike(one: str, other: str) -> None:
    assert are_alike(one, other, are_people=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Awa Diallo", "Awa Camara"),
        ("Moussa Sall", "Moussa Sarr"),
        ("Emmanuel Mensah", "Emmanuelle Mensah"),
        ("Martin Dupont", "Martine Dupont"),
        ("Filippa Costa", "Filippo Costa"),
        ("Awa Diallo", "Hawa Diallo"),
        ("Lin Bo", "Lin Po"),
        ("Region 14", "Region 15"),
        ("Ana 1990er", "Ana 1991er"),
        ("王芳", "李娜"),
        ("Jansen Ole", "Hansen Ole"),
    ],
)
def test_people_may_have_names_that_differ_by_little(one: str, other: str) -> None:
    assert not are_alike(one, other, are_people=True)


def test_a_crowd_of_names_comes_to_its_end() -> None:
    letters = "abcdefghij"
    crowd = {
        f"Awa B{a}{b}{c}{d}llo": ("awa", f"b{a}{b}{c}{d}llo")
        for a in letters
        for b in letters
        for c in letters
        for d in letters
    }
    assert len([*likeness.pairs(crowd, are_people=True)]) < 500_000


POST = "---\ntitle: A\ntext: original\nauthors: [{%s}]\n---\n\nText.\n"


def warnings(folder: Path, registry: str, *authors: str) -> list[Problem]:
    """What is told of posts by *authors*, in an archive whose registries are *registry*."""
    posts = {
        f"docs/en/harbours/contributions/post-{number}.md": POST % author
        for number, author in enumerate(authors)
    }
    registries = {
        "docs/contributors.yml": registry,
        "docs/organisations.yml": registry.replace("Awa Diallo", "Awa Harbours"),
    }
    files = fixtures.load("base") | posts | (registries if registry else {})
    found = site.read(fixtures.write(folder, files)).warnings
    return [problem for problem in found if problem.rule is Rule.NAME_NEAR]


def test_the_rarer_spelling_is_told_wherever_it_stands(tmp_path: Path) -> None:
    wrong, right = 'name: "Diallo, Awa"', "name: Awa Diallo"
    found = warnings(tmp_path, "", wrong, right, right, wrong, right)
    paths = [f"docs/en/harbours/contributions/post-{number}.md" for number in (0, 3)]
    assert [problem.path for problem in found] == paths
    assert found[0].found == "Diallo, Awa"
    assert found[0].key == "authors[1].name"
    assert found[0].values["other"] == "Awa Diallo"
    assert found[0].values["where"] == "docs/en/harbours/contributions/post-1.md:4"


def test_the_line_that_is_offered_for_the_registry_mends_it(tmp_path: Path) -> None:
    authors = ('name: "Diallo, Awa"', "name: Awa Diallo")
    (found,) = warnings(tmp_path, "", *authors)
    assert warnings(tmp_path, f"{found.values['entry']}\n", *authors) == []


def test_what_the_registry_knows_is_right(tmp_path: Path) -> None:
    registry = "- {id: awa-diallo, name: Awa Diallo, also: [Mme Awa Diallo]}\n"
    (found,) = warnings(tmp_path, registry, "name: Awa Dialo", "name: Mme Awa Diallo")
    assert found.found == "Awa Dialo"
    assert found.values["where"] == "docs/contributors.yml"


def test_entries_tell_namesakes_apart(tmp_path: Path) -> None:
    registry = "- {id: awa-one, name: Awa Diallo}\n- {id: awa-two, name: Awa Dialo}\n"
    assert warnings(tmp_path, registry, "name: Awa Dialo", "name: Awa Diallo") == []


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        ("Réseau des Villes Portuaires SARL", True),
        ("Réseau Villes Portuaires", True),
        ("Réseau des Villes Portuares", True),
        ("Réseau des Villes Portuaires d’Australie", False),
        ("Réseau des Villes Fluviales", False),
    ],
)
def test_organisations_have_legal_forms_and_articles(
    tmp_path: Path, other: str, is_told: bool
) -> None:
    names = ("Réseau des Villes Portuaires", "Réseau des Villes Portuaires d’Autriche", other)
    found = warnings(tmp_path, "", *(f"organisation: {name}" for name in names))
    assert [problem.found for problem in found] == [other] * is_told
