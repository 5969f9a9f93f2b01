"""Names as bibliographies need them: what an entry is sorted by, and what comes after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from palabre.language import fold, words

_PARTICLES = frozenset(
    "abd abdel abdoul abdul abou abu af al ap ben bin bint bou d' d’ da dal dalla das de degli del "
    "della den der des di do dos du el ibn la las le les los mac mc ould oulad san santa st ten "
    "ter van vande vander von zu zum zur".split()
)
"""What belongs to the family name that follows it, without accents and case."""

_LEAST_CAPITALS = 3
"""So many letters has a family name that is told by its capitals: two may be initials."""


@dataclass(frozen=True, slots=True)
class Name:
    """Of a person or an organisation."""

    family: str
    """By which it is sorted; the whole name where it must not be taken apart."""
    given: str = ""

    @property
    def is_literal(self) -> bool:
        """Whether it is not taken apart."""
        return not self.given

    @property
    def whole(self) -> str:
        """As people say it."""
        return f"{self.given} {self.family}" if self.given else self.family

    @property
    def sorted(self) -> str:
        """As it stands in an alphabetical list."""
        return f"{self.family}, {self.given}" if self.given else self.family

    @property
    def initials(self) -> str:
        """Of the given names, hyphens kept: ``J.-P. M.``."""
        return " ".join(
            "-".join(f"{part[0].upper()}." for part in word.split("-") if part)
            for word in words(self.given)
            if word.strip("-")
        )


@lru_cache(maxsize=8192)
def taken_apart(name: str, family: str = "") -> Name:
    """The *name* of a person; *family* is the part of it that the registry says is the family name.

    Where the registry says nothing, the family name is what stands before a comma (Diallo, Awa);
    else what is written in capitals where the rest is not (Awa DIALLO, DIALLO Awa); else the last
    word with the particles before it (Imane El Rhomri, Ana de la Cruz). A name of one word is not
    taken apart.
    """
    before, _, after = map(str.strip, name.partition(","))
    parts, own = words(name), words(family)
    if own:
        begin = _place(own, parts)
        return Name(name) if begin is None else _split(parts, begin, begin + len(own))
    if before and after:
        return Name(before, after)
    if len(parts) < 2:
        return Name(name)
    return _split(parts, *(_in_capitals(parts) or (_last(parts), len(parts))))


def has_part(name: str, family: str) -> bool:
    """Whether the words of *family* stand in *name*, one after the other."""
    return _place(words(family), words(name)) is not None


def _place(own: list[str], parts: list[str]) -> int | None:
    return next((i for i in range(len(parts)) if parts[i : i + len(own)] == own), None)


def _split(parts: list[str], begin: int, end: int) -> Name:
    return Name(" ".join(parts[begin:end]), " ".join(parts[:begin] + parts[end:]))


def _in_capitals(parts: list[str]) -> tuple[int, int] | None:
    """Where the words in capitals begin and end, if they stand at one end of the name."""
    marks = [part.isupper() and sum(map(str.isalpha, part)) >= _LEAST_CAPITALS for part in parts]
    number = sum(marks)
    if not 0 < number < len(parts):
        return None
    if all(marks[:number]):
        return 0, number
    if all(marks[-number:]):
        return _with_particles(parts, len(parts) - number), len(parts)
    return None


def _last(parts: list[str]) -> int:
    """Where the family name begins that ends the name."""
    return _with_particles(parts, len(parts) - 1)


def _with_particles(parts: list[str], begin: int) -> int:
    """*begin* moved before the particles there; the first word is always a given name."""
    while begin > 1 and fold(parts[begin - 1]).rstrip(".") in _PARTICLES:
        begin -= 1
    return begin
