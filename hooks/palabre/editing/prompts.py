"""Questions at a terminal, in the user's language: a wrong answer is explained and asked again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import click

from palabre.editing.offers import Offer, Offers, Unclear
from palabre.language import Language, is_unicode
from palabre.problems import shorten

NOTHING = "-"
"""What is typed to leave a question open that has a default."""

SEPARATOR = ";"
"""What stands between several answers: names may have commas."""

_FEW = 20
"""So many offers are listed before the question; of more, those that a part of a name is in."""

Check = Callable[[str], str]
"""Gives what is wrong with an answer, in the user's words; nothing where it is good."""


def is_possible() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _good(text: str) -> str:
    return ""


@dataclass(frozen=True)
class Prompts:
    """Asks in *speaker*'s words."""

    speaker: Language

    def line(
        self, question: str, default: str = "", is_needed: bool = False, check: Check = _good
    ) -> str:
        """The answer to *question*; *default* where Enter alone is typed."""
        while True:
            text = self._ask(question, default)
            if not (wrong := self._wrong(text, is_needed, check)):
                return text
            click.echo(wrong)

    def one(
        self,
        question: str,
        offers: Offers,
        default: str = "",
        is_needed: bool = False,
        check: Check | None = None,
        is_listed: bool = True,
    ) -> str:
        """The value of one of *offers*; with a *check*, also any other answer that is good.

        Few offers are shown before the question, where *is_listed* and no other answer will do.
        """
        numbers = self._list(offers) if is_listed and check is None else {}
        while True:
            text = self.line(question, default, is_needed)
            found = self._found(text, offers, numbers, question, check) if text else ""
            if found is not None:
                return found

    def many(
        self,
        question: str,
        offers: Offers,
        default: Sequence[str] = (),
        check: Check | None = None,
    ) -> list[str]:
        """The same of any number of answers."""
        numbers = self._list(offers) if check is None else {}
        while True:
            several = self.speaker.say("ask-several", question=question, separator=SEPARATOR)
            text = self.line(several, f"{SEPARATOR} ".join(default))
            parts = [part.strip() for part in text.split(SEPARATOR) if part.strip()]
            found = [self._found(part, offers, numbers, question, check) for part in parts]
            if None not in found:
                return [value for value in found if value]

    def _ask(self, question: str, default: str) -> str:
        shown = f"{question} [{default}]" if default else question
        asked = self.speaker.say("ask", question=shown)
        text: str = click.prompt(asked, default="", show_default=False, prompt_suffix="")
        text = text.strip() or default
        return "" if text == NOTHING else text

    def _wrong(self, text: str, is_needed: bool, check: Check) -> str:
        if not is_unicode(text):
            return self.speaker.say("not-unicode")
        return check(text) if text else self.speaker.say("ask-needed") if is_needed else ""

    def _list(self, offers: Offers) -> dict[str, Offer]:
        """Show *offers* where they are few; what each may be called by its number."""
        return _numbered(offers.all) if len(offers.all) <= _FEW else {}

    def _found(
        self,
        text: str,
        offers: Offers,
        numbers: dict[str, Offer],
        question: str,
        check: Check | None,
    ) -> str | None:
        """The value that *text* stands for; ``None`` where it has to be asked again."""
        found = offers.exact(text) or numbers.get(text)
        near = () if found else offers.near(text)
        if near:
            found = self._chosen(text, near, is_open=check is not None)
        if found:
            return found.value
        if check is None:
            if not near:
                click.echo(Unclear(question, text, offers).told(self.speaker))
            return None
        if wrong := check(text):
            click.echo(wrong)
            return None
        return text

    def _chosen(self, text: str, near: Sequence[Offer], is_open: bool) -> Offer | None:
        """The one that was meant by *text*, if any."""
        click.echo(self.speaker.say("answer-meant", found=shorten(text)))
        numbers = _numbered(near)
        question = self.speaker.say("ask-number-open" if is_open else "ask-number")
        return numbers.get(self._ask(question, "1" if len(near) == 1 else ""))


def _numbered(offers: Sequence[Offer]) -> dict[str, Offer]:
    """Show *offers*, each with a number to choose it by: its own where it is one."""
    found: dict[str, Offer] = {}
    for position, offer in enumerate(offers, 1):
        number = offer.value if offer.value.isdigit() else str(position)
        found[number] = offer
        label = offer.label if offer.value.isdigit() else offer.shown
        click.echo(f"  {number:>2}  {shorten(label, 100)}")
    return found
