"""What the page of data and downloads shows: every file, what stands in it, how it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from palabre.exports.columns import Column, Table
from palabre.exports.downloads import Download, Kind
from palabre.exports.tables import tables
from palabre.language import Phrase, phrase
from palabre.layout import DATA, DATA_FOLDER
from palabre.licences import licences
from palabre.page import Page, generated
from palabre.view import Link, View


@dataclass(frozen=True)
class File:
    """A file that can be had."""

    link: Link
    size: str


@dataclass(frozen=True)
class Meaning:
    """What a column says."""

    name: str
    type: str
    words: str


@dataclass(frozen=True)
class DataSet:
    """A file of the data, maybe in several forms."""

    title: str
    about: str
    files: tuple[File, ...]
    columns: tuple[Meaning, ...]
    """None where it is no table."""


@dataclass(frozen=True)
class Shelf:
    """What is offered of one discussion."""

    discussion: Link
    rows: tuple[tuple[Phrase, tuple[File, ...]], ...]
    """Files, with what they are in words."""


def data_page(view: View, found: Sequence[Download] = ()) -> Page:
    """The page that offers what was *found* in the site: before that is there, nothing."""
    settings, say = view.archive.settings, view.language.say
    intro = say("data-intro")
    rights = [Link(phrase(one.rights), one.url) for one in licences(view.archive)]
    values = {
        "intro": intro,
        "sets": list(_sets(view, found)),
        "base": f"{settings.site_url}{DATA_FOLDER}/",
        "rights": rights,
        "citation": say(
            "data-citation", archive=view.site.site_name, url=view.url(view.site, DATA)
        ),
        "shelves": list(_shelves(view, found)),
        "offline": next((_file(one, view) for one in found if one.kind is Kind.OFFLINE), None),
        "feeds": _feeds(view, found),
    }
    return generated(DATA, view, "data.html", phrase(say("data")), intro, values)


def _file(download: Download, view: View) -> File:
    """*download*, named by its form."""
    words = view.language.say(f"form-{download.form.replace('.', '-')}")
    return File(Link(phrase(words), view.top + download.address), view.language.size(download.size))


def _sets(view: View, found: Iterable[Download]) -> Iterator[DataSet]:
    """The data, with its columns where it is a table."""
    known = {table.name: table for table in tables(view.archive.settings.codes)}
    data = [one for one in found if one.kind is Kind.DATA]
    for stem, files in groupby(data, lambda one: one.stem):
        table = known.get(stem)
        yield DataSet(
            view.language.say(f"data-file-{stem}"),
            view.language.say(f"data-file-{stem}-row"),
            tuple(_file(one, view) for one in files),
            tuple(_meaning(column, table, view) for column in table.columns) if table else (),
        )


def _meaning(column: Column, table: Table, view: View) -> Meaning:
    kind = view.language.say(f"data-type-{column.type}")
    told = view.language.say("data-type-list", type=kind) if column.is_list else kind
    return Meaning(column.name, told, table.meaning(column, view.language))


def _shelves(view: View, found: Iterable[Download]) -> Iterator[Shelf]:
    """What is offered discussion by discussion."""
    of_discussions = [one for one in found if one.discussion]
    for key, downloads in groupby(of_discussions, lambda one: one.discussion):
        books_first = sorted(downloads, key=lambda one: one.kind is not Kind.PROCEEDINGS)
        rows = groupby(books_first, lambda one: (one.kind, one.language))
        yield Shelf(
            view.work(view.archive.discussions[key]),
            tuple(
                (_row_title(kind, code, view), tuple(_file(one, view) for one in files))
                for (kind, code), files in rows
            ),
        )


def _row_title(kind: Kind, code: str, view: View) -> Phrase:
    """What files are: of that *kind*, in the language *code*."""
    if not code:
        return phrase(view.language.say(f"data-{kind.value}-both"))
    return view.language.in_language(code, f"data-{kind.value}")


def _feeds(view: View, found: Iterable[Download]) -> Link | None:
    """The page that lists all feeds, where there is one."""
    own = [one for one in found if one.kind is Kind.FEEDS and one.language == view.site.code]
    words = phrase(view.language.say("data-feeds"))
    return Link(words, view.top + own[0].address) if own else None
