"""The copy of the site to take along: one zip, read from a folder without a server.

In it is one folder; in that, a page for each language that opens the site, and the site itself
without what only a server has a use for.
"""

from __future__ import annotations

import mmap
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from palabre import language as languages
from palabre.language import slug
from palabre.layout import DEVICES, FEED, OFFLINE
from palabre.members import Members, note
from palabre.parcel import EPOCH, Moment, Parcel
from palabre.settings import Settings
from palabre.store import Looks, Store, link_file, looks
from palabre.templates import bytecode, environment

_SITE = "site"
_NOT_COPIED = frozenset(("404.html", "pagefind/", OFFLINE))
"""What no folder shows: Pagefind's script asks a server."""

_FORMAT = 2
"""Counted up where what is kept of a zip means something else."""


def publish(settings: Settings, target: Path, store: Store) -> Path:
    """Make the zip of the finished site in *target*, and put it there.

    What did not change is taken from the zip that *store* keeps of the last build.
    """
    path, kept, top = target / OFFLINE, store.folder("offline") / OFFLINE, folder_name(settings)
    noted, inputs = store.path("offline.members"), f"{_FORMAT} {top}"
    beside = noted.with_name(f"{noted.name}.new")
    with (
        Parcel(path, _moment()) as parcel,
        beside.open("wb") as notes,
        _last(kept, noted, store.value("offline", inputs)) as (old, known),
    ):
        for name, content in _starts(settings, store):
            parcel.add(f"{top}/{name}", content)
        for address, entry in _files(str(target)):
            name, status = f"{top}/{_SITE}/{address}", entry.stat()
            one = known.find(name)
            if one and (one.size, one.time_ns) == (status.st_size, status.st_mtime_ns):
                member = parcel.take(name, one, old[one.at : one.at + one.packed])
            else:
                with open(entry.path, "rb") as file:  # noqa: PTH123  # ten thousand times
                    member = parcel.add(name, file.read(), status.st_mtime_ns)
            note(name, member, notes)
    link_file(str(path), str(kept))
    beside.replace(noted)
    store.keep_value("offline", inputs, (looks(kept), looks(noted)))
    return path


@contextmanager
def _last(
    kept: Path, noted: Path, found: tuple[Looks, Looks] | None
) -> Iterator[tuple[bytes | mmap.mmap, Members]]:
    """The zip of the last build and what is in it; nothing, where they are not as they were."""
    if not found or (looks(kept), looks(noted)) != found:
        yield b"", Members()
        return
    with (
        kept.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as old,
        noted.open("rb") as members,
    ):
        yield old, Members(members)


def _is_copied(address: str) -> bool:
    """Whether the file or folder at *address* is of use without a server.

    A feed is not: it brings what is new, and only the site has that. Nor is a sitemap.
    """
    return address not in _NOT_COPIED and not address.endswith((FEED, ".xml"))


def folder_name(settings: Settings) -> str:
    """The name of the folder in the zip: the site's address, in letters that every disk takes."""
    address = urlsplit(settings.site_url)
    name = slug(f"{address.hostname} {address.path}") or _SITE
    return f"{name}-{_SITE}" if name in DEVICES else name


def _moment() -> Moment:
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.gmtime(int(told))[:6] if told.isdecimal() else EPOCH


def _starts(settings: Settings, store: Store) -> Iterator[tuple[str, bytes]]:
    """A page in each language that leads to its home."""
    template = environment(settings, bytecode(store)).get_template("start.html")
    for site in settings.languages:
        name = languages.of(site.code).say("offline-start")
        page = template.render(site=site, home=f"{_SITE}/{site.prefix}index.html")
        yield f"{name}.html", page.encode()


def _files(target: str, folder: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file that is copied, by its address, in their order."""
    with os.scandir(f"{target}/{folder}") as entries:
        found = sorted((entry.name + "/" * entry.is_dir(), entry) for entry in entries)
    for name, entry in found:
        address = folder + name
        if not _is_copied(address):
            continue
        if name.endswith("/"):
            yield from _files(target, address)
        else:
            yield address, entry
