"""``palabre status`` through its real entry point: as a table, for programs, as a page."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import html5lib
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import built
import fixtures
from palabre import language
from palabre.moderation import columns, wrapping

SCHEMA = json.loads((fixtures.TESTS / "status.schema.json").read_text("utf-8"))
C = "docs/{}/harbours/contributions/{}.md"
CODES = pytest.mark.parametrize("code", language.catalogues())
SECRET = "Does the author consent to publication?"
"""The open question of a draft."""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two discussions, with drafts."""
    return write(tmp_path, fixtures.load("two") | fixtures.of_golden("draft"))


def write(folder: Path, files: Mapping[str, str], **config: Any) -> Path:
    fixtures.write(folder, files, **config)
    return folder


def status(folder: Path, *words: str, code: str = "en") -> subprocess.CompletedProcess[str]:
    finished = built.run(folder, *built.PALABRE, "--lang", code, "status", *words)
    assert "Traceback" not in finished.stderr
    return finished


def values(folder: Path, *words: str, code: str = "en") -> Any:
    """What is told to programs, which is as the schema says."""
    finished = status(folder, *words, "--format", "json", code=code)
    assert (finished.returncode, finished.stderr) == (0, "")
    told = json.loads(finished.stdout)
    jsonschema.validate(told, SCHEMA)
    return told


def of_harbours(folder: Path, *words: str) -> Any:
    (found,) = values(folder, "harbours", *words)["discussions"]
    return found


def test_contributions_are_counted(archive: Path) -> None:
    told = of_harbours(archive)
    assert told["contributions"] == 6
    assert [(w["week"], w["contributions"]) for w in told["weeks"]] == [(1, 3), (2, 3), (None, 1)]
    countries = {c["country"]: (c["from"], c["about"]) for c in told["countries"]}
    assert countries["GQ"] == (1, 1)
    assert countries["SN"] == (0, 1)
    assert countries[None] == (2, 0)
    languages = {one["language"]: one["contributions"] for one in told["languages"]}
    assert languages == {"en": 2, "es": 2, "fr": 2}


def test_what_is_left_to_do_is_told(archive: Path) -> None:
    told = of_harbours(archive)
    waiting = [(one["id"], one["into"], one["is_planned"]) for one in told["untranslated"]]
    assert waiting == [
        ("seulement-ici", "en", True),
        ("only-here", "fr", False),
        ("island", "en", False),
        ("island", "fr", False),
        ("answer", "fr", False),
    ]
    assert [one["id"] for one in told["untranslated"] if one["is_begun"]] == ["answer"]
    (behind,) = told["behind"]
    assert (behind["id"], behind["language"]) == ("two-coasts", "en")
    drafts = {one["path"]: one["open_questions"] for one in told["drafts"]}
    assert drafts == {C.format("en", "not-yet"): [SECRET], C.format("fr", "answer"): []}
    (lacking,) = told["lacking"]
    assert (lacking["page"], lacking["week"], lacking["languages"]) == ("week", 2, ["fr"])
    (_, rivers) = values(archive)["discussions"]
    (lacking,) = rivers["lacking"]
    assert (lacking["page"], lacking["languages"]) == ("consolidated-reply", ["en", "fr"])


def test_an_intro_without_words_is_missing(archive: Path) -> None:
    intro = archive / "docs/fr/harbours/weeks/1.md"
    front, _, _ = intro.read_text("utf-8").partition("\n---\n")
    intro.write_text(f"{front}\n---\n", "utf-8")
    first = of_harbours(archive)["lacking"][0]
    assert (first["week"], first["languages"]) == (1, ["fr"])
    shown = status(archive, "harbours", code="fr").stdout
    assert "  - Semaine 1\u00a0: Capitaineries – manque en français\n" in shown


def test_what_no_reply_takes_up_is_told(archive: Path) -> None:
    """In both languages: what one of the reply's texts cites is taken up."""
    for code, key in (("en", "island#p1"), ("fr", "kamsar-office#p2")):
        reply = archive / f"docs/{code}/harbours/consolidated-reply.md"
        reply.write_text(f"{reply.read_text('utf-8')}\nSo they say [@{key}].\n", "utf-8")
    left = ["seulement-ici", "only-here", "two-coasts", "answer"]
    assert [one["id"] for one in of_harbours(archive)["not_taken_up"]] == left
    (_, rivers) = values(archive)["discussions"]
    assert [one["id"] for one in rivers["not_taken_up"]] == ["delta"]
    shown = status(archive, code="fr").stdout
    assert "ne reprend pas (4)" in shown
    assert shown.count("ne reprend pas") == 1, "where there is no reply, that is to be written"


@CODES
def test_programs_are_told_the_same_in_every_language(archive: Path, code: str) -> None:
    assert values(archive, code=code) == values(archive)


