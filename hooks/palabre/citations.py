"""Citations in the moderators' texts: ``[@an-id#p3]``, several ``[@an-id#p3; @another#p1]``.

What is written becomes an empty link ``<a href="cite:an-id#p3;another#p1"></a>``, which takes the
way of all HTML through the allow-list; pages put words in its place. What was meant as a citation
and is none becomes such a link to what was written, so that it is found there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from palabre import paragraphs
from palabre.layout import ID

SCHEME = "cite"

_FRAGMENT = r"[a-z][a-z0-9-]*"
# The paragraph may be missing: whoever knows the contribution can tell its paragraphs.
_KEY = rf"@{ID.pattern}(?:#{_FRAGMENT})?"
_GROUP = re.compile(rf"\[\s*{_KEY}(?:\s*;\s*{_KEY})*\s*\]")
_WRITTEN = re.compile(rf"@({ID.pattern})(?:#({_FRAGMENT}))?")
# Not what a link is written in, nor the mark of an address (palabre.privacy); an id with a number,
# which no other words have, is meant to cite without any bracket too.
_MEANT = (
    r"\[(?=\s*@\s*[^\s\]]|[^\[\]]*[a-z0-9-]{3}#p\d)[^\[\]]*\](?!\()(?!\[(?!\s*@))"
    rf"|(?<![\w./@])@{ID.pattern}#p\d+|\(\s*@{ID.pattern}#p\d+\s*\)"
)
_BEFORE_EMPHASIS = 85
"""After code, links and HTML, whose parts are no words."""

_CITED = rf"{ID.pattern}#(?:{_FRAGMENT})?"
_PARTS = re.compile(rf"({ID.pattern})#({_FRAGMENT})?")
_HREF = rf"{SCHEME}:{_CITED}(?:;{_CITED})*"
_OPENING = re.compile(rf'<a href="({_HREF})" rel="noopener">')
_LINK = rf'<a href="{_HREF}" rel="noopener"></a>'
_RUN = re.compile(rf"(?:{_LINK}\s*)*{_LINK}")
_ANY = re.compile(rf'<a\b[^>]*? href="({SCHEME}:[^"]*)"', re.IGNORECASE)


Cited = tuple[str, str]
"""The id of a contribution, and the fragment of a paragraph of it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """That a text cites a paragraph of a contribution."""

    id: str
    fragment: str
    """Of the paragraph cited; empty where that was forgotten."""
    line: int
    """Of the file in which the citation stands."""
    at: str
    """The fragment of the paragraph in which it stands; empty where it stands in none."""


class CitationsExtension(Extension):
    """Python-Markdown's: makes links of citations."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the processor."""
        md.inlinePatterns.register(_Processor(_MEANT, md), "citation", _BEFORE_EMPHASIS)


class _Processor(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # its stubs know no processor that always matches
        self, match: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        written = str(self.unescape(match[0]))
        whole = _WRITTEN.findall(written) if _GROUP.fullmatch(written) else ()
        cited = ";".join(map("#".join, whole))
        link = Element("a", href=f"{SCHEME}:{cited or quote(written)}")
        return link, match.start(), match.end()


def _may_cite(html: str) -> bool:
    """Whether *html* is worth a closer look: nearly none is."""
    return f"{SCHEME}:" in html.lower()


def flaw(address: str) -> str | None:
    """What was written instead of a citation where a link leads to *address*.

    Empty where that is a citation, ``None`` where it has nothing to do with any.
    """
    if not address.lower().startswith(f"{SCHEME}:"):
        return None
    return "" if re.fullmatch(_HREF, address) else unquote(address[len(SCHEME) + 1 :])


def forged(html: str) -> Iterator[str]:
    """The addresses of links of sanitized *html* that look like citations and are none of ours."""
    return iter(_ANY.findall(_RUN.sub("", html)) if _may_cite(html) else ())


def repaired(written: str) -> str:
    """The citation that was meant by *written*; empty where that does not tell it."""
    parts = [f"@{key}#{name}" for key, name in _PARTS.findall(written.lower()) if name]
    rest = re.sub(rf"@?\s*{_CITED}|[\[\]()\s;,]", "", written.lower())
    return f"[{'; '.join(parts)}]" if parts and not rest else ""


def found_in(html: str, body: str, first_line: int) -> Iterator[Citation]:
    """What a text cites: *html* is that of its *body*, which begins at *first_line* of its file."""
    seen: dict[Cited, int] = {}
    for tag, at in paragraphs.placed(html) if _may_cite(html) else ():
        if match := _OPENING.fullmatch(tag):
            for key, fragment in _PARTS.findall(match[1]):
                whole = rf"{key}#{fragment}" if fragment else rf"{key}(?!#)"
                written = re.compile(rf"@{whole}(?![a-z0-9-])")
                start = seen.get((key, fragment), 0)
                found = written.search(body, start) or written.search(body)
                seen[key, fragment] = found.end() if found else 0
                line = first_line + body.count("\n", 0, found.start() if found else 0)
                yield Citation(key, fragment, line, at)


def replaced(html: str, words: Callable[[list[Cited]], str]) -> str:
    """*html* with *words* in the place of each run of citations, told what it cites.

    *words* bring brackets of their own: those around a run go. Where there are none, the space
    before goes too; where they follow a word at once, there will be one.
    """
    pieces, begin = [], 0
    for run in _RUN.finditer(html) if _may_cite(html) else ():
        before, end = html[begin : run.start()], run.end()
        if before.endswith("(") and html[end : end + 1] == ")":
            before, end = before[:-1], end + 1
        shown = words(list(dict.fromkeys(_PARTS.findall(run[0]))))
        if not shown:
            before = before.rstrip()
        elif before[-1:].isalnum():
            before += " "
        pieces += [before, shown]
        begin = end
    return "".join((*pieces, html[begin:]))


def without(html: str) -> str:
    """*html* without citations: what is told elsewhere of a text's words."""
    return replaced(html, lambda cited: "")
