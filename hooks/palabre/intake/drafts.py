"""Drafts of contributions that are not written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from palabre import canonical
from palabre.intake.accounts import Account
from palabre.intake.mending import mend
from palabre.intake.questions import question
from palabre.language import Language
from palabre.layout import Place
from palabre.models import Record
from palabre.problems import Rule
from palabre.reader import Reader
from palabre.source import LIMITS

_LONGEST_ID = "-" * 60


@dataclass(frozen=True)
class Draft:
    """What will be written, and what will be told of it."""

    place: Place
    values: Mapping[str, Any]
    """The record, but for its questions."""
    body: str
    speaker: Language
    """Who asks about it."""
    account: Account
    files: Mapping[str, Path]
    """What will stand beside it: where, and where its content waits."""
    answers: tuple[str, ...] = ()
    """The sources of what it may reply to, the likeliest first."""
    is_reply: bool = False
    """Whether it replies to something, held or not."""
    reply_to: str = ""

    @property
    def content(self) -> bytes:
        """The whole file."""
        values = {**self.values, "reply_to": self.reply_to or None}
        values["open_questions"] = list(self.account.questions)
        return canonical.document(values, Record, self.body).encode()

    def asking(self, message: str) -> Draft:
        """The same with the catalogue's *message* as one more question."""
        asked = (*self.account.questions, question(self.speaker, message))
        return replace(self, account=replace(self.account, questions=asked))


def mended(draft: Draft, reader: Reader) -> Draft | None:
    """*draft*, its body changed where it breaks rules; ``None`` where it is too large.

    There will be room for what other letters tell of it.
    """
    widest = replace(draft.asking("ask-mended").asking("ask-reply"), reply_to=_LONGEST_ID)

    def broken(body: str) -> list[Rule]:
        content = replace(widest, body=body).content
        if len(content) > LIMITS[draft.place.role]:
            return [Rule.FILE_SIZE]
        reading, _ = reader.read(draft.place, content)
        return [p.rule for p in reading.problems] + [Rule.LINK_BROKEN for _ in reading.links]

    found = mend(draft.body, broken)
    if found is None:
        return None
    changed = replace(draft, body=found.body)
    return changed.asking("ask-mended") if found.broken else changed