def test_a_broken_archive_is_told_as_far_as_it_can_be_read(archive: Path) -> None:
    broken = [C.format("en", "only-here"), "docs/fr/harbours/weeks/1.md"]
    lost = ["docs/en/rivers/index.md", "docs/fr/rivers/index.md"]
    for path in (*broken, *lost):
        file = archive / path
        file.write_text(file.read_text("utf-8").replace("title:", "titel:"), "utf-8")
    told = values(archive)
    (harbours,) = told["discussions"]
    assert harbours["unread"] == broken
    assert harbours["contributions"] == 5
    assert [one["week"] for one in harbours["lacking"]] == [2], "it is there, if broken"
    assert set(lost) < set(told["unread"])
    for code in language.catalogues():
        finished = status(archive, code=code)
        assert finished.returncode == 0
        assert f"  - {broken[0]}\n  - {broken[1]}\n" in finished.stdout
        assert "4 fi" in finished.stderr


def test_a_week_that_has_no_file_is_known_by_what_is_filed_in_it(archive: Path) -> None:
    for code in ("en", "fr"):
        (archive / f"docs/{code}/harbours/weeks/1.md").unlink()
    first = of_harbours(archive)["lacking"][0]
    assert (first["week"], first["languages"]) == (1, ["en", "fr"])
    shown = status(archive, "harbours", code="fr").stdout
    assert "\n  Semaine 1  " in shown
    assert "  - Semaine 1 – dans aucune langue pour l’instant\n" in shown


SCHEDULED = {
    "docs/en/harbours/weeks/2.md": """---
title: Islands
questions: ["And the islands?"]
opens: 2010-09-13
closes: 2010-09-19
publish: 2010-09-13
---

Write.
""",
    C.format("fr", "later"): """---
title: Plus tard
text: original
authors: [{name: Awa Diallo}]
publish: 2010-09-10
---

Attendez.
""",
}


def test_a_day_tells_which_week_is_open_and_what_is_scheduled(tmp_path: Path) -> None:
    write(tmp_path, fixtures.load("base") | SCHEDULED)
    told = of_harbours(tmp_path, "--as-of", "2010-09-08")
    assert (told["day"], told["open_weeks"]) == ("2010-09-08", [1])
    assert [week["state"] for week in told["weeks"]] == ["open", "upcoming", None]
    assert [(one["day"], one["paths"]) for one in told["scheduled"]] == [
        ("2010-09-10", [C.format("fr", "later")]),
        ("2010-09-13", ["docs/en/harbours/weeks/2.md"]),
    ]
    told = of_harbours(tmp_path, "--as-of", "2010-09-13")
    assert (told["open_weeks"], told["scheduled"]) == ([2], [])
    shown = status(tmp_path, "--as-of", "2010-09-08", code="fr").stdout
    assert "8 septembre 2010. Ouverte\u00a0: Semaine 1\u00a0: Capitaineries\n" in shown
    assert "  - Plus tard – à partir du 10 septembre 2010\n" in shown
    shown = status(tmp_path, "--as-of", "2011-01-01").stdout
    assert "1 January 2011. No week is open.\n" in shown


def test_today_is_told_where_no_day_is_asked_for(archive: Path) -> None:
    assert of_harbours(archive)["day"] >= "2026"


@CODES
def test_the_table_fits_a_terminal(tmp_path: Path, code: str) -> None:
    """Whatever is written: a title of wide characters takes two columns for each."""
    wide, long = "港" * 100, "Un titre qui n’en finit pas de dire ce qu’il a à dire " * 4
    post = "---\ntitle: {}\ntext: original\nweeks: [1, 2]\nauthors: [{{name: Jo Doe}}]\n---\n\nA.\n"
    intro = fixtures.load("two")["docs/en/harbours/weeks/2.md"].replace("Islands", wide)
    more = {
        C.format("en", "wide-one"): post.format(wide),
        C.format("fr", "long"): post.format(long),
    }
    write(tmp_path, fixtures.load("two") | more | {"docs/en/harbours/weeks/2.md": intro})
    lines = status(tmp_path, code=code).stdout.splitlines()
    assert max(map(room, lines)) <= 80
    say = language.of(code).say
    (row,) = (line for line in lines if "港" in line and "…" in line)
    (other,) = (line for line in lines if line.startswith(f"  {say('weeks-not-stated')}"))
    assert room(row) == room(other)


