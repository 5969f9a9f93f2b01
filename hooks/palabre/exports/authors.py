"""One row an author of a contribution, where a list in a cell would not do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from palabre import credits
from palabre.archive import Archive
from palabre.exports.columns import Column, Row, Table, per_language
from palabre.works import Contribution


def table(codes: Sequence[str]) -> Table:
    """What a row of it is, where the site is in the languages *codes*."""
    columns = (
        Column("contribution", is_required=True),
        Column("number", "integer", is_required=True),
        Column("name"),
        Column("contributor"),
        Column("organisations", is_list=True),
        Column("organisation_ids", is_list=True),
        Column("country"),
        Column("inferred", is_list=True),
        *per_language(codes, Column("role"), Column("place")),
    )
    leads = {"contribution": ("contributions", "id")}
    return Table("authors", columns, ("contribution", "number"), leads)


def rows(archive: Archive) -> Iterator[Row]:
    """The authors, contribution by contribution, as they signed."""
    for contribution in archive.contributions.values():
        code = contribution.reading.place.language
        for position, author in enumerate(contribution.record.authors):
            person = credits.person_of(author, archive, code)
            organisations = credits.organisations_of(author, archive, code)
            yield [
                contribution.id,
                position + 1,
                person.name if person else None,
                person.key if person else None,
                [one.name for one in organisations],
                [one.key for one in organisations],
                author.country,
                list(author.inferred),
                *_told(contribution, archive, "roles", position, author.role),
                *_told(contribution, archive, "places", position, author.place),
            ]


def _told(
    contribution: Contribution, archive: Archive, field: str, position: int, recorded: str | None
) -> Iterator[str | None]:
    """What each site's text says in its *field* of the author at *position*.

    Where it says nothing, what is recorded, whatever its language.
    """
    for code in archive.settings.codes:
        yield credits.said_of(contribution, position, field, code) or recorded
