"""Which letter answers which: Message-IDs, kept as their hashes, lead from one to the other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from palabre.layout import Place
from palabre.values import SOURCE_HASHES

_CHECKSUM, _MESSAGE_ID = SOURCE_HASHES


def source_of(message_id: str) -> str:
    """What a record's ``source`` says of *message_id*, which leads to no mailbox."""
    bare = message_id.strip().removeprefix("<").removesuffix(">")
    return f"{_MESSAGE_ID}:{hashlib.sha256(bare.encode('utf-8', 'replace')).hexdigest()}"


def sources(checksum: str, message_id: str) -> tuple[str, ...]:
    """All that a record says of what it was made of."""
    return (f"{_CHECKSUM}:{checksum}", *((source_of(message_id),) if message_id else ()))


def answered(
    place: Place, answers: Iterable[str], made: Mapping[str, Place], replies: Mapping[str, str]
) -> str:
    """The id of what the contribution at *place* replies to; empty where the archive has none.

    *answers* are sources of it, the likeliest first; *made* tells what was made of each source,
    and *replies* which id replies to which already: no contribution replies to itself, however
    indirectly.
    """
    for source in answers:
        found = made.get(source)
        if found and place.name not in _upwards(found.name, replies):
            return found.name
    return ""


def _upwards(name: str, replies: Mapping[str, str]) -> set[str]:
    """*name*, what it replies to, what that replies to, and so on."""
    found: set[str] = set()
    while name and name not in found:
        found.add(name)
        name = replies.get(name, "")
    return found
