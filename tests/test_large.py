"""An archive of 2,000 contributions a language: its long lists stay light, usable and complete."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from axe_playwright_python.base import AXE_SCRIPT
from generator import NAMES, Size, files
from playwright.sync_api import Browser, Page

import browser
import built
import fixtures
from browser import HEIGHT, NARROW
from kinds import Kinds, Shown
from palabre.language import fold
from palabre.settings import SiteLanguage
from test_accessibility import axe
from test_reading import over
from test_search import search

pytestmark = pytest.mark.built

KB = 1000
WEEK, CONTRIBUTORS = "discussion-1/weeks/1.html", "contributors/index.html"
LISTS = (WEEK, "countries/sn.html", "topics/topic-a.html", "languages/en.html", CONTRIBUTORS)
BUDGET, BUDGET_OF_HOME = 2 * 40 * KB, 2 * 60 * KB
"""In bytes on the wire for a first visit: twice what a small archive's pages may cost."""
MOST_SCREENS = 20
"""As long as a page may be on a phone."""
NEXT = ".palabre-pages li:has([aria-current]) + li a"
BEFORE = ".palabre-pages li:has(+ li [aria-current]) a"


@dataclass(frozen=True)
class Record:
    """What the generator says of a contribution."""

    address: str
    language: str
    front: Mapping[str, Any]

    def terms(self, kind: str) -> list[str]:
        """Under which terms of an index it stands: first where it comes from, then about what."""
        if kind == "languages":
            return [self.language]
        if kind == "countries":
            countries = [self.front["authors"][0]["country"], *self.front["about"]]
            return [code.lower() for code in countries]
        return list(self.front[kind])


@dataclass(frozen=True)
class Part:
    """One page of a long list."""

    url: str
    entries: list[str]
    """Of contributions the addresses below the language's root, of terms the names."""
    before: list[str]
    """The page before it, as a link says."""


@dataclass(frozen=True)
class Large:
    """The archive: what was written, and the site that was built of it."""

    records: list[Record]
    kinds: Kinds
    shown: str
    """What a terminal showed of the build."""

    @property
    def language(self) -> SiteLanguage:
        """One suffices: that the other's site is its mirror image is held elsewhere."""
        return self.kinds.languages[1]

    def at(self, address: str) -> Shown:
        """The page at *address*, below the language's root."""
        return self.kinds.at(address, self.language.prefix + address, self.language)

    def parts(self, page: Page, first: Shown) -> list[Part]:
        """Every page of a list, by the links to the next one."""
        found, urls = [], [first.url]
        while urls:
            page.goto(urls[0])
            found.append(Part(page.url, listed(page), hrefs(page, BEFORE)))
            urls = hrefs(page, NEXT)
        return found

    @property
    def week(self) -> list[Record]:
        """The contributions of the week."""
        folder = WEEK.partition("/")[0]
        here = [one for one in self.records if one.address.startswith(f"{folder}/")]
        return [one for one in here if one.front["weeks"] == [1]]

    def expected(self, address: str) -> list[str]:
        """The entries that a list must have."""
        if address == CONTRIBUTORS:
            return list({author["name"] for one in self.records for author in one.front["authors"]})
        kind, key = address.removesuffix(".html").split("/")[-2:]
        if kind == "weeks":
            return [one.address for one in self.week]
        return [one.address for one in self.records for term in one.terms(kind) if term == key]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Large]:
    folder = tmp_path_factory.mktemp("large")
    written = dict(files(Size(2000)))
    fixtures.write(folder, written)
    shown = built.run_at_terminal(folder, *built.PALABRE, "build")
    site = folder / "site"
    mount = urlsplit(built.settings_of(site).site_url).path
    with built.served(site, mount, built.CompressingHandler) as start:
        yield Large(list(records(written)), Kinds(site, start), shown)


@pytest.fixture(scope="module")
def lists(large: Large, chromium: Browser) -> dict[str, list[Part]]:
    """Every page of every long list, by the address of its first."""
    with browser.page(chromium) as page:
        return {address: large.parts(page, large.at(address)) for address in LISTS}


def records(written: Mapping[str, str]) -> Iterator[Record]:
    """Every contribution of the generator's files."""
    for path, content in written.items():
        if "\ntext: original\n" in content:
            _, language, address = path.removesuffix(".md").split("/", 2)
            front = yaml.safe_load(content.split("---\n")[1])
            yield Record(f"{address}.html", language, front)


def hrefs(page: Page, selector: str) -> list[str]:
    """Where links lead."""
    return list(page.locator(selector).evaluate_all("all => all.map(a => a.href)"))


def listed(page: Page) -> list[str]:
    """What a page lists."""
    terms = page.locator(".palabre-terms > li > a").all_inner_texts()
    entries = hrefs(page, ".palabre-entries h3 a")
    return [*terms, *("/".join(address.split("/")[-3:]) for address in entries)]


