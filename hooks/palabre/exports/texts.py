"""One row a text: all that contributors and moderators say, in each language."""

from __future__ import annotations

from palabre import plain
from palabre.archive import Archive
from palabre.exports.columns import Column, Row, Table
from palabre.exports.places import address, identifier
from palabre.layout import Role
from palabre.models import Front, TextFront
from palabre.plain import Parts
from palabre.works import Contribution, Text, Week, Work

KINDS = (Role.DISCUSSION, Role.WEEK, Role.CONTRIBUTION, Role.REPLY)
"""What a text is of: its launch, the intro of a week, a contribution, the consolidated reply."""


def table() -> Table:
    """What a row of it is."""
    columns = (
        Column("id", is_required=True),
        Column("kind", is_required=True, choices=tuple(kind.value for kind in KINDS)),
        Column("discussion", is_required=True),
        Column("week", "integer"),
        Column("contribution"),
        Column("language", is_required=True),
        Column("standing", choices=("original", "translation", "summary")),
        Column("translator"),
        Column("translation", choices=("human", "machine", "machine-revised")),
        Column("is_outdated", "boolean"),
        Column("title", is_required=True),
        Column("questions", is_list=True),
        Column("paragraphs", "integer", is_required=True),
        Column("text"),
        Column("fingerprint", is_required=True),
        Column("rights"),
        Column("address", is_required=True),
    )
    leads = {
        "discussion": ("discussions", "id"),
        "contribution": ("contributions", "id"),
    }
    return Table("texts", columns, ("id",), leads)


def row(work: Work[Front], text: Text[Front], parts: Parts, archive: Archive) -> Row:
    """The row of *text*, whose words are *parts*."""
    reading, front = text.reading, text.front
    discussion, post = reading.place.discussion, work if isinstance(work, Contribution) else None
    translation = front.translation if isinstance(front, TextFront) else None
    return [
        identifier(text),
        reading.place.role.value,
        discussion,
        work.number if isinstance(work, Week) else None,
        post.id if post else None,
        text.language,
        front.text if isinstance(front, TextFront) else None,
        translation.by if translation else None,
        translation.kind if translation else None,
        post.has_drifted[text.language] if post and translation else None,
        text.title,
        list(getattr(front, "questions", ())),
        len(reading.blocks) + len(reading.named),
        plain.text(parts),
        reading.fingerprint,
        archive.rights(work),
        address(text, work, archive.settings),
    ]
