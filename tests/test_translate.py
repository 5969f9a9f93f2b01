"""``palabre translate`` through its real entry point."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import built
import fixtures
from palabre.reading import fingerprint
from test_new import archive, assert_all_is_well, publish, texts

__all__ = ["archive"]

POSTS = "docs/{}/harbours/contributions/{}.md"


def translate(folder: Path, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run ``palabre translate`` where nobody can be asked."""
    return built.run(folder, *built.PALABRE, "translate", *words, **changes)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_translation_is_begun(archive: Path, code: str) -> None:
    words = ["island", "--to", code, "--by", "Ana Reef", "--kind", "machine-revised"]
    finished = translate(archive, *words)
    assert (finished.returncode, finished.stderr) == (0, "")
    path = POSTS.format(code, "island")
    assert finished.stdout.startswith(f"Written: {path}\n")
    assert f"the text of {POSTS.format('es', 'island')}" in finished.stdout
    of = fingerprint("Una isla sin puerto", "La isla no tiene puerto.")
    assert texts(archive)[path] == (
        "---\n"
        "title: Una isla sin puerto\n"
        "text: translation\n"
        f"translation: {{by: Ana Reef, kind: machine-revised, of: {of}}}\n"
        "draft: true\n"
        "open_questions:\n"
        "  - Translate the title above and the text below, then remove draft and this question\n"
        "---\n\nLa isla no tiene puerto.\n"
    )
    assert_all_is_well(archive)


def test_a_translation_is_finished(archive: Path) -> None:
    """The paragraphs stand as in the original, and so do roles and places of all authors."""
    path, other = (POSTS.format(code, "kamsar-office") for code in ("en", "fr"))
    (archive / path).unlink()
    assert translate(archive, "kamsar-office", "--by", "Ana Reef").returncode == 0
    begun = texts(archive)[path]
    assert "roles: [Coordinatrice]\nplaces: [Kamsar]\n" in begun
    assert begun.partition("\n---\n")[2] == texts(archive)[other].partition("\n---\n")[2]
    assert_all_is_well(archive)
    head, _, _ = begun.partition("\n---\n")
    lines = [x for x in head.splitlines() if "draft" not in x and x != "open_questions:"]
    english = fixtures.load("two")[path].partition("\n---\n")[2]
    (archive / path).write_text("\n".join(lines) + f"\n---\n{english}", "utf-8")
    assert_all_is_well(archive)


def test_an_original_that_is_not_held_has_no_fingerprint(archive: Path) -> None:
    record = texts(archive)[POSTS.format("es", "island")].replace("text: original", "text: {}")
    told = "translation\ntranslation: {by: A Reef, kind: human}"
    (archive / POSTS.format("en", "island")).write_text(record.format(told), "utf-8")
    (archive / POSTS.format("es", "island")).unlink()
    assert translate(archive, "island", "--by", "Ana Reef").returncode == 0
    begun = texts(archive)[POSTS.format("fr", "island")]
    assert "translation: {by: Ana Reef, kind: human}\n" in begun


def test_a_summary_in_another_language_is_a_summary(archive: Path) -> None:
    path = "docs/fr/rivers/contributions/delta.md"
    (archive / path).unlink()
    finished = translate(archive, "delta")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "text: summary\n" in texts(archive)[path]
    assert "translation" not in texts(archive)[path].partition("draft:")[0]
    assert "roles: [Captain]\n" in texts(archive)[path]
    assert_all_is_well(archive)
    lines = [x for x in texts(archive)[path].splitlines() if not x.startswith("  - ")]
    (archive / path).write_text("\n".join(lines) + "\n", "utf-8")
    publish(archive, path, "")
    assert_all_is_well(archive)


def test_what_is_not_written_yet_is_not_translated(archive: Path) -> None:
    path = POSTS.format("fr", "seulement-ici")
    head = (archive / path).read_text("utf-8").partition("\n---\n")[0]
    head = head.replace("weeks:", "draft: true\nweeks:")
    (archive / path).write_text(f"{head}\n---\n", "utf-8")
    before = texts(archive)
    finished = translate(archive, "seulement-ici", "--by", "Ana Reef")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr.startswith(f"{path} has no text yet.")
    assert texts(archive) == before


