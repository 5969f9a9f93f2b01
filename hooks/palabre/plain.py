"""The words of a rendered text, without any markup: what is counted, compared and translated.

The HTML is what :mod:`palabre.text` has sanitized and :mod:`palabre.paragraphs` numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from palabre.citations import without
from palabre.language import words
from palabre.paragraphs import name_of, spans, without_permalinks

Parts = tuple[tuple[str, str], ...]
"""A text in parts: the id of a paragraph and its words; no id has what is none, as headings."""

_BLOCK = re.compile(
    r"<(/?(?:p|li|[uod]l|d[td]|blockquote|table|caption|tr|pre|h[2-6]|hr|section|div|details|"
    r"summary|figure|figcaption))(?: [^>]*)?>"
)
_CELL = re.compile(r"<(?:br|/t[dh])\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_NOTE = re.compile(r'<sup\b[^>]*><a href="#[^>]*>(\d+)</a></sup>')
_BACK = re.compile(r'<a href="#[^>]*>↩[^<]*</a>')
# What nh3 writes of what a text may mean by others; the last one makes none of the others anew.
_ENTITIES = (("&nbsp;", "\u00a0"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def parts(html: str) -> Parts:
    """The paragraphs of numbered *html*, and what stands between them, without citations.

    A line break within a part ends a block: a table's row, a paragraph of a quote. In what is
    preformatted lines stand as they are.
    """
    html = without(without_permalinks(html))
    if 'href="#fn' in html:
        html = _BACK.sub("", _NOTE.sub(r"[\1]", html))
    found: list[tuple[str, str]] = []
    end = 0
    for opening, closing in spans(html):
        if between := html[end : opening.start()].strip():
            found += (("", block) for block in _blocks(between))
        if opening[2] == "p":  # no block stands in it
            said = _said(html[opening.end() : closing])
        else:
            said = "\n".join(_blocks(html[opening.start() : closing]))
        found.append((name_of(opening), said))
        end = closing + len(f"</{opening[2]}>")
    found += (("", block) for block in _blocks(html[end:]))
    return tuple(found)


def text(parted: Iterable[tuple[str, str]]) -> str:
    """All words, a blank line between the parts."""
    return "\n\n".join(said for _, said in parted if said)


def _blocks(html: str) -> Iterator[str]:
    """The words of each block that has some."""
    is_preformatted = False
    for position, piece in enumerate(_BLOCK.split(html)):
        if position % 2:  # the name of a tag
            is_preformatted = piece == "pre" or (is_preformatted and piece != "/pre")
        elif said := _said(piece, is_preformatted):
            yield said


def _said(html: str, is_preformatted: bool = False) -> str:
    if "<" in html:
        html = _TAG.sub("", _CELL.sub(" ", html))
    if "&" in html:
        for entity, sign in _ENTITIES:
            html = html.replace(entity, sign)
    if is_preformatted:
        return html.strip("\n")
    if "\n" in html or "\t" in html or "  " in html or html != html.strip():
        return " ".join(words(html))
    return html
