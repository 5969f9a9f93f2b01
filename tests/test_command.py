"""The ``palabre`` command through its real entry point."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import built
import fixtures

BAD_POST = {
    "docs/en/harbours/contributions/a-post.md": "---\ntitle: A\ntext: original\n"
    "authors: [{name: Awa Diallo, country: EU}]\ndate: 3/4/24\n---\n\n<b>Text</b>\n",
    "docs/fr/harbours/contributions/b-post.md": "---\ntitle: 2010\n---\n",
}


def test_check_tells_every_problem_at_once(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base") | BAD_POST)
    finished = built.run(tmp_path, *built.PALABRE, "check")
    lines = finished.stderr.splitlines()
    assert finished.returncode == 1
    assert "Traceback" not in finished.stderr
    assert [re.sub(r": .*\[", " [", line) for line in lines] == [
        "docs/en/harbours/contributions/a-post.md:4 [country-code]",
        "docs/en/harbours/contributions/a-post.md:5 [date-format]",
        "docs/en/harbours/contributions/a-post.md:8 [raw-html]",
        "docs/fr/harbours/contributions/b-post.md:1 [field-missing]",
        "docs/fr/harbours/contributions/b-post.md:1 [record-missing]",
        "docs/fr/harbours/contributions/b-post.md:2 [text-expected]",
        "6 problems",
    ]


def test_check_speaks_the_users_language(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base") | BAD_POST)
    finished = built.run(tmp_path, *built.PALABRE, "check", LC_ALL="fr_FR.UTF-8")
    assert "un pays doit être donné par son code à deux lettres" in finished.stderr
    assert finished.stderr.splitlines()[-1].endswith("problèmes")


def test_check_says_that_all_is_well_and_warns(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two"))
    finished = built.run(tmp_path, *built.PALABRE, "check")
    assert finished.returncode == 0
    assert finished.stdout == "Everything is in order: 6 contributions in 2 discussions.\n"
    assert "[translation-drift]" in finished.stderr


def test_check_imports_neither_mkdocs_nor_a_model_of_languages(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two"))
    code = (
        "import sys; from palabre.cli import main; main(['check'], standalone_mode=False);"
        "heavy = ('mkdocs', 'material', 'py3langid', 'numpy');"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in heavy))"
    )
    finished = built.run(tmp_path, built.MKDOCS[0], "-c", code)
    assert finished.stdout.splitlines()[-1] == "[]", finished.stderr


URL = "site_url: https://a.example/\n"
FRENCH, SPANISH = "{locale: fr, default: true}", "{locale: es, default: true}"


@pytest.mark.parametrize(
    ("config", "told"),
    [
        (None, "There is no mkdocs.yml here"),
        ("plugins: [", "mkdocs.yml cannot be read"),
        ("- a list", "settings are expected"),
        ("site_name: A", "site_url"),
        ("site_url: /archive/", "site_url"),
        (f"{URL}site_name: A", "exactly two languages"),
        (f"{URL}plugins: [{{i18n: {{languages: [{{locale: en}}, {FRENCH}]}}}}]", "first"),
        (f"{URL}plugins: [{{i18n: {{languages: [{SPANISH}, {{locale: fr}}]}}}}]", "“es”"),
    ],
)
def test_a_configuration_that_does_not_serve(tmp_path: Path, config: str | None, told: str) -> None:
    (tmp_path / "docs").mkdir()
    if config:
        (tmp_path / "mkdocs.yml").write_text(config)
    finished = built.run(tmp_path, *built.PALABRE, "check")
    assert finished.returncode == 1
    assert told in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize("command", ["check", "normalise"])
def test_what_is_no_part_of_the_archive_is_said_to_be_none(tmp_path: Path, command: str) -> None:
    fixtures.write(tmp_path, fixtures.load("base"))
    (tmp_path / "mails").mkdir()
    finished = built.run(tmp_path, *built.PALABRE, command, "docs", "mails")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr.startswith(
        "mails is no part of the archive, whose files stand in docs/."
    )
    assert built.run(tmp_path, *built.PALABRE, command, ".").returncode == 0


@pytest.mark.parametrize("words", [(), ("--help",), ("chek",)])
def test_clicks_own_words_are_the_users(tmp_path: Path, words: tuple[str, ...]) -> None:
    finished = built.run(tmp_path, *built.PALABRE, *words, LC_ALL="fr_FR.UTF-8")
    said = finished.stdout + finished.stderr
    assert said.startswith("Utilisation\N{NO-BREAK SPACE}: palabre")
    assert "Commandes" in said or "Pour de l’aide" in said
