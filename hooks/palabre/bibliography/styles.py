"""The styles of bibliographies, and how each names authors.

APA: the Publication Manual of the American Psychological Association, 7th edition, chapters 8 to
10. Chicago: The Chicago Manual of Style, 18th edition, chapters 13 and 14, author-date. ISO: ISO
690:2021, in French NF ISO 690, name and date. Their words stand in the catalogues. Titles keep
their letters as they are: only people know which words of them are names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from palabre.language import Language
from palabre.names import Name


@dataclass(frozen=True, slots=True)
class Style:
    """How one style names authors."""

    name: str
    first: Callable[[Name], str]
    """The first author of an entry."""
    others: Callable[[Name], str]
    most: int
    """So many are named; of more than these, only the first :attr:`kept`."""
    kept: int


def _in_initials(name: Name) -> str:
    return name.family if name.is_literal else f"{name.family}, {name.initials}"


def _in_capitals(name: Name) -> str:
    family = name.family.upper()
    return family if name.is_literal else f"{family}, {_dotted(name.given)}"


def _sorted(name: Name) -> str:
    return name.family if name.is_literal else f"{name.family}, {_dotted(name.given)}"


def whole(name: Name) -> str:
    """*name* as people say it, initials with their full stop."""
    return name.family if name.is_literal else f"{_dotted(name.given)} {name.family}"


def _dotted(given: str) -> str:
    """Given names, initials among them with their full stop."""
    return " ".join(f"{w}." if len(w) == 1 and w.isupper() else w for w in given.split(" "))


STYLES = {
    style.name: style
    for style in (
        Style("apa", _in_initials, _in_initials, 20, 19),
        Style("chicago", _sorted, whole, 6, 3),
        Style("iso", _in_capitals, _in_capitals, 3, 1),
    )
}


def authors(names: Sequence[Name], style: Style, language: Language) -> str:
    """*names* as an entry in *style* begins; empty where there is none."""
    if not names:
        return ""
    told = [style.first(names[0]), *map(style.others, names[1 : style.most])]
    if len(names) == 1:
        return told[0]
    if len(names) > style.most:
        message, first = "cite-others", ", ".join(told[: style.kept])
    else:
        message, first = f"cite-{style.name}-several", ", ".join(told[:-1])
    last = style.others(names[-1])
    if len(names) > style.most and style.name == "apa":
        message = "cite-apa-many"
    elif len(names) == 2:
        # In Chicago no comma follows a name that is not turned round.
        is_plain = style.name == "chicago" and names[0].is_literal
        message = "cite-chicago-text-two" if is_plain else f"cite-{style.name}-two"
    return language.say(message, first=first, last=last)
