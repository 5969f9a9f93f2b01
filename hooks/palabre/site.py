"""From files to an archive that keeps every rule: the first half of the way of the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from palabre import assembly, bodies, checks, language, source
from palabre.archive import Archive
from palabre.indexes import Indexes
from palabre.pages import Page, addresses, pages
from palabre.problems import Invalid, Problem, in_order
from palabre.rendering import Renderer
from palabre.settings import Settings, SiteLanguage
from palabre.source import Document
from palabre.view import View


@dataclass(frozen=True)
class Site:
    """An archive that keeps every rule, ready to be shown."""

    archive: Archive
    renderer: Renderer
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
        return View(self.archive, self.indexes, site, self.renderer)

    def pages(self, site: SiteLanguage) -> Iterator[Page]:
        """Every page of the archive in one language."""
        return pages(self.view(site))

    def addresses(self) -> Iterator[str]:
        """The address of every page of the archive: the same in both languages."""
        return addresses(self.archive, self.indexes)


def read(settings: Settings) -> Site:
    """Read and check everything. Raises ``Invalid`` with all problems where there is an error."""
    places, problems = source.walk(settings, language.languages())
    documents: list[Document] = []
    for place in places:
        found = source.read(place, settings)
        (problems if isinstance(found, Problem) else documents).append(found)  # type: ignore[arg-type]
    files = frozenset(place.uri for place in places)
    archive, broken = assembly.build(documents, files, settings)
    renderer = Renderer(settings)
    problems += broken
    problems += [p for check in checks.CHECKS for p in check(archive)]
    problems += [p for check in bodies.CHECKS for p in check(archive, renderer)]
    if any(not problem.rule.is_warning for problem in problems):
        raise Invalid(problems)
    return Site(archive, renderer, in_order(problems))
