"""A new page that stands in each of the site's languages: a week, a discussion.

What holds for both of its files stands in the first one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from palabre import canonical
from palabre.layout import Place, Role
from palabre.models import SHARED, DiscussionFront, Period, WeekFront
from palabre.problems import Problem
from palabre.source import Document
from palabre.validation import validate

LISTS = ("questions", "convenors", "moderators")
"""The fields that take several answers."""

_LATER = "inferred"
"""What an editor adds to the file."""


@dataclass(frozen=True)
class Kind:
    """What is asked of a page."""

    role: Role
    model: type[Period]

    @property
    def own(self) -> list[str]:
        """The fields that each language has, in their order."""
        shared = SHARED[self.model]
        return [name for name in self.model.model_fields if name not in shared]

    @property
    def shared(self) -> list[str]:
        """The fields that one of the files has."""
        return [name for name in SHARED[self.model] if name != _LATER]


WEEK = Kind(Role.WEEK, WeekFront)
DISCUSSION = Kind(Role.DISCUSSION, DiscussionFront)

Texts = Mapping[str, Mapping[str, Any]]
"""By language, what was answered: a text for each field, or a list of texts."""


@dataclass(frozen=True)
class Twins:
    """All that was answered about one page."""

    kind: Kind
    texts: Texts
    shared: Mapping[str, str]

    def fronts(self) -> dict[str, dict[str, Any]]:
        """The front matter of each language's file; a language without a word has none."""
        fronts = {code: _told(texts) for code, texts in self.texts.items() if _told(texts)}
        for code in list(fronts)[:1]:
            fronts[code] |= {name: _value(text) for name, text in self.shared.items() if text}
        return fronts

    def breaches(self, name: str, text: str) -> list[Problem]:
        """The rules that *text*, of the field *name* alone, breaks."""
        value = [text] if name in LISTS else _value(text) if name in self.kind.shared else text
        document = Document(Place(self.kind.role, ""), "", {name: value}, {})
        _, found = validate(self.kind.model, document)
        return [problem for problem in found if problem.key.partition("[")[0] == name]

    def contents(self, name: str) -> dict[str, str]:
        """The whole files by uri; *name* is their path below a language's folder."""
        return {
            f"{code}/{name}": canonical.document(front, self.kind.model, "")
            for code, front in self.fronts().items()
        }


def _told(texts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in texts.items() if value}


def _value(text: str) -> date | str:
    """A day where *text* is one; the model tells where it ought to be."""
    try:
        return date.fromisoformat(text) if len(text) == len("2010-09-22") else text
    except ValueError:
        return text
