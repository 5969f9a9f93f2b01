"""Searching in a real Chromium: what is asked for is found, at a cost, and nothing before."""

from __future__ import annotations

import gzip
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

import browser
import built
import fixtures
from palabre import site
from palabre.bundles import bundles

pytestmark = pytest.mark.built

KB = 1000
BUDGET = 200 * KB
"""In bytes on the wire: the page and a first search, for a reader who comes for the first time."""

QUERIES = {
    "en": {
        "remittance": "adegbaju-diasporas",
        "remittances": "banjoko-hometown-associations",
        "resource centres": "dizon-anonuevo-resource-centres",
        "island": "samb-sippo-island",
        "village groups": "samb-sippo-island",
        "multimedia centres": "mariuzzo-multimedia-centre",
        "Garcia-Nieto": "murcia-settled-migrants",
        "duran": "murcia-settled-migrants",
        "Greenidge": "greenidge-south-south",
        "NALAG": "melua-trusted-officials",
        "iom": "iom-georgia-migration-offices",
        "BAC": "ndudi-cofinancing",
    },
    "fr": {
        "reseaux": "eugenio-espejo-themes",
        "réseau": "eugenio-espejo-themes",
        "associations villageoises": "el-rhomri-village-associations",
        "association villageoise": "el-rhomri-village-associations",
        "ile": "samb-sippo-island",
        "l'île": "samb-sippo-island",
        "multimedia": "mariuzzo-multimedia-centre",
        "Iméréthie": "iom-georgia-migration-offices",
        "municipalite georgienne": "iom-georgia-migration-offices",
        "Dizon": "dizon-anonuevo-resource-centres",
        "OIM": "iom-georgia-migration-offices",
        "YPWC": "boampong-accountability",
    },
}


class Counting(built.CompressingHandler):
    """Counts what is sent, to the page and to Pagefind's worker alike."""

    sent = 0
    lock = threading.Lock()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send, and count."""
        body = source.read()
        with self.lock:
            Counting.sent += len(body) + 300  # about what its headers take
        outputfile.write(body)


@pytest.fixture(scope="module")
def start(real: Path) -> Iterator[str]:
    """Where the repository's own archive is served."""
    mount = urlsplit(built.settings_of(real).site_url).path
    with built.served(real, mount, Counting) as address:
        yield address


@pytest.fixture(scope="module")
def start_two(two: Path) -> Iterator[str]:
    """Where the archive with untranslated texts is served."""
    mount = urlsplit(built.settings_of(two).site_url).path
    with built.served(two, mount, built.CompressingHandler) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A reader's page; whatever its scripts complain of fails the test."""
    with browser.page(chromium) as opened:
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        yield opened
        assert not errors


def search(page: Page, query: str) -> list[str]:
    """The addresses of the results, when all have come."""
    page.get_by_role("main").get_by_role("searchbox").fill(query)
    page.keyboard.press("Enter")
    return results(page)


def results(page: Page) -> list[str]:
    """The addresses of the results shown."""
    page.wait_for_selector("[data-part=results][aria-busy=false]", state="attached")
    links: list[str] = page.eval_on_selector_all(
        "[data-part=title]", "all => all.map(link => link.href)"
    )
    return links


@pytest.mark.parametrize("code", QUERIES)
def test_what_is_asked_for_is_among_the_first(page: Page, start: str, code: str) -> None:
    page.goto(f"{start}{'' if code == 'en' else code + '/'}search.html")
    missed = {}
    for query, expected in QUERIES[code].items():
        found = search(page, query)
        if not any(f"contributions/{expected}.html" in link for link in found[:3]):
            missed[query] = [link.rpartition("/")[2] for link in found[:5]]
    assert missed == {}


