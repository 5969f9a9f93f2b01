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
from palabre.parcel import EPOCH, Members, Moment, Parcel
from palabre.settings import Settings
from palabre.store import Store, link_file
from palabre.templates import bytecode, environment

_SITE = "site"
_NOT_COPIED = frozenset(("404.html", "sitemap.xml", "pagefind", OFFLINE))
"""What no folder shows: Pagefind's script asks a server."""

_FORMAT = 2
"""Counted up where what is kept of a zip means something else."""

Looks = tuple[int, int]
"""Size, and time of change in nanoseconds."""


def publish(settings: Settings, target: Path, store: Store) -> Path:
    """Make the zip of the finished site in *target*, and put it there.

    What did not change is taken from the zip that *store* keeps of the last build.
    """
    path, kept, top = target / OFFLINE, store.folder("offline") / OFFLINE, folder_name(settings)
    inputs = f"{_FORMAT} {top}"
    with Parcel(path, _moment()) as parcel:
        for name, content in _starts(settings, store):
            parcel.add(f"{top}/{name}", content)
        with _opened(kept, store.value("offline", inputs)) as (old, known):
            for address, entry in sorted(_files(str(target))):
                name, status = f"{top}/{_SITE}/{address}", entry.stat()
                one = known.get(name)
                if one and (one.size, one.time_ns) == (status.st_size, status.st_mtime_ns):
                    parcel.take(name, one, old[one.at : one.at + one.packed])
                else:
                    with open(entry.path, "rb") as file:  # noqa: PTH123  # ten thousand times
                        parcel.add(name, file.read(), status.st_mtime_ns)
    link_file(str(path), str(kept))
    store.keep_value("offline", inputs, (_looks(path), parcel.members))
    return path


def _looks(path: Path) -> Looks | None:
    """What tells the zip of the last build from any other, without reading it: it is large."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


@contextmanager
def _opened(
    kept: Path, found: tuple[Looks, Members] | None
) -> Iterator[tuple[bytes | mmap.mmap, Members]]:
    """The zip of the last build and what is in it; nothing, where it is not as it was."""
    if not found or _looks(kept) != found[0]:
        yield b"", {}
        return
    with kept.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as old:
        yield old, found[1]


def _is_copied(address: str) -> bool:
    """Whether the file or folder at *address* is of use without a server.

    A feed is not: it brings what is new, and only the site has that.
    """
    return address not in _NOT_COPIED and not address.endswith(FEED)


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


def _files(target: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file that is copied, by its address."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(f"{target}/{folder}") as entries:
            for entry in entries:
                address = folder + entry.name
                if not _is_copied(address):
                    continue
                if entry.is_dir():
                    waiting.append(f"{address}/")
                else:
                    yield address, entry
