"""What a table of the data is: its columns, as Table Schema (Frictionless, v1) describes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from palabre.language import Language

Type = Literal["string", "integer", "date", "boolean"]
Value = str | int | list[str] | list[int] | None
Row = list[Value]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name is an identifier, the same for readers of every language."""

    name: str
    type: Type = "string"
    is_list: bool = False
    """Whether a row has several values."""
    is_required: bool = False
    choices: tuple[str, ...] = ()
    code: str = ""
    """The language that its values are for; empty where the column is the only one of its kind."""

    @property
    def kind(self) -> str:
        """The name without its language."""
        return self.name.removesuffix(f"_{self.code}") if self.code else self.name


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row of it is."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that tell one row from every other."""
    leads: Mapping[str, tuple[str, str]]
    """By column, the table and its column where the same value stands."""

    def meaning(self, column: Column, language: Language) -> str:
        """What *column* says, in *language*."""
        message = f"data-{self.name}-{column.kind.replace('_', '-')}"
        said = language.language(column.code) if column.code else ""
        return language.say(message, language=said) if column.code else language.say(message)


def per_language(codes: Sequence[str], *columns: Column) -> tuple[Column, ...]:
    """*columns* for each of the languages *codes*."""
    return tuple(
        Column(
            f"{column.name}_{code}",
            column.type,
            column.is_list,
            column.is_required,
            column.choices,
            code,
        )
        for column in columns
        for code in codes
    )
