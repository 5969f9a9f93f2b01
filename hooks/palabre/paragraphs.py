"""The paragraphs of rendered texts: numbered or named, linked, cut, and set beside each other.

The HTML is what :mod:`palabre.text` has sanitized.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from markupsafe import Markup

from palabre.language import words

PERMALINK = "palabre-permalink"
"""The class of the link that a paragraph begins with."""

SEAL = 8
"""So many characters has a paragraph's seal."""

_BLOCKS = frozenset(("p", "blockquote", "table", "pre"))
_LISTS = frozenset(("ul", "ol"))
_VOID = frozenset(("br", "hr", "img"))
_CLOSED = frozenset(("table", "pre"))
# nh3 writes every attribute as name="value" with the quotes in the value escaped.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_UNNUMBERED = "¶"
"""What the link of a paragraph shows that has an id of its own."""
_PERMALINK = re.compile(rf'<a class="{PERMALINK}"[^>]*>(?:\d+|{_UNNUMBERED})</a>')
_MARKER = re.compile(r"(^|[ \n>])\{#([^{}\s]*)\}((?:\s*</[a-z][a-z0-9]*>)*\s*)$")
"""How a paragraph ends that has an id of its own."""
# Never a paragraph's number, nor what a page calls its own parts.
_OWN_ID = re.compile(r"(?!palabre-|text-|fn|(?:\w+-)?p\d+$)[a-z][a-z0-9-]*")
_OWN = re.compile(r' (id="|href="#)')
_ID = re.compile(r' id="([^"]*)"')
_LINKED = re.compile(rf'<a class="{PERMALINK}" href="#([^"]*)">')
_HEADING = re.compile(r"<(h[2-6])\b.*?</\1>", re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"</?(?:p|li|[uod]l|d[td]|blockquote|table|t[rdh]|pre|h\d|[bh]r)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of a text, and the same in another."""

    id: str
    """Of the first paragraph; empty where there is none."""
    one: Markup
    other: Markup

    @property
    def label(self) -> str:
        """What a link to the paragraph shows."""
        return self.id[1:] if re.fullmatch(r"p\d+", self.id) else _UNNUMBERED


def aligned(one: str, other: str, prefix: str) -> list[Pair]:
    """Two numbered texts cut where both begin a block.

    The parts have no permalinks; *prefix* stands before all ids of the *other*.
    """
    one, other = without_permalinks(one), without_permalinks(other)
    here, there = _cuts(one), _cuts(other)
    names = [name for name in here if name in there] or [""]
    one_parts = _cut(one, [here.get(name, 0) for name in names])
    other_parts = _cut(other, [there.get(name, 0) for name in names])
    return [
        Pair(name, Markup(left), Markup(_prefixed(right, prefix)))
        for name, left, right in zip(names, one_parts, other_parts, strict=True)
    ]


def _cuts(html: str) -> dict[str, int]:
    """Where blocks begin that hold paragraphs, by the id of the first: a heading goes along."""
    found: dict[str, int] = {}
    begin, is_open = 0, False
    for match, is_paragraph, is_top in _tags(html):
        if is_top and not is_open:
            begin, is_open = match.start(), True
        if is_paragraph and is_open:
            found[name_of(match)], is_open = begin, False
    return found


def _cut(html: str, starts: list[int]) -> list[str]:
    """*html* in parts; what stands before the first start belongs to the first."""
    bounds = [0, *starts[1:], len(html)]
    return [html[start:end] for start, end in pairwise(bounds)]


def _prefixed(html: str, prefix: str) -> str:
    """*html* with *prefix* before its ids, and where links name them."""
    own = rf" \1{prefix}"
    return _TAG.sub(lambda match: _OWN.sub(own, match[0]) if match[3] else match[0], html)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text whose paragraphs have their ids."""

    html: str
    blocks: tuple[str, ...]
    """The element of each numbered paragraph."""
    named: tuple[tuple[int, str, str], ...]
    """The paragraphs with an id of their own: after how many numbered ones, element, id."""
    seals: tuple[str, ...]
    """The seal of each numbered paragraph: see :func:`seal`."""
    misnamed: tuple[str, ...]
    """The markers that name no paragraph."""


def number(html: str, prefix: str = "", is_linked: bool = False) -> Numbered:
    """Give every paragraph of sanitized *html* its id.

    A paragraph is each top-level p, list item, quote, table or preformatted block. One that ends
    with `` {#some-id}`` has that id, and no number. Where *is_linked*, each begins with a link to
    itself that shows its number.
    """
    blocks: list[str] = []
    named: list[tuple[int, str, str]] = []
    seals: list[str] = []
    misnamed: list[str] = []
    taken = set(_ID.findall(html)) if "{#" in html else set()
    pieces, end = [], 0
    for opening, closing in spans(html):
        tag, inner = opening[2], html[opening.end() : closing]
        marker = _MARKER.search(inner) if "{#" in inner and tag != "pre" else None
        own = ""
        if marker and "</code>" not in marker[3]:
            own = marker[2] if _may_name(marker, f"{prefix}{marker[2]}" in taken) else ""
            if own:
                inner = inner[: marker.start()] + marker[3]
                named.append((len(blocks), tag, own))
            else:
                misnamed.append(unescape(f"{{#{marker[2]}}}"))
        if not own:
            blocks.append(tag)
            seals.append(seal(inner))
        name = f"{prefix}{own or f'p{len(blocks)}'}"
        taken.add(name)
        shown = _UNNUMBERED if own else len(blocks)
        link = f'<a class="{PERMALINK}" href="#{name}">{shown}</a>' if is_linked else ""
        start = f'<{tag} id="{name}"{_ID.sub("", opening[3]) if opening[3] else ""}>'
        start = link + start if tag == "table" else start + link  # no link may stand in a table
        pieces += [html[end : opening.start()], start, inner]
        end = closing
    whole = "".join((*pieces, html[end:]))
    return Numbered(whole, tuple(blocks), tuple(named), tuple(seals), tuple(misnamed))


def _may_name(marker: re.Match[str], is_taken: bool) -> bool:
    """Whether *marker* stands behind words, and what it says may be an id."""
    return marker[1] in (" ", "\n") and bool(_OWN_ID.fullmatch(marker[2])) and not is_taken


def seal(html: str) -> str:
    """:data:`SEAL` hex digits of SHA-256 of what a paragraph says, whatever its case and lines."""
    text = plain(html) if "<" in html or "&" in html else html  # nearly all are plain already
    return hashlib.sha256(text.casefold().replace("\n", " ").encode()).hexdigest()[:SEAL]


def spans(html: str) -> Iterator[tuple[re.Match[str], int]]:
    """The opening tag of each paragraph, and where its closing tag begins."""
    stack: list[tuple[str, re.Match[str] | None]] = []
    for match in _TAG.finditer(html):
        closing, tag, _ = match.groups()
        if closing:
            while stack:
                name, opening = stack.pop()
                if opening:
                    yield opening, match.start()
                if name == tag:
                    break
        elif tag not in _VOID:
            is_paragraph = _is_paragraph(tag, len(stack), stack[0][0] if stack else "")
            stack.append((tag, match if is_paragraph else None))


def _is_paragraph(tag: str, depth: int, outermost: str) -> bool:
    """Whether an element is a paragraph that stands in *depth* others."""
    if not depth:
        return tag in _BLOCKS
    return depth == 1 and tag == "li" and outermost in _LISTS


def _tags(html: str) -> Iterator[tuple[re.Match[str], bool, bool]]:
    """Every tag; whether it opens a paragraph, and whether it opens an element of the top level."""
    stack: list[str] = []
    for match in _TAG.finditer(html):
        closing, tag, _ = match.groups()
        if closing:
            while stack and stack.pop() != tag:
                pass
            yield match, False, False
        else:
            is_top = not stack
            is_paragraph = _is_paragraph(tag, len(stack), "" if is_top else stack[0])
            if tag not in _VOID:
                stack.append(tag)
            yield match, is_paragraph, is_top


def placed(html: str) -> list[tuple[str, str]]:
    """Every opening tag of numbered *html*, with the fragment of the paragraph it stands in.

    That is empty where it stands in none.
    """
    found: list[tuple[str, str]] = []
    name = ""
    for match, is_paragraph, is_top in _tags(html):
        if is_paragraph or is_top:
            name = name_of(match) if is_paragraph else ""
        if not match[1]:
            found.append((match[0], name))
    return found


def ended(html: str, ends: Mapping[str, str]) -> str:
    """Numbered *html* with what *ends* has for the fragments of paragraphs, at the end of each.

    No more than words may stand in a table or in what is preformatted: there it comes after.
    """
    if not ends:
        return html
    pieces: list[str] = []
    tag = name = ""
    depth = written = 0
    for match, is_paragraph, _ in _tags(html):
        if is_paragraph:
            tag, name, depth = match[2], name_of(match), 0
        depth += (-1 if match[1] else 1) if match[2] == tag else 0
        if match[1] and match[2] == tag and not depth:
            at = match.end() if tag in _CLOSED else match.start()
            pieces += (html[written:at], ends.get(name, ""))
            written, tag = at, ""
    return "".join((*pieces, html[written:]))


def name_of(match: re.Match[str]) -> str:
    """The id in an opening tag; empty where it has none."""
    own = _ID.search(match[3])
    return own[1] if own else ""


def without_permalinks(html: str) -> str:
    """*html* without the links to its own paragraphs."""
    return _PERMALINK.sub("", html)


def depth(html: str) -> int:
    """In how many elements the innermost of sanitized *html* stands, itself among them."""
    now = deepest = 0
    for match in _TAG.finditer(html):
        if match[2] not in _VOID:
            now += -1 if match[1] else 1
            deepest = max(deepest, now)
    return deepest


def plain(html: str) -> str:
    """The words of a rendered text."""
    return unescape(_ANY_TAG.sub("", _BREAK.sub(" ", without_permalinks(html))))


def excerpt(html: str, limit: int = 160) -> str:
    """The first words of a rendered text, at most *limit* characters."""
    beginning = html[: 6 * limit]
    if beginning.rfind("<") > beginning.rfind(">"):  # a tag is cut
        beginning = beginning[: beginning.rfind("<")]
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
