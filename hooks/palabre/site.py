"""The way of the data, from files to finished pages: read, then publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from palabre import assembly, bodies, checks, language, output, source
from palabre.archive import Archive
from palabre.pages import Page, pages, term_entries
from palabre.problems import Invalid, Problem, in_order
from palabre.rendering import Renderer
from palabre.settings import Settings, SiteLanguage
from palabre.shell import Shell
from palabre.source import Document
from palabre.templates import Templates
from palabre.view import View

Shells = Mapping[tuple[str, int], Shell]
"""By language code and depth."""


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

    def view(self, site: SiteLanguage) -> View:
        """The archive as readers of one language see it."""
        return View(self.archive, site, self.renderer)

    def pages(self, site: SiteLanguage) -> Iterator[Page]:
        """Every page of the archive in one language."""
        return pages(self.view(site))


def read(settings: Settings) -> Site:
    """Read and check everything. Raises ``Invalid`` with all problems where there is an error."""
    places, problems = source.walk(settings, language.languages())
    documents: list[Document] = []
    for place in places:
        found = source.read(place, settings)
        (problems if isinstance(found, Problem) else documents).append(found)  # type: ignore[arg-type]
    archive, broken = assembly.build(documents, settings)
    renderer = Renderer(settings)
    problems += broken
    problems += [p for check in checks.CHECKS for p in check(archive)]
    problems += [p for check in bodies.CHECKS for p in check(archive, renderer)]
    if any(not problem.rule.is_warning for problem in problems):
        raise Invalid(problems)
    return Site(archive, renderer, in_order(problems))


def publish(site: Site, shells: Shells, target: Path) -> int:
    """Write every page, attachment and shared file below *target*; return how many."""
    return output.write(target, _files(site, shells))


def _files(site: Site, shells: Shells) -> Iterator[tuple[str, bytes]]:
    addresses: list[str] = []
    for language_ in site.settings.languages:
        templates = Templates(site.settings, language_)
        for page in site.pages(language_):
            html = shells[language_.code, page.depth].fill(templates.slots(page))
            yield page.path, html.encode()
            if page.canonical == language_:
                addresses.append(page.path)
    for place in site.archive.attachments:
        yield place.address, (site.settings.docs / place.uri).read_bytes()
    for text in site.archive.pages:
        prefix = next(s.prefix for s in site.settings.languages if s.code == text.language)
        addresses.append(prefix + text.document.place.address)
    yield "sitemap.xml", _sitemap(site.settings, sorted(addresses)).encode()


def _sitemap(settings: Settings, addresses: list[str]) -> str:
    """sitemaps.org 0.9: the pages whose text is their own, each once."""
    urls = "".join(
        f"<url><loc>{escape(settings.site_url + address)}</loc></url>\n" for address in addresses
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def home(site: Site, language_: SiteLanguage) -> str:
    """What stands below the editors' words on the home page: the discussions and the indexes."""
    view = site.view(language_)
    discussions = [
        {
            "link": view.work(discussion),
            "dates": view.period(discussion.period),
            "count": view.language.count("contributions", len(discussion.contributions)),
            "reply": view.work(discussion.reply) if discussion.reply else None,
            "weeks": term_entries(view.indexes.of("weeks", discussion.id), view),
        }
        for discussion in site.archive.discussions.values()
    ]
    return Templates(site.settings, language_).render(
        "home.html", root="", discussions=discussions, indexes=view.index_links()
    )


def not_found(site: Site) -> str:
    """What the 404 page says, in both languages, with addresses that hold wherever it is shown."""
    return "".join(
        Templates(site.settings, language_).render(
            "404.html", language=language_, home=site.settings.site_url + language_.prefix
        )
        for language_ in site.settings.languages
    )

