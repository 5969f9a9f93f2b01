"""MODERATING, in both languages: what it shows is so (see :mod:`guides`).

``--update-goldens`` writes outputs anew.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import built
import guides
from guides import CODES, Guide
from palabre import language

MODERATORS = "new intake translate status digest outline check build".split()
MODERATORS += "withdraw rename pseudonymise ledger proceedings seal verify".split()
"""The commands that moderators need."""

DISCUSSION = "vergers"

Worked = dict[str, tuple[Path, str]]


def guide(code: str) -> Guide:
    return Guide("MODERATING", code)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """For each language, an archive on which the guide was worked through, and what it must be."""
    found = {}
    for code in guides.NAMES:
        folder = guides.copy(tmp_path_factory.mktemp(code) / "archive")
        found[code] = folder, guide(code).worked_through(folder)
    return found


@pytest.mark.built
@CODES
def test_commands_say_what_the_guide_shows(
    code: str, worked: Worked, pytestconfig: pytest.Config
) -> None:
    guide(code).hold(worked[code][1], pytestconfig)


@pytest.mark.built
@CODES
def test_readers_see_what_the_guide_tells(code: str, worked: Worked) -> None:
    site = worked[code][0] / "site"
    assert not any(b"sha256:" in path.read_bytes() for path in site.rglob("*.html"))
    for prefix in ("", "fr/"):
        folder = site / prefix / DISCUSSION
        cited = _linked(folder / "consolidated-reply.html")
        assert cited >= {"garde-fruits.html", "malvezin-pommiers-gare.html"}
        assert "ashgrove-pruning-ground.html" not in cited
        former = folder / "contributions/malvezin-trente-pommiers.html"
        assert "malvezin-pommiers-gare.html" in _linked(former)
        for path in folder.rglob("*.html"):
            assert "Sorévi" not in path.read_text("utf-8"), path


def _linked(page: Path) -> set[str]:
    """The names of the files that the text of a page leads to."""
    links: list[str] = built.tree(page).xpath("//main//a/@href")
    return {link.partition("#")[0].rpartition("/")[2] for link in links}


@pytest.mark.built
def test_both_guides_lead_to_the_same_archive(worked: Worked) -> None:
    first, second = (_texts(folder) for folder, _ in worked.values())
    assert first == second


def _texts(folder: Path) -> dict[str, str]:
    """What the archive in *folder* holds."""
    docs = folder / "docs"
    paths = [path for path in docs.rglob("*") if path.suffix in (".md", ".yml")]
    return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in paths}


def test_both_guides_have_the_same_outline() -> None:
    assert guide("en").outline() == guide("fr").outline()


def test_both_guides_give_the_same_commands() -> None:
    first, second = ([*_given(code)] for code in guides.NAMES)
    assert first == second


def _given(code: str) -> Iterator[list[str]]:
    """Each command that is given, with its options, without what they are given."""
    for line in re.findall(r"^\$ (.*)$", guide(code).text, re.MULTILINE):
        name, command, *words = shlex.split(line)
        yield [name, command, *(word for word in words if word.startswith("--"))]


@CODES
def test_every_command_of_moderators_is_told(code: str) -> None:
    assert set(re.findall(r"[$`] ?palabre (\w+)", guide(code).text)) >= set(MODERATORS)


@CODES
def test_readers_of_the_guide_see_which_file_a_block_is_of(code: str) -> None:
    for section in re.split(r"^#+ ", guide(code).text, flags=re.MULTILINE):
        above = ""
        for prose, path in re.findall(r"(.*?)<!-- \w+: (\S+) -->", section, re.DOTALL):
            above += prose
            assert f"`{path}`" in above, path  # the comment itself is not shown


@CODES
def test_readers_find_what_they_take_along_by_the_names_of_the_guide(code: str) -> None:
    text, say = " ".join(guide(code).text.split()), language.of(code).say
    for name in ("feed-follow", "feeds", "cite-heading", "data"):
        assert re.search(rf"[“«] ?{re.escape(say(name))} ?[”»]", text), name
    for name in (f"{say('offline-start')}.html", f"{say('seal-readme-name')}.txt"):
        assert f"`{name}`" in text, name


@CODES
def test_the_guide_names_what_there_is(code: str) -> None:
    guide(code).assert_names_what_there_is()
