"""From files to an archive that keeps every rule: the first half of the way of the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from palabre import assembly, language, source
from palabre.archive import Archive
from palabre.checks import CHECKS
from palabre.indexes import Indexes
from palabre.pages import Page, addresses, pages
from palabre.problems import Invalid, Problem, in_order
from palabre.reading import Reader, Reading, Texts
from palabre.settings import ConfigurationError, Settings, SiteLanguage
from palabre.view import View


@dataclass(frozen=True)
class Site:
    """An archive that keeps every rule, ready to be shown."""

    archive: Archive
    texts: Texts
    warnings: tuple[Problem, ...]

    @property
    def settings(self) -> Settings:
        """What it was read with."""
        return self.archive.settings

    @cached_property
    def indexes(self) -> Indexes:
        """Every index of the archive."""
        return Indexes(self.archive)

    def view(self, site: SiteLanguage) -> View:
        """The archive as readers of one language see it."""
        return View(self.archive, self.indexes, site, self.texts)

    def pages(self, site: SiteLanguage) -> Iterator[Page]:
        """Every page of the archive in one language."""
        return pages(self.view(site))

    def addresses(self) -> Iterator[str]:
        """The address of every page of the archive: the same in both languages."""
        return addresses(self.archive, self.indexes)


def read(settings: Settings) -> Site:
    """Read and check everything.

    Raises ``Invalid`` with all problems where there is an error, and ``ConfigurationError`` where
    a language of the site has no catalogue.
    """
    for code in settings.codes:
        if code not in language.catalogues():
            known = ", ".join(language.catalogues())
            raise ConfigurationError("config-catalogue", language=code, known=known)
    places, problems = source.walk(settings, language.languages())
    texts = Texts(Reader(settings))
    readings: list[Reading] = []
    for place in places:
        reading, html = texts.reader.read(place, (settings.docs / place.uri).read_bytes())
        texts.keep(reading, html)
        readings.append(reading)
        problems += reading.problems
    archive, broken = assembly.build(readings, settings)
    problems += broken
    problems += [problem for check in CHECKS for problem in check(archive)]
    if any(not problem.rule.is_warning for problem in problems):
        raise Invalid(problems)
    return Site(archive, texts, in_order(problems))
