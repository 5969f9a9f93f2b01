"""The signature below a text, and what it tells of who wrote: nothing that it doesn't say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from palabre.mail.quotes import shown
from palabre.mail.words import alternatives, country, plain

_MOST_LINES = 12
_MOST_OF_LINE = 100
_MOST_OF_NAME = 60
_MOST_WORDS = 9
"""Two longer lines are prose."""
_SEPARATOR = re.compile(r"--\s?|_{2,30}")
_CONTACT = re.compile(
    r"@|https?:|www\.|\+?\d[\d\s().-]{5,}|^\W*(?:tel|phone|fax|mob|cell|e-?mail|courriel|skype"
    r"|web|bp|b\.p|p\.?o\.? ?box|twitter|linkedin)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s[|–—•·/-]\s|\t|[;|]|,\s")
_POSTSCRIPT = re.compile(r"(?:p\.? ?s\.?|n\.? ?b\.?)\s?:?\s", re.IGNORECASE)


@dataclass(frozen=True)
class Signature:
    """Who wrote, for whom, where; empty where the signature doesn't tell, or not for sure."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    place: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2."""


@dataclass(frozen=True)
class Signed:
    """A text apart from its signature."""

    text: str
    signature: Signature = Signature()
    written: str = ""
    """The signature as it is written."""
    is_sure: bool = False
    """Whether a signature was found, and all of it understood."""


def split(text: str, sender: str) -> Signed:
    """*text*, plain or Markdown, apart from the signature of *sender*, a name or nothing."""
    lines = text.rstrip().split("\n")
    seen = [shown(line) for line in lines]
    begin, has_closing = _begin(seen, sender)
    if begin is None:
        return Signed(text)
    end = next((p for p in range(begin + 1, len(seen)) if _POSTSCRIPT.match(seen[p])), len(seen))
    signature, is_sure = _read([s for s in seen[begin + has_closing : end] if s], sender)
    kept = [*lines[:begin], *([""] if end < len(lines) else []), *lines[end:]]
    written = "\n".join(lines[begin:end]).strip()
    return Signed("\n".join(kept).strip("\n"), signature, written, is_sure)


def _begin(seen: list[str], sender: str) -> tuple[int | None, bool]:
    """The line where the signature begins, and whether that line is none of who wrote."""
    first = max(0, len(seen) - _MOST_LINES - 4)
    for place in range(first, len(seen)):
        if _SEPARATOR.fullmatch(seen[place]) and any(seen[place + 1 :]):
            above = _closing(seen, max(0, place - 5), place)
            if above is not None and _are_short(seen[above + 1 : place]):
                return above, True
            return (place, True) if place or len(seen) > 1 else (None, False)
    closing = _closing(seen, first, len(seen))
    if closing is not None and _are_short(seen[closing + 1 :]):
        return closing, True
    last = len(seen)
    while last > 0 and seen[last - 1] and len(seen) - last < 6:
        last -= 1
    named = next((p for p in range(last, len(seen)) if _is_of(_first_field(seen[p]), sender)), None)
    is_own = named is not None and named > 0 and _are_short(seen[named:])
    return (named, False) if is_own else (None, False)


def _closing(seen: list[str], begin: int, end: int) -> int | None:
    """The last line that takes leave ("Best regards")."""
    place = next((p for p in reversed(range(begin, end)) if _takes_leave(seen[p])), None)
    return place if place is not None and any(seen[place + 1 : end]) else None


def _takes_leave(line: str) -> bool:
    """Whether *line* is a closing, or begins with one: "Best, to all of you," not "Best ports"."""
    if len(line) > _MOST_OF_NAME:
        return False
    match = re.match(rf"(?:{alternatives('mail-closings')})(?!\w)", plain(line))
    if not match:
        return False
    others = re.findall(r"\w+", plain(line)[match.end() :])
    return not others or (len(others) <= 4 and (" " in match[0] or line.endswith((",", "!", "."))))


