"""One row a discussion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from palabre.archive import Archive
from palabre.exports.columns import Column, Row, Table, per_language
from palabre.exports.places import addresses


def table(codes: Sequence[str]) -> Table:
    """What a row of it is, where the site is in the languages *codes*."""
    columns = (
        Column("id", is_required=True),
        Column("opens", "date"),
        Column("closes", "date"),
        Column("timezone"),
        Column("rights"),
        Column("contributions", "integer", is_required=True),
        Column("inferred", is_list=True),
        *per_language(
            codes,
            Column("title"),
            Column("convenors", is_list=True),
            Column("moderators", is_list=True),
            Column("address", is_required=True),
        ),
    )
    return Table("discussions", columns, ("id",), {})


def rows(archive: Archive) -> Iterator[Row]:
    """The discussions, in their order."""
    for discussion in archive.discussions.values():
        period = discussion.period
        texts = [discussion.texts.get(code) for code in archive.settings.codes]
        yield [
            discussion.id,
            period.opens.isoformat() if period.opens else None,
            period.closes.isoformat() if period.closes else None,
            discussion.timezone,
            discussion.rights,
            len(discussion.contributions),
            list(period.inferred),
            *(text.title if text else None for text in texts),
            *(list(text.front.convenors) if text else [] for text in texts),
            *(list(text.front.moderators) if text else [] for text in texts),
            *addresses(discussion, archive.settings),
        ]
