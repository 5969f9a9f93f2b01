"""The archive as the editors have it before them: good or bad, drafts too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from palabre import assembly, checks, clock, language, layout, ledger, site, source
from palabre.archive import Archive
from palabre.indexes import Indexes
from palabre.layout import Place, Role
from palabre.models import Author, Record
from palabre.problems import Problem
from palabre.reader import Reader
from palabre.reading import Reading
from palabre.resources import Resources
from palabre.settings import Settings
from palabre.source import Document


@dataclass(frozen=True)
class Desk:
    """Every file of an archive, whatever rules it breaks."""

    settings: Settings
    readings: tuple[Reading, ...]
    archive: Archive

    @cached_property
    def by_uri(self) -> Mapping[str, Reading]:
        """Every file by where it stands below ``docs/``."""
        return {reading.place.uri: reading for reading in self.readings}

    @cached_property
    def texts(self) -> Mapping[str, Mapping[str, Reading]]:
        """The files of each contribution by its id and by language, drafts included."""
        found: dict[str, dict[str, Reading]] = defaultdict(dict)
        for reading in self.readings:
            if reading.place.role is Role.CONTRIBUTION:
                found[reading.place.name][reading.place.language] = reading
        return found

    @cached_property
    def taken(self) -> frozenset[str]:
        """The ids that nothing new may have."""
        discussions = {reading.place.discussion for reading in self.readings}
        pages = {r.place.name for r in self.readings if r.place.role is Role.PAGE}
        former = self.archive.former
        return frozenset((*self.texts, *discussions, *pages, *former.withdrawn, *former.renamed))

    @cached_property
    def authors(self) -> Mapping[str, Author]:
        """Whoever has written, by name, as their latest record tells."""
        return {author.name: author for r in self.records for author in r.authors if author.name}

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Every record, the latest last."""
        fronts = [reading.front for reading in self.readings]
        return tuple(sorted((f for f in fronts if isinstance(f, Record)), key=_age))

    def place(self, uri: str) -> Place | None:
        """What a file at *uri* would be; ``None`` where none may stand."""
        return layout.locate(uri, self.settings.codes, language.languages())

    def document(self, reading: Reading) -> Document | None:
        """The file of *reading*, taken apart; ``None`` where it cannot be."""
        raw = self.settings.content(reading.place.uri)
        found = source.read(reading.place, reading.path, raw)
        return found if isinstance(found, Document) else None

    def problems(self, place: Place, content: bytes) -> tuple[Reading, list[Problem]]:
        """What a new file at *place* would say, and what would be wrong because of it."""
        reading, _ = Reader(self.settings).read(place, content)
        return reading, self._new_problems((*self.readings, reading))

    def problems_after(
        self, contents: Mapping[str, bytes], removed: Collection[str]
    ) -> list[Problem]:
        """What would be wrong because files, by uri, had *contents*, and others were *removed*."""
        reader = Reader(self.settings)
        kept = [r for r in self.readings if r.place.uri not in {*contents, *removed}]
        for uri, content in contents.items():
            place = self.place(uri)
            assert place, uri
            kept.append(reader.read(place, content)[0])
        return self._new_problems(tuple(sorted(kept, key=lambda reading: reading.place.uri)))

    def _new_problems(self, readings: tuple[Reading, ...]) -> list[Problem]:
        """What is wrong with *readings* and not with the archive as it is."""
        found = _judge(readings, self.settings)
        standing = {problem.sort_key() for problem in self._standing} if found else ()
        return [problem for problem in found if problem.sort_key() not in standing]

    @cached_property
    def _standing(self) -> list[Problem]:
        """What is wrong already."""
        return _judge(self.readings, self.settings)


def lay(settings: Settings) -> Desk:
    """Read the archive.

    Raises ``ConfigurationError`` where a language of the site has no catalogue.
    """
    readings = tuple(site.readings(settings))
    archive, _ = assembly.build(readings, settings, ledger.read(settings))
    return Desk(settings, readings, archive)


def _judge(readings: tuple[Reading, ...], settings: Settings) -> list[Problem]:
    """Every rule that files break by themselves or together."""
    archive, broken = assembly.build(readings, settings, ledger.read(settings))
    addresses = frozenset((*Indexes(archive).addresses(), *Resources(archive).addresses()))
    told = (problem for reading in readings for problem in reading.problems)
    found = [*told, *broken, *checks.check(archive, addresses)]
    return [*found, *site.lost(archive, clock.clock())]


def _age(record: Record) -> tuple[date, int]:
    return record.date or record.published or date.min, record.position or 0
