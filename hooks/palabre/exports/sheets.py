"""A table in two forms: CSV as RFC 4180 has it, and JSON Lines."""

from __future__ import annotations

import csv
import json
from contextlib import ExitStack
from pathlib import Path

from palabre.exports.cells import cells
from palabre.exports.columns import Row, Table
from palabre.exports.sealed import Seal, Sealed

CSV, JSON_LINES = "csv", "jsonl"
"""The forms of a table, as its files end."""

_JSON = json.JSONEncoder(ensure_ascii=False)

_MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for an old Western encoding, and every accent for two signs."""


class Sheets(ExitStack):
    """The files of a table, while they are written."""

    def __init__(self, folder: Path, table: Table) -> None:
        super().__init__()
        self._names = [column.name for column in table.columns]
        self._sheet = self.enter_context(Sealed(folder / f"{table.name}.{CSV}", _MARK))
        self._lines = self.enter_context(Sealed(folder / f"{table.name}.{JSON_LINES}"))
        self._rows = csv.writer(self._sheet)
        self._rows.writerow(self._names)

    def add(self, row: Row) -> None:
        """Write one row, its values in the order of the table's columns."""
        self._rows.writerow(cells(row))
        self._lines.write(_JSON.encode(dict(zip(self._names, row, strict=True))) + "\n")

    @property
    def seals(self) -> list[Seal]:
        """Of both files, once they are written."""
        return [self._sheet.seal, self._lines.seal]
