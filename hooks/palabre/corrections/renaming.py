"""A contribution gets another id; its old address leads on to the new one."""

from __future__ import annotations

from palabre.corrections.mentions import redirect, was_published
from palabre.corrections.plan import Plan
from palabre.corrections.registries import with_entry
from palabre.corrections.rewriting import Rewriting
from palabre.editing.desk import Desk
from palabre.layout import RENAMED, Role
from palabre.models import Renamed


def plan(desk: Desk, old: str, new: str) -> Plan:
    """What gives the contribution *old* the id *new*, which is free."""
    texts = desk.texts[old]
    discussion = next(iter(texts.values())).place.discussion
    rewriting = Rewriting(desk)
    redirect(rewriting, discussion, old, new)
    rewriting.settle()
    moved = carried(desk, rewriting, {old: new})
    entry = {"id": old, "discussion": discussion, "to": new}
    written = dict(moved.written)
    if was_published(desk, old):
        written[RENAMED] = with_entry(desk.settings, RENAMED, entry, Renamed)
    return Plan(written, moved.moved, moved.removed)


def carried(desk: Desk, rewriting: Rewriting, names: dict[str, str]) -> Plan:
    """What *rewriting* has changed, with the files of contributions under their new *names*."""
    written, moved, removed = rewriting.written, dict[str, str](), list[str]()
    for reading in desk.readings:
        place = reading.place
        is_own = place.role in (Role.CONTRIBUTION, Role.ATTACHMENT)
        if not is_own or place.name not in names:
            continue
        head = f"{place.language}/{place.discussion}/contributions/"
        uri = head + names[place.name] + place.uri.removeprefix(head + place.name)
        if place.role is Role.ATTACHMENT:
            moved[place.uri] = uri
        else:
            is_changed = place.uri in written
            content = written.pop(place.uri) if is_changed else desk.settings.content(place.uri)
            written[uri] = content
            removed.append(place.uri)
    return Plan(written, moved, tuple(removed))
