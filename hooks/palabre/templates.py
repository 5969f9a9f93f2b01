"""Palabre's own templates: ``overrides/palabre/``, escaped by default."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import palabre
from palabre import language as languages
from palabre.archive import Contribution
from palabre.pages import Page
from palabre.settings import Settings, SiteLanguage
from palabre.view import View

_ADDRESS = "ADDRESS"
"""No address has capitals."""


class Templates:
    """The templates, as one language fills them."""

    def __init__(self, settings: Settings, site: SiteLanguage) -> None:
        self._settings = settings
        self._site = site
        self._language = languages.of(site.code)
        self._environment = Environment(
            loader=FileSystemLoader(settings.templates / "palabre"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # each build has an environment of its own
        )
        self._entries: dict[tuple[int, str], Markup] = {}
        self._switcher = cache(self._make_switcher)
        self._environment.globals.update(
            say=self._language.say,
            count=self._language.count,
            entry=self._entry,
            safe_html=Markup,
            version=palabre.__version__,
        )

    def slots(self, page: Page) -> dict[str, str]:
        """What fills each slot of a shell to make *page*."""
        context = {"page": page, "site": self._site, **page.values}
        return {
            "title": page.title.__html__(),
            "head": self.render(
                "head.html",
                canonical=self._url(page, page.canonical),
                alternates=self._alternates(page),
                **context,
            ),
            "switcher": self._switcher(page.depth).replace(_ADDRESS, page.address),
            "main": self.render(page.template, **context),
        }

    def render(self, template: str, **values: object) -> str:
        """*template* with *values*."""
        return self._environment.get_template(template).render(values)

    def _entry(self, view: View, contribution: Contribution) -> Markup:
        """An entry as lists show it: the same in all lists of one depth, so made once for them."""
        key = view.depth, contribution.id
        if key not in self._entries:
            shown = self.render("entry.html", item=view.entry(contribution))
            self._entries[key] = Markup(shown)
        return self._entries[key]

    def _make_switcher(self, depth: int) -> str:
        """The switcher of pages at *depth*, with a mark in the place of their address.

        A page has the same address in both languages, so there is nothing else to it.
        """
        up = "../" * (depth + self._site.prefix.count("/"))
        return self.render(
            "switcher.html",
            label=self._language.say("switch-language"),
            alternates=[
                {"lang": s.code, "name": s.name, "url": f"{up}{s.prefix}{_ADDRESS}"}
                for s in self._settings.languages
            ],
        )

    def _url(self, page: Page, site: SiteLanguage) -> str:
        """The absolute address of *page* in the site of another language."""
        return f"{self._settings.site_url}{site.prefix}{page.address}"

    def _alternates(self, page: Page) -> Mapping[str, str]:
        """`hreflang` links: pages that have a text of their own, on such a page."""
        if page.language not in page.real or len(page.real) < 2:
            return {}
        return {site.code: self._url(page, site) for site in page.real}
