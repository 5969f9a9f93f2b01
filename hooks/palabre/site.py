"""From files to an archive that keeps every rule: the first half of the way of the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from palabre import (
    assembly,
    checks,
    environment,
    language,
    ledger,
    promises,
    schedule,
    source,
    workers,
)
from palabre import clock as clocks
from palabre.archive import Archive
from palabre.books import Book
from palabre.clock import Clock
from palabre.indexes import Indexes
from palabre.layout import Place
from palabre.problems import Invalid, Problem, in_order, stops_build
from palabre.reader import Reader
from palabre.reading import Reading
from palabre.resources import Resources
from palabre.settings import ConfigurationError, Settings, SiteLanguage
from palabre.texts import Texts
from palabre.view import View
from palabre.workers import Watch

if TYPE_CHECKING:
    from palabre.document import Document
    from palabre.feeds.feed import Feeds
    from palabre.recipes import Recipe
    from palabre.store import Store

_LEAST_FILES = 200
"""Below this many, sharing them takes longer than reading them."""


@dataclass(frozen=True)
class Site:
    """An archive that keeps every rule, ready to be shown."""

    archive: Archive
    indexes: Indexes
    """Every index of the archive."""
    resources: Resources
    """What contributions name."""
    texts: Texts
    warnings: tuple[Problem, ...]
    until: datetime
    """The moment at which something appears, opens or is closed."""
    books: tuple[Book, ...] = ()
    """The printed proceedings that it offers: see :mod:`palabre.proceedings`."""

    @property
    def settings(self) -> Settings:
        """What it was read with."""
        return self.archive.settings

    @cached_property
    def recipes(self) -> tuple[Recipe, ...]:
        """Every page of the archive, not made yet."""
        from palabre.recipes import recipes  # who only checks makes no page

        return tuple(recipes(self.archive, self.indexes, self.resources, self.feeds))

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every file of the archive that is no page, not made yet."""
        from palabre.feeds.documents import documents

        return tuple(documents(self.feeds, self.archive, self.resources))

    @cached_property
    def feeds(self) -> Feeds:
        """Every feed of the archive."""
        from palabre.feeds.feed import Feeds

        return Feeds(self.archive, self.indexes)

    @property
    def outputs(self) -> Iterator[Recipe | Document]:
        """All that is made in one language and then in the other."""
        yield from self.recipes
        yield from self.documents

    def view(self, site: SiteLanguage, depth: int = 0) -> View:
        """The archive as readers of one language see it, from pages at one depth."""
        up = "../" * depth
        top = up + "../" * site.prefix.count("/")
        return self._view(site, up, top)

    def absolute_view(self, site: SiteLanguage) -> View:
        """The same from a page that is shown at any address of the site."""
        return self._view_below(urlsplit(self.settings.site_url).path or "/", site)

    def public_view(self, site: SiteLanguage) -> View:
        """The same from anywhere: every link begins with the site's own address."""
        return self._view_below(self.settings.site_url, site)

    def _view_below(self, top: str, site: SiteLanguage) -> View:
        return self._view(site, top + site.prefix, top)

    def _view(self, site: SiteLanguage, root: str, top: str) -> View:
        shown = self.archive, self.indexes, self.resources
        return View(*shown, site, self.texts, root, top, self.books)


def read(
    settings: Settings,
    store: Store | None = None,
    is_shown: bool = True,
    watch: Watch = lambda done, total: None,
    clock: Clock | None = None,
) -> Site:
    """Read and check everything; files that *store* remembers are not parsed again.

    *is_shown* tells whether pages will be made of it; *watch* is told how many files are read.
    What waits for its day by *clock*, else now, is checked and left out.

    Raises ``Invalid`` with all problems where there is an error, and ``ConfigurationError`` where
    a language of the site has no catalogue.
    """
    _must_be_spoken(settings)
    places, problems = source.walk(settings, language.languages())
    texts = Texts(Reader(settings), is_shown)
    read = _readings(places, settings, texts, store, watch)
    problems += [problem for reading in read for problem in reading.problems]
    clock = clock or clocks.clock()
    whole, broken = assembly.build(read, settings, ledger.read(settings, clock.as_of))
    problems += broken
    whole = schedule.dated(whole, clock)
    indexes, resources = Indexes(whole), Resources(whole)
    generated = frozenset((*indexes.addresses(), *resources.addresses()))
    problems += checks.check(whole, generated)
    problems += lost(whole, clock)
    if stops_build(problems):
        raise Invalid(problems)
    archive = schedule.published(whole)
    if archive is not whole:
        indexes, resources = Indexes(archive), Resources(archive)
    until = schedule.next_change(whole, clock)
    return Site(archive, indexes, resources, texts, in_order(problems), until)


def lost(whole: Archive, clock: Clock) -> Iterator[Problem]:
    """What of *whole* was published, and is not shown on the day by *clock*.

    A check is of no day: what it tells of addresses holds now.
    """
    if not whole.promised:
        return iter(())
    clock = Clock(clock.now) if clock.as_of == clocks.END else clock
    return promises.addresses(schedule.published(schedule.dated(whole, clock)))


def readings(settings: Settings) -> list[Reading]:
    """What every file says that may be read, good or bad.

    Raises ``ConfigurationError`` where a language of the site has no catalogue.
    """
    _must_be_spoken(settings)
    places, _ = source.walk(settings, language.languages())
    texts = Texts(Reader(settings), is_shown=False)
    return _readings(places, settings, texts, None, lambda done, total: None)


def _must_be_spoken(settings: Settings) -> None:
    for code in settings.codes:
        if code not in language.catalogues():
            known = ", ".join(language.catalogues())
            raise ConfigurationError("config-catalogue", language=code, known=known)


def _readings(
    places: list[Place],
    settings: Settings,
    texts: Texts,
    store: Store | None,
    watch: Watch,
) -> list[Reading]:
    """What each file says, in the order of *places*."""
    inputs = f"{environment.of_code()} {settings!r}"
    kept: dict[str, Reading] = (store.value("readings", inputs) if store else None) or {}
    found: dict[str, Reading] = {}
    for place in places if kept else ():
        raw, reading = settings.content(place.uri), kept.get(place.uri)
        if reading and reading.digest == Reader.digest(raw):
            found[place.uri] = reading
            texts.keep_raw(reading, raw)
    texts.known = len(found)
    unknown = [place for place in places if place.uri not in found]
    for readings in workers.spread(texts.read, unknown, _LEAST_FILES, watch):
        texts.keep(readings)
        found |= {reading.place.uri: reading for reading, _ in readings}
    if store and (unknown or len(kept) != len(places)):
        store.keep_value("readings", inputs, found)
    return [found[place.uri] for place in places]
