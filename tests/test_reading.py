"""Reading in a real Chromium: what pages cost, and that nothing of them is lost on anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

import browser
import built
from browser import NARROW, WIDE
from kinds import Kinds, Shown, kind_of

pytestmark = pytest.mark.built

KB = 1000
BUDGET = {"contribution": 30 * KB, "week": 40 * KB, "home": 60 * KB}
"""In bytes on the wire, for a reader who comes for the first time."""
BUDGET_OF_NEXT = 10 * KB


def visits(page: Page, kinds: Kinds) -> Iterator[Shown]:
    """Every kind in turn, open in *page*."""
    for shown in kinds:
        page.goto(shown.url)
        yield shown


def test_every_page_is_of_a_known_kind(kinds: Kinds) -> None:
    second = kinds.languages[1].prefix
    addresses = [page.relative_to(kinds.site).as_posix() for page in built.pages(kinds.site)]
    assert [a for a in addresses if kind_of(a.removeprefix(second)) is None] == []
    assert set(BUDGET) <= {shown.kind for shown in kinds}


def test_pages_keep_their_budget(chromium: Browser, kinds: Kinds) -> None:
    found = {}
    for shown in kinds:
        if shown.kind in BUDGET:
            with browser.page(chromium) as page:
                wire = browser.Wire(page)
                found[shown.address] = over(wire.visit(shown), BUDGET[shown.kind])
                if shown.kind == "contribution":
                    following = kinds.others(shown)[0]
                    found[following.address] = over(wire.visit(following), BUDGET_OF_NEXT)
    browser.expect_none(found)


def over(cost: int, budget: int) -> list[str]:
    """What is to be said of a page that costs *cost* bytes."""
    assert cost > 500, "nothing was counted"
    return [f"{cost} bytes, {budget} at most"] if cost > budget else []


def test_nobody_else_is_asked_for_anything(chromium: Browser, kinds: Kinds) -> None:
    here = urlsplit(kinds.start).netloc
    found = {}
    with browser.page(chromium) as page:
        wire = browser.Wire(page)
        for shown in kinds:
            asked = wire.asked(shown)
            assert shown.url in asked
            found[shown.address] = [url for url in asked if urlsplit(url).netloc not in (here, "")]
    browser.expect_none(found)


def test_pages_need_no_script(chromium: Browser, kinds: Kinds) -> None:
    found = {}
    with browser.page(chromium, java_script_enabled=False) as page:
        for shown in visits(page, kinds):
            main = page.locator("main")
            headings = main.locator("h1:visible").all_inner_texts()
            rest = main.inner_text().replace("".join(headings), "")
            wrong = [] if "".join(headings).strip() else ["no heading"]
            wrong += [] if len(rest.split()) > 5 else [f"no text but {rest!r}"]
            for link in built.tree(shown.file).xpath("//a[@href]"):
                if re.match(r"#?$|\s*javascript:", link.get("href", "")):
                    wrong.append(f"{link.get('href')!r} leads nowhere")
            if not page.locator("main a[href]:visible, nav a[href]:visible").count():
                wrong.append("no link leads on")
            found[shown.address] = wrong
    browser.expect_none(found)


def test_nothing_scrolls_sideways(chromium: Browser, kinds: Kinds) -> None:
    found = {}
    with browser.page(chromium) as page:
        for shown in visits(page, kinds):
            for width in (NARROW, WIDE // 2):  # a desk at 200 % is as wide as half a desk
                browser.resize(page, width)
                found[f"{shown} {width}"] = page.evaluate("measures.beyond()")
                page.evaluate("measures.openAll()")
                found[f"{shown} {width}"] += page.evaluate("measures.beyond()")
    browser.expect_none(found)


def test_text_of_twice_the_size_loses_nothing(chromium: Browser, kinds: Kinds) -> None:
    found = {}
    with browser.page(chromium) as page:
        for shown in visits(page, kinds):
            browser.resize(page, WIDE)
            page.evaluate("measures.openAll()")
            clipped = page.evaluate("measures.clipped()")
            sizes = dict(page.evaluate("measures.sizes()"))
            page.evaluate("measures.grow(2)")
            wrong = page.evaluate("measures.beyond()")
            now = page.evaluate("measures.clipped()")
            wrong += [f"{name} is clipped" for name in now if name not in clipped]
            grown = dict(page.evaluate("measures.sizes()"))
            wrong += [f"{n} does not grow" for n in sizes if grown.get(n, 0) < 1.9 * sizes[n]]
            browser.resize(page, NARROW)
            wrong += page.evaluate("measures.beyond()")
            assert sizes, shown
            found[shown.address] = wrong
    browser.expect_none(found)


def test_nothing_moves(chromium: Browser, kinds: Kinds) -> None:
    """While a page loads nothing shifts; whoever wants nothing to move sees nothing move."""
    found = {}
    for width in (NARROW, WIDE):
        with browser.page(chromium, width) as page:
            for shown in visits(page, kinds):
                shift = page.evaluate("measures.shift()")
                wrong = [f"shifts by {shift}"] if shift else []
                wrong += [f"{name} has no size" for name in page.evaluate("measures.unsized()")]
                wrong += [f"{name} moves" for name in page.evaluate("measures.moving()")]
                found[f"{shown} {width}"] = wrong
    browser.expect_none(found)


def test_dark_is_dark(chromium: Browser, kinds: Kinds) -> None:
    found = {}
    with browser.page(chromium) as page:
        for shown in visits(page, kinds):
            lightness = {}
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                lightness[scheme] = page.evaluate("measures.lightness()")
            (paper, ink), (night, chalk) = lightness["light"], lightness["dark"]
            is_right = night < chalk and ink < paper and night < paper
            found[shown] = [] if is_right else [f"is no other in the dark: {lightness}"]
    browser.expect_none(found)


def test_pages_print_clean_with_their_address(chromium: Browser, kinds: Kinds) -> None:
    found = {}
    with browser.page(chromium) as page:
        page.emulate_media(media="print")
        for shown in visits(page, kinds):
            wrong = [f"{name} is printed" for name in page.evaluate("measures.unprinted()")]
            own = built.tree(shown.file).xpath("string(//meta[@property='og:url']/@content)")
            if shown.kind in ("contribution", "week", "reply") or own:
                printed = page.evaluate("measures.printed()")
                wrong += [] if own and own in printed else ["its address is not printed"]
            found[shown.address] = wrong
    browser.expect_none(found)
