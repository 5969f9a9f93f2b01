"""``palabre pseudonymise``: a name is found however it is written, and no other is touched."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import built
import fixtures
from palabre import publication, settings, site
from palabre.corrections.names import of_person
from palabre.reading import fingerprint
from test_corrections import contents, palabre, telling

DIALLO = of_person({"Awa Diallo", "A. Diallo"}, {"Mamadou Bah", "Port de Kamsar"})

SURE = [
    "Awa Diallo",
    "awa diallo said",
    "AWA DIALLO",
    "Diallo Awa",
    "DIALLO, Awa",
    "Awá  Dïallo",
    "Awa\nDiallo",
    "Awa\u00a0Diallo’s",
    "A. Diallo",
    "as Diallo says, not Mme Diallo",
    "(Diallo)",
    "Ms. Diallo",
]
UNSURE = [
    "Aissatou Diallo",
    "Awa says",
    "What Diallo learned",
    "Diallo-Bah",
    "https://example.org/awa-diallo",
    "[here](https://example.org/Diallo)",
]
OTHERS = ["diallo", "away", "Diallos", "[a link](diallo-office.md)", "Kamsar", "Mamadou Bah"]


@pytest.mark.parametrize("text", SURE)
def test_the_person_is_found(text: str) -> None:
    found = list(DIALLO.find(text))
    assert found
    assert all(place.is_sure for place in found)
    left = text
    for place in reversed(found):
        left = left[: place.start] + left[place.end :]
    assert "diallo" not in left.casefold()
    assert "awa" not in left.casefold()


@pytest.mark.parametrize("text", UNSURE)
def test_who_may_be_another_is_left_to_people(text: str) -> None:
    found = list(DIALLO.find(text))
    assert found
    assert not any(place.is_sure for place in found)


@pytest.mark.parametrize("text", OTHERS)
def test_other_words_are_not_touched(text: str) -> None:
    assert list(DIALLO.find(text)) == []


@pytest.mark.parametrize("text", ["It was Diallo. Awa went.", "Awa\n\nof Diallo", "Diallo: Awa"])
def test_two_words_of_a_name_are_not_yet_the_name(text: str) -> None:
    found = {text[p.start : p.end]: p.is_sure for p in DIALLO.find(text)}
    assert found == {"Diallo": True, "Awa": False}


WORDS = st.text(st.sampled_from("aéÉßœŒıİ x.,-’'\n\u0301"), max_size=12)


@given(WORDS, st.sampled_from([" ", "\n", "(", "« ", "**"]), WORDS, WORDS)
def test_whatever_stands_around_a_name_it_is_found_whole(
    name: str, gap: str, before: str, after: str
) -> None:
    """And places are in order, of the text, and apart."""
    text = f"{before}{gap}Awa Diallo{gap[::-1]}{after}"
    names = of_person({"Awa Diallo", name}, set())
    places = list(names.find(text))
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(one.end <= other.start for one, other in pairwise(places))
    assert any("Awa Diallo" in text[place.start : place.end] for place in places)


def test_a_family_name_that_two_have_is_left_to_people() -> None:
    names = of_person({"Awa Diallo"}, {"Aissatou Diallo"})
    assert [place.is_sure for place in names.find("Diallo says, and Awa Diallo")] == [False, True]


FILES = {
    "docs/en/harbours/contributions/diallo-harbour-office.md": (
        "---\n# Kept as it is.\ntitle: What the captain Diallo learned\ntext: original\n"
        "weeks: [1]\nauthors:\n  - name: Binta Diallo\n    role: Captain\n    country: GN\n---\n\n"
        "I am Binta Diallo. Awa agrees, says `Binta DIALLO`.\n"
    ),
    "docs/fr/harbours/contributions/diallo-harbour-office.md": (
        "---\ntitle: Ce que la capitaine Diallo a appris\ntext: translation\n"
        "translation: {by: Binta Diallo, kind: human, of: @}\n---\n\n"
        "Je suis Binta Diallo. Awa est d’accord, dit `Binta DIALLO`.\n"
    ),
    "docs/en/harbours/contributions/answer.md": (
        "---\ntitle: An answer\ntext: original\nauthors: [{name: Jo Lee}]\n"
        "reply_to: diallo-harbour-office\n---\n\n"
        "See [what B. Diallo wrote](diallo-harbour-office.md#p1), and Binta.\n"
    ),
    "docs/contributors.yml": (
        "# Who is who.\n- id: binta\n  name: Binta Diallo\n  also: [B. Diallo]\n"
        "- {id: jo-lee, name: Jo Lee}\n"
    ),
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    original = FILES["docs/en/harbours/contributions/diallo-harbour-office.md"]
    told = fingerprint("What the captain Diallo learned", original.partition("---\n\n")[2].strip())
    files = {path: text.replace("@", told) for path, text in FILES.items()}
    fixtures.write(tmp_path, fixtures.load("base") | files)
    palabre(tmp_path, "check")
    palabre(tmp_path, "ledger", "--write")
    return tmp_path


def test_a_person_gets_another_name_everywhere(archive: Path) -> None:
    told = palabre(archive, "pseudonymise", "binta diallo", "--yes")
    files = contents(archive)
    named = {path: text for path, text in files.items() if "diallo" in (path + text).casefold()}
    assert list(named) == ["docs/withdrawn.yml"], "the address was published"
    assert "only_address: true" in named["docs/withdrawn.yml"]
    assert files["docs/contributors.yml"] == (
        "# Who is who.\n- {id: jo-lee, name: Jo Lee}\n- id: anonymous-contributor-1\n"
        "  name: {en: Anonymous contributor 1, fr: Contributeur·rice anonyme 1}\n"
    )
    answer = files["docs/en/harbours/contributions/answer.md"]
    new = answer.partition("reply_to: ")[2].partition("\n")[0]
    assert f"[what Anonymous contributor 1 wrote]({new}.md#p1), and Binta." in answer
    original = files[f"docs/en/harbours/contributions/{new}.md"]
    assert "# Kept as it is." in original
    assert "`Anonymous contributor 1`" in original
    assert "dit `Contributeur·rice anonyme 1`" in files[f"docs/fr/harbours/contributions/{new}.md"]
    assert "docs/en/harbours/contributions/answer.md:8: Diallo → " not in told
    assert "docs/en/harbours/contributions/diallo-harbour-office.md:7: Binta Diallo → " in told
    assert "docs/en/harbours/contributions/answer.md:8: " in told.partition("by hand")[2]
    assert "harbours/contributions/diallo-harbour-office.html, contributors/binta.html" in told
    assert "Everything is in order" in palabre(archive, "check")


def test_no_page_connects_the_two(archive: Path) -> None:
    palabre(archive, "pseudonymise", "Binta Diallo", "--as", "Harbour Captain", "--yes")
    found = site.read(settings.read(archive / "mkdocs.yml"))
    assert found.warnings == ()
    frame = fixtures.bare_frame(found.settings, "head", "main")
    publication.publish(found, frame, archive / "site")
    left = telling(archive / "site", ("Diallo",))
    for line in left:
        page = Path(line.partition(": ")[0])
        assert page.name.startswith("diallo-harbour-office.")
        assert "Captain" not in page.read_text("utf-8")
        assert "no longer" in page.read_text("utf-8")
    assert len({line.partition(": ")[0] for line in left}) == 4
    assert "Harbour Captain" in (archive / "site/contributors/index.html").read_text("utf-8")
    gone = (archive / "site/contributors/binta.html").read_text("utf-8")
    assert "Nothing is listed here any more" in gone


def test_a_pseudonym_tells_nothing_and_is_nobody(archive: Path) -> None:
    before = contents(archive)
    for new, told in {
        "Captain Diallo": "would tell",
        "Jo Lee": "somebody in the archive",
        "<b>": "cannot be a pseudonym",
        "Yes: no": "cannot be a pseudonym",
    }.items():
        shown = palabre(archive, "pseudonymise", "Binta Diallo", "--as", new, "--yes", status=1)
        assert told in shown
    shown = palabre(archive, "pseudonymise", "Binto Dialo", "--yes", status=1)
    assert "nearest names: Binta Diallo" in shown
    shown = palabre(archive, "pseudonymise", "Awa Diallo", "--yes", status=1)
    assert "contributions/answer.md:8: " in shown, "it may be the same person"
    assert "--yes" in palabre(archive, "pseudonymise", "Binta Diallo", status=1)
    assert contents(archive) == before


def test_at_a_terminal_the_name_is_typed(archive: Path) -> None:
    command = (*built.PALABRE, "pseudonymise", "Jo Lee")
    before = contents(archive)
    assert "Nothing was changed" in built.run_at_terminal(
        archive, *command, answers=("y",), status=1
    )
    assert contents(archive) == before
    shown = built.run_at_terminal(archive, *command, answers=("Jo Lee",), LC_ALL="fr_FR.UTF-8")
    assert "Jo Lee → Anonymous contributor 1" in shown
    assert "Jo Lee" not in "".join(contents(archive).values())
    palabre(archive, "check")


def test_an_old_name_of_a_contribution_is_no_bridge(archive: Path) -> None:
    palabre(archive, "rename", "diallo-harbour-office", "harbour-office")
    palabre(archive, "pseudonymise", "Binta Diallo", "--yes")
    former = site.read(settings.read(archive / "mkdocs.yml")).archive.former
    assert former.renamed == {}
    assert former.withdrawn["diallo-harbour-office"].only_address
    assert not (archive / "docs/renamed.yml").exists()
