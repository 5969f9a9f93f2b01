"""A person gets another name, everywhere, and nothing is left that connects the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from palabre.corrections.mentions import Mention, redirect, was_published
from palabre.corrections.names import Names
from palabre.corrections.persons import Pseudonym, key_of, names_of
from palabre.corrections.plan import Plan
from palabre.corrections.registries import with_entry, without_entries
from palabre.corrections.renaming import carried
from palabre.corrections.rewriting import Rewriting, readable
from palabre.editing import identifiers
from palabre.editing.desk import Desk
from palabre.language import slug
from palabre.layout import RENAMED, WITHDRAWN, Role, contribution_address
from palabre.models import Name, Record, TextFront, Withdrawn
from palabre.reading import Reading

PERSONS = "contributors.yml"
PSEUDONYM = re.compile(r"[^\W\d_][\w ’·.-]{1,80}")
"""What needs no quotation marks wherever it comes to stand."""


@dataclass(frozen=True)
class Pseudonymisation:
    """All that becomes of a name."""

    plan: Plan
    changed: tuple[Mention, ...]
    """Every place that names the person, and is changed."""
    doubtful: tuple[Mention, ...]
    """Every place that may name the person; somebody has to look."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The contributions whose ids had the name in them, with their new ids."""


def plan(desk: Desk, name: str, pseudonym: Pseudonym, day: date) -> Pseudonymisation:
    """What gives the person *name* a *pseudonym*, in every file."""
    names, rewriting = names_of(desk, name), Rewriting(desk)
    _leave_registry(desk, rewriting, key_of(desk, name), pseudonym)
    changed: list[Mention] = []
    doubtful = list(_attachments(desk, names))
    for reading in readable(desk):
        told, unsure = _replace(rewriting, reading, names, pseudonym)
        changed += told
        doubtful += unsure
    renamed = _new_ids(desk, rewriting, names, {one.path for one in changed})
    doubtful += (
        Mention(reading.path, 1, name)
        for name in desk.texts.keys() - renamed.keys()
        for reading in desk.texts[name].values()
        if names.names_id(name)
    )
    for old, new in renamed.items():
        redirect(rewriting, next(iter(desk.texts[old].values())).place.discussion, old, new)
    rewriting.settle()
    moved = carried(desk, rewriting, renamed)
    written = dict(moved.written)
    _give_up_addresses(desk, written, names, renamed, day)
    if len({*pseudonym.values()}) > 1:
        first = pseudonym[desk.settings.codes[0]]
        entry = {"id": slug(first), "name": dict(pseudonym)}
        written[PERSONS] = with_entry(desk.settings, PERSONS, entry, Name, written.get(PERSONS))
    empty = tuple(uri for uri, content in written.items() if not content.strip())
    kept = {uri: content for uri, content in written.items() if uri not in empty}
    done = Plan(kept, moved.moved, (*moved.removed, *empty))
    return Pseudonymisation(done, tuple(changed), tuple(doubtful), renamed)


def _leave_registry(desk: Desk, rewriting: Rewriting, key: str, pseudonym: Pseudonym) -> None:
    """Take the person's own entry, *key*, out of the registry; a record may name them by it."""
    by_id = re.compile(rf"(?<=\bname: ){re.escape(key)}(?![\w-])")
    for reading in readable(desk):
        new = pseudonym.get(reading.place.language) or next(iter(pseudonym.values()))
        if reading.holds_record:
            rewriting.edit(reading, partial(by_id.sub, new), str)
        if reading.place.uri == PERSONS and key in reading.keys:
            lines = [reading.line((index,)) for index in range(len(reading.keys))]
            text = rewriting.text(reading)
            rewriting.put(reading, without_entries(text, lines, [reading.keys.index(key)]))


def _replace(
    rewriting: Rewriting, reading: Reading, names: Names, pseudonym: Pseudonym
) -> tuple[list[Mention], list[Mention]]:
    """Write the pseudonym into a file; the places that change, and those that are not sure."""
    text, end, pieces = rewriting.text(reading), 0, []
    changed: list[Mention] = []
    doubtful: list[Mention] = []
    new = pseudonym.get(reading.place.language) or next(iter(pseudonym.values()))
    for found in names.find(text):
        words = " ".join(text[found.start : found.end].split())
        line = text.count("\n", 0, found.start) + 1
        if found.is_sure:
            pieces += [text[end : found.start], new]
            end = found.end
            changed.append(Mention(reading.path, line, f"{words} → {new}"))
        else:
            around = text[max(found.start - 20, 0) : found.end + 20]
            doubtful.append(Mention(reading.path, line, around))
    rewriting.put(reading, "".join((*pieces, text[end:])))
    return changed, doubtful


def _new_ids(desk: Desk, rewriting: Rewriting, names: Names, changed: set[str]) -> dict[str, str]:
    """New ids for the contributions whose ids have the name in them, and whose files too."""
    found: dict[str, str] = {}
    for name, texts in desk.texts.items():
        if names.names_id(name) and any(reading.path in changed for reading in texts.values()):
            holder = next((r for r in texts.values() if r.holds_record), next(iter(texts.values())))
            front = rewriting.read(holder).front
            title = front.title if isinstance(front, TextFront | Record) else ""
            taken = {*desk.taken, *found.values()}
            words = " ".join(w for w in title.split() if not names.names_id(slug(w)))
            found[name] = identifiers.propose("", words, taken)
    return found


def _give_up_addresses(
    desk: Desk,
    written: dict[str, bytes],
    names: Names,
    renamed: Mapping[str, str],
    day: date,
) -> None:
    """Say at every address that has the name in it that it is no longer used, and no more."""
    former = desk.archive.former
    left = {key: entry.discussion for key, entry in former.renamed.items() if names.names_id(key)}
    for reading in readable(desk) if left else ():
        if reading.place.uri == RENAMED:
            lines = [reading.line((index,)) for index in range(len(reading.keys))]
            text = (written.get(RENAMED) or desk.settings.content(RENAMED)).decode()
            gone = [reading.keys.index(key) for key in left]
            written[RENAMED] = without_entries(text, lines, gone).encode()
    for old in renamed:
        if was_published(desk, old):
            left[old] = next(iter(desk.texts[old].values())).place.discussion
    for key, discussion in left.items():
        entry = {"id": key, "discussion": discussion, "withdrawn": day, "only_address": True}
        before = written.get(WITHDRAWN)
        written[WITHDRAWN] = with_entry(desk.settings, WITHDRAWN, entry, Withdrawn, before)


def _attachments(desk: Desk, names: Names) -> Iterator[Mention]:
    """Attachments that are called by the name."""
    for reading in desk.readings:
        if reading.place.role is Role.ATTACHMENT:
            file = reading.place.uri.rpartition("/")[2]
            if names.names_id(slug(file)):
                yield Mention(reading.path, 1, file)


def addresses(desk: Desk, name: str, done: Pseudonymisation) -> list[str]:
    """The addresses that keep the name for ever, because they were published."""
    promised = {promise.address for promise in desk.archive.promised}
    places = [
        contribution_address(next(iter(desk.texts[old].values())).place.discussion, old)
        for old in done.renamed
    ]
    page = f"contributors/{key_of(desk, name)}.html"
    return [address for address in (*places, page) if address in promised]
