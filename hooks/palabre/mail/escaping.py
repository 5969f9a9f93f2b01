"""Plain text to Markdown that shows as it was written.

Only what GitHub Flavored Markdown would take for markup is escaped. Lists stay lists: their items
begin with a hyphen or an asterisk, or are numbered from one on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from palabre.source import CONTROL

_INVISIBLE = re.compile("[\u200b\u2060\u00ad]")
"""Zero-width spaces and soft hyphens: editors of a text cannot see them."""

_INLINE = re.compile(
    r"""\\ | [`*~] | (?<!\w)_+ | _+(?!\w)
    | \](?=[(\[:]) | \[(?=\^) | &(?=\#?\w{1,40};) | <""",
    re.VERBOSE,
)
_HOST = r"https?://[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}(?::\d{1,5})?"
_ADDRESS = re.compile(
    rf"(<{_HOST}(?:[/?#][^\s<>]*)?>|\b{_HOST}(?:[/?#][^\s<>`\[\]\\]*(?<![*_~]))?)",
    re.IGNORECASE | re.ASCII,
)
_CLINGING = ("\\", "*", "_", "`", "~", "[", "]")
_RULE = re.compile(r":?[-=_|+][-=_|:+ \t]*")
"""A line that would make a heading of the one above, divide, or head a table."""

_BULLET = re.compile(r"([-*])[ \t]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,9})([.)])[ \t]+(?=\S)")
_OPENS_BLOCK = re.compile(r"#{1,6}(?=\s|$)|[>+]|[-*](?=\s|$)")

_WRAPPED = (40, 60)
"""Mail programs wrap lines no earlier: a line that would have taken the next word was ended. How
long the lines of a paragraph are tells which of these it is, or a number between them."""

_UNWRAPPED = 100
"""A text with longer lines is not wrapped at all: each of its lines was ended."""

_LEVELS = 5
"""A quote of quotes is not shown deeper."""


def clean(text: str) -> str:
    """*text* without what shows nothing, or hides what a text says."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return _INVISIBLE.sub("", CONTROL.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n")))


def inline(text: str) -> str:
    """A line, or part of one, with what would be markup escaped; not how it begins."""
    parts = _ADDRESS.split(text)  # every other one is an address, in which nothing is escaped
    parts[::2] = [_INLINE.sub(_escaped, part) for part in parts[::2]]
    for place in range(1, len(parts), 2):
        if parts[place][0] != "<" and parts[place + 1].startswith(_CLINGING):
            parts[place] = f"<{parts[place]}>"  # else it would reach as far as the next space
    return "".join(parts)


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in match[0])


def start(text: str) -> str:
    """*text*, escaped already, so that it opens no heading, quote, list, rule or table."""
    begun = text.lstrip()
    space = text[: len(text) - len(begun)]
    is_rule = _RULE.fullmatch(begun.rstrip())
    if number := re.match(r"\d{1,9}(?=[.)](?:\s|$))", begun):
        return f"{space}{number[0]}\\{begun[number.end() :]}"
    return f"{space}\\{begun}" if is_rule or _OPENS_BLOCK.match(begun) else text


def as_written(text: str) -> str:
    """The Markdown of *text*; its paragraphs stay, and lines that their writer ended stay ended."""
    paragraphs = re.split(r"\n(?:[ \t]*\n)+", text.strip("\n"))
    numbers = _Numbers()
    return "\n\n".join(filter(None, (_paragraph(p.split("\n"), numbers) for p in paragraphs)))


def quoted(lines: Iterable[str], level: int = 1) -> str:
    """The Markdown of *lines*, each of which may begin with ``>``, as a quote."""
    groups = groupby(_unquoted(lines, level), key=itemgetter(0))
    blocks = []
    for is_deeper, group in groups:
        inner = [line for _, line in group]
        blocks.append(quoted(inner, level + 1) if is_deeper else as_written("\n".join(inner)))
    return block_quote("\n\n".join(filter(None, blocks)))


def block_quote(markdown: str) -> str:
    """*markdown* as a quote; empty where it is."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n")) if markdown else ""


def _unquoted(lines: Iterable[str], level: int) -> Iterator[tuple[bool, str]]:
    """Each line without its first ``>``, and whether a quote within is left of it."""
    for line in lines:
        inner = re.sub(r"^ ?> ?", "", line)
        if level >= _LEVELS:
            yield False, re.sub(r"^[> ]+", "", inner)
        else:
            yield inner.lstrip(" ").startswith(">"), inner


class _Numbers:
    """Which numbers continue a list: Markdown counts by itself."""

    def __init__(self) -> None:
        self.last = 0

    def continue_(self, number: str) -> bool:
        """Whether *number* is the next, or begins a list; if so it is counted."""
        is_next = number in ("1", str(self.last + 1))
        self.last = int(number) if is_next else self.last
        return is_next

    def opens_item(self, line: str) -> bool:
        """Whether *line*, the next, will be an item."""
        match = _NUMBER.match(line)
        is_next = match is not None and match[1] in ("1", str(self.last + 1))
        return is_next or bool(_BULLET.match(line) and not _is_rule(line))


def _paragraph(lines: list[str], numbers: _Numbers) -> str:
    """The Markdown of the lines of one paragraph."""
    lines = [line.strip() for line in lines]
    longest = max(map(len, lines), default=0)
    least, most = _WRAPPED
    room = 0 if longest > _UNWRAPPED else min(most, max(least, longest))
    found = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        written = _line(line, numbers)
        is_ended = following and not _is_wrapped(line, following, room)
        if is_ended and not numbers.opens_item(following):
            written += "\\"
        found.append(written)
    return "\n".join(found)


def _line(line: str, numbers: _Numbers) -> str:
    if not _is_rule(line) and (match := _BULLET.match(line)):
        return f"{match[1]} {start(inline(line[match.end() :]))}"
    if (match := _NUMBER.match(line)) and numbers.continue_(match[1]):
        return f"{match[1]}{match[2]} {start(inline(line[match.end() :]))}"
    return start(inline(line))


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(line.replace("*", "-")))


def _is_wrapped(line: str, following: str, room: int) -> bool:
    """Whether a mail program with *room* in a line, not the writer, ended *line*; 0: none did."""
    return 0 < room < len(line) + 1 + len(following.split(maxsplit=1)[0])
