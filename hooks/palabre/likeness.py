"""Names that are spelled nearly alike, and so may stand for one and the same.

Two names are alike that have the same words in another order, divide the same letters otherwise,
or differ by a letter or two of one word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, takewhile

_LEAST = 5
"""A word of fewer letters has too many neighbours that mean something else: Sall, Sarr."""

_LONG = 8
"""Two letters may differ in a word of so many, and one in a name of one word."""

_MOST = 100
"""So many names are compared with each other: more have nothing but that much in common."""

_ENDINGS = re.compile(r"(?:l?le|n?ne|t?te|[aeo])$")
"""Where given names of women and men differ: Emmanuel, Emmanuelle."""

Words = tuple[str, ...]


def pairs(names: Mapping[str, Words], are_people: bool) -> Iterator[tuple[str, str]]:
    """The *names* that are alike, two by two, each pair once.

    *names* has the words of each without accents and case. Those of people are not alike where
    only the ending of a given name differs.
    """
    told: set[tuple[str, str]] = set()
    whole: dict[str, list[str]] = defaultdict(list)
    parts: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for name, words in names.items():
        for letters in {" ".join(sorted(words)), "".join(words)} - {""}:
            whole[letters].append(name)
        for position, word in enumerate(words):
            others = sorted((*words[:position], *words[position + 1 :]))
            if len(word) >= (_LEAST if others else _LONG) - 1 and word.isalpha():
                near = 2 if others else 4
                parts[(*others, f"{word[:near]}…")].append((word, name))
                parts[(*others, f"…{word[-near:]}")].append((word, name))
    for group in whole.values():
        told |= _pairs(group[:_MOST])
    for slips in parts.values():
        if 1 < len(slips) <= _MOST:
            told |= {
                (one, other)
                for (word, one), (another, other) in combinations(slips, 2)
                if _is_slip(word, another, are_people)
            }
    yield from sorted({(min(pair), max(pair)) for pair in told if pair[0] != pair[1]})


def _pairs(group: Iterable[str]) -> set[tuple[str, str]]:
    return set(combinations(group, 2))


def _is_slip(one: str, other: str, are_people: bool) -> bool:
    """Whether a slip of the pen makes one word the other: letters in one place, or two swapped."""
    longer = max(len(one), len(other))
    if abs(len(one) - len(other)) > 2 or longer < _LEAST or one == other:
        return False
    before = _common(one, other)
    after = _common(one[before:][::-1], other[before:][::-1])
    left, right = one[before : len(one) - after], other[before : len(other) - after]
    differing = max(len(left), len(right))
    is_near = differing == 1 or (differing == 2 and (longer >= _LONG or left == right[::-1]))
    return is_near and not (are_people and _ENDINGS.sub("", one) == _ENDINGS.sub("", other))


def _common(one: str, other: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
