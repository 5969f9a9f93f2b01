"""Letters made into drafts: each with what can be told, and a question for what cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from palabre import detection, language, layout
from palabre.editing import identifiers
from palabre.intake import accounts, authorship, threads
from palabre.intake.accounts import Account
from palabre.intake.drafts import Draft, mended
from palabre.intake.enclosures import Enclosure, enclosures
from palabre.intake.holdings import Discussion, Holdings
from palabre.intake.lines import clean, line
from palabre.intake.questions import Questions
from palabre.language import Language
from palabre.layout import MARKDOWN, Place, Role
from palabre.mail.letters import Letter
from palabre.paragraphs import excerpt
from palabre.reader import Reader
from palabre.redaction import Redacted, redact
from palabre.settings import Settings
from palabre.source import CONTROL, LIMITS
from palabre.text import CONTRIBUTIONS

_TITLE = 60
"""So long, at most, is a title that is made of a text's first words."""


@dataclass(frozen=True)
class Drafter:
    """Makes drafts of letters to one discussion; what they make known joins *held*."""

    settings: Settings
    held: Holdings
    discussion: Discussion
    user: Language
    """Who is asked where a text is in neither language of the site."""
    aside: Path
    """A folder in which the files of letters wait."""

    def draft(self, letter: Letter) -> Draft | Account:
        """The draft of *letter*; where none can be made of it, an account that says why."""
        enclosed = enclosures(letter.attachments, self.aside)
        account = accounts.of(letter, "taken", files=accounts.files(enclosed, ""))
        if len(letter.body) > LIMITS[Role.CONTRIBUTION]:
            return accounts.unused(account, "size")
        text = _text(letter)
        if not text.text.strip() and not any(file.name for file in enclosed):
            is_quoting = any(left.kind == "quote" for left in letter.left)
            return accounts.unused(account, "quotes" if is_quoting else "empty")
        found = self._made(letter, text, enclosed, account)
        return mended(found, Reader(self.settings)) or accounts.unused(account, "size")

    def _made(
        self, letter: Letter, text: Redacted, enclosed: Sequence[Enclosure], account: Account
    ) -> Draft:
        """The draft of *letter*, whatever rules its *text* breaks."""
        code, ask = self._begin(letter, text.text)
        values = self._values(letter, code, text.text, ask)
        for doubt in letter.doubts:
            ask.say(doubt)
        _ask_of_contents(text, enclosed, ask)
        place = self._place(letter, code, values)
        path = self.settings.path(place.uri)
        folder = path.removesuffix(MARKDOWN)
        account = replace(
            account,
            path=path,
            title=values["title"],
            author=authorship.first(values["authors"]),
            files=accounts.files(enclosed, folder),
            removed=_removed(letter, text),
            questions=ask.all,
        )
        return Draft(
            place,
            values,
            text.text,
            ask.speaker,
            account,
            {f"{folder}/{file.name}": file.content for file in enclosed if file.content},
            tuple(map(threads.source_of, letter.answers)),
            letter.is_reply or bool(letter.answers),
        )

    def _begin(self, letter: Letter, text: str) -> tuple[str, Questions]:
        """The language of *text*, and what is asked of every letter."""
        codes = self.settings.codes
        code, is_sure = detection.detected(f"{letter.title}\n\n{text}", codes)
        ask = Questions(language.of(code) if code in codes else self.user)
        ask.say("question-author")
        if self.discussion.rights:
            ask.say("ask-rights", rights=self.discussion.rights)
        else:
            ask.say("ask-rights-unknown")
        if not is_sure or code not in codes:
            ask.say("ask-language", language=ask.speaker.language(code))
        return code, ask

    def _values(self, letter: Letter, code: str, body: str, ask: Questions) -> dict[str, Any]:
        """The record, but for what other letters tell."""
        weeks = self.discussion.weeks_of(letter.day)
        if letter.day and self.discussion.weeks and not weeks:
            ask.say("ask-week")
        return {
            "title": line(letter.title) or _title(body, ask),
            "text": "original",
            "draft": True,
            "weeks": weeks,
            "authors": [authorship.author(letter, code, self.held, ask)],
            "date": letter.day,
            "via": "online" if letter.item.is_page else "email",
            "source": list(threads.sources(letter.checksum, letter.message_id)),
            "inferred": ["weeks"] if weeks else [],
        }

    def _place(self, letter: Letter, code: str, values: Mapping[str, Any]) -> Place:
        author = authorship.first(values["authors"]) if any(authorship.told(letter)) else ""
        name = identifiers.propose(author, values["title"], self.held.ids)
        uri = f"{code}/{self.discussion.id}/contributions/{name}.md"
        place = layout.locate(uri, self.settings.codes, language.languages())
        assert place, uri
        return place


def _text(letter: Letter) -> Redacted:
    return redact(unicodedata.normalize("NFC", CONTROL.sub("", clean(letter.body))))


def _title(body: str, ask: Questions) -> str:
    """What a letter without a subject is called."""
    ask.say("ask-title")
    words = excerpt(CONTRIBUTIONS.render(body).html, _TITLE)
    sentence = re.split(r"(?<=[.!?…])\s", words)[0]
    return line(sentence.rstrip(".")) or ask.speaker.say("intake-no-title")


def _ask_of_contents(text: Redacted, files: Sequence[Enclosure], ask: Questions) -> None:
    ask.count("ask-personal", len(text.removed))
    if taken := [file.told for file in files if file.name]:
        ask.say("ask-files", files=", ".join(taken))
    if left := [file.told for file in files if not file.name]:
        ask.say("ask-files-left", files=", ".join(left))
    if not text.text.strip():
        ask.say("doubt-empty")


def _removed(letter: Letter, text: Redacted) -> tuple[str, ...]:
    """What was taken out of the text and of the values."""
    values = (letter.title, *authorship.told(letter))
    found = (*text.removed, *(one for value in values for one in redact(value).removed))
    return tuple(dict.fromkeys(found))
