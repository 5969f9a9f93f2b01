"""In which language the command speaks, and that all of it does."""

from __future__ import annotations

import locale
from pathlib import Path

import pytest

import built
import fixtures
from palabre import reports

VARIABLES = (reports.LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG")
BAD_POST = {
    "docs/en/harbours/contributions/a-post.md": "---\ntitle: A\ntext: original\n"
    "authors: [{name: Awa Diallo, country: EU}]\n---\n\nText.\n",
}


def archive(folder: Path, default: str = "en") -> Path:
    fixtures.write(folder, fixtures.load("base") | BAD_POST, default)
    return folder


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("French_France", "fr"),
        ("French_Canada", "fr"),
        ("English_United Kingdom", "en"),
        ("fr_FR", "fr"),
        ("fr-BE", "fr"),
        ("Wolof_Senegal", "en"),
        ("C", "en"),
        (None, "en"),
    ],
)
def test_windows_tells_its_language_in_a_way_of_its_own(
    monkeypatch: pytest.MonkeyPatch, name: str | None, code: str
) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(locale, "getlocale", lambda *_: (name, "1252"))
    assert reports.user_language().code == code


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"LANG": "fr_SN.UTF-8"}, "fr"),
        ({"LANG": "French_France.1252"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LC_ALL": "en_GB.UTF-8", "PALABRE_LANG": "fr"}, "fr"),
        ({"LC_MESSAGES": "fr_FR", "LC_ALL": "en_US.UTF-8"}, "en"),
    ],
)
def test_variables_come_before_the_systems_setting(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], code: str
) -> None:
    for variable in VARIABLES:
        monkeypatch.setenv(variable, told.get(variable, ""))
    monkeypatch.setattr(locale, "getlocale", lambda *_: ("English_United States", "1252"))
    assert reports.user_language().code == code


def test_the_site_decides_where_the_users_language_has_no_catalogue(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(reports.LANGUAGE, "wo")
    french = fixtures.write(tmp_path, fixtures.load("base"), default="fr")
    assert reports.user_language(french).code == "fr"


def test_an_option_or_a_variable_makes_it_speak_french(tmp_path: Path) -> None:
    archive(tmp_path)
    by_option = built.run(tmp_path, *built.PALABRE, "--lang", "fr", "check")
    by_variable = built.run(tmp_path, *built.PALABRE, "check", PALABRE_LANG="fr")
    assert "authors[1].country (pays)\u00a0: un pays doit être donné" in by_option.stderr
    assert by_option.stderr.endswith("1 problème\n")
    assert by_variable.stderr == by_option.stderr


def test_the_option_comes_before_the_variable(tmp_path: Path) -> None:
    archive(tmp_path)
    finished = built.run(tmp_path, *built.PALABRE, "--lang", "en", "check", PALABRE_LANG="fr")
    assert finished.stderr.endswith("1 problem\n")
    assert "(pays)" not in finished.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("checkk",), "Erreur\u00a0: La commande 'checkk' n’existe pas."),
        (("check", "--formt", "json"), "Erreur\u00a0: L’option '--formt' n’existe pas."),
        (("check", "--format", "xml"), "'xml' ne fait pas partie de 'text'"),
        (("check", "docs/gone.md"), "Chemin 'docs/gone.md' n’existe pas."),
        (("check", "--changed"), "Erreur\u00a0: L’option '--changed' demande une valeur."),
    ],
)
def test_what_click_says_is_french(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    archive(tmp_path)
    french = built.run(tmp_path, *built.PALABRE, *arguments, PALABRE_LANG="fr")
    english = built.run(tmp_path, *built.PALABRE, *arguments)
    assert french.returncode == english.returncode == 2
    assert told in french.stderr
    assert not set(french.stderr.splitlines()) & (set(english.stderr.splitlines()) - {""})
