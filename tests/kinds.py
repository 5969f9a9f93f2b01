"""The kinds of pages that an archive has, and for each the page that is hardest to get right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import built
from palabre.settings import SiteLanguage

PATTERNS = {
    "home": r"index\.html",
    "404": r"404\.html",
    "search": r"search\.html",
    "feeds": r"feeds\.html",
    "list": r"(topics|languages)/index\.html",
    "countries": r"countries/index\.html",
    "country": r"countries/.+",
    "contributors": r"contributors/index(\.\d+)?\.html",
    "contributor": r"contributors/.+",
    "organisations": r"organisations/index\.html",
    "organisation": r"organisations/.+",
    "topic": r"topics/.+",
    "language": r"languages/.+",
    "page": r"[^/]+\.html",
    "discussion": r"[^/]+/index\.html",
    "reply": r"[^/]+/consolidated-reply\.html",
    "resources": r"[^/]+/resources\.html",
    "weeks": r"[^/]+/weeks/index\.html",
    "week": r"[^/]+/weeks/\d+\.html",
    "part of a week": r"[^/]+/weeks/.+",
    "side by side": r"[^/]+/contributions/[^/]+\.side-by-side\.html",
    "contribution": r"[^/]+/contributions/[^/]+\.html",
}
"""The addresses of each kind; a page is of the first kind whose pattern its address matches."""


def kind_of(address: str) -> str | None:
    """The kind of the page at *address*, below its language's root; ``None``: not known."""
    return next((k for k, pattern in PATTERNS.items() if re.fullmatch(pattern, address)), None)


@dataclass(frozen=True)
class Shown:
    """A page as the tests meet it."""

    kind: str
    language: SiteLanguage
    address: str
    """Below the site's root."""
    file: Path
    url: str

    def __str__(self) -> str:
        return self.address


class Kinds:
    """The heaviest page of each kind, in both languages."""

    def __init__(self, site: Path, start: str) -> None:
        self.site = site
        self.start = start
        self.languages = built.settings_of(site).languages
        self._heaviest: dict[str, str] = {}
        by_weight = sorted(built.pages(site), key=lambda page: (page.stat().st_size, page))
        for page in by_weight:
            address = page.relative_to(site).as_posix()
            if not address.startswith(f"{self.languages[1].prefix}"):
                self._heaviest[kind_of(address) or address] = address

    def __iter__(self) -> Iterator[Shown]:
        """Each kind in each language; the 404 page, which speaks both, once."""
        for language in self.languages:
            for kind in self._heaviest:
                if kind != "404" or language.is_default:
                    yield self.of(kind, language)

    def of(self, kind: str, language: SiteLanguage) -> Shown:
        """The heaviest page of *kind* in the default language, or its twin."""
        return self.at(kind, language.prefix + self._heaviest[kind], language)

    def at(self, kind: str, address: str, language: SiteLanguage) -> Shown:
        """The page at *address*, below the site's root."""
        return Shown(kind, language, address, self.site / address, self.start + address)

    def others(self, page: Shown) -> list[Shown]:
        """The other pages of the kind and the language of *page*."""
        prefix = page.language.prefix
        found = [path.relative_to(self.site).as_posix() for path in built.pages(self.site)]
        return [
            self.at(page.kind, address, page.language)
            for address in found
            if address.startswith(prefix) and kind_of(address[len(prefix) :]) == page.kind
            if address != page.address
        ]
