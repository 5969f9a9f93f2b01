"""Whoever reads: axe finds nothing, and the keyboard reaches everything and shows where it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

import browser
import built
from browser import NARROW, WIDE
from kinds import Kinds

pytestmark = pytest.mark.built

WCAG = "wcag2a wcag2aa wcag21a wcag21aa wcag22aa".split()
"""axe's names for WCAG 2.2, levels A and AA."""

OPTIONS = json.dumps({"runOnly": WCAG, "resultTypes": ["violations"]})


WITHIN = "([one, summary]) => measures.isWithin(one, summary)"


def axe(page: Page, context: str = "document") -> list[str]:
    """What axe finds wrong with *context*, an expression: the rule and where it is broken."""
    results: dict[str, Any] = page.evaluate(f"axe.run({context}, {OPTIONS})")
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in results["violations"]
        for node in violation["nodes"][:4]
    ]


def test_axe_finds_nothing(chromium: Browser, kinds: Kinds) -> None:
    found = {}
    with browser.page(chromium) as page:
        for shown in kinds:
            page.goto(shown.url)
            page.evaluate(AXE_SCRIPT)
            for width in (NARROW, WIDE):
                browser.resize(page, width)
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    found[f"{shown} {width} {scheme}"] = axe(page)
            page.evaluate("measures.openAll()")
            if page.locator("details").count():
                found[f"{shown} unfolded"] = axe(page, "{include: [['details']]}")
    browser.expect_none(found)


def walk(page: Page, within: str = "") -> list[str]:
    """Press Tab until the focus leaves the page, or the `details` of the summary *within*."""
    seen: list[str] = []
    wrong: list[str] = []
    page.evaluate("measures.remember()")
    while True:
        page.keyboard.press("Tab")
        at = page.evaluate("measures.focused()")
        if at and within and not page.evaluate(WITHIN, [at["name"], within]):
            return wrong
        if at is None or [at["name"]] == seen[:1]:
            break
        if at["name"] in seen:
            return [*wrong, f"{at['name']} holds the focus"]
        seen.append(at["name"])
        wrong += [f"{at['name']} {what}" for what in at["wrong"]]
    if not within:
        missed = set(page.evaluate("measures.focusable()")) - set(seen)
        wrong += [f"{name} is not reached" for name in sorted(missed)]
    return wrong


def unfold(page: Page, summary: str) -> list[str]:
    """Open what *summary* folds with the keyboard, walk through it, and close it again."""
    page.evaluate("name => measures.at(name).focus()", summary)
    page.keyboard.press("Enter")
    if not page.evaluate("name => measures.isOpen(name)", summary):
        return [f"{summary} does not open"]
    wrong = walk(page, summary)
    page.evaluate("name => measures.at(name).focus()", summary)
    page.keyboard.press("Enter")
    return wrong


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_keyboard_reaches_everything(chromium: Browser, kinds: Kinds, width: int) -> None:
    """At one width in one language, at the other in the other: keys know no language."""
    language = kinds.languages[width == WIDE]
    found = {}
    with browser.page(chromium, width) as page:
        for shown in kinds:
            if shown.language == language:
                page.goto(shown.url)
                wrong = walk(page)
                for summary in page.evaluate("measures.closed()"):
                    wrong += unfold(page, summary)
                found[shown.address] = wrong
    browser.expect_none(found)


def test_the_switch_says_its_target_in_its_own_language(kinds: Kinds) -> None:
    for shown in kinds:
        if shown.kind == "404":
            continue
        (other,) = [language for language in kinds.languages if language != shown.language]
        links = built.tree(shown.file).xpath("//body//a[@hreflang=$code]", code=other.code)
        switches = [a for a in links if other.name in a.text_content()]
        assert switches, shown
        assert {a.get("lang") for a in switches} == {other.code}, shown
