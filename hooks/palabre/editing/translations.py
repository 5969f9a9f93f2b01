"""The other text of a contribution: begun, and marked as that of its original as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from palabre import canonical, reader
from palabre.editing.desk import Desk
from palabre.models import OtherText, Record, TextFront
from palabre.reading import Reading
from palabre.settings import Settings

Texts = Mapping[str, Reading]
"""The files of a contribution by language; each keeps the rules of its front matter."""


def original(texts: Texts) -> Reading | None:
    """The file with the author's own text, where the archive holds it."""
    return next((r for r in texts.values() if _front(r).text == "original"), None)


def source(texts: Texts) -> Reading:
    """The file to translate from: the original, else the one that holds the record, else any."""
    holder = next((r for r in texts.values() if r.holds_record), None)
    return original(texts) or holder or next(iter(texts.values()))


def missing(texts: Texts, settings: Settings) -> list[str]:
    """The languages of the site in which there is no text."""
    return [code for code in settings.codes if code not in texts]


@dataclass(frozen=True)
class Start:
    """A text to be translated, with what is told of the translation."""

    texts: Texts
    by: str
    kind: str
    question: str

    @property
    def is_summary(self) -> bool:
        """Whether an editor's summary is told in another language: it is no less a summary."""
        return _front(source(self.texts)).text == "summary"

    def content(self, desk: Desk) -> str:
        """The whole file: a draft that holds the text to translate, paragraph for paragraph."""
        begun = source(self.texts)
        document = desk.document(begun)
        assert document
        values: dict[str, Any] = {
            "title": _front(begun).title,
            "text": "summary" if self.is_summary else "translation",
            "draft": True,
            "open_questions": [self.question],
            **self._positions(),
        }
        if not self.is_summary:
            values["translation"] = {"by": self.by, "kind": self.kind, **self._of()}
        return canonical.document(values, OtherText, document.body)

    def _of(self) -> dict[str, str]:
        held = original(self.texts)
        return {"of": held.fingerprint} if held else {}

    def _positions(self) -> dict[str, list[str]]:
        """Roles and places as the record has them; a list needs one of each author."""
        record = next((r.front for r in self.texts.values() if r.holds_record), None)
        authors = record.authors if isinstance(record, Record) else ()
        roles = [author.role for author in authors if author.role]
        places = [author.place for author in authors if author.place]
        found = {"roles": roles, "places": places}
        return {name: told for name, told in found.items() if told and len(told) == len(authors)}


def translated(texts: Texts) -> list[str]:
    """The languages of the translations."""
    return [code for code, r in texts.items() if _front(r).translation]


def mark_current(desk: Desk, translation: Reading, now: str) -> bytes | None:
    """The file of *translation* with *now* as the fingerprint of its original; else as it is.

    ``None`` where its front matter has comments, which would be lost.
    """
    raw = desk.settings.content(translation.place.uri)
    document = desk.document(translation)
    assert document and isinstance(document.front, Mapping)
    if canonical.has_comment(document.written):
        return None
    told = {**document.front["translation"], "of": now}
    marked = replace(document, front={**document.front, "translation": told})
    return canonical.normalise(marked, reader.model_of(document), raw)


def _front(found: Reading) -> TextFront:
    assert isinstance(found.front, TextFront)
    return found.front
