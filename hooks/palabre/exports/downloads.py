"""What a built site offers for download: of what may be there, what is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from palabre.archive import Archive
from palabre.bibliography.files import FORMATS
from palabre.bibliography.files import address as citations_address
from palabre.books import FORMS
from palabre.books import address as book_address
from palabre.exports.package import CONCEPTS, NAME, UNITS
from palabre.exports.sheets import CSV, JSON_LINES
from palabre.exports.tables import tables
from palabre.layout import DATA_FOLDER, FEEDS, OFFLINE, bibliography_address


class Kind(Enum):
    """What a download is."""

    DATA = "data"
    PROCEEDINGS = "proceedings"
    CITATIONS = "citations"
    OFFLINE = "offline"
    FEEDS = "feeds"


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is offered."""

    kind: Kind
    address: str
    """Below the site's root."""
    form: str
    """How its name ends."""
    size: int = 0
    """In bytes."""
    discussion: str = ""
    """Its id, where the file is of one discussion alone."""
    language: str = ""
    """The code of the only language of the site that it is in; empty where it is in both."""

    @property
    def stem(self) -> str:
        """Its name, without how that ends."""
        return self.address.rpartition("/")[2].removesuffix(f".{self.form}")


def offered(target: Path, archive: Archive) -> Iterator[Download]:
    """What lies below *target* of what a site of *archive* may offer."""
    for found in _possible(archive):
        path = target / found.address
        if path.is_file():
            yield replace(found, size=path.stat().st_size)


def data(archive: Archive) -> Iterator[Download]:
    """The files that hold *archive* as data: they are there in every site."""
    for table in tables(archive.settings.codes):
        for form in (CSV, JSON_LINES):
            yield Download(Kind.DATA, f"{DATA_FOLDER}/{table.name}.{form}", form)
    for name in (UNITS, CONCEPTS, NAME):
        yield Download(Kind.DATA, f"{DATA_FOLDER}/{name}", name.partition(".")[2])


def _possible(archive: Archive) -> Iterator[Download]:
    yield from data(archive)
    for discussion in archive.discussions:
        yield from _of_discussion(discussion, archive)
    yield Download(Kind.OFFLINE, OFFLINE, "zip")
    for site in archive.settings.languages:
        address = f"{site.prefix}{FEEDS}"
        yield Download(Kind.FEEDS, address, "html", language=site.code)


def _of_discussion(discussion: str, archive: Archive) -> Iterator[Download]:
    languages = archive.settings.languages
    for site in languages:
        for form in FORMS:
            address = book_address(discussion, (site,), form)
            yield Download(Kind.PROCEEDINGS, address, form, 0, discussion, site.code)
        for one in FORMATS:
            address = site.prefix + citations_address(bibliography_address(discussion), one)
            ending = one.extension.removeprefix(".")
            yield Download(Kind.CITATIONS, address, ending, 0, discussion, site.code)
    for form in FORMS:
        address = book_address(discussion, languages, form)
        yield Download(Kind.PROCEEDINGS, address, form, 0, discussion)