def test_a_first_search_keeps_its_budget_and_nothing_is_loaded_before(
    page: Page, start: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = Counting.sent
    page.goto(f"{start}fr/search.html")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/pagefind/" in url]
    assert search(page, "diaspora")
    assert [url for url in asked if "/pagefind/" in url]
    assert 80 * KB < Counting.sent - before <= BUDGET


def test_the_box_in_the_header_asks_the_search_page(page: Page, start: str) -> None:
    page.goto(f"{start}fr/countries/index.html")
    assert not page.locator("script").count()
    page.get_by_role("searchbox").fill("fours écologiques")
    page.keyboard.press("Enter")
    assert "el-rhomri" in results(page)[0]
    assert page.url.startswith(f"{start}fr/search.html?q=")


def test_filters_narrow_and_the_back_button_restores(page: Page, start: str) -> None:
    page.goto(f"{start}search.html")
    everywhere = search(page, "migrants")
    page.get_by_label("Country, from or about").select_option(label="Georgia")
    there = results(page)
    assert 0 < len(there) < len(everywhere)
    assert all("georgia" in link or "melua" in link for link in there)
    assert "country=ge" in page.url
    page.get_by_label("Week").select_option(index=2)
    assert len(results(page)) <= len(there)
    page.go_back()
    assert results(page) == there
    page.locator("[data-part=title]").first.click()
    page.wait_for_url("**/contributions/**")
    page.go_back()
    assert results(page) == there
    assert page.get_by_label("Country, from or about").input_value() == "ge"
    page.go_back()
    assert results(page) == everywhere
    assert page.get_by_role("main").get_by_role("searchbox").input_value() == "migrants"


def test_more_results_are_shown_by_keyboard(page: Page, start: str) -> None:
    page.goto(f"{start}search.html")
    assert len(search(page, "local")) == 10
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=title]").nth(10)).to_be_focused()
    told = page.get_by_role("status").inner_text()
    assert told.endswith(" results")
    while page.get_by_role("button", name="Show more").is_visible():
        page.get_by_role("button", name="Show more").click()
        page.wait_for_timeout(200)
    assert told == f"{page.locator('[data-part=title]').count()} results"


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_an_untranslated_text_is_found_from_both_sites(
    page: Page, start_two: str, prefix: str
) -> None:
    for query, address, code in (
        ("ile", "harbours/contributions/seulement-ici.html", "fr"),
        ("translated", "harbours/contributions/only-here.html", "en"),
        ("puertos", "harbours/contributions/island.html", "es"),
    ):
        page.goto(f"{start_two}{prefix}search.html")
        assert search(page, query)[0] == f"{start_two}{prefix}{address}", query
        item = page.locator(".palabre-entry").first
        is_foreign = code != (prefix.rstrip("/") or "en")
        assert item.locator("[data-part=title]").get_attribute("lang") == (
            code if is_foreign else None
        )
        assert item.locator("[data-part=excerpt]").get_attribute("lang") == (
            code if is_foreign else None
        )
        assert item.locator("[data-part=language]").is_visible() == is_foreign
        if is_foreign:
            names = {"fr": "French", "en": "anglais", "es": "espagnol" if prefix else "Spanish"}
            assert item.locator("[data-part=language]").inner_text() == names[code]


def test_a_text_in_both_languages_is_found_once(page: Page, start_two: str) -> None:
    page.goto(f"{start_two}search.html")
    found = [link for link in search(page, "Diallo") if "kamsar-office" in link]
    assert found == [f"{start_two}harbours/contributions/kamsar-office.html"]


def test_what_a_hostile_post_writes_stays_words(page: Page, start_two: str) -> None:
    page.goto(f"{start_two}search.html")
    assert search(page, "script alert")
    inside = page.locator("[data-part=results] *").evaluate_all(
        "all => [...new Set(all.map(e => e.localName))]"
    )
    assert set(inside) <= {"li", "h2", "a", "small", "p", "mark"}


def test_the_other_language_is_offered_when_little_is_found(page: Page, start: str) -> None:
    page.goto(f"{start}search.html")
    offer = page.get_by_role("link", name="Search in French for “écologiques”")
    search(page, "écologiques")
    offer.click()
    page.wait_for_url("**/fr/search.html?q=**")
    assert "el-rhomri" in "".join(results(page)[:3])


def test_without_a_script_the_indexes_are_offered(chromium: Browser, start: str) -> None:
    with browser.page(chromium, java_script_enabled=False) as page:
        page.goto(f"{start}fr/search.html?q=diaspora")
        main = page.get_by_role("main")
        assert not main.get_by_role("searchbox").is_visible()
        assert "La recherche demande JavaScript" in main.inner_text()
        main.get_by_role("link", name="Pays", exact=True).click()
        page.wait_for_url("**/fr/countries/index.html")


