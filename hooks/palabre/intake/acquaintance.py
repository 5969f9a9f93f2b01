"""Whom the archive knows already: names in letters, recognised by the spellings in use."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from palabre.directory import Directory
from palabre.language import fold
from palabre.models import Name

_NEAR = 0.84
"""So alike are two spellings of one name, and some names of two: a person has to tell."""

_MOST_NEAR = 3


class Acquaintance:
    """Contributors, or organisations, by all the names that the archive has for them."""

    def __init__(self, registered: Iterable[Name], names: Iterable[str]) -> None:
        """*names* are those that contributions use, drafts included."""
        self._directory = Directory(registered)
        self._keys: dict[str, str] = {}
        """By the words of every spelling: the registered id, else the spelling in use."""
        for key in self._directory.registered:
            for spelling in self._directory.spellings(key):
                self._keys.setdefault(_words(spelling), key)
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know *name* from now on, as it is spelled."""
        self._keys.setdefault(_words(name), name)

    def key(self, name: str) -> str:
        """What stands for the one called *name*: a registered id, else the spelling in use.

        Empty where nobody is called so; accents, case and punctuation do not count.
        """
        return self._keys.get(_words(name), "")

    def called(self, key: str, language: str) -> str:
        """The name in *language* of the one whose :meth:`key` is *key*."""
        registered = self._directory.registered.get(key)
        return registered.name(language) if registered else key

    def near(self, name: str) -> list[str]:
        """The keys of those who may be the one called *name*, the likeliest first."""
        words = _words(name)
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(words)
        found: dict[str, float] = {}
        for known, key in self._keys.items():
            if not _may_be_alike(words, known):
                continue
            matcher.set_seq1(known)
            alike = matcher.ratio()
            if alike >= _NEAR or _is_shortened(words.split(), known.split()):
                found[key] = max(alike, found.get(key, 0.0))
        return sorted(found, key=lambda key: (-found[key], key))[:_MOST_NEAR]


def _words(name: str) -> str:
    plain = "".join(c if c.isalnum() else " " for c in fold(name))
    return " ".join(plain.split())


def _may_be_alike(one: str, other: str) -> bool:
    """A quick look: most names are nothing alike."""
    has_same_ends = one[:2] == other[:2] or one[-3:] == other[-3:]
    return has_same_ends or not {*one.split()}.isdisjoint(other.split())


def _is_shortened(one: list[str], other: list[str]) -> bool:
    """Whether both are the same words in any order, some of them cut to one letter."""
    if len(one) != len(other) or len(one) < 2 or not {w for w in one if len(w) > 1} & {*other}:
        return False
    left = list(other)
    for word in sorted(one, key=len, reverse=True):
        same = [w for w in left if w == word or (1 in (len(w), len(word)) and w[0] == word[0])]
        if not same:
            return False
        left.remove(word if word in same else same[0])
    return True