@pytest.fixture(scope="module")
def heavy(large: Large, lists: dict[str, list[Part]]) -> list[Shown]:
    """The first and a later page of each list, and the home page."""
    found = [large.kinds.of("home", large.language)]
    for address, parts in lists.items():
        first = large.at(address)
        found += [first, replace(first, url=parts[len(parts) // 2].url)]
    return found


def test_a_terminal_shows_how_far_a_long_build_has_come(large: Large) -> None:
    assert re.search(r"Pages +\[#+-*\] +\d+%", large.shown), large.shown[-500:]


def test_search_finds_one_of_them(large: Large, chromium: Browser) -> None:
    sought = large.records[1234]
    with browser.page(chromium) as page:
        page.goto(large.at("search.html").url)
        found = search(page, sought.front["title"])
    assert any(address.endswith(sought.address) for address in found[:3])


def test_pages_keep_twice_their_budget(chromium: Browser, heavy: list[Shown]) -> None:
    found = {}
    for shown in heavy:
        budget = BUDGET_OF_HOME if shown.kind == "home" else BUDGET
        with browser.page(chromium) as page:
            found[shown.url] = over(browser.Wire(page).visit(shown), budget)
    assert len(found) == 2 * len(LISTS) + 1
    browser.expect_none(found)


def test_a_phone_has_room_for_them(chromium: Browser, heavy: list[Shown]) -> None:
    """What stands around a list leaves room for it, nothing scrolls sideways or is endless.

    axe finds nothing.
    """
    found = {}
    with browser.page(chromium, NARROW) as page:
        for shown in heavy:
            page.goto(shown.url)
            wrong = page.evaluate("measures.beyond()")
            for block in (".palabre-choices", ".palabre-letters", ".palabre-pages"):
                boxes = [one.bounding_box() for one in page.locator(block).all()]
                high = sum(box["height"] for box in boxes if box)
                wrong += [f"{block} is {high} px high"] if high > HEIGHT / 3 else []
            wrong += ["too many pages"] if page.locator(".palabre-pages li").count() > 9 else []
            screens = page.evaluate("document.documentElement.scrollHeight") // HEIGHT
            wrong += [f"{screens} screens long"] if screens > MOST_SCREENS else []
            page.evaluate("measures.openAll()")
            wrong += page.evaluate("measures.beyond()")
            if shown.kind in (WEEK, CONTRIBUTORS):  # the others have nothing of their own
                page.evaluate(AXE_SCRIPT)
                wrong += axe(page)
            found[shown.url] = wrong
    browser.expect_none(found)


@pytest.mark.parametrize("address", LISTS)
def test_links_lead_to_every_page_and_back(
    large: Large, lists: dict[str, list[Part]], address: str
) -> None:
    file, urls = large.at(address).file, [part.url for part in lists[address]]
    numbered = re.compile(rf"{file.stem}(\.\d+)?\.html")
    there = [path.name for path in file.parent.iterdir() if numbered.fullmatch(path.name)]
    assert len(there) > 2
    assert sorted(url.rpartition("/")[2] for url in urls) == sorted(there)
    assert [part.before for part in lists[address]] == [[], *([url] for url in urls[:-1])]


@pytest.mark.parametrize("address", LISTS)
def test_everything_is_listed_once(
    large: Large, lists: dict[str, list[Part]], address: str
) -> None:
    found = [entry for part in lists[address] for entry in part.entries]
    assert Counter(found) == Counter(large.expected(address))


def test_letters_lead_to_where_they_begin(chromium: Browser, large: Large) -> None:
    with browser.page(chromium) as page:
        start = large.at(CONTRIBUTORS.replace(".html", ".2.html"))
        page.goto(start.url)
        links = page.locator(".palabre-letters a")
        letters = links.all_inner_texts()
        assert letters == sorted({fold(name)[0].upper() for name in NAMES})
        for position, letter in enumerate(letters):
            page.goto(start.url)
            links.nth(position).click()
            assert page.locator("h2:target").inner_text() == letter
            assert page.evaluate("document.querySelector(':target').getBoundingClientRect().y >= 0")
            first = page.locator("h2:target + ul a").first.inner_text()
            names = [
                name for name in large.expected(CONTRIBUTORS) if fold(name[0]) == letter.lower()
            ]
            assert first == min(names, key=fold)


def test_a_week_is_narrowed_to_the_right_ones(chromium: Browser, large: Large) -> None:
    groups: dict[tuple[str, str], list[str]] = {}
    for one in large.week:
        for kind in ("countries", "languages", "topics"):
            for key in one.terms(kind)[: 1 if kind == "countries" else None]:
                groups.setdefault((kind, key), []).append(one.address)
    whole, found = large.at(WEEK), {}
    with browser.page(chromium) as page:
        page.goto(whole.url)
        ways = page.locator(".palabre-choices li")
        numbers = ways.locator(".palabre-count").all_text_contents()
        for url, number in zip(hrefs(page, ".palabre-choices li a"), numbers, strict=True):
            kind, key = re.findall(r"/1-([a-z]+)-(.+)\.html$", url)[0]
            parts = large.parts(page, replace(whole, url=url))
            found[kind, key] = [entry for part in parts for entry in part.entries]
            assert len(found[kind, key]) == int(number)
            assert hrefs(page, ".palabre-choices + p a") == [whole.url]
    assert {way: sorted(entries) for way, entries in found.items()} == {
        way: sorted(addresses) for way, addresses in groups.items()
    }
