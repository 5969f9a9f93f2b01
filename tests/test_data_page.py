"""The page of data and downloads: it tells what is there, and how it is used."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import built
import fixtures
from palabre import language, publication, site
from palabre.exports.downloads import Download, Kind, offered
from palabre.exports.tables import tables
from palabre.site import Site

FILES = {
    "harbours/proceedings.pdf": 1_500_000,
    "harbours/proceedings.epub": 420_000,
    "fr/harbours/proceedings.pdf": 1_620_000,
    "harbours/proceedings-both.pdf": 2_900_000,
    "rivers/citations.bib": 900,
    "fr/rivers/citations.csl.json": 1200,
    "offline.zip": 25_300_000,
    "feeds.html": 10,
    "fr/feeds.html": 10,
    "harbours/notes.pdf": 10,
}
"""What other parts of a build put there, and one that nobody offers."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with everything to download."""
    settings = fixtures.write(tmp_path_factory.mktemp("offer"), fixtures.load("two"))
    found = site.read(settings)
    frame = fixtures.bare_frame(settings, "head", "header", "main")
    publication.publish(found, frame, settings.site)
    for name, size in FILES.items():
        path = settings.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\0" * size)
    publication.offer(found, frame, settings.site)
    return found


@pytest.fixture(params=["", "fr/"])
def page(found: Site, request: pytest.FixtureRequest) -> Path:
    return found.settings.site / str(request.param) / "data" / "index.html"


def words(page: Path) -> str:
    return " ".join("".join(built.tree(page).xpath("//body")[0].itertext()).split(" "))


def test_every_file_is_offered_once(found: Site, page: Path) -> None:
    top = found.settings.site
    links = built.tree(page).xpath("//ul//a/@href | //p//a/@href")
    led = [
        (page.parent / link).resolve().relative_to(top).as_posix()
        for link in links
        if not re.match("https?:", link)
    ]
    assert all((top / path).is_file() for path in led)
    code = "fr/" if "fr" in page.relative_to(top).parts else ""
    offered_ones = set(FILES) - {"harbours/notes.pdf", "feeds.html", "fr/feeds.html"}
    for path in (*offered_ones, f"{code}feeds.html"):
        assert led.count(path) == 1
    data = {f"data/{path.name}" for path in (top / "data").iterdir()} - {"data/index.html"}
    assert data <= set(led)
    assert "harbours/notes.pdf" not in led


def test_sizes_are_told_as_readers_write_them(found: Site) -> None:
    english, french = (
        words(found.settings.site / prefix / "data" / "index.html") for prefix in ("", "fr/")
    )
    for size in (
        "PDF (1.5\u00a0MB)",
        "EPUB (420\u00a0kB)",
        "ZIP (25\u00a0MB)",
        "PDF (2.9\u00a0MB)",
        "BibTeX (1\u00a0kB)",
    ):
        assert size in english
    for size in ("PDF (1,5\u202fMo)", "EPUB (420\u202fko)", "ZIP (25\u202fMo)"):
        assert size in french
    assert "Proceedings in French: PDF (1.6\u00a0MB)" in english
    assert "Actes en français\u00a0: PDF (1,6\u202fMo)" in french


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "1\u00a0kB"),
        (999, "1\u00a0kB"),
        (1499, "1.5\u00a0kB"),
        (9949, "9.9\u00a0kB"),
        (12_600, "13\u00a0kB"),
        (999_400, "999\u00a0kB"),
        (1_000_000, "1\u00a0MB"),
        (2_345_678_901, "2.3\u00a0GB"),
    ],
)
def test_sizes(number: int, expected: str) -> None:
    assert language.of("en").size(number) == expected


def test_every_column_is_explained(found: Site, page: Path) -> None:
    shown = built.tree(page).xpath("//dt/code/text()")
    assert shown == [c.name for table in tables(found.settings.codes) for c in table.columns]
    meanings = built.tree(page).xpath("//dd/text()")
    assert len(meanings) == len(shown)
    assert not any("data-" in meaning or "%(" in meaning for meaning in meanings)


def test_every_page_leads_there(found: Site) -> None:
    for prefix, title in (("", "Data and downloads"), ("fr/", "Données et téléchargements")):
        for address in ("index.html", "harbours/index.html", "data/index.html"):
            page = found.settings.site / prefix / address
            (link,) = built.tree(page).xpath("//nav//a[text()=$title]", title=title)
            target = (page.parent / link.get("href")).resolve()
            assert target == (found.settings.site / prefix / "data/index.html").resolve()
            assert (link.get("aria-current") == "true") == (address == "data/index.html")


def test_before_files_are_there_none_is_offered(tmp_path: Path, found: Site) -> None:
    assert list(offered(tmp_path, found.archive)) == []
    (tmp_path / "offline.zip").write_bytes(b"zip")
    expected = Download(Kind.OFFLINE, "offline.zip", "zip", 3)
    assert list(offered(tmp_path, found.archive)) == [expected]


@pytest.mark.parametrize("number", [0, 1], ids=["python", "pandas"])
def test_what_the_page_says_of_python_runs(found: Site, page: Path, number: int) -> None:
    if number == 1:
        pytest.importorskip("pandas")
    program = built.tree(page).xpath("//pre/code/text()")[number]
    with built.served(found.settings.site, "/archive/") as start:
        assert found.settings.site_url in program
        ran = subprocess.run(
            [sys.executable, "-c", program.replace(found.settings.site_url, start)],
            capture_output=True,
            text=True,
            check=True,
        )
    contributions = len(found.archive.contributions)
    texts = sum(len(work.texts) for d in found.archive.discussions.values() for work in d.works)
    assert ran.stdout.split()[:2] == [str(contributions), str(texts)]
