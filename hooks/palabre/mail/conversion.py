"""A tree of HTML to Markdown."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString, PageElement
from markdownify import MarkdownConverter

from palabre.mail import escaping

BLOCKS = ("p", "div", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "br")
EMPHASIS = ("b", "strong", "i", "em")
_AROUND = " \t\n.,:;!?…«»\"'’\N{NO-BREAK SPACE}"
_OPENS_BLOCK = re.compile(r"[->#|]|\d{1,9}[.)]\s|```")
_SPACES = " \t\N{NO-BREAK SPACE}"
_NO_TEXT = f">{_SPACES}"
_WEB = re.compile(r"(?:https?|mailto|ftp):[^\s<>]+", re.I)


def written(tree: Tag) -> str:
    """What *tree* says."""
    return _tidy(_Converter(heading_style="atx", bullets="-").convert_soup(tree))


def _tidy(text: str) -> str:
    """Without the spaces and empty lines that markup leaves; where a line ends is made visible."""
    text = re.sub("[ \N{NO-BREAK SPACE}]{2,}", _one_space, text)
    lines = text.split("\n")
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        is_ended = line.endswith("  ") and _continues(line, following)
        lines[place] = line.rstrip(_SPACES) + "\\" * is_ended
    text = re.sub(r"(?<!\\)((?:\\\\)*)!(?=\[)", r"\1\\!", "\n".join(lines))  # a link, no picture
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _continues(line: str, following: str) -> bool:
    """Whether the lines belong to one paragraph."""
    quoted = line[: len(line) - len(line.lstrip(_NO_TEXT))]
    inner = following.removeprefix(quoted).strip(_SPACES)
    return bool(line.strip(_NO_TEXT) and inner and not _OPENS_BLOCK.match(inner))


def _one_space(match: re.Match[str]) -> str:
    """One of many spaces, unless they are those that end a line."""
    is_plain = "\N{NO-BREAK SPACE}" not in match[0]
    return match[0] if is_plain else "  " if match[0].endswith("  ") else " "


def _emphasised(element: Tag, text: str, mark: str) -> str:
    """*text* between two of *mark*, or as it is where Markdown would show these."""
    inner = text.strip(_AROUND)
    if not inner or "\n\n" in text or element.find_parent(EMPHASIS):
        return text
    before, _, after = text.partition(inner)
    if (len(inner) - len(inner.rstrip("\\"))) % 2:  # it escapes what follows
        inner, after = inner + after[:1], after[1:]
    sides = (before or _neighbour(element, -1), after or _neighbour(element, 1))
    is_tight = any(c.isalnum() for c in (sides[0][-1:], sides[1][:1]))
    if (is_tight and not (inner[0] + inner[-1]).isalnum()) or "*" in (sides[0][-1:], sides[1][:1]):
        return text
    return f"{before}{mark}{inner}{mark}{after}"


def _neighbour(element: Tag, step: int) -> str:
    """The text beside *element*; an asterisk where it is emphasised too."""
    besides = element.next_siblings if step > 0 else element.previous_siblings
    beside = next((one for one in besides if not _is_nothing(one)), None)
    if isinstance(beside, Tag):
        return "*" if beside.name in EMPHASIS or beside.find(EMPHASIS) else beside.get_text()
    return str(beside or "")


def _is_nothing(element: PageElement) -> bool:
    """Whether nothing is left of *element* in Markdown."""
    if isinstance(element, Tag) and element.name != "br":
        return not element.get_text().strip()
    return not str(element)


class _Converter(MarkdownConverter):
    """Text is escaped as :mod:`~palabre.mail.escaping` does, and links lead to the web only."""

    opens = True
    """Whether the text at hand opens a line."""

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        before = el.previous_sibling
        is_first = before is None or (isinstance(before, Tag) and before.name in BLOCKS)
        self.opens = is_first or str(el.find_previous(string=True)).endswith("\n")
        return str(super().process_text(el, parent_tags))  # type: ignore[misc] # its stub lacks it

    def escape(self, text: str, parent_tags: set[str]) -> str:
        first, *others = map(escaping.inline, escaping.clean(text).split("\n"))
        first = escaping.start(first) if self.opens else first
        text = re.sub(r"[\[\]&]$", r"\\\g<0>", "\n".join([first, *map(escaping.start, others)]))
        return text.replace("|", "\\|") if "td" in parent_tags or "th" in parent_tags else text

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _emphasised(el, text, "**")

    def convert_i(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _emphasised(el, text, "*")

    convert_strong = convert_b
    convert_em = convert_i

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = "".join(str(el.get("href") or "").split())
        words = text.strip()
        if "_noformat" in parent_tags or not words or not _WEB.fullmatch(address):
            return text
        if re.sub(r"[\\<>]", "", words) == re.sub(r"[\\<>]", "", address):
            return text.replace(words, f"<{address}>")
        safe = re.sub(r"[()\\|]", lambda sign: f"%{ord(sign[0]):02X}", address)
        if "\n\n" in words:
            return text
        label = re.sub(
            r"\\.|[\[\]]", lambda sign: sign[0] if sign[0][1:] else f"\\{sign[0]}", words
        )
        return text.replace(words, f"[{label}]({safe})")

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{escaping.as_written(escaping.clean(el.get_text()))}\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = (text or "").strip()
        if not text:
            return "\n"
        parent = el.parent
        bullet = f"{el.get('value', '1')}. " if parent is not None and parent.name == "ol" else "- "
        indent = " " * len(bullet)
        lines = text.split("\n")
        others = [f"{indent}{line}" if line else "" for line in lines[1:]]
        return "\n".join([bullet + lines[0], *others]) + "\n"
