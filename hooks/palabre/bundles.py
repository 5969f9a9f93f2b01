"""Which texts are searched together: those of one language, in parts where there are many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from zlib import crc32

from palabre.archive import Archive
from palabre.models import Front
from palabre.works import Work

MOST = 5000
"""So many texts to a part, about: Pagefind takes some 70 kB of memory and 1 to 2 ms for each, and
makes a part anew as a whole. Readers load something of every part."""


@dataclass(frozen=True)
class Bundle:
    """Texts that are searched together."""

    language: str
    name: str
    """Also the folder of its files; the first of a language is named by its code alone."""
    works: tuple[Work[Front], ...]


def bundles(archive: Archive) -> tuple[Bundle, ...]:
    """Every text that a site shows first, each in one bundle, and nearly always the same one."""
    told: Mapping[str, list[Work[Front]]] = defaultdict(list)
    for work in archive.works:
        for code in {work.shown(code).language for code in archive.settings.codes}:
            told[code].append(work)
    found: dict[tuple[str, int], list[Work[Front]]] = defaultdict(list)
    for code, works in sorted(told.items()):
        parts = ceil(len(works) / MOST)
        for work in works:
            found[code, crc32(work.address.encode()) % parts].append(work)
    return tuple(
        Bundle(code, f"{code}.{part + 1}" if part else code, tuple(works))
        for (code, part), works in sorted(found.items())
    )
