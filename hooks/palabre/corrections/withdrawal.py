"""A contribution is taken out of the archive; its address says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from palabre.corrections.mentions import was_published
from palabre.corrections.plan import Plan
from palabre.corrections.registries import with_entry
from palabre.editing.desk import Desk
from palabre.layout import WITHDRAWN, Role
from palabre.models import Withdrawn


def plan(desk: Desk, name: str, day: date, reason: Mapping[str, str]) -> Plan:
    """What takes out every text and attachment of *name*, for a *reason* in some languages.

    Of what was never published nothing is told.
    """
    own = [
        reading.place
        for reading in desk.readings
        if reading.place.role in (Role.CONTRIBUTION, Role.ATTACHMENT) and reading.place.name == name
    ]
    entry: dict[str, object] = {"id": name, "discussion": own[0].discussion, "withdrawn": day}
    entry |= {"reason": {**reason}} if reason else {}
    written = {}
    if was_published(desk, name) and name not in desk.archive.former:
        written[WITHDRAWN] = with_entry(desk.settings, WITHDRAWN, entry, Withdrawn)
    return Plan(written, removed=tuple(place.uri for place in own))
