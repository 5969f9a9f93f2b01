"""The sitemap: sitemaps.org 0.9, with the languages in which each page has a text of its own.

Google reads ``hreflang`` there as in the head of pages, and wants a page to name itself too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import escape

from palabre import dates
from palabre.page import alternates, real
from palabre.recipes import Recipe
from palabre.settings import SiteLanguage
from palabre.site import Site
from palabre.works import Contribution

FILE = "sitemap.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_FIRST = f'{_HEAD}<urlset xmlns="{_SITEMAPS}" xmlns:xhtml="{_XHTML}">\n'
_LAST = "</urlset>\n"


@dataclass(frozen=True)
class Limits:
    """What one file may hold."""

    addresses: int = 50_000
    size: int = 50 * 1024 * 1024
    """In bytes, before it is compressed."""


def files(site: Site, limits: Limits = Limits()) -> Mapping[str, str]:
    """The sitemap's files by name: one, or an index of several where one would hold too much."""
    parts = [*_parts(_entries(site), limits)]
    if len(parts) == 1:
        return {FILE: parts[0]}
    stem, _, ending = FILE.partition(".")
    found = {f"{stem}-{number}.{ending}": part for number, part in enumerate(parts, 1)}
    base = site.settings.site_url
    listed = (f"<sitemap><loc>{escape(base + name)}</loc></sitemap>\n" for name in found)
    index = f'{_HEAD}<sitemapindex xmlns="{_SITEMAPS}">\n{"".join(listed)}</sitemapindex>\n'
    return {FILE: index, **found}


def _parts(entries: Iterable[str], limits: Limits) -> Iterator[str]:
    """Files of *entries*, each as full as it may be; one without any where there are none."""
    room = limits.size - len((_FIRST + _LAST).encode())
    held: list[str] = []
    size = 0
    for entry in entries:
        more = len(entry.encode())
        if held and (len(held) == limits.addresses or size + more > room):
            yield "".join((_FIRST, *held, _LAST))
            held, size = [], 0
        held.append(entry)
        size += more
    yield "".join((_FIRST, *held, _LAST))


def _entries(site: Site) -> Iterator[str]:
    """The pages whose text is their own, each once, by their addresses."""
    listed = [recipe for recipe in site.recipes if recipe.is_listed]
    pages = (
        (language_.prefix + recipe.address, language_, recipe)
        for language_ in site.settings.languages
        for recipe in listed
        if recipe.is_canonical(language_, site.archive)
    )
    url = site.settings.url
    for _, language_, recipe in sorted(pages, key=lambda page: page[0]):
        day = _changed(recipe, language_, site)
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{other.code}"'
            f' href="{escape(url(other, recipe.address))}"/>'
            for other in alternates(language_, real(recipe.work, site.archive))
        )
        yield f"<url><loc>{escape(url(language_, recipe.address))}</loc>{day}{links}</url>\n"


def _changed(recipe: Recipe, language_: SiteLanguage, site: Site) -> str:
    """When a page last changed: known of contributions alone.

    A list changes with what it holds, and moderators' texts are corrected without a word.
    """
    if not isinstance(recipe.work, Contribution):
        return ""
    shown = recipe.work.shown(language_.code)
    day = dates.changed(recipe.work, site.archive, shown.language)
    return f"<lastmod>{day}</lastmod>" if day else ""
