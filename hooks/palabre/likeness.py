"""Names that are spelled nearly alike, and so may stand for one and the same.

Two names are alike that have the same words in another order, divide the same letters otherwise,
or differ by a letter or two of one word. Of ids, the nearest ones are told to who mistook one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations

_LEAST = 6
"""A word of fewer letters has too many neighbours that mean something else: Sall, Sarr; Mbaka,
Mbaya."""

_LONG = 8
"""Two letters may differ in a word of so many, and one in a name of one word."""

_MOST = 100
"""So many names are compared with each other: more have nothing but that much in common."""

_ENDINGS = frozenset("aeo")
"""By these letters at the end do given names of women and men differ: Maria, Mario."""

Words = tuple[str, ...]


def nearest(name: str, known: Iterable[str]) -> str:
    """Those of *known* that are most like *name*, with commas between; else the first ones."""
    known = list(known)
    alike = [key for key in known if key[:2] == name[:2] or key[-3:] == name[-3:]][:50]
    return ", ".join(get_close_matches(name, alike, cutoff=0.5) or known[:5])


def pairs(names: Mapping[str, Words], are_people: bool) -> Iterator[tuple[str, str]]:
    """The *names* that are alike, two by two, each pair once.

    *names* has the words of each without accents and case. Those of people are not alike where
    only the ending of a given name differs.
    """
    told: set[tuple[str, str]] = set()
    whole: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, words in names.items():
        for letters in {" ".join(sorted(words)), "".join(words)} - {""}:
            whole[letters].append(name)
        for position, word in enumerate(words):
            if len(word) >= (_LEAST if words[1:] else _LONG) - 1 and word.isalpha():
                others = " ".join(sorted((*words[:position], *words[position + 1 :])))
                near = 2 if others else 4
                parts[f"{others} {word[:near]}-"].append((word, name))
                parts[f"{others} {word[0]}-{word[-near:]}"].append((word, name))
    for group in whole.values():
        told.update(combinations(group[:_MOST], 2))
    for slips in parts.values():
        if 1 < len(slips) <= _MOST:
            for (word, one), (another, other) in combinations(slips, 2):
                if _is_slip(word, another, are_people):
                    told.add((one, other))
    yield from sorted({(min(pair), max(pair)) for pair in told if pair[0] != pair[1]})


def _is_slip(one: str, other: str, are_people: bool) -> bool:
    """Whether a slip of the pen makes one word the other: letters in one place, or two swapped.

    The first letter is rarely one.
    """
    longer = max(len(one), len(other))
    if longer < _LEAST or abs(len(one) - len(other)) > 2 or one == other:
        return False
    before = _common(one, other)
    after = _common(one[before:][::-1], other[before:][::-1])
    left, right = one[before : len(one) - after], other[before : len(other) - after]
    differing = max(len(left), len(right))
    is_near = differing == 1 or (differing == 2 and (longer >= _LONG or left == right[::-1]))
    return is_near and not (are_people and _are_woman_and_man(one, other))


def _are_woman_and_man(one: str, other: str) -> bool:
    """Whether two given names differ as those of women and men do: Emmanuel, Emmanuelle."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} <= _ENDINGS
    return long in (f"{short}{ending}" for ending in (*_ENDINGS, f"{short[-1]}e"))


def _common(one: str, other: str) -> int:
    """How many letters both begin with."""
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number
