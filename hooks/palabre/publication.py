"""From an archive to the files of the site: the second half of the way of the data."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from palabre import environment, workers
from palabre.layout import HOME, Role, depth
from palabre.pages import term_entries
from palabre.recipes import Recipe
from palabre.settings import Settings, SiteLanguage
from palabre.shell import DEPTHS, Shell
from palabre.site import Site
from palabre.store import Seal, Store
from palabre.templates import Templates
from palabre.view import View

Shells = Mapping[tuple[str, int], Shell]
"""By language code and depth."""


_LEAST_PAGES = 100
"""Below this many, sharing them takes longer than making them."""


@dataclass
class Published:
    """What a publication did."""

    made: int = 0
    reused: int = 0


def publish(site: Site, shells: Shells, target: Path, store: Store | None = None) -> Published:
    """Write every page, attachment and shared file below *target*, reusing what *store* keeps."""
    done = Published()
    _make_folders(site, target)
    # The languages take turns, so that of an even number of shares each has one language's entries.
    wanted = [(s, recipe) for recipe in site.recipes for s in site.settings.languages]
    keys = _Keys(site, shells) if store else None
    left = []
    for language_, recipe in wanted:
        path = f"{target}/{language_.prefix}{recipe.address}"
        if not (store and keys and recipe.shows and store.link(keys.key(language_, recipe), path)):
            left.append((language_, recipe))
    done.made, done.reused = len(left), len(wanted) - len(left)

    def make(share: Sequence[tuple[SiteLanguage, Recipe]]) -> list[tuple[str, Seal]]:
        kept = []
        views = {(s.code, at): site.view(s, at) for s in site.settings.languages for at in DEPTHS}
        templates = {s.code: Templates(site.settings, s) for s in site.settings.languages}
        for language_, recipe in share:
            at = language_.code, depth(recipe.address)
            page = recipe.make(views[at])
            content = shells[at].fill(templates[language_.code].slots(page)).encode()
            path = f"{target}/{page.path}"
            if store and keys and recipe.shows:
                kept.append(store.write(keys.key(language_, recipe), content, path))
            else:
                Path(path).write_bytes(content)
        return kept

    for kept in workers.spread(make, left, _LEAST_PAGES):
        if store:
            store.note(kept)
    _write_others(site, target)
    return done


def _make_folders(site: Site, target: Path) -> None:
    addresses = [recipe.address for recipe in site.recipes]
    assert len({address.lower() for address in addresses}) == len(addresses), "an address twice"
    for language_ in site.settings.languages:
        for folder in {address.rpartition("/")[0] for address in addresses}:
            (target / language_.prefix / folder).mkdir(parents=True, exist_ok=True)


def _write_others(site: Site, target: Path) -> None:
    """Attachments, and what belongs to no page."""
    for place in site.archive.attachments:
        file = target / place.address
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site.settings.docs / place.uri, file)
    addresses = [
        language_.prefix + recipe.address
        for language_ in site.settings.languages
        for recipe in site.recipes
        if recipe.is_canonical(language_, site.archive)
    ]
    for text in site.archive.pages:
        prefix = next(s.prefix for s in site.settings.languages if s.code == text.language)
        addresses.append(prefix + text.reading.place.address)
    sitemap = _sitemap(site.settings, sorted(addresses))
    (target / "sitemap.xml").write_text(sitemap, "utf-8")


class Frame:
    """What MkDocs makes of an archive: the shells, its own pages, the theme's files.

    It depends on little of the content, so most builds find it in the store and need no MkDocs.
    """

    def __init__(self, site: Site, store: Store) -> None:
        self._site, self._store = site, store
        parts = [environment.of_frame(site.settings), not_found(site)]
        for language_ in site.settings.languages:
            parts += [repr(link) for link in site.view(language_).main_links()]
            parts += [page_end(site, language_, t.reading.place.name) for t in site.archive.pages]
        parts += [text.whole for text in site.archive.pages]
        self._inputs = environment.digest(parts)

    def keep(self, shells: Shells, target: Path) -> None:
        """Keep *shells*, and everything that MkDocs wrote below *target*."""
        files = [path for path in target.rglob("*") if path.is_file()]
        kept = {str(path.relative_to(target)): self._store.adopt(str(path)) for path in files}
        self._store.keep_value("frame", self._inputs, (dict(shells), kept))

    def lay(self, target: Path) -> Shells | None:
        """Put what was kept below *target*; ``None`` where nothing was, or not all of it."""
        kept = self._store.value("frame", self._inputs)
        if kept is None:
            return None
        shells, files = kept
        for path, key in files.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            if not self._store.link(key, str(target / path)):
                return None
        return dict(shells)


class _Keys:
    """The digest of all that a page is a function of."""

    def __init__(self, site: Site, shells: Shells) -> None:
        settings = site.settings
        registries = [
            reading.digest
            for reading in site.archive.readings
            if reading.place.role is Role.REGISTRY
        ]
        code, templates = environment.of_code(), environment.of_templates(settings)
        shared = " ".join((code, templates, repr(settings), *registries))
        self._shared = {
            at: environment.digest((shared, str(at), shell.digest)) for at, shell in shells.items()
        }

    def key(self, language_: SiteLanguage, recipe: Recipe) -> str:
        """Of the page that *recipe* makes in one language."""
        shared = self._shared[language_.code, depth(recipe.address)]
        return environment.digest((shared, recipe.address, recipe.shows))


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
        discussions=_discussions(view) if name == HOME else [],
        indexes=view.index_links(),
        mend=view.edit_links(texts),
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
