"""What people answer about a contribution, made into its file: no rule of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from palabre import canonical
from palabre.editing import identifiers
from palabre.editing.choices import OPEN, Choices
from palabre.editing.desk import Desk
from palabre.editing.offers import Unclear
from palabre.layout import Place, Role
from palabre.models import Record
from palabre.problems import Problem, Rule
from palabre.source import Document
from palabre.validation import validate

OF_AUTHOR = ("name", "role", "organisation", "place", "country")
"""What is asked of each author: fields of the record's ``authors``."""

OF_TEXT = ("title", "weeks", "about", "date", "via", "reply_to", "topics", "project", "rights")
"""What is asked of the contribution: fields of its record."""

MANY = ("weeks", "about", "topics", "organisation")
"""The fields that take several answers."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Texts = Mapping[str, Sequence[str]]
"""By field, what was answered, as it was written."""


@dataclass(frozen=True)
class Answers:
    """All that was answered."""

    texts: Texts
    """By the names in :data:`OF_TEXT`, ``discussion``, ``language`` and ``id``."""
    authors: tuple[Texts, ...]
    """By the names in :data:`OF_AUTHOR`."""
    body: str = ""


@dataclass(frozen=True)
class Composition:
    """A contribution that was answered for: where it will stand, and what it will say."""

    place: Place
    values: Mapping[str, Any]
    body: str
    questions: tuple[str, ...] = ()
    """What is open yet: with any it is a draft."""

    @property
    def content(self) -> str:
        """The whole file."""
        more = {"draft": True, "open_questions": list(self.questions)} if self.questions else {}
        return canonical.document({**self.values, **more}, Record, self.body)

    def asking(self, *questions: str) -> Composition:
        """The same with more *questions* open."""
        return replace(self, questions=(*self.questions, *questions))


@dataclass
class Composer:
    """Makes values of answers, and collects what is wrong with them."""

    desk: Desk
    choices: Choices
    unclear: list[Unclear] = field(default_factory=list)
    """The answers that name nothing known; their fields are left out."""
    problems: list[Problem] = field(default_factory=list)
    """The rules that the others break."""
    missing: list[str] = field(default_factory=list)
    """The fields that need an answer and have none."""

    def value(self, name: str, text: str, discussion: str = "") -> Any:
        """What the answer *text* means for the field *name*.

        Raises ``Unclear`` where it is none of what is offered.
        """
        choices = self.choices.of(name, discussion)
        if choices:
            found = choices.exact(_id_in(text) if name == "reply_to" else text)
            if not found and name not in OPEN:
                raise Unclear(name, text, choices)
            text = found.value if found else text
        if name == "weeks":
            return int(text)
        return date.fromisoformat(text) if name == "date" and _is_day(text) else text

    def default(self, name: str) -> list[str]:
        """What the answer is where nobody gives another: the only discussion, the own language."""
        settings = self.desk.settings
        if name == "language":
            code = self.choices.speaker.code
            return [code if code in settings.codes else settings.default.code]
        known = list(self.desk.archive.discussions)
        return known if name == "discussion" and len(known) == 1 else []

    def compose(self, answers: Answers) -> Composition | None:
        """The contribution that *answers* tell of; ``None`` where it cannot be written."""
        texts = answers.texts
        discussion, code = (self._one(name, texts) for name in ("discussion", "language"))
        values = {"text": "original", **self._record(texts, discussion)}
        values["authors"] = [told for a in answers.authors if (told := self._author(a))]
        if not values["authors"]:
            self.missing.append("name")
        self.missing += [] if "title" in values else ["title"]
        if not discussion or not code or self.missing:
            self.problems += self._breaches(values)
            return None
        name = self._one("id", texts) or identifiers.propose(
            _first_name(values), str(values["title"]), self.desk.taken
        )
        place = self.desk.place(f"{code}/{discussion}/contributions/{name}.md")
        self.problems += self._breaches(values)
        if not place:
            self.problems.append(Problem("", 1, Rule.ID_FORMAT, name, "id"))
        if not place or self.problems:
            return None
        return Composition(place, values, answers.body)

    def breaches(self, name: str, value: Any) -> list[Problem]:
        """The rules that *value*, of the field *name* alone, breaks."""
        values = {"authors": [{"name": "A", name: value}]} if name in OF_AUTHOR else {name: value}
        return [problem for problem in self._breaches(values) if field_of(problem.key) == name]

    def _breaches(self, values: Mapping[str, Any]) -> list[Problem]:
        nowhere = Place(Role.CONTRIBUTION, "")
        _, found = validate(Record, Document(nowhere, "", {"text": "original", **values}, {}))
        return [p for p in found if p.rule is not Rule.FIELD_MISSING and p.key != "authors"]

    def _one(self, name: str, texts: Texts) -> str:
        found = list(self._values(name, texts)) if texts.get(name) else self.default(name)
        if not found and name not in ("id", *(u.field for u in self.unclear)):
            self.missing.append(name)
        return str(found[0]) if found else ""

    def _record(self, texts: Texts, discussion: str) -> dict[str, Any]:
        found = {name: list(self._values(name, texts, discussion)) for name in OF_TEXT}
        return {n: v if n in MANY else v[0] for n, v in found.items() if v}

    def _author(self, texts: Texts) -> dict[str, Any]:
        found = {name: list(self._values(name, texts)) for name in OF_AUTHOR}
        return {n: v if n in MANY else v[0] for n, v in found.items() if v}

    def _values(self, name: str, texts: Texts, discussion: str = "") -> Iterator[Any]:
        found: dict[Any, None] = {}
        for text in texts.get(name, ()):
            try:
                if text.strip() and (discussion or name != "weeks"):
                    found[self.value(name, text.strip(), discussion)] = None
            except Unclear as unclear:
                self.unclear.append(unclear)
        return iter(found)


def field_of(key: str) -> str:
    """The field that *key*, as problems tell it, stands in: ``authors[1].role`` is ``role``."""
    names = [name for name in re.findall(r"[a-z_]+", key) if name != "authors"]
    return names[0] if names else "name"


def _is_day(text: str) -> bool:
    """Whether *text* is a day that exists."""
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False  # the model tells


def _id_in(text: str) -> str:
    """The id in the address of a contribution's page, or in the path of its file."""
    return re.sub(r"\.(html|md)$", "", text.partition("#")[0].rpartition("/")[2] or text)


def _first_name(values: Mapping[str, Any]) -> str:
    """The name of the first author, else of the organisation."""
    author = values["authors"][0]
    return str(author.get("name") or author.get("organisation", [""])[0])
