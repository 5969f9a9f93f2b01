"""Drafts of contributions that are not written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from palabre import canonical
from palabre.accounts import Account
from palabre.enclosures import Enclosure
from palabre.layout import Place
from palabre.mending import mend
from palabre.models import Record
from palabre.problems import Rule
from palabre.questions import Questions
from palabre.reading import Reader
from palabre.source import LIMITS

_LONGEST_ID = "-" * 60
_LONGEST_QUESTION = "?" * 299 + "a"


@dataclass(frozen=True)
class Draft:
    """What will be written, and what will be told of it."""

    place: Place
    values: Mapping[str, Any]
    """The record, but for its questions."""
    body: str
    ask: Questions
    account: Account
    files: tuple[Enclosure, ...] = ()
    answers: tuple[str, ...] = ()
    """The sources of what it may reply to, the likeliest first."""
    is_reply: bool = False
    """Whether it replies to something, held or not."""
    reply_to: str = ""

    def content(self, *more: str) -> bytes:
        """The whole file, *more* questions in it."""
        values = {**self.values, "reply_to": self.reply_to or None}
        values["open_questions"] = [*self.ask.all, *more]
        return canonical.document(values, Record, self.body).encode()


def mended(draft: Draft, reader: Reader) -> Draft | None:
    """*draft*, its body changed where it breaks rules; ``None`` where it is too large.

    There will be room for what other letters tell of it.
    """

    def broken(body: str) -> list[Rule]:
        widest = replace(draft, body=body, reply_to=_LONGEST_ID)
        content = widest.content(_LONGEST_QUESTION, _LONGEST_QUESTION)
        if len(content) > LIMITS[draft.place.role]:
            return [Rule.FILE_SIZE]
        reading, _ = reader.read(draft.place, content)
        return [p.rule for p in reading.problems] + [Rule.LINK_BROKEN for _ in reading.links]

    found = mend(draft.body, broken)
    if found is None:
        return None
    if found.broken:
        draft.ask.say("ask-mended")
    return replace(draft, body=found.body)
