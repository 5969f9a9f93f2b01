"""Word lists of natural languages: messages of the catalogues, of all languages at once.

A message such as ``mail-closings`` lists words, ``|`` between them. Who writes in one language may
use a mail program in another, so that each list holds the words of every catalogue.
"""

from __future__ import annotations

import re
from functools import cache

from palabre import language

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


def plain(text: str) -> str:
    """*text* as it is compared: no accents, no case, one kind of space and of apostrophe."""
    return " ".join(language.fold(text).translate(_APOSTROPHES).split())


@cache
def words(message: str) -> tuple[str, ...]:
    """What the catalogues list under *message*, plain; the longest first."""
    lists = (language.of(code).say(message) for code in language.catalogues())
    found = {plain(word) for each in lists for word in each.split("|")}
    return tuple(sorted(found - {""}, key=lambda word: (-len(word), word)))


@cache
def alternatives(message: str) -> str:
    """The pattern of any word of *message*, for plain texts."""
    return "|".join(re.escape(word) for word in words(message))


def country(name: str) -> str:
    """The code of the country that any catalogue's language calls *name*; empty where none is."""
    return _countries().get(plain(name).removeprefix("the "), "")


@cache
def _countries() -> dict[str, str]:
    """The codes of countries by their plain names, in every language that has a catalogue."""
    found: dict[str, str] = {}
    for code in language.catalogues():
        speaker = language.of(code)
        found |= {plain(speaker.country(each)): each for each in language.countries()}
        for other in speaker.say("mail-countries").split("|"):
            each, _, name = other.partition("=")
            found[plain(name)] = each
    return found
