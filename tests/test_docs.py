"""What the documentation says is so."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

import built
import fixtures
import palabre
from palabre import cli, indexes, language, publication, site
from palabre.language import phrase, slug

PACKAGE = fixtures.REPOSITORY / "hooks/palabre"
READMES = [fixtures.REPOSITORY / name for name in ("README.md", "README.fr.md")]


def test_the_packages_example_of_a_new_index_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert palabre.__doc__
    example = re.search(r"::\n\n(    Kind\(.*?\n    \))\n", palabre.__doc__, re.DOTALL)
    assert example
    names = {"Kind": indexes.Kind, "slug": slug, "phrase": phrase}
    kind = eval(textwrap.dedent(example[1]), names)
    monkeypatch.setattr(indexes, "KINDS", (*indexes.KINDS, kind))
    found = site.read(fixtures.write(tmp_path, fixtures.load("two")))
    frame = fixtures.bare_frame(found.settings, "main")
    publication.publish(found, frame, tmp_path / "site")
    for prefix in ("", "fr/"):
        page = tmp_path / "site" / prefix / "projects" / "p-001-marees.html"
        assert "harbours/contributions/kamsar-office.html" in page.read_text("utf-8")


UNTOLD = set(
    "__init__ __main__ problems privacy layout language reports stats progress texts spool "
    "terminal files watching repository".split()
)
"""Modules whose names say what the way of the data needs to know of them."""


def test_the_package_names_every_module() -> None:
    assert palabre.__doc__
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    modules |= {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert modules - UNTOLD <= set(re.findall(r"palabre\.(\w+)", palabre.__doc__))


@pytest.mark.parametrize(
    "package",
    [
        "bibliography",
        "corrections",
        "editing",
        "exports",
        "feeds",
        "intake",
        "mail",
        "moderation",
        "proceedings",
        "review",
        "sealing",
    ],
)
def test_each_package_names_its_modules(package: str) -> None:
    told = (PACKAGE / package / "__init__.py").read_text("utf-8")
    modules = {path.stem for path in (PACKAGE / package).glob("*.py")} - {"__init__"}
    assert modules == set(re.findall(rf"palabre\.{package}\.(\w+)`", told))


@pytest.mark.parametrize("code", language.catalogues())
@pytest.mark.parametrize("command", [(), *((name,) for name in cli.COMMANDS)])
def test_commands_have_help(command: tuple[str, ...], code: str) -> None:
    shown = built.run(fixtures.REPOSITORY, *built.PALABRE, "--lang", code, *command, "--help")
    assert shown.returncode == 0
    assert len(shown.stdout) > 80
    assert "help-" not in shown.stdout


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_readmes_name_what_there_is(readme: Path) -> None:
    text = readme.read_text("utf-8")
    makefile = (fixtures.REPOSITORY / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for link in re.findall(r'(?:\]\(|src=")([^)"#:]+)[)"]', text):
        assert (fixtures.REPOSITORY / link).exists(), link
    for command in re.findall(r"palabre (check|build|\w+)`", text):
        assert command in cli.COMMANDS, command


def test_readmes_are_equals() -> None:
    def outline(path: Path) -> list[str]:
        text = re.sub(r"```.*?```", "```", path.read_text("utf-8"), flags=re.DOTALL)
        return [re.sub(r"[^#|`!\d-].*", "", line)[:3] for line in text.split("\n\n")]

    assert outline(READMES[0]) == outline(READMES[1])
