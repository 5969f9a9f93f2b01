"""A real Chromium, found on the machine or installed, and what pages are measured with in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import fixtures
from kinds import Shown

NAMES = ("chromium", "chromium-browser", "google-chrome")
MEASURES = fixtures.TESTS / "measures.js"
NARROW, WIDE = 360, 1280
HEIGHT = 800

told: list[str] = []
"""What the summary of the tests says of the browser."""


class NotFoundError(RuntimeError):
    """There is no Chromium, and none can be installed."""


@cache
def find() -> str:
    """The program of a Chromium: the machine's, else Playwright's, else one installed now.

    Raises ``NotFoundError`` where neither Debian's package nor Playwright's can be had.
    """
    program = _on_machine() or _of_playwright()
    if program:
        told.append(f"Found Chromium: {program}")
        return program
    may = os.geteuid() == 0 and shutil.which("apt-get")
    if may and _run("apt-get", "update") and _run("apt-get", "install", "--yes", "chromium"):
        program = _on_machine()
    if not program and _run(sys.executable, "-m", "playwright", "install", "chromium"):
        program = _of_playwright()
    if not program:
        told.append("NO CHROMIUM: the tests that need one were skipped. Install chromium.")
        raise NotFoundError(told[-1])
    told.append(f"Installed Chromium, which was missing: {program}")
    return program


def _on_machine() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _of_playwright() -> str | None:
    with sync_playwright() as playwright:
        program = playwright.chromium.executable_path
    return program if Path(program).exists() else None


def _run(*command: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    finished = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    if finished.returncode:
        lines = (finished.stdout + finished.stderr).splitlines()
        why = next((line for line in lines if "rror" in line or line.startswith("E:")), "no reason")
        told.append(f"{' '.join(command)} failed: {why.strip()}")
    return finished.returncode == 0


@contextmanager
def launched(program: str) -> Iterator[Browser]:
    """The browser *program*, running."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        told.append(f"Version: {browser.version}")
        yield browser
        browser.close()


@contextmanager
def context(browser: Browser, width: int = WIDE, **options: Any) -> Iterator[BrowserContext]:
    """A reader with nothing in the cache, for whom nothing moves; ``measures`` is at hand."""
    options = {"reduced_motion": "reduce", **options}
    opened = browser.new_context(viewport={"width": width, "height": HEIGHT}, **options)
    opened.add_init_script(path=MEASURES)
    yield opened
    opened.close()


@contextmanager
def page(browser: Browser, width: int = WIDE, **options: Any) -> Iterator[Page]:
    """One page of such a reader."""
    with context(browser, width, **options) as opened:
        yield opened.new_page()


def resize(page: Page, width: int) -> None:
    """Make the window as wide as *width*, in px."""
    page.set_viewport_size({"width": width, "height": HEIGHT})


def expect_none(found: Mapping[Any, Iterable[str]], most: int = 60) -> None:
    """Fail where anything was *found*, and tell it, what is found most often first."""
    places: dict[str, list[str]] = {}
    for where, wrong in found.items():
        for what in wrong:
            places.setdefault(what, []).append(str(where))
    often = sorted(places.items(), key=lambda item: -len(item[1]))
    lines = [f"{what} ({len(where)} times, as on {where[0]})" for what, where in often[:most]]
    assert not places, "\n".join([f"{len(places)} findings", *lines])


class Wire:
    """What a page's requests cost, in bytes as they were transferred."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.urls: list[str] = []
        self.bytes = 0
        page.on("request", lambda request: self.urls.append(request.url))
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._count)

    def _count(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]

    def visit(self, shown: Shown) -> int:
        """Read a page to its end; what that cost."""
        before = self.bytes
        self.asked(shown)
        self.page.wait_for_load_state("networkidle")
        for icon in self.page.eval_on_selector_all(
            "link[rel~=icon]", "all => all.map(e => e.href)"
        ):
            if icon.startswith("http") and icon not in self.urls:  # no window, so none is shown
                self.urls.append(icon)
                with urlopen(icon) as response:
                    self.bytes += len(response.read())
        return self.bytes - before

    def asked(self, shown: Shown) -> list[str]:
        """Read a page to its end; the addresses that it asked for up to then."""
        before = len(self.urls)
        self.page.goto(shown.url)
        self.page.mouse.wheel(0, 10**6)
        self.page.wait_for_timeout(100)
        return self.urls[before:]
