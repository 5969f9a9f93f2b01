"""Which files of the sources a sealed edition holds: what git knows, and readers are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palabre.archive import Archive
from palabre.layout import Role
from palabre.repository import Repository


@dataclass(frozen=True, slots=True)
class Sources:
    """Paths from the folder of ``mkdocs.yml``."""

    kept: tuple[str, ...]
    left: tuple[str, ...]
    """Of ``docs/`` what nobody is shown: drafts, and what waits for its day."""
    unknown: tuple[str, ...]
    """What is shown, and git does not know."""


def of(archive: Archive, repository: Repository) -> Sources:
    """Which files of *repository* make the *archive*."""
    settings = archive.settings
    docs = settings.path("")
    shown = set(map(settings.path, _shown(archive)))
    below = {path for path in repository.files if path.startswith(docs)}
    files = [path for path in repository.files if path not in below or path in shown]
    kept = tuple(path for path in files if _is_file(archive, path))
    return Sources(kept, tuple(sorted(below - shown)), tuple(sorted(shown - below)))


def _shown(archive: Archive) -> Iterator[str]:
    """The uris of all that makes what readers are shown."""
    for work in archive.works:
        yield from (text.reading.place.uri for text in work.texts.values())
    yield from (contribution.reading.place.uri for contribution in archive.contributions.values())
    yield from (place.uri for place in archive.attachments)
    yield from (r.place.uri for r in archive.readings if r.place.role is Role.REGISTRY)


def _is_file(archive: Archive, path: str) -> bool:
    """Whether it is no link, no other repository, and not deleted."""
    file = archive.settings.root / path
    return file.is_file() and not file.is_symlink()
