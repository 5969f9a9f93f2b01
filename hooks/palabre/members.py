"""The members of a zip, noted in a file: of a large archive they are more than memory is for."""

from __future__ import annotations

import pickle
from typing import BinaryIO

from palabre.parcel import Member


def note(name: str, member: Member, file: BinaryIO) -> None:
    """Add *member*, which is called *name*, to *file*, after all whose names are less."""
    pickle.dump((name, *member), file, pickle.HIGHEST_PROTOCOL)


class Members:
    """The members noted in *file*, if there is one, as they are asked for in their order."""

    def __init__(self, file: BinaryIO | None = None) -> None:
        self._file = file
        self._name, self._member = self._read()

    def find(self, name: str) -> Member | None:
        """The one called *name*, which is no less than any that was asked for before."""
        while self._member and self._name < name:
            self._name, self._member = self._read()
        return self._member if self._name == name else None

    def _read(self) -> tuple[str, Member | None]:
        try:
            name, *values = pickle.load(self._file) if self._file else ("",)
        except EOFError:
            return "", None
        return name, Member(*values) if values else None