def test_drafts_are_translated_too(archive: Path) -> None:
    path = archive / POSTS.format("fr", "seulement-ici")
    path.write_text(path.read_text("utf-8").replace("weeks:", "draft: true\nweeks:"), "utf-8")
    built.run(archive, *built.PALABRE, "normalise")
    assert translate(archive, "seulement-ici", "--by", "Ana Reef").returncode == 0
    assert_all_is_well(archive)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["islnad"],
            "n’est pas connu ici. Vouliez-vous dire : Una isla sin puerto",
        ),
        (["island", "--by", "A"], "Il manque encore : --to."),
        (["island", "--to", "fr"], "Il manque encore : --by."),
        (["island", "--to", "frençais", "--by", "A"], "Vouliez-vous dire : français (fr)"),
        (["island", "--to", "de", "--by", "A"], "les langues du site : en, fr"),
        (["island", "--to", "es", "--by", "A"], "island.md existe déjà. Rien n’a été écrit."),
        (["kamsar-office", "--to", "en", "--by", "A"], "kamsar-office.md existe déjà"),
        (["kamsar-office", "--by", "A"], "Il n’y a rien à faire : docs/en/harbours"),
        (["island", "--to", "fr", "--by", "a@example.org"], "[personal-data]"),
        (["delta", "--mark-current"], "Il n’y a rien à faire : docs/en/rivers"),
        (["kamsar-office", "--to", "fr", "--mark-current"], "pas de traduction en français"),
    ],
)
def test_what_cannot_be_done_is_explained(archive: Path, words: list[str], told: str) -> None:
    before = texts(archive)
    finished = translate(archive, *words, LC_ALL="fr_FR.UTF-8")
    assert told in finished.stderr
    assert finished.returncode == 1
    assert "Traceback" not in finished.stderr
    assert texts(archive) == before


def test_a_broken_text_is_mended_first(archive: Path) -> None:
    path = POSTS.format("es", "island")
    (archive / path).write_text("---\ntitle: A\n---\n\nB\n", "utf-8")
    finished = translate(archive, "island", "--to", "fr", "--by", "A")
    assert finished.returncode == 1
    assert f"palabre check {path}" in finished.stderr


def test_a_terminal_asks_for_language_and_translator(archive: Path) -> None:
    command = (*built.PALABRE, "--lang", "fr", "translate", "Una isla sin puerto")
    built.run_at_terminal(archive, *command, answers=["franç", "1", "", "Ana Reef"])
    assert "by: Ana Reef" in texts(archive)[POSTS.format("fr", "island")]


def revise(archive: Path) -> str:
    """Change an original; the fingerprint that it had."""
    path = archive / POSTS.format("fr", "kamsar-office")
    text = path.read_text("utf-8")
    path.write_text(text.replace("ouvert en 1962", "ouvert en 1963"), "utf-8")
    return "d416cd525a6e"


def test_a_revised_translation_is_marked(archive: Path) -> None:
    was = revise(archive)
    path = archive / POSTS.format("en", "kamsar-office")
    before = path.read_bytes().replace(b"in 1962.", b"in 1963.  ") + b"\n\n"
    path.write_bytes(before)
    assert "[translation-drift]" in built.run(archive, *built.PALABRE, "check").stderr
    finished = translate(archive, "kamsar-office", "--mark-current")
    assert finished.returncode == 0, finished.stderr
    head, _, body = path.read_bytes().partition(b"\n---\n")
    assert was.encode() not in head
    assert body == before.partition(b"\n---\n")[2]
    assert_all_is_well(archive)
    again = path.read_bytes()
    assert translate(archive, "kamsar-office", "--mark-current").returncode == 0
    assert path.read_bytes() == again


def test_comments_are_not_lost(archive: Path) -> None:
    revise(archive)
    path = archive / POSTS.format("en", "kamsar-office")
    path.write_text(path.read_text("utf-8").replace("text:", "# mine\ntext:"), "utf-8")
    before = texts(archive)
    finished = translate(archive, "kamsar-office", "--mark-current")
    assert finished.returncode == 1
    assert "has comments (#)" in finished.stderr
    assert texts(archive) == before


def test_an_original_that_is_not_held_cannot_be_behind(archive: Path) -> None:
    (archive / POSTS.format("fr", "kamsar-office")).unlink()
    held = fixtures.load("two")[POSTS.format("fr", "kamsar-office")]
    told = "translation\ntranslation: {by: A Reef, kind: human}"
    path = archive / POSTS.format("en", "kamsar-office")
    path.write_text(held.replace("text: original", f"text: {told}"), "utf-8")
    finished = translate(archive, "kamsar-office", "--mark-current")
    assert finished.returncode == 1
    assert "does not hold the original" in finished.stderr
