"""The paragraphs of rendered texts: numbered, linked, cut, and set beside each other.

The HTML is what :mod:`palabre.text` has sanitized.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from itertools import pairwise

from palabre.language import words

PERMALINK = "palabre-permalink"
"""The class of the link that a paragraph begins with."""

_BLOCKS = frozenset(("p", "blockquote", "table", "pre"))
_LISTS = frozenset(("ul", "ol"))
_VOID = frozenset(("br", "hr", "img"))
_CLOSED = frozenset(("table", "pre"))
# nh3 writes every attribute as name="value" with the quotes in the value escaped.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_PERMALINK = re.compile(rf'<a class="{PERMALINK}"[^>]*>\d+</a>')
_LINKED = re.compile(rf'<a class="{PERMALINK}" href="#([^"]*)">')
_HEADING = re.compile(r"<(h[2-6])\b.*?</\1>", re.DOTALL)
_UNFINISHED = re.compile(r"<[^>]*\Z")
_ANY_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</?(?:p|li|[uod]l|d[td]|blockquote|table|t[rdh]|pre|h\d|[bh]r)\b[^>]*>")


def aligned(one: str, other: str, prefix: str) -> list[tuple[str, str, str]]:
    """Two numbered texts cut where both begin a block: number of its first paragraph, both parts.

    The parts have no permalinks; *prefix* stands before all ids of the *other*.
    """
    here, there = _cuts(one), _cuts(other)
    numbers = sorted(here.keys() & there.keys()) or [0]
    one_parts = _cut(one, [here.get(n, 0) for n in numbers])
    other_parts = _cut(other, [there.get(n, 0) for n in numbers])
    return [
        (str(n), _bare(left, ""), _bare(right, prefix))
        for n, left, right in zip(numbers, one_parts, other_parts, strict=True)
    ]


def _cuts(html: str) -> dict[int, int]:
    """Where blocks begin that hold paragraphs, by the number of the first: a heading goes along."""
    found: dict[int, int] = {}
    begin, is_open, count = 0, False, 0

    def visit(match: re.Match[str], is_paragraph: bool, is_top: bool) -> str:
        nonlocal begin, is_open, count
        if is_top and not is_open:
            begin, is_open = match.start(), True
        if is_paragraph:
            count += 1
            if is_open:
                found[count], is_open = begin, False
        return ""

    _walk(html, visit)
    return found


def _cut(html: str, starts: list[int]) -> list[str]:
    """*html* in parts; what stands before the first start belongs to the first."""
    bounds = [0, *starts[1:], len(html)]
    return [html[start:end] for start, end in pairwise(bounds)]


def _bare(html: str, prefix: str) -> str:
    """*html* without links to its own paragraphs, and with *prefix* before its ids."""
    bare = _PERMALINK.sub("", html)
    if not prefix:
        return bare
    return _TAG.sub(lambda match: re.sub(r' (id="|href="#)', rf" \1{prefix}", match[0]), bare)


def number(html: str, prefix: str = "", is_linked: bool = False) -> tuple[str, tuple[str, ...]]:
    """Give every paragraph of sanitized *html* its id; return also their elements, in order.

    A paragraph is each top-level p, list item, quote, table or preformatted block. Where
    *is_linked*, each begins with a link to itself that shows its number.
    """
    blocks: list[str] = []

    def visit(match: re.Match[str], is_paragraph: bool, is_top: bool) -> str:
        if not is_paragraph:
            return match[0]
        tag, attributes = match[2], re.sub(r' id="[^"]*"', "", match[3])
        blocks.append(tag)
        name = f"{prefix}p{len(blocks)}"
        link = f'<a class="{PERMALINK}" href="#{name}">{len(blocks)}</a>' if is_linked else ""
        opening = f'<{tag} id="{name}"{attributes}>'
        return link + opening if tag == "table" else opening + link  # no link may stand in a table

    return _walk(html, visit), tuple(blocks)


def _walk(html: str, visit: Callable[[re.Match[str], bool, bool], str]) -> str:
    """*html* with every tag replaced by what *visit* gives.

    It is told whether the tag opens a paragraph, and whether it opens an element of the top level.
    """
    stack: list[str] = []

    def step(match: re.Match[str]) -> str:
        closing, tag, _ = match.groups()
        if closing:
            while stack and stack.pop() != tag:
                pass
            return visit(match, False, False)
        is_item = tag == "li" and len(stack) == 1 and stack[0] in _LISTS
        is_top = not stack
        is_paragraph = is_item or (is_top and tag in _BLOCKS)
        if tag not in _VOID:
            stack.append(tag)
        return visit(match, is_paragraph, is_top)

    return _TAG.sub(step, html)


def placed(html: str) -> list[tuple[str, str]]:
    """Every opening tag of numbered *html*, with the fragment of the paragraph it stands in.

    That is empty where it stands in none.
    """
    found: list[tuple[str, str]] = []
    name = ""

    def visit(match: re.Match[str], is_paragraph: bool, is_top: bool) -> str:
        nonlocal name
        if is_paragraph or is_top:
            name = _name_of(match) if is_paragraph else ""
        if not match[1]:
            found.append((match[0], name))
        return ""

    _walk(html, visit)
    return found


def ended(html: str, ends: Mapping[str, str]) -> str:
    """Numbered *html* with what *ends* has for the fragments of paragraphs, at the end of each.

    No more than words may stand in a table or in what is preformatted: there it comes after.
    """
    tag = name = ""
    depth = 0

    def visit(match: re.Match[str], is_paragraph: bool, is_top: bool) -> str:
        nonlocal tag, name, depth
        if is_paragraph:
            tag, name, depth = match[2], _name_of(match), 0
        depth += (-1 if match[1] else 1) if match[2] == tag else 0
        if not match[1] or match[2] != tag or depth:
            return match[0]
        end, tag = ends.get(name, ""), ""
        return match[0] + end if match[2] in _CLOSED else end + match[0]

    return _walk(html, visit)


def _name_of(match: re.Match[str]) -> str:
    own = re.search(r' id="([^"]*)"', match[3])
    return own[1] if own else ""


def plain(html: str) -> str:
    """The words of a rendered text."""
    return unescape(_ANY_TAG.sub("", _BREAK.sub(" ", _PERMALINK.sub("", html))))


def excerpt(html: str, limit: int = 160) -> str:
    """The first words of a rendered text, at most *limit* characters."""
    beginning = _UNFINISHED.sub("", html[: 6 * limit])
    return cut(" ".join(words(plain(beginning))), limit)


def cut(text: str, limit: int) -> str:
    """The first words of *text*, at most *limit* characters."""
    if len(text) <= limit:
        return text
    whole, _, rest = text[:limit].rpartition(" ")
    return (whole or rest).rstrip(",;:.–—\u00a0\u202f") + "…"


def first_words(html: str, limit: int) -> Iterator[tuple[str, str]]:
    """The fragment of each paragraph of a linked text, with its first words, *limit* characters."""
    found = list(_LINKED.finditer(html))
    ends = [match.start() for match in found[1:]] + [len(html)]
    for match, end in zip(found, ends, strict=True):
        yield match[1], excerpt(_HEADING.sub("", html[match.start() : end]), limit)