def _are_short(lines: list[str]) -> bool:
    end = next((p for p, line in enumerate(lines) if _POSTSCRIPT.match(line)), len(lines))
    told = [line for line in lines[:end] if line]
    prose = [line for line in told if len(line.split()) > _MOST_WORDS]
    is_short = all(len(line) <= _MOST_OF_LINE for line in told)
    return len(told) <= _MOST_LINES and is_short and len(prose) <= 1


def _read(lines: list[str], sender: str) -> tuple[Signature, bool]:
    """What *lines* tell, and whether all of them could be understood."""
    found, is_sure, countries = Signature(), True, set()
    for number, line in enumerate(line for line in lines if not _SEPARATOR.fullmatch(line)):
        fields = [field for field in _fields(line) if not _CONTACT.search(field)]
        for place, field in enumerate(fields):
            told = _told(field, found, number, place, sender)
            code = country(field)
            if code:
                countries.add(code)
                above = fields[place - 1] if place else ""
                if _is_place(above) and not found.place and above not in _values(found):
                    found = replace(found, place=above)
            elif told:
                found = replace(found, **told)
            elif not (place + 1 < len(fields) and country(fields[place + 1]) and _is_place(field)):
                is_sure = False
    if len(countries) == 1:
        found = replace(found, country=countries.pop())
    is_named = bool(found.name) and (not sender or _is_of(found.name, sender))
    return found, is_sure and is_named and len(countries) < 2


def _told(
    field: str, found: Signature, line: int, place: int, sender: str
) -> dict[str, str] | None:
    """Which field of the signature *field* gives; ``None`` where that cannot be told."""
    folded = plain(field)
    if (
        not found.name
        and place == 0
        and (_is_of(field, sender) or (line == 0 and not sender and _is_name(field)))
    ):
        return {"name": field}
    is_role = bool(re.search(rf"\b(?:{alternatives('mail-roles')})\b", folded))
    if is_role and not found.role:
        return {"role": field}
    if re.search(rf"\b(?:{alternatives('mail-organisations')})\b", folded) and not is_role:
        name = f"{found.organisation}, {field}" if found.organisation else field
        return {"organisation": name} if len(name) < 200 else None
    return None


def _fields(line: str) -> Iterator[str]:
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"\s\(([^()]*)\)", lambda m: f", {m[1]}" if country(m[1]) else m[0], line)
    for field in _BETWEEN.split(line):
        tidy = field.strip(" ,.;:\"'")
        if tidy.startswith("(") or tidy.count("(") != tidy.count(")"):
            tidy = tidy.strip(" ,.;:()\"'")
        if any(c.isalnum() for c in tidy):
            yield tidy


def _first_field(line: str) -> str:
    return next(_fields(line), "")


def _values(found: Signature) -> tuple[str, ...]:
    return (found.name, found.role, found.organisation)


def _is_of(field: str, sender: str) -> bool:
    """Whether *field* is the name of *sender*, or a part of it."""
    told = set(re.findall(r"\w+", plain(field)))
    known = {word for word in re.findall(r"\w+", plain(sender)) if len(word) > 2}
    is_name = all(word[0].isupper() for word in re.findall(r"\w{4,}", field))
    return bool(told & known) and is_name and len(told) <= 6 and len(told - known) <= 2


def _is_name(field: str) -> bool:
    parts = field.split()
    has_capitals = all(part[0].isupper() for part in parts)
    is_other = re.search(
        rf"\b(?:{alternatives('mail-roles')}|{alternatives('mail-organisations')})\b", plain(field)
    )
    return 2 <= len(parts) <= 5 and has_capitals and field.isprintable() and not is_other


def _is_place(field: str) -> bool:
    is_word = bool(field) and not any(c.isdigit() for c in field) and field[0].isupper()
    is_other = re.search(
        rf"\b(?:{alternatives('mail-roles')}|{alternatives('mail-organisations')})\b", plain(field)
    )
    return is_word and len(field.split()) <= 4 and not is_other
