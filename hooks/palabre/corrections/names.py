"""A person's name, found in texts however it is written: accents, case, order, line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from palabre.language import fold, slug
from palabre.names import taken_apart

_BETWEEN = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"
"""What stands between the words of a name: spaces, or the end of a line."""

_ADDRESS = re.compile(r"https?://[^\s<>\")\]]+|(?<=\]\()[^\s)]+|^\[[^\]]+\]:\s*\S+", re.MULTILINE)
"""An address in a text, or where a link leads: no word of it can be changed."""

_TITLES = frozenset("mr mrs ms miss mx dr prof m mm mme mmes mlle pr sr sra dona madame".split())
"""What may stand before a family name that somebody is called by; without accents and case."""

_SHORT = 2
"""A word of so few letters is no name to be looked for alone."""


@dataclass(frozen=True)
class Found:
    """A place in a text."""

    start: int
    end: int
    is_sure: bool
    """Whether it can but be the person, and may be changed."""


@dataclass(frozen=True)
class Names:
    """Every spelling of one person's name."""

    spellings: frozenset[str]
    others: frozenset[str]
    """The words, without accents and case, that other names of the archive have."""

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        orders = {order for spelling in self.spellings for order in _orders(spelling)}
        longest_first = sorted(orders, key=lambda order: (-len(order), order))
        return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")

    @cached_property
    def families(self) -> frozenset[str]:
        """The family names, without accents and case."""
        return frozenset(fold(taken_apart(spelling).family) for spelling in self.spellings) - {""}

    @cached_property
    def _parts(self) -> re.Pattern[str]:
        words = {word for spelling in self.spellings for word in _words(spelling)}
        alone = sorted(self.families | {word for word in words if len(word) > _SHORT})
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, alone))})(?!\w)")

    def find(self, text: str) -> Iterator[Found]:
        """Every place of *text* where the person is named, or may be."""
        plain, places = _folded(text)
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        end = 0
        matches = [(m, True) for m in self._whole.finditer(plain)]
        matches += [(m, False) for m in self._parts.finditer(plain)]
        for match, is_whole in sorted(matches, key=lambda one: (one[0].start(), not one[1])):
            if match.start() < end:
                continue
            start, stop = places[match.start()], places[match.end() - 1] + 1
            address = next((text[a:b] for a, b in addresses if a <= start < b), "")
            around = plain[max(match.start() - 1, 0) : match.start()] + plain[match.end() :][:1]
            is_joined = bool({"-", "/"} & {*around})
            is_name = text[start].isupper() or (is_whole and len(match[0].split()) > 1)
            if address and not address.startswith("http"):
                continue  # where a link leads to, that is told elsewhere
            if not address and (not is_name or (is_joined and not text[start].isupper())):
                continue  # a common word, or part of an id
            end = match.end()
            is_sure = is_whole or self._is_alone(match[0], text[:start])
            yield Found(start, stop, is_sure and not address and not is_joined)

    def _is_alone(self, part: str, before: str) -> bool:
        """Whether a part of the name, after other words, is the family name and of nobody else."""
        previous = re.search(r"(\w+)\.?[ \u00a0]$", before)
        is_named_so = (
            previous is None or not previous[1][0].isupper() or fold(previous[1]) in _TITLES
        )
        return part in self.families and not set(part.split()) & self.others and is_named_so

    def names_id(self, name: str) -> bool:
        """Whether the id *name* has the family name, or the whole name, among its words."""
        own = {slug(spelling) for spelling in self.spellings} | set(map(slug, self.families))
        return any(f"-{part}-" in f"-{name}-" for part in own if len(part) > _SHORT)


def of_person(spellings: Iterable[str], others: Iterable[str]) -> Names:
    """The names of the one who is called by *spellings*, among *others*."""
    words = {word for other in others for word in _words(other)}
    return Names(frozenset(spellings), frozenset(words))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", fold(name))


def _orders(spelling: str) -> Iterator[str]:
    """Patterns of *spelling* as it is, and with the family name first or last."""
    yield _pattern(spelling)
    family = taken_apart(spelling).family
    if rest := spelling.replace(",", " ").replace(family, " ", 1).strip():
        yield _pattern(f"{rest} {family}")
        yield f"{_pattern(family)},?{_BETWEEN}{_pattern(rest)}"


def _pattern(name: str) -> str:
    """The words of *name*; an initial may have a point, and nothing else behind it."""
    words = fold(name).replace(",", " ").split()
    parts = [re.escape(word) + _BETWEEN for word in words]
    for at, word in enumerate(words):
        if len(word.rstrip(".")) == 1:
            parts[at] = rf"{re.escape(word.rstrip('.'))}(?:\.(?:{_BETWEEN})?|{_BETWEEN})"
    return "".join(parts[:-1]) + re.escape(words[-1]) if words else r"(?!)"


@lru_cache(maxsize=1 << 12)
def _fold(sign: str) -> str:
    return fold(sign)


def _folded(text: str) -> tuple[str, list[int]]:
    """*text* without accents and case, and the place in *text* of each of its signs."""
    signs = [_fold(sign) for sign in text]
    places = [at for at, plain in enumerate(signs) for _ in plain]
    return "".join(signs), places