def bundle(folder: Path, code: str) -> dict[str, int]:
    """The files of a bundle of the built site, and which they are on the disk."""
    found = (folder / "site/pagefind" / code).rglob("*")
    return {path.name: path.stat().st_ino for path in found if path.is_file()}


def test_only_the_language_that_changed_is_indexed_again(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base"))
    built.build(tmp_path)
    before = {code: bundle(tmp_path, code) for code in ("en", "fr")}
    page = tmp_path / "docs/fr/index.md"
    page.write_text(page.read_text("utf-8") + "\nEncore un mot.\n", "utf-8")
    built.build(tmp_path)
    assert bundle(tmp_path, "en") == before["en"]
    assert not set(bundle(tmp_path, "fr").values()) & set(before["fr"].values())

    (kept,) = (tmp_path / ".palabre/search/en").glob("*/pagefind.js")
    kept.write_bytes(b"damaged")
    page.write_text(page.read_text("utf-8") + "\nEt un autre.\n", "utf-8")
    built.build(tmp_path)
    assert (tmp_path / "site/pagefind/en/pagefind.js").stat().st_size > 1000
    for _ in range(3):
        page.write_text(page.read_text("utf-8") + "\nEt un autre.\n", "utf-8")
        built.build(tmp_path)
    assert len(list((tmp_path / ".palabre/search/fr").iterdir())) == 3


def test_a_pagefind_that_fails_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base"))
    good = built.contents(built.build(tmp_path))
    program = tmp_path / "pagefind"
    for body, mode in (("", 0o600), ("#!/bin/sh\nexit 3\n", 0o700)):
        program.write_text(body)
        program.chmod(mode)
        shutil.rmtree(tmp_path / ".palabre")
        finished = built.run(tmp_path, *built.PALABRE, "build", PAGEFIND_BINARY_PATH=str(program))
        assert finished.returncode == 1
        assert "The search index could not be made" in finished.stderr
        assert "Traceback" not in finished.stderr
        assert built.contents(tmp_path / "site") == good
        assert (tmp_path / "site/pagefind/en/pagefind-entry.json").is_file()


def test_the_index_is_whole(two: Path) -> None:
    read = site.read(built.settings_of(two))
    for bundle in bundles(read.archive):
        folder = two / "pagefind" / bundle.name
        (told,) = json.loads((folder / "pagefind-entry.json").read_text())["languages"].values()
        assert told["page_count"] == len(list(folder.glob("fragment/*"))) == len(bundle.works)
        for path in (*folder.rglob("*.pf_*"), *folder.glob("*.pagefind")):
            assert gzip.decompress(path.read_bytes()).startswith(b"pagefind_dcd"), path


def test_the_languages_are_those_that_are_known(two: Path) -> None:
    entries = (two / "pagefind").glob("*/pagefind-entry.json")
    told = {path.parent.name: json.loads(path.read_text())["languages"] for path in entries}
    assert {code: list(languages) for code, languages in told.items()} == {
        code: [code] for code in ("en", "fr", "es")
    }
    assert all(languages[code]["wasm"] == code for code, languages in told.items())


def test_a_large_language_is_searched_in_all_its_parts(tmp_path: Path, page: Page) -> None:
    folder = built.copy_repository(tmp_path)
    program = "from palabre import bundles, cli; bundles.MOST = 6; cli.main(['build'])"
    finished = built.run(folder, built.MKDOCS[0], "-c", program)
    assert finished.returncode == 0, finished.stderr
    assert len(list((folder / "site/pagefind").glob("en*"))) > 2
    mount = urlsplit(built.settings_of(folder / "site").site_url).path
    with built.served(folder / "site", mount, built.CompressingHandler) as start:
        page.goto(f"{start}search.html")
        for query, expected in QUERIES["en"].items():
            assert any(expected in link for link in search(page, query)), query


def test_what_is_changed_is_found(tmp_path: Path, page: Page) -> None:
    folder = built.copy_repository(tmp_path)
    mount = urlsplit(built.settings_of(built.build(folder)).site_url).path
    post = folder / "docs/en/local-authorities/contributions/melua-trusted-officials.md"
    post.write_text(post.read_text("utf-8").replace("hotline", "heliograph"), "utf-8")
    with built.served(built.build(folder), mount) as start:
        page.goto(f"{start}search.html")
        assert [name for name in search(page, "heliographs") if "melua" in name]
        assert not [name for name in search(page, "hotline") if "melua" in name]
