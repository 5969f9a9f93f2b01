"""The ledger: every address that was ever published, and the paragraphs that it had.

``ledger.tsv`` stands beside ``mkdocs.yml``: a line for each page, or for each text of a page that
has texts, sorted, its columns divided by tabs. Whoever publishes the site writes it anew; nobody
else does. Where there is none, nothing was published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from palabre.settings import ConfigurationError, Settings

FILE = "ledger.tsv"

_HEAD = "address\tlanguage\tsince\tparagraphs\tseals"
_NONE = "-"
_ROW = re.compile(
    r"(?P<address>(?!/|.*\.\.)[\w./-]+\.html)\t(?P<language>-|[a-z]{2,3})\t(?P<since>\d{4}-\d\d-\d\d)\t"
    r"(?P<number>\d+)\t(?P<seals>(?:[0-9a-f]{8}(?: |$))*)(?P<names>(?:#[a-z0-9-]+(?: |$))*)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=True)
class Promise:
    """A page that was published, or one text of it."""

    address: str
    language: str = ""
    """Of the text; empty where the page has none of its own."""
    since: str = ""
    """The day on which the ledger first had it."""
    seals: tuple[str, ...] = ()
    """Of each numbered paragraph, in order: see :func:`palabre.paragraphs.seal`."""
    names: tuple[str, ...] = ()
    """The ids of the paragraphs that have one of their own."""

    @property
    def line(self) -> str:
        """As the ledger has it."""
        marks = " ".join((*self.seals, *(f"#{name}" for name in self.names)))
        number = str(len(self.seals))
        return "\t".join((self.address, self.language or _NONE, self.since, number, marks))


def text(settings: Settings) -> str:
    """The ledger as it is written; empty where there is none."""
    path = settings.root / FILE
    return path.read_text("utf-8", "replace") if path.exists() else ""


def read(settings: Settings, day: date | None = None) -> tuple[Promise, ...]:
    """What was published, or was so on *day*.

    Raises ``ConfigurationError`` where a line is no line of a ledger.
    """
    found = []
    head, *lines = text(settings).splitlines() or [_HEAD]
    if head != _HEAD:
        raise ConfigurationError("ledger-unreadable", path=FILE, line=1)
    for number, line in enumerate(lines, 2):
        row = _ROW.fullmatch(line)
        if not row or row["number"] != str(len(row["seals"].split())):
            raise ConfigurationError("ledger-unreadable", path=FILE, line=number)
        language = "" if row["language"] == _NONE else row["language"]
        names = tuple(name[1:] for name in row["names"].split())
        seals = tuple(row["seals"].split())
        if day is None or row["since"] <= day.isoformat():
            found.append(Promise(row["address"], language, row["since"], seals, names))
    return tuple(found)


def renewed(
    before: Iterable[Promise], texts: Iterable[Promise], addresses: Iterable[str], day: str
) -> tuple[Promise, ...]:
    """The ledger of a site that has *texts*, and pages at *addresses*; what is new is of *day*."""
    found = list(texts)
    told = {promise.address for promise in found}
    found += [Promise(address) for address in addresses if address not in told]
    since: Mapping[tuple[str, str], str] = {(p.address, p.language): p.since for p in before}
    return tuple(
        sorted(
            Promise(
                p.address, p.language, since.get((p.address, p.language), day), p.seals, p.names
            )
            for p in found
        )
    )


def written(promises: Iterable[Promise]) -> str:
    """The whole file."""
    lines = [_HEAD, *(promise.line for promise in promises)]
    return "".join(f"{line}\n" for line in lines)
