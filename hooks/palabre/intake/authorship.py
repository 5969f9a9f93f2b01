"""Who wrote a letter, as a record tells it: those whom the archive knows by the names in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from palabre import language
from palabre.intake.acquaintance import Acquaintance
from palabre.intake.holdings import Holdings
from palabre.intake.lines import line
from palabre.intake.questions import Questions
from palabre.language import fold
from palabre.mail.letters import Letter

_LONGEST = 120
_TOLD = 60
"""So much of a name stands in a question."""


def first(authors: Iterable[Mapping[str, Any]]) -> str:
    """The name by which people know the first of *authors*: a person's, else an organisation's."""
    one = next(iter(authors))
    return str(one.get("name") or one.get("organisation"))


def told(letter: Letter) -> tuple[str, ...]:
    """All that *letter* says of its author."""
    signed = letter.signature
    return letter.sender, signed.name, signed.role, signed.organisation, signed.place


def name(letter: Letter) -> str:
    """The author's name: as signed, where the message's headers do not tell more of it."""
    signed, sender = letter.signature.name, letter.sender
    is_short = {*fold(signed).split()} < {*fold(sender).split()}
    return sender if is_short else signed


def author(letter: Letter, code: str, held: Holdings, ask: Questions) -> dict[str, Any]:
    """The author's fields, in a record whose text is in the language *code*.

    What is unsure of them is asked; whoever is named is known to the archive from now on.
    """
    signed = letter.signature
    organisation = line(signed.organisation, _LONGEST)
    found: dict[str, Any] = {
        "name": _person(line(name(letter), _LONGEST), code, held, ask),
        "role": line(signed.role, _LONGEST),
        "organisation": _organisation(organisation, code, held, ask),
        "place": line(signed.place, _LONGEST),
        "country": signed.country if signed.country in language.countries() else "",
    }
    if not found["country"]:
        ask.say("ask-country")
    if not found["name"] and not found["organisation"]:
        ask.say("doubt-sender")
        found["name"] = ask.speaker.say("intake-no-author")
    return {field: value for field, value in found.items() if value}


def _person(name: str, code: str, held: Holdings, ask: Questions) -> str:
    if key := held.contributors.key(name):
        return held.contributors.called(key, code)
    for near in _near(name, code, held.contributors):
        ask.say("ask-name", name=line(name, _TOLD), known=line(near, _TOLD))
    return name


def _organisation(name: str, code: str, held: Holdings, ask: Questions) -> str:
    """A registered one by its id."""
    if key := held.organisations.key(name):
        return key
    for near in _near(name, code, held.organisations):
        ask.say("ask-organisation", name=line(name, _TOLD), known=line(near, _TOLD))
    return name


def _near(name: str, code: str, known: Acquaintance) -> list[str]:
    if not name:
        return []
    found = [known.called(key, code) for key in known.near(name)]
    known.add(name)
    return found
