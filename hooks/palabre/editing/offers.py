"""What may be answered: values, each under every name that people may give it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from palabre.language import Language, fold
from palabre.problems import shorten

MOST_NEAR = 9
"""So many near misses are offered: one digit chooses among them."""

_LEAST_LETTERS = 2
"""Fewer are part of nearly every name."""


@dataclass(frozen=True)
class Offer:
    """One value, and the names that it goes by."""

    value: str
    label: str
    """What people read."""
    also: tuple[str, ...] = ()
    """Further names, in whatever language."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that may be typed for it."""
        return self.value, self.label, *self.also

    @property
    def shown(self) -> str:
        """What people read of it, and what may be typed for it."""
        is_told = f"{self.label},".startswith(f"{self.value},")
        return shorten(self.label if is_told else f"{self.label} ({self.value})", 100)


@dataclass(frozen=True)
class Offers:
    """All values that a question offers."""

    all: tuple[Offer, ...]

    def exact(self, text: str) -> Offer | None:
        """The offer that *text* names; accents, case and punctuation are forgiven."""
        return self._by_name.get(_key(text))

    def near(self, text: str) -> tuple[Offer, ...]:
        """The offers of which *text* is a part, else those that are spelled nearly so."""
        key = _key(text)
        parts = [name for name in self._by_name if len(key) >= _LEAST_LETTERS and key in name]
        parts.sort(key=lambda name: not name.startswith(key))
        names = parts or get_close_matches(key, self._by_name, n=MOST_NEAR, cutoff=0.75)
        return tuple(dict.fromkeys(self._by_name[name] for name in names))[:MOST_NEAR]

    @cached_property
    def _by_name(self) -> dict[str, Offer]:
        named = [(_key(offer.value), offer) for offer in self.all]
        named += [(_key(name), offer) for offer in self.all for name in offer.names]
        found: dict[str, Offer] = {}
        for name, offer in named:
            found.setdefault(name, offer)
        return found


@dataclass(frozen=True)
class Unclear(Exception):
    """*found* is none of the *offers*."""

    field: str
    found: str
    offers: Offers

    def told(self, language: Language) -> str:
        """One line: that this is none of what is offered, and what is nearest to it."""
        near = self.offers.near(self.found)
        shown = near or (self.offers.all if len(self.offers.all) <= MOST_NEAR else ())
        names = ", ".join(offer.shown for offer in shown)
        found = language.say("answer-unknown", found=shorten(self.found))
        if not names:
            return found
        return f"{found} {language.say('answer-near' if near else 'answer-known', names=names)}"


def offers(every: Iterable[Offer]) -> Offers:
    """All of *every*."""
    return Offers(tuple(every))


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
