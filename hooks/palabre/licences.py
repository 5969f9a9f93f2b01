"""Under which licences the data stands: what discussions and contributions say of their rights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from palabre.archive import Archive

_CREATIVE_COMMONS = re.compile(r"CC[ -](BY(?:-(?:NC|SA|ND))*)[ -](\d\.\d)", re.IGNORECASE)
_DEDICATION = re.compile(r"CC0(?:[ -]1\.0)?", re.IGNORECASE)
_SITE = "https://creativecommons.org/"


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be done with a part of the archive."""

    rights: str
    """As the archive says it."""
    name: str = ""
    """What others know it by: an identifier of SPDX; empty where it is none of theirs."""
    url: str = ""
    """Of its words; empty where it is none of theirs."""


def licences(archive: Archive) -> tuple[Licence, ...]:
    """Every licence of what the archive shows, each once, in the order of the discussions."""
    return tuple(licence(rights) for rights in dict.fromkeys(_rights(archive)))


def _rights(archive: Archive) -> Iterator[str]:
    for discussion in archive.discussions.values():
        told = (discussion.rights, *map(archive.rights, discussion.contributions))
        yield from filter(None, told)


def licence(rights: str) -> Licence:
    """The licence that *rights* names."""
    if match := _CREATIVE_COMMONS.fullmatch(rights):
        kind, version = match[1].upper(), match[2]
        address = f"{_SITE}licenses/{kind.lower()}/{version}/"
        return Licence(rights, f"CC-{kind}-{version}", address)
    if _DEDICATION.fullmatch(rights):
        return Licence(rights, "CC0-1.0", f"{_SITE}publicdomain/zero/1.0/")
    return Licence(rights)
