"""Palabre's own templates: ``overrides/palabre/``, escaped by default."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from markupsafe import Markup, escape

import palabre
from palabre import language as languages
from palabre.assets import Assets
from palabre.bibliography.files import FORMATS
from palabre.feeds.feed import Feed, Feeds
from palabre.index_pages import choices
from palabre.layout import HOME
from palabre.listings import Filter, Listing
from palabre.metadata.linked_data import linked_data
from palabre.metadata.tags import tags
from palabre.page import Page, alternates
from palabre.settings import Settings, SiteLanguage
from palabre.shell import Shell
from palabre.store import Store
from palabre.view import Link, View
from palabre.works import Contribution

_ADDRESS = f"address-{secrets.token_hex(16)}"
"""Stands for a page's address; drawn anew in each process, so that no title can name it."""

_ROOT = f"root-{secrets.token_hex(16)}/"
"""Stands for the way to the language's root, in the same manner."""

_SLOT = "\0"


def bytecode(store: Store | None) -> BytecodeCache | None:
    """Where compiled templates are kept."""
    return FileSystemBytecodeCache(str(store.folder("templates"))) if store else None


def environment(settings: Settings, kept: BytecodeCache | None = None) -> Environment:
    """What finds and reads the templates; compiled ones are *kept*."""
    made = Environment(
        loader=FileSystemLoader(settings.templates / "palabre"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # each build has an environment of its own
        bytecode_cache=kept,
    )
    made.globals["lang"] = lambda code: Markup(languages.marks(code))
    return made


class Templates:
    """The templates, as one language fills them."""

    def __init__(
        self,
        settings: Settings,
        site: SiteLanguage,
        assets: Assets,
        store: Store | None = None,
        feeds: Feeds | None = None,
    ) -> None:
        self._settings = settings
        self._site = site
        self._language = languages.of(site.code)
        self._environment = environment(settings, bytecode(store))
        self._entries: dict[str, str] = {}
        self.kept_entry: Callable[[Contribution], str] | None = None
        """Gives entries that were made before, where there are too many for each process."""
        self._anywhere: View | None = None
        self._narrowings: dict[tuple[str, str], Markup] = {}
        self._header = cache(self._make_header)
        self._frame = cache(self._make_frame)
        self._feeds = feeds
        self._subscriptions: dict[str, Link] = {}
        self._environment.globals.update(
            say=self._language.say,
            count=self._language.count,
            entry=self._entry,
            narrowing=self._narrowing,
            cite=self._cite,
            asset=assets.address,
            safe_html=Markup,
            site=site,
            version=palabre.__version__,
        )
        for name in self._environment.list_templates(["html"]):
            self._environment.get_template(name)  # compiled once, before processes share the work

    def slots(self, page: Page, view: View) -> dict[str, str]:
        """What fills each slot of a shell to make *page*."""
        feed = self._feeds.nearest(page.address) if self._feeds and page.is_found else None
        follow = self._subscription(feed, view) if feed else None
        is_own = feed is not None and feed.page == page.address
        return {
            "head": self._head(page, view, follow) + tags(page, view),
            "header": self._header(view, page.section).replace(_ADDRESS, page.address),
            "main": self.render(
                page.template,
                page=page,
                view=view,
                follow=follow if is_own else None,
                **page.values,
            )
            # Near the words that it says again, so that compressing forgets them.
            + linked_data(page, view),
        }

    def render(self, template: str, **values: object) -> str:
        """*template* with *values*."""
        return self._environment.get_template(template).render(values)

    def _entry(self, view: View, contribution: Contribution) -> Markup:
        """An entry as lists show it: the same in all lists, but for the way to the site's root."""
        if self.kept_entry:
            words = self.kept_entry(contribution)
        else:
            words = self._entries.get(contribution.id) or self.entry(view, contribution)
            self._entries[contribution.id] = words
        return Markup(words.replace(_ROOT, view.root))

    def entry(self, view: View, contribution: Contribution) -> str:
        """An entry, as HTML for pages at any depth."""
        self._anywhere = self._anywhere or view.below(_ROOT)
        return self.render("entry.html", item=self._anywhere.entry(contribution))

    def _narrowing(self, view: View, listing: Listing, by: Iterable[Filter]) -> Markup:
        """The ways to narrow a list: the same on all its pages, so made once for them."""
        key = view.root, listing.index.address_of(listing.key)
        if key not in self._narrowings:
            shown = self.render("narrowing.html", choices=[choices(one, view) for one in by])
            self._narrowings[key] = Markup(shown)
        return self._narrowings[key]

    def _head(self, page: Page, view: View, follow: Link | None) -> str:
        """What the head of *page* tells browsers, search engines and who shares a link."""
        urls = self._alternates(page)
        frame = self._frame(
            "head.html",
            view.top,
            is_home=page.address == f"{HOME}.html",
            is_found=page.is_found,
            is_left=bool(page.onward),
            alternates=tuple(urls),
            has_feed=follow is not None,
        )
        values = {
            "title": page.title.text,
            "description": page.description,
            "canonical": self._url(page.canonical_address or page.address, page.canonical),
            "url": self._url(page.address, view.site),
            "onward": page.onward,
            "feed-title": follow.label.text if follow else "",
            "feed": follow.href if follow else "",
            **{f"in-{code}": url for code, url in urls.items()},
        }
        return frame.fill({name: escape(value) for name, value in values.items()})

    def _cite(self, view: View, box: Mapping[str, str]) -> Markup:
        """How a text is cited."""
        return Markup(self._frame("cite.html", view.top, formats=FORMATS).fill(box))

    def _make_frame(self, template: str, top: str, **values: object) -> Shell:
        """*template* with *values*, to be filled for each of very many pages at one depth."""
        words = self.render(template, top=top, slot=lambda name: f"{_SLOT}{name}{_SLOT}", **values)
        return Shell(tuple(words.split(_SLOT)))

    def _subscription(self, feed: Feed, view: View) -> Link:
        """A link to *feed*, the same from all pages."""
        if feed.page not in self._subscriptions:
            self._subscriptions[feed.page] = feed.link(feed.title(view), view)
        return self._subscriptions[feed.page]

    def _make_header(self, view: View, section: str) -> str:
        """The header of pages at one depth, with a mark in the place of their address.

        A page has the same address in both languages, so there is nothing else to it.
        """
        twins = {s.code: view.twin(s, _ADDRESS) for s in self._settings.languages}
        return self._header_of(view, section, self._url(_ADDRESS, self._site), twins)

    def _header_of(self, view: View, section: str, public: str, twins: Mapping[str, str]) -> str:
        """The header of pages whose *twins* stand there, by language; *public*: their address."""
        return self.render(
            "header.html",
            view=view,
            home=view.root + "index.html",
            public=public,
            links=view.navigation(),
            section=section,
            here=[view.root + section, f"{view.root}{section}/index.html"],
            twins=[{"site": s, "url": twins[s.code]} for s in self._settings.languages],
        )

    def slots_alone(
        self, template: str, view: View, twins: Mapping[str, str], **values: object
    ) -> dict[str, str]:
        """What fills the shell of a page that is no part of the site, and loads nothing of it."""
        return {
            "head": self.render("alone-head.html", **values),
            "header": self._header_of(view, "", "", twins),
            "main": self.render(template, view=view, **values),
        }

    def not_found(self, view: View) -> str:
        """What the page "not found" says in one language."""
        return self.render("404.html", view=view)

    def slots_of_not_found(self, view: View, main: str) -> dict[str, str]:
        """What fills the shell of the page "not found"; *main*: its words in both languages."""
        header = self._header(view, "").replace(_ADDRESS, "index.html")
        return {"head": self.render("404-head.html", top=view.top), "header": header, "main": main}

    def _url(self, address: str, site: SiteLanguage) -> str:
        """The absolute address of a page in the site of either language."""
        return self._settings.url(site, address)

    def _alternates(self, page: Page) -> Mapping[str, str]:
        """`hreflang` links: pages that have a text of their own, on such a page."""
        if page.canonical_address or not page.is_found:
            return {}
        sites = alternates(page.language, page.real)
        return {site.code: self._url(page.address, site) for site in sites}
