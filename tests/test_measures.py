"""What the browser tests measure can be found wanting: each measure, on a page that is bad."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

import browser
from test_accessibility import axe, unfold, walk

pytestmark = pytest.mark.built

WORDS = "words " * 30
BAD = {
    "beyond": f"<p style='white-space: nowrap'>{WORDS * 9}</p>",
    "clipped": f"<p style='height: 1em; overflow: hidden; width: 9em'>{WORDS}</p>",
    "unsized": "<img src='data:,'>",
    "moving": "<p style='transition: color 1s'>words</p>",
    "unprinted": "<nav>words</nav>",
}
GOOD = {
    "beyond": f"<div style='overflow-x: auto'><p style='white-space: nowrap'>{WORDS}</p></div>",
    "clipped": f"<p>{WORDS}</p>",
    "unsized": "<img src='data:,' width=1 height=1><svg viewBox='0 0 1 1'></svg>",
    "moving": "<p style='transition: none 1s; animation: none 1s'>words</p>",
    "unprinted": "<main><article><header>words</header></article></main>",
}
STYLE = "<style>.hidden { left: -99em; position: absolute } .mute:focus { outline: none }</style>"
KEYS = {
    "<a href='/'>a</a><button>b</button><input>": [],
    "<a href='/' class='mute'>a</a>": ["does not show the focus"],
    "<a href='/' class='hidden'>a</a>": ["is not in view"],
    "<a href='/'>a</a><p style='position: fixed; inset: 0'>b</p>": ["is covered"],
    "<a href='/'>a</a><input onkeydown='event.preventDefault()'><i tabindex=0>b</i>": [
        "holds the focus"
    ],
    "<a href='/' onfocus='this.blur()'>a</a><a href='/'>b</a>": [
        "is not reached",
        "is not reached",
    ],
}


@pytest.mark.parametrize("name", BAD)
def test_each_measure_tells_bad_from_good(chromium: Browser, name: str) -> None:
    with browser.page(chromium) as page:
        page.set_content(BAD[name])
        assert page.evaluate(f"measures.{name}()")
        page.set_content(GOOD[name])
        assert page.evaluate(f"measures.{name}()") == []


@pytest.mark.parametrize("html", KEYS)
def test_the_walk_sees_what_the_keyboard_meets(chromium: Browser, html: str) -> None:
    with browser.page(chromium) as page:
        page.set_content(STYLE + html)
        wrong = walk(page)
        assert len(wrong) == len(KEYS[html]), wrong
        assert all(line.endswith(end) for line, end in zip(wrong, KEYS[html], strict=True)), wrong


def test_what_is_folded_is_walked_through(chromium: Browser) -> None:
    folded = "<details><summary>a</summary><a href='/' {}>b</a></details><a href='/'>c</a>"
    with browser.page(chromium) as page:
        for attribute, wrong in (("", 0), ("class=mute", 1)):
            page.set_content(STYLE + folded.format(attribute))
            assert walk(page) == []
            (summary,) = page.evaluate("measures.closed()")
            assert len(unfold(page, summary)) == wrong
            assert page.evaluate("measures.closed()") == [summary]


def test_late_content_is_seen_to_shift(chromium: Browser) -> None:
    late = f"<p id=a></p><p>{WORDS}</p>"
    with browser.page(chromium) as page:
        page.set_content(late)
        page.wait_for_timeout(50)
        assert page.evaluate("measures.shift()") == 0
        page.evaluate("document.getElementById('a').style.height = '300px'")
        page.wait_for_timeout(50)
        assert page.evaluate("measures.shift()") > 0


def test_printed_words_are_those_of_style_sheets_too(chromium: Browser) -> None:
    style = "<style>@media print { p::after { content: ' (' attr(title) ')' } i { display: none } }"
    with browser.page(chromium) as page:
        page.emulate_media(media="print")
        page.set_content(style + "</style><p title='the address'>Words</p><i>gone</i>")
        printed = page.evaluate("measures.printed()")
        assert "Words" in printed and "(the address)" in printed and "gone" not in printed


def test_axe_is_heard(chromium: Browser) -> None:
    with browser.page(chromium) as page:
        page.set_content("<img src='data:,'>")
        page.evaluate(AXE_SCRIPT)
        assert any(line.startswith("image-alt") for line in axe(page))
