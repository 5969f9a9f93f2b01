"""From an archive to the files of the site: the second half of the way of the data."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import repeat
from pathlib import Path

from palabre import environment, sitemap, workers
from palabre.assets import Assets
from palabre.bibliography import files
from palabre.document import Document
from palabre.exports import downloads, edition
from palabre.exports.data_page import data_page
from palabre.layout import DATA, Role, depth
from palabre.recipes import Recipe
from palabre.settings import SiteLanguage
from palabre.shell import Frame
from palabre.site import Site
from palabre.spool import Spool
from palabre.store import Seal, Store
from palabre.templates import Templates
from palabre.view import View
from palabre.workers import Watch
from palabre.works import Contribution

_LEAST_PAGES = 100
"""Below this many, sharing them takes longer than making them."""

_MANY_CONTRIBUTIONS = 10000
"""Of more, what goes through the whole archive is made before the pages: it has a copy of it in its
memory."""

_MANY_PAGES = 10000
"""From here on the entries of lists are made before, once for all processes: to make an entry is to
touch all of a contribution, so that every process would have the whole archive in its memory."""

_ENTRIES_AT_HAND = 2000
"""Of so many contributions: some four megabytes, in each process."""

_SEPARATOR = "\0"
"""No text has it."""

Output = Recipe | Document
Wanted = tuple[SiteLanguage, Output]


def publish(
    site: Site,
    frame: Frame,
    target: Path,
    store: Store | None = None,
    watch: Watch = lambda done, total: None,
) -> tuple[int, int]:
    """Write every page, document, attachment and shared file below *target*, reusing what *store*
    keeps.

    *watch* is told how many pages and documents are made. Returned is how many were made, and how
    many reused.
    """
    exported = workers.aside(partial(_export, site, target, store))
    is_large = len(site.archive.contributions) > _MANY_CONTRIBUTIONS
    if is_large:
        exported()
    press = _Press(site, frame, target, store)
    press.make_folders()
    wanted = [(s, one) for s in site.settings.languages for one in site.outputs]
    left = [page for page in wanted if not press.reuse(*page)]
    if sum(isinstance(one, Recipe) for _, one in left) > _MANY_PAGES:
        press.make_entries()
    for kept in workers.spread(press.make, left, _LEAST_PAGES, watch):
        if store:
            store.note(kept)
    press.make_others()
    if not is_large:
        exported()
    press.make_offer()
    return len(left), len(wanted) - len(left)


def offer(site: Site, frame: Frame, target: Path, store: Store | None = None) -> None:
    """Tell on the page of downloads of all that lies below *target*, which was published."""
    _Press(site, frame, target, store).make_offer()


def _export(site: Site, target: Path, store: Store | None) -> None:
    """What is made by going through the whole archive: its data, and files to cite it."""
    edition.publish(site.archive, site.texts, target, store)
    files.publish(map(site.public_view, site.settings.languages), target)


class _Press:
    """Makes pages and documents, and knows which need not be made."""

    def __init__(self, site: Site, frame: Frame, target: Path, store: Store | None) -> None:
        self._site, self._frame, self._target, self._store = site, frame, target, store
        self._assets = Assets(site.settings, frame)
        self._templates = {
            language_.code: Templates(site.settings, language_, self._assets, store, site.feeds)
            for language_ in site.settings.languages
        }
        self._views: dict[tuple[str, int], View] = {}
        self._public_views = {s.code: site.public_view(s) for s in site.settings.languages}
        self._shared = self._digest_of_shared()

    def _digest_of_shared(self) -> str:
        """Of all that every page is a function of."""
        settings, archive = self._site.settings, self._site.archive
        registries = [r.digest for r in archive.readings if r.place.role is Role.REGISTRY]
        code, templates = environment.of_code(), environment.of_templates(settings)
        parts = (code, templates, repr(settings), self._frame.digest, self._assets.digest)
        return environment.digest((*parts, *(page.face for page in archive.pages), *registries))

    def _key(self, language_: SiteLanguage, one: Output) -> str:
        return environment.digest((self._shared, language_.code, one.address, one.shows))

    def _path(self, language_: SiteLanguage, address: str) -> str:
        return f"{self._target}/{language_.prefix}{address}"

    def make_folders(self) -> None:
        """Make the folders of all pages and documents."""
        addresses = [one.address for one in self._site.outputs]
        assert len({address.lower() for address in addresses}) == len(addresses), "an address twice"
        for language_ in self._site.settings.languages:
            for folder in {address.rpartition("/")[0] for address in addresses}:
                (self._target / language_.prefix / folder).mkdir(parents=True, exist_ok=True)

    def reuse(self, language_: SiteLanguage, one: Output) -> bool:
        """Put in place what was kept; ``False`` where it was not."""
        if not self._store or not one.shows:
            return False
        return self._store.link(self._key(language_, one), self._path(language_, one.address))

    def make_entries(self) -> None:
        """Make the entries that lists show, in both languages."""
        spool = Spool()
        views = [self._view(language_, 0) for language_ in self._site.settings.languages]

        def entries_of(share: Sequence[Contribution]) -> list[tuple[str, bytes]]:
            return [
                (one.id, Spool.pack(_SEPARATOR.join(map(entry, views, repeat(one)))))
                for one in share
            ]

        def entry(view: View, contribution: Contribution) -> str:
            return self._templates[view.site.code].entry(view, contribution)

        @lru_cache(maxsize=_ENTRIES_AT_HAND)
        def entries(name: str) -> list[str]:
            return (spool.get(name) or "").split(_SEPARATOR)

        def kept(place: int, contribution: Contribution) -> str:
            return entries(contribution.id)[place]

        contributions = list(self._site.archive.contributions.values())
        for found in workers.spread(entries_of, contributions, _LEAST_PAGES):
            for name, packed in found:
                spool.put(name, packed)
        for place, view in enumerate(views):
            self._templates[view.site.code].kept_entry = partial(kept, place)

    def make(self, share: Sequence[Wanted]) -> list[tuple[str, Seal]]:
        """Make what is in *share*; what :meth:`Store.note` must be told."""
        kept = []
        for language_, one in share:
            content, path = self._content(language_, one), self._path(language_, one.address)
            if self._store and one.shows:
                kept.append(self._store.write(self._key(language_, one), content, path))
            else:
                with open(path, "wb") as file:  # noqa: PTH123  # ten thousand times
                    file.write(content)
        return kept

    def _content(self, language_: SiteLanguage, one: Output) -> bytes:
        if isinstance(one, Document):
            return one.make(self._public_views[language_.code]).encode()
        view = self._view(language_, depth(one.address))
        page = one.make(view)
        slots = self._templates[language_.code].slots(page, view)
        return self._frame.shells[language_.code].fill(slots).encode()

    def _view(self, language_: SiteLanguage, at: int) -> View:
        key = language_.code, at
        if key not in self._views:
            self._views[key] = self._site.view(language_, at)
        return self._views[key]

    def make_others(self) -> None:
        """Attachments, and what belongs to no page."""
        site, target = self._site, self._target
        for address, content in self._assets.files.items():
            file = target / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        for place in site.archive.attachments:
            file = target / place.address
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site.settings.docs / place.uri, file)
        (target / "404.html").write_text(self._not_found(), "utf-8")
        for name, text in sitemap.files(site).items():
            (target / name).write_text(text, "utf-8")

    def make_offer(self) -> None:
        """The page of downloads anew: only of files that are there the sizes are known."""
        found = tuple(downloads.offered(self._target, self._site.archive))
        page = Recipe(DATA, partial(data_page, found=found))
        for language_ in self._site.settings.languages:
            Path(self._path(language_, page.address)).write_bytes(self._content(language_, page))

    def _not_found(self) -> str:
        """One page in both languages, with addresses that hold wherever it is shown."""
        views = [self._site.absolute_view(s) for s in self._site.settings.languages]
        parts = [self._templates[view.site.code].not_found(view) for view in views]
        default = self._site.settings.default
        slots = self._templates[default.code].slots_of_not_found(views[0], "".join(parts))
        return self._frame.shells[default.code].fill(slots)
