"""From an archive to the files of the site: the second half of the way of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from palabre import output
from palabre.layout import HOME
from palabre.pages import term_entries
from palabre.settings import Settings, SiteLanguage
from palabre.shell import Shell
from palabre.site import Site
from palabre.templates import Templates
from palabre.view import View

Shells = Mapping[tuple[str, int], Shell]
"""By language code and depth."""


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
        addresses.append(prefix + text.reading.place.address)
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


def page_end(site: Site, language_: SiteLanguage, name: str) -> str:
    """What stands below the editors' words on the page *name* of MkDocs' own.

    On the home page the discussions and the indexes; on each the links to edit it.
    """
    view = site.view(language_)
    texts = {p.language: p for p in site.archive.pages if p.reading.place.name == name}
    return Templates(site.settings, language_).render(
        "page-end.html",
        root="",
        discussions=_discussions(view) if name == HOME else [],
        indexes=view.index_links(),
        edit=view.edit_links(texts),
    )


def _discussions(view: View) -> list[dict[str, object]]:
    return [
        {
            "link": view.work(discussion),
            "dates": view.period(discussion.period),
            "count": view.language.count("contributions", len(discussion.contributions)),
            "reply": view.work(discussion.reply) if discussion.reply else None,
            "weeks": term_entries(view.indexes.of("weeks", discussion.id), view),
        }
        for discussion in view.archive.discussions.values()
    ]


def not_found(site: Site) -> str:
    """What the 404 page says, in both languages, with addresses that hold wherever it is shown."""
    return "".join(
        Templates(site.settings, language_).render(
            "404.html", language=language_, home=site.settings.site_url + language_.prefix
        )
        for language_ in site.settings.languages
    )
