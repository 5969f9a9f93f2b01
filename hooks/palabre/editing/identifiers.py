"""Ids for new contributions: short, readable, ASCII, and unlike any other."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import count

from palabre.language import languages, slug
from palabre.layout import ID, RESERVED
from palabre.names import taken_apart
from palabre.problems import Rule

_LONGEST = 50
"""Letters; an id may have 60, so that a number can follow."""

_WORDS = 3
"""So many words of the title are enough to know a contribution by."""

_LONG_WORD = 4
"""Shorter words say little in any language: articles and prepositions are among them."""


def propose(author: str, title: str, taken: Container[str]) -> str:
    """An id made of the family name of *author* (or an organisation) and of words of *title*.

    It keeps the rules of ids and is not in *taken*, the ids that the archive has, drafts included.
    Where neither gives an ASCII letter, the id is a word and a number.
    """
    words = list(_words(title))
    telling = [word for word in words if len(word) >= _LONG_WORD] or words
    parts = [*_words(taken_apart(author).family), *telling[:_WORDS]]
    base = _fitting(parts)
    if not is_free(base, taken):
        numbered = (f"{base or 'contribution'}-{number}" for number in count(2 if base else 1))
        base = next(name for name in numbered if is_free(name, taken))
    return base


def is_free(name: str, taken: Container[str]) -> bool:
    """Whether a contribution or a discussion may have the id *name*."""
    return broken(name, taken) is None


def broken(name: str, taken: Container[str]) -> Rule | None:
    """The rule that the id *name* of something new would break."""
    if not ID.fullmatch(name):
        return Rule.ID_FORMAT
    if name in RESERVED or name in languages():
        return Rule.ID_RESERVED
    return Rule.ID_TAKEN if name in taken else None


def _words(text: str) -> Iterable[str]:
    """The words of *text* that have an ASCII form."""
    for word in re.findall(r"\w+", text):
        yield from filter(None, slug(word).split("-"))


def _fitting(parts: list[str]) -> str:
    """As many of *parts* as an id has room for, the first one cut where it alone is too long."""
    name = "-".join(parts)
    while len(name) > _LONGEST and len(parts) > 1:
        parts = parts[:-1]
        name = "-".join(parts)
    return name[:_LONGEST]