def room(line: str) -> int:
    """How many columns a terminal gives to *line*."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in line)


@given(st.text(st.characters(categories=["L", "N", "P", "Mn"])), st.integers(2, 40))
def test_what_is_cut_takes_the_room_that_there_is(text: str, most: int) -> None:
    assert wrapping.columns(columns.fit(text, most)) == most


@given(st.text(st.sampled_from("ab 港é\u0301")), st.integers(10, 40))
def test_what_is_wrapped_says_all_of_it(text: str, most: int) -> None:
    lines = columns.wrapped(text, most, "- ", "  ")
    assert "".join(line[2:] for line in lines).replace(" ", "") == text.replace(" ", "")
    is_wide = [wrapping.columns(line) > most for line in lines]
    assert not any(is_wide) or max(map(len, text.split(" "))) > most - 2


def test_colours_show_at_a_terminal_alone(archive: Path) -> None:
    shown = built.run_at_terminal(archive, *built.PALABRE, "status")
    assert "\x1b[33m\x1b[1mDrafts (2)\x1b[0m" in shown
    assert "\x1b" not in status(archive).stdout
    assert status(archive, "--output", "told.txt").returncode == 0
    assert (archive / "told.txt").read_text("utf-8") == status(archive).stdout


@pytest.mark.parametrize("form", ["table", "json", "page"])
def test_nothing_is_overwritten(archive: Path, form: str) -> None:
    (archive / "told").write_text("Mine.")
    finished = status(archive, "--format", form, "--output", "told")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr.startswith("told is there already")
    assert (archive / "told").read_text() == "Mine."
    assert not (archive / "told.fr").exists()


def test_a_discussion_is_named_by_its_title_too(archive: Path) -> None:
    assert status(archive, "fleuves").stdout.startswith("Rivers\nrivers · 1 contribution\n")
    finished = status(archive, "lakes", code="fr")
    assert finished.returncode == 1
    assert "Fleuves (rivers)" in finished.stderr


def test_an_archive_without_discussions(tmp_path: Path) -> None:
    write(tmp_path, {k: v for k, v in fixtures.load("base").items() if "harbours" not in k})
    assert values(tmp_path) == {"discussions": [], "unread": []}
    finished = status(tmp_path)
    assert (finished.returncode, finished.stdout) == (1, "")
    assert "palabre new discussion" in finished.stderr


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page in both languages, of an archive with hostile texts and a broken one."""
    folder = tmp_path_factory.mktemp("pages")
    more = fixtures.of_golden("draft") | fixtures.of_golden("hostile")
    write(folder, fixtures.load("two") | more | {C.format("en", "bad-one"): "---\ntitle: [\n---\n"})
    finished = status(folder, "--format", "page", code="fr")
    assert finished.returncode == 0, finished.stderr
    assert [line.split()[3] for line in finished.stdout.splitlines()] == [
        "status.html.",
        "status.fr.html.",
    ]
    return folder


PAGES = pytest.mark.parametrize(("code", "name"), [("en", "status.html"), ("fr", "status.fr.html")])


@PAGES
def test_the_page_is_no_part_of_the_site(pages: Path, code: str, name: str) -> None:
    html5lib.HTMLParser(strict=True).parse((pages / name).read_text("utf-8"))
    tree = built.tree(pages / name)
    assert tree.get("lang") == code
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not (pages / "site").exists()
    links = tree.xpath("//a/@href | //form/@action")
    outside = ("https://", "#")
    assert {link for link in links if not link.startswith(outside)} == {
        "status.html",
        "status.fr.html",
    }
    loaded = tree.xpath("//script | //link | //img | //iframe | //*[@src]")
    assert not loaded, "its stylesheet is in it"
    assert "--palabre-paper" in tree.xpath("string(//style)")


@PAGES
def test_the_page_says_what_there_is_to_do(pages: Path, code: str, name: str) -> None:
    say, tree = language.of(code).say, built.tree(pages / name)
    headings = [h.text_content().strip() for h in tree.xpath("//h3")]
    assert f"{say('status-drafts')} (2)" in headings
    (question,) = (li for li in tree.xpath("//li/ul/li") if li.text_content() == SECRET)
    inner = question.xpath("./span/@lang")
    assert inner == ([] if code == "en" else ["en"])
    assert C.format("en", "bad-one") in tree.text_content()
    hostile = 'A "quoted" & {{ 7 * 7 }} {% raw %} title'
    links = {a.get("href") for a in tree.xpath("//a") if a.text_content() == hostile}
    prefix = "" if code == "en" else "fr/"
    site = "https://palabre.example.org/archive/"
    assert links == {f"{site}{prefix}harbours/contributions/hostile.html"}
    draft = [a for a in tree.xpath("//a") if "not-yet" in a.get("href")]
    assert [a.get("href") for a in draft] == [
        f"https://github.com/palabre-archive/palabre/edit/main/{C.format('en', 'not-yet')}"
    ]


def test_the_page_is_written_anew(pages: Path) -> None:
    before = (pages / "status.html").read_text("utf-8")
    assert status(pages, "rivers", "--format", "page").returncode == 0
    now = (pages / "status.html").read_text("utf-8")
    assert SECRET in before
    assert SECRET not in now
    assert status(pages, "--format", "page", "--output", "x/a told.html").returncode == 0
    assert (pages / "x" / "a told.fr.html").is_file()
    assert 'href="a%20told.fr.html"' in (pages / "x" / "a told.html").read_text("utf-8")
    assert status(pages, "--format", "page").returncode == 0


@pytest.mark.parametrize("code, told", [("en", "“1 March” is no day"), ("fr", "« 1 March »")])
def test_a_day_that_is_none_is_told_in_plain_words(archive: Path, code: str, told: str) -> None:
    for command in (["status"], ["digest", "harbours", "1"], ["build"]):
        words = ("--lang", code, *command, "--as-of", "1 March")
        finished = built.run(archive, *built.PALABRE, *words)
        assert finished.returncode == 2
        assert told in finished.stderr.replace("\u00a0", " ")
        assert "2027-03-01" in finished.stderr
