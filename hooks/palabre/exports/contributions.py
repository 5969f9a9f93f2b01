"""One row a contribution: its record, whatever language it was written in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from palabre import credits
from palabre.archive import Archive
from palabre.exports.columns import Column, Row, Table, per_language
from palabre.exports.places import addresses
from palabre.works import Contribution

_NAMES = {"about": "countries_about", "source": "sources"}
"""Fields of a record whose column has another name."""


def table(codes: Sequence[str]) -> Table:
    """What a row of it is, where the site is in the languages *codes*."""
    columns = (
        Column("id", is_required=True),
        Column("discussion", is_required=True),
        Column("weeks", "integer", is_list=True),
        Column("questions", "integer", is_list=True),
        Column("date", "date"),
        Column("position", "integer"),
        Column("authors", is_list=True),
        Column("organisations", is_list=True),
        Column("countries_from", is_list=True),
        Column("countries_about", is_list=True),
        Column("topics", is_list=True),
        Column("project"),
        Column("via", choices=("email", "online")),
        Column("reply_to"),
        Column("written_in"),
        Column("languages", is_list=True),
        Column("marks", is_list=True),
        Column("rights"),
        Column("published", "date"),
        Column("corrected", "date"),
        Column("sources", is_list=True),
        Column("inferred", is_list=True),
        *per_language(codes, Column("title"), Column("address", is_required=True)),
    )
    leads = {"discussion": ("discussions", "id"), "reply_to": ("contributions", "id")}
    return Table("contributions", columns, ("id",), leads)


def rows(archive: Archive) -> Iterator[Row]:
    """The contributions, discussion by discussion, in their order."""
    inferable = {column.name for column in table(archive.settings.codes).columns}
    for contribution in archive.contributions.values():
        yield _row(contribution, archive, inferable)


def _row(contribution: Contribution, archive: Archive, inferable: set[str]) -> Row:
    record, texts, code = contribution.record, contribution.texts, _language(contribution)
    persons = [credits.person_of(author, archive, code) for author in record.authors]
    organisations = dict.fromkeys(
        one for author in record.authors for one in credits.organisations_of(author, archive, code)
    )
    answered = archive.answered(contribution)
    inferred = [_NAMES.get(name, name) for name in record.inferred]
    return [
        contribution.id,
        contribution.discussion,
        list(record.weeks),
        list(record.questions),
        _day(record.date),
        record.position,
        [person.name for person in persons if person],
        [one.name for one in organisations],
        list(archive.countries_from(contribution)),
        list(record.about),
        list(record.topics),
        record.project,
        record.via,
        answered.id if answered else None,
        contribution.written_in,
        list(texts),
        list[str](contribution.marks),
        archive.rights(contribution),
        _day(record.published),
        _day(record.corrected),
        [source for source in record.source if source.startswith("http")],  # else of no use
        [name for name in inferred if name in inferable],
        *(texts[c].title if c in texts else None for c in archive.settings.codes),
        *addresses(contribution, archive.settings),
    ]


def _language(contribution: Contribution) -> str:
    """The language of the record."""
    return contribution.reading.place.language


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
