"""The answers that an archive offers to each question about a contribution."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from palabre import language
from palabre.editing.desk import Desk
from palabre.editing.offers import Offer, Offers, offers
from palabre.language import Language
from palabre.models import Author, Front, Record, TextFront
from palabre.works import Work

OPEN = ("name", "organisation")
"""The fields that take any answer beside those offered."""


@dataclass(frozen=True)
class Choices:
    """What may be answered, in the words of *speaker*, and known by its name in every language."""

    desk: Desk
    speaker: Language

    def of(self, field: str, discussion: str = "") -> Offers | None:
        """The offers for *field* of a contribution to *discussion*; ``None`` where it is free."""
        if field == "weeks":
            return offers(self._weeks(discussion))
        makers: dict[str, Callable[[], Iterator[Offer]]] = {
            "discussion": self._discussions,
            "language": self._languages,
            "name": self._authors,
            "organisation": self._organisations,
            "country": self._countries,
            "about": self._countries,
            "via": self._ways,
            "reply_to": self._contributions,
            "topics": self._topics,
        }
        return offers(makers[field]()) if field in makers else None

    @property
    def _speakers(self) -> list[Language]:
        return [language.of(code) for code in self.desk.settings.codes]

    def _countries(self) -> Iterator[Offer]:
        every = sorted(language.countries(), key=lambda c: language.sort_key(self._country(c)))
        for code in every:
            names = tuple(speaker.country(code) for speaker in self._speakers)
            yield Offer(code, self._country(code), names)

    def _country(self, code: str) -> str:
        return self.speaker.country(code)

    def _languages(self) -> Iterator[Offer]:
        """The site's own languages first."""
        codes = self.desk.settings.codes
        others = language.languages() - set(codes)
        name = self.speaker.language
        for code in (*codes, *sorted(others, key=lambda code: language.sort_key(name(code)))):
            names = tuple(speaker.language(code) for speaker in self._speakers)
            yield Offer(code, self.speaker.language(code), names)

    def _discussions(self) -> Iterator[Offer]:
        for key, discussion in self.desk.archive.discussions.items():
            yield self._work(key, discussion)

    def _weeks(self, discussion: str) -> Iterator[Offer]:
        found = self.desk.archive.discussions.get(discussion)
        for week in found.weeks if found else ():
            yield self._work(str(week.number), week)

    def _work(self, value: str, work: Work[Front]) -> Offer:
        titles = tuple(text.title for text in work.texts.values())
        return Offer(value, work.shown(self.speaker.code).title, titles)

    def _contributions(self) -> Iterator[Offer]:
        for key, readings in self.desk.texts.items():
            titles = {
                code: reading.front.title
                for code, reading in readings.items()
                if isinstance(reading.front, TextFront)
            }
            label = titles.get(self.speaker.code) or next(iter(titles.values()), key)
            yield Offer(key, label, tuple(titles.values()))

    def _topics(self) -> Iterator[Offer]:
        for key, topic in self.desk.archive.topics.items():
            labels = tuple(topic.label.values())
            yield Offer(key, topic.label.get(self.speaker.code, labels[0]), labels)

    def _ways(self) -> Iterator[Offer]:
        literal = get_args(Record.model_fields["via"].annotation)[0]
        for value in get_args(literal):
            yield Offer(value, self.speaker.say(f"via-{value}"))

    def _authors(self) -> Iterator[Offer]:
        registered = self.desk.archive.contributors
        for name, author in self.desk.authors.items():
            spellings = registered.registered.get(registered.id_of(name))
            also = tuple(spellings.names.values()) if spellings else ()
            yield Offer(name, ", ".join((name, *self._known_by(author))), also)

    def _known_by(self, author: Author) -> Iterator[str]:
        """What tells one author from another of the same name."""
        yield from (self._organisation(name) for name in author.organisation)
        yield from (author.place,) if author.place else ()
        yield from (self._country(author.country),) if author.country else ()

    def _organisation(self, name: str) -> str:
        known = self.desk.archive.organisations.registered.get(name)
        return known.name(self.speaker.code) if known else name

    def _organisations(self) -> Iterator[Offer]:
        directory = self.desk.archive.organisations
        for key, named in directory.registered.items():
            yield Offer(key, named.name(self.speaker.code), tuple(directory.spellings(key)))
        written = (a.organisation for record in self.desk.records for a in record.authors)
        for name in dict.fromkeys(name for names in written for name in names):
            if not directory.is_registered(name):
                yield Offer(name, name)
