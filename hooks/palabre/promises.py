"""The rules on what was published: no address is lost, no paragraph takes another's number.

The ledger tells what was published (:mod:`palabre.ledger`). Pages that only list contributions may
go: :mod:`palabre.recipes` puts a page in their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from palabre import layout
from palabre.archive import Archive
from palabre.layout import MARKDOWN, RENAMED, WITHDRAWN, Place, Role
from palabre.ledger import Promise
from palabre.models import Renamed, Withdrawn
from palabre.problems import Problem, Rule
from palabre.reading import Reading


def former(archive: Archive) -> Iterator[Problem]:
    """An id that was withdrawn or renamed is never taken again, and leads somewhere.

    Bad: ``{id: a-post, discussion: harbours, to: gone}``. Good: ``to`` names a contribution.
    """
    known = archive.former
    for reading in (*archive.readings, *archive.drafts):
        place = reading.place
        if place.role is Role.CONTRIBUTION and place.name in known:
            yield reading.problem(Rule.ID_TAKEN, (), place.name)
    for reading in archive.readings:
        if reading.place.uri in (WITHDRAWN, RENAMED):
            yield from _of_registry(reading, archive)


def _of_registry(reading: Reading, archive: Archive) -> Iterator[Problem]:
    known = archive.former
    is_renamed = reading.place.uri == RENAMED
    entries: Mapping[str, Renamed | Withdrawn] = known.renamed if is_renamed else known.withdrawn
    places = {key: at for at, key in enumerate(reading.keys)}
    for key, entry in entries.items():
        at = places[key]
        if entry.discussion not in archive.discussions:
            folder = archive.settings.codes[0]
            page = archive.settings.path(f"{folder}/{entry.discussion}/index{MARKDOWN}")
            key_path = (at, "discussion")
            yield reading.problem(Rule.DISCUSSION_MISSING, key_path, entry.discussion, page=page)
        if isinstance(entry, Renamed):
            if key in known.withdrawn:
                yield reading.problem(Rule.ID_TAKEN, (at, "id"), key)
            last = known.now(key)
            if last not in archive.contributions and last not in known.withdrawn:
                yield reading.problem(Rule.RENAMED_TO, (at, "to"), entry.to, id=key)


def addresses(archive: Archive) -> Iterator[Problem]:
    """Every page with a text of its own that was published is still there, or says where it went.

    Bad: the file of a published contribution is deleted. Good: ``palabre withdraw`` it.
    """
    standing = {work.address for work in archive.works}
    standing |= {address for address, _ in archive.former_pages}
    standing |= {reading.place.address for reading in archive.readings}  # told there, if bad
    told = set[str]()
    for promise in archive.promised:
        address = promise.address
        place = place_of(promise, archive)
        if place and address not in standing and address not in told:
            told.add(address)
            path, values = archive.settings.path(place.uri), {"since": promise.since}
            yield Problem(path, 1, Rule.ADDRESS_LOST, address, values=values)


def place_of(promise: Promise, archive: Archive) -> Place | None:
    """The file of which the page was made; ``None`` where it was made of others' records."""
    code = promise.language or archive.settings.codes[0]
    stem = promise.address.removesuffix(".html")
    place = layout.locate(f"{code}/{stem}{MARKDOWN}", archive.settings.codes, frozenset({code}))
    is_generated = place and (place.discussion or place.name) in layout.RESERVED - {layout.HOME}
    return None if is_generated else place


def paragraphs(archive: Archive) -> Iterator[Problem]:
    """A paragraph of a published text keeps its number: what comes before it gets none.

    Told is what the seals tell: that there are fewer paragraphs, or that one with the same words
    stands elsewhere now. Who puts one in and rewrites all that follow is not found out.
    Bad: a new paragraph above the last one. Good: the same ending with ``{#some-id}``.
    """
    texts: Mapping[tuple[str, str], Reading] = {
        (work.address, code): text.reading
        for work in (archive.works if archive.promised else ())
        for code, text in work.texts.items()
    }
    former, known = archive.former, archive.contributions
    moved = {
        address: known[former.now(entry.id)].address
        for address, entry in former.pages
        if former.now(entry.id) in known
    }
    for promise in archive.promised:
        now = moved.get(promise.address, promise.address)
        reading = texts.get((now, promise.language))
        if reading and (promise.seals, promise.names) != (reading.seals, reading.own_ids):
            yield from _moved(promise, reading)


def _moved(promise: Promise, reading: Reading) -> Iterator[Problem]:
    first = next(_numbers_moved(promise.seals, reading.seals), 0)
    lost = [f"#{name}" for name in promise.names if name not in reading.own_ids]
    found = f"#p{first}" if first else next(iter(lost), "")
    if found:
        values = {"then": len(promise.seals), "now": len(reading.seals), "since": promise.since}
        yield Problem(reading.path, reading.body_line, Rule.PARAGRAPH_MOVED, found, values=values)


def _numbers_moved(then: tuple[str, ...], now: tuple[str, ...]) -> Iterator[int]:
    """The numbers of the paragraphs that stand elsewhere, or nowhere."""
    arrived = {seal for at, seal in enumerate(now) if at >= len(then) or then[at] != seal}
    for at, seal in enumerate(then):
        if at >= len(now) or (now[at] != seal and seal in arrived):
            yield at + 1


def text_promises(archive: Archive) -> Iterator[Promise]:
    """Every text that the archive shows, as a ledger has it."""
    for work in archive.works:
        for code, text in work.texts.items():
            reading = text.reading
            yield Promise(work.address, code, "", reading.seals, reading.own_ids)
