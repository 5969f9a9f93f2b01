"""All data of an archive, put below its site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from palabre.archive import Archive
from palabre.exports import authors, concepts, contributions, discussions, texts, units
from palabre.exports.columns import Row, Table
from palabre.exports.memory import Memory
from palabre.exports.package import CONCEPTS, NAME, UNITS, package
from palabre.exports.sealed import Seal, Sealed
from palabre.exports.sheets import Sheets
from palabre.layout import DATA_FOLDER
from palabre.store import Store
from palabre.texts import Texts


def publish(archive: Archive, said: Texts, target: Path, store: Store | None = None) -> None:
    """Write what *archive* shows as data below *target*; its words are *said*, or in *store*."""
    folder, codes = target / DATA_FOLDER, archive.settings.codes
    folder.mkdir(parents=True, exist_ok=True)
    seals = [
        *_sheets(folder, contributions.table(codes), contributions.rows(archive)),
        *_texts(folder, archive, Memory(archive.settings, said, store)),
        *_sheets(folder, authors.table(codes), authors.rows(archive)),
        *_sheets(folder, discussions.table(codes), discussions.rows(archive)),
        _file(folder / CONCEPTS, concepts.concepts(archive)),
    ]
    _file(folder / NAME, package(archive, seals))


def _sheets(folder: Path, table: Table, rows: Iterable[Row]) -> list[Seal]:
    with Sheets(folder, table) as sheets:
        for row in rows:
            sheets.add(row)
    return sheets.seals


def _texts(folder: Path, archive: Archive, memory: Memory) -> list[Seal]:
    """The texts, and the paragraphs that are in several of them."""
    aligned = Sealed(folder / UNITS, units.beginning(archive.settings.default.code), units.END)
    with Sheets(folder, texts.table()) as sheets, aligned:
        for discussion in archive.discussions.values():
            for work in discussion.works:
                parts = {code: memory.parts(text.reading) for code, text in work.texts.items()}
                for code, text in work.texts.items():
                    sheets.add(texts.row(work, text, parts[code], archive))
                for unit in units.units(work, parts):
                    aligned.write(unit)
    memory.keep()
    return [*sheets.seals, aligned.seal]


def _file(path: Path, content: str) -> Seal:
    with Sealed(path, content) as file:
        pass
    return file.seal
