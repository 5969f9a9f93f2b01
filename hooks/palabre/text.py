"""Markdown to safe HTML with numbered paragraphs.

Two dialects, one way: parse, sanitize with an allow-list, resolve links, number. What we add
ourselves is added after sanitizing. Contributions are GitHub Flavored Markdown (what a contributor
previews is what the site shows, and mail keeps its shape); moderators' texts are Python-Markdown
with the extensions of ``mkdocs.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

import markdown
import nh3
from cmarkgfm import cmark

from palabre import citations, privacy
from palabre.layout import ATTACHMENTS, MARKDOWN
from palabre.paragraphs import depth, number
from palabre.problems import Rule
from palabre.source import CONTROL
from palabre.vocabulary import Vocabulary

_GFM = ("table", "strikethrough", "autolink")
_GFM_OPTIONS = cmark.Options.CMARK_OPT_FOOTNOTES
# Safe mode is cmark's default since 0.29: it puts this in the place of HTML, and href="" in the
# place of a link that could run something.
_OMITTED = "<!-- raw HTML omitted -->"

_TAGS = frozenset(
    "a abbr blockquote br caption cite code dd del dfn dl dt em h2 h3 h4 h5 h6 hr img ins kbd li "
    "ol p pre q s samp section small strong sub sup table tbody td tfoot th thead tr ul".split()
)
_ATTRIBUTES = {
    "*": set[str](),  # nh3 would allow lang and title everywhere
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
    "li": {"id"},
    "sup": {"id"},
}
_MODERATOR_TAGS = _TAGS | {"details", "div", "figcaption", "figure", "mark", "span", "summary"}
_MODERATOR_ATTRIBUTES = {
    **_ATTRIBUTES,
    **{tag: {"id"} for tag in ("h2", "h3", "h4", "h5", "h6", "li", "sup")},
    **{tag: {"class"} for tag in ("div", "span", "code", "pre", "table", "details", "p")},
}
# Classes that the extensions write; none of the theme's, with which a text could cover the page.
_CLASS = re.compile(
    r"admonition(-title)?|highlight(table)?|footnote\w*|linenos?|language-\w+|"
    r"note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote|[a-z]{1,2}\d?"
)
# A heading's slug, or a footnote of either dialect: never a part of the theme, nor a paragraph.
_TEXT_ID = re.compile(r"(fn|fnref)[-:\d]*[-:][\w-]+|(?!palabre-|(\w+-)?p\d+$)[a-z0-9][\w-]*")

_FORMS = {"align": re.compile("left|right|center|justify"), "start": re.compile(r"-?\d{1,9}")}
"""What the values of some attributes look like."""

_SCHEMES = frozenset(("http", "https"))
_MODERATOR_SCHEMES = _SCHEMES | {citations.SCHEME}

_NAMED = re.compile(r' id="(?!p\d+")([^"]+)"')
_OPENING = re.compile(r"<([a-z][\w-]*)", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"<a\b(?![^>]* href=)|<img\b(?![^>]* src=)")


@dataclass(frozen=True)
class Link:
    """A link of a text to another file of the archive."""

    written: str
    """As it stands in the text."""
    target: str
    """Below the language's folder of ``docs/``, with ``/``; ``..`` where it leaves that folder."""
    fragment: str


@dataclass(frozen=True)
class Rendered:
    """A text as HTML."""

    html: str
    blocks: tuple[str, ...]
    """The element of each numbered paragraph: ``blocks[2]`` is the tag of ``#p3``."""
    named: tuple[tuple[int, str, str], ...] = ()
    """The paragraphs with an id of their own: see :class:`palabre.paragraphs.Numbered`."""
    seals: tuple[str, ...] = ()
    """The seal of each numbered paragraph."""
    links: tuple[Link, ...] = ()
    flaws: tuple[tuple[Rule, str], ...] = ()
    """What had to be left out, and the value found."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The fragments that a link to this text may name, sorted, but for paragraphs' numbers."""
        return tuple(sorted(set(_NAMED.findall(self.html))))


@dataclass
class _Findings:
    """What one rendering finds on its way."""

    folder: str
    """Where the text stands below its language's folder, without a final ``/``."""
    attachments: str
    """From the page to the folder in which attachments are published."""
    prefix: str = ""
    """Before every id, where a page has two texts."""
    links: list[Link] = field(default_factory=list)
    flaws: list[tuple[Rule, str]] = field(default_factory=list)

    def resolve(self, url: str) -> str | None:
        """The address of a relative *url* of a text; ``None`` takes the link out."""
        parts = _split(url)
        if parts is None or parts.netloc or _ODD.search(parts.path):
            self.flaws.append((Rule.LINK_BROKEN, url))
            return None
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if not path and not parts.query:
            self.links.append(Link(url, "", fragment))
            return f"#{self.prefix}{quote(fragment)}"
        target = _join(self.folder, path)
        if path.endswith(MARKDOWN):
            self.links.append(Link(url, target, fragment))
            address = path.removesuffix(MARKDOWN) + ".html"
            return quote(address) + (f"#{quote(fragment)}" if fragment else "")
        if path.endswith(ATTACHMENTS):
            self.links.append(Link(url, target, ""))
            return f"{self.attachments}{quote(path)}"
        self.flaws.append((Rule.LINK_BROKEN, url))
        return None

    def attribute(self, tag: str, name: str, value: str) -> str | None:
        """nh3's filter: pictures are the archive's own, ids and classes are the text's own."""
        if tag == "img" and name == "src":
            parts = _split(value)
            if parts is None or parts.scheme or not parts.path.endswith(ATTACHMENTS):
                self.flaws.append((Rule.IMAGE_PLACE, value))
                return None
        if name == "href" and value == "":  # cmark's way of taking out what could run something
            return None
        if tag == "a" and name == "href" and (written := citations.flaw(value)):
            self.flaws.append((Rule.CITATION_FORM, written))
            return None
        if name in _FORMS:  # of these a book makes styles, and XHTML takes no others
            return value if _FORMS[name].fullmatch(value) else None
        if name == "class":
            return " ".join(c for c in value.split() if _CLASS.fullmatch(c)) or None
        if name == "id":
            return f"{self.prefix}{value}" if _TEXT_ID.fullmatch(value) else None
        return value


# What browsers and the file system read in two ways, or as the root of another site.
_ODD = re.compile(r"^/|[\\\s]|%2f|%5c", re.IGNORECASE)


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # "https://[@": no address at all
        return None


def _join(folder: str, path: str) -> str:
    """*path*, relative to *folder*, normalized."""
    parts = folder.split("/") if folder else []
    for part in path.split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


_DEEPEST = 80
"""So many elements may lie in each other, forty levels of lists: lxml gives up at 256, and
WeasyPrint, by whom books are printed, before 200."""
_MOST_SIGNS = 200
_DEEP = re.compile(r"^[ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]*){8,}|^[ \t]{60,}\S", re.MULTILINE)


class Dialect:
    """One way of writing Markdown, with its allow-list."""

    def __init__(
        self,
        convert: Callable[[str], str],
        tags: frozenset[str],
        attributes: Mapping[str, set[str]],
        is_slow: bool = False,
        schemes: frozenset[str] = _SCHEMES,
    ) -> None:
        self._convert = convert
        self._schemes = set(schemes)
        self._is_slow = is_slow
        self._tags = set(tags)
        self._attributes = dict(attributes)

    def render(
        self,
        body: str,
        folder: str = "",
        attachments: str = "",
        prefix: str = "",
        is_linked: bool = False,
    ) -> Rendered:
        """*body* as HTML.

        *folder* is where the text stands below its language's folder; *attachments* leads from
        the page to the folder in which the text's attachments are published; *prefix* stands
        before paragraph numbers where a page has two texts (``#es-p3``); *is_linked* tells whether
        paragraphs begin with a link to themselves.
        """
        if flaw := self._too_much(body):
            return Rendered("", (), flaws=((Rule.BODY_TOO_COMPLEX, flaw),))
        try:
            html = self._convert(privacy.mask(body))
        except RecursionError:
            return Rendered("", (), flaws=((Rule.BODY_TOO_COMPLEX, ""),))
        except UnicodeDecodeError as error:  # cmark writes such an entity as a byte of its own
            sign = f"U+FF{error.object[error.start]:02X}"
            return Rendered("", (), flaws=((Rule.CONTROL_CHARACTER, sign),))
        found = _Findings(folder, attachments, prefix)
        safe = self.sanitize(html, found)
        if safe.count("</") > _DEEPEST and depth(safe) > _DEEPEST:
            return Rendered("", (), flaws=((Rule.BODY_TOO_COMPLEX, ""),))
        done = number(safe, prefix, is_linked)
        flaws = (*found.flaws, *self._lost(body, html, safe, len(found.flaws)))
        flaws = (*flaws, *((Rule.PARAGRAPH_ID, marker) for marker in done.misnamed))
        return Rendered(done.html, done.blocks, done.named, done.seals, tuple(found.links), flaws)

    def _too_much(self, body: str) -> str:
        """What Python-Markdown would take very long for; the other parser takes anything."""
        if not self._is_slow:
            return ""
        for block in re.split(r"\n\s*\n", body):
            for sign in "[<":
                if block.count(sign) > _MOST_SIGNS:
                    return sign
        headings = re.findall(r"^(?:#|[-=]+[ \t]*$)", body, re.MULTILINE)
        deep = _DEEP.search(body)
        return deep[0].strip() if deep else headings[0] if len(headings) > _MOST_SIGNS else ""

    def _lost(self, body: str, html: str, safe: str, told: int) -> Iterator[tuple[Rule, str]]:
        """What is in *html* and not in *safe*, but for the *told* links and pictures."""
        if _OMITTED in html:
            yield Rule.RAW_HTML, ""
        for tag in sorted(set(_OPENING.findall(html)) - self._tags):
            yield (Rule.HEADING_LEVEL, "") if tag == "h1" else (Rule.RAW_HTML, f"<{tag}")
        if self._is_slow and self.sanitize(safe) != safe:  # a browser would build another tree
            yield Rule.RAW_HTML, ""
        for address in citations.forged(safe) if citations.SCHEME in self._schemes else ():
            yield Rule.CITATION_FORM, address
        if "&" in body and (match := CONTROL.search(safe)):  # written as an entity
            yield Rule.CONTROL_CHARACTER, f"U+{ord(match[0]):04X}"
        for match in privacy.find_shown(safe):  # written so that no mark could take its place
            yield Rule.PERSONAL_DATA, match[0]
        if len(_NO_ADDRESS.findall(safe)) > told:
            yield Rule.LINK_UNSAFE, ""

    def sanitize(self, html: str, found: _Findings | None = None) -> str:
        """*html* with nothing but what the allow-list names."""
        filters: dict[str, Any] = {"attribute_filter": (found or _Findings("", "")).attribute}
        if found:
            filters["url_relative"] = found.resolve
        return nh3.clean(
            html,
            tags=self._tags,
            attributes=self._attributes,
            url_schemes=self._schemes,
            link_rel="noopener",
            **filters,
        )


def _github_flavored(body: str) -> str:
    return str(cmark.markdown_to_html_with_extensions(body, _GFM_OPTIONS, _GFM))


CONTRIBUTIONS = Dialect(_github_flavored, _TAGS, _ATTRIBUTES)


def vocabulary(markup: Iterable[str]) -> Vocabulary:
    """The names that pages made of *markup* (templates, or HTML) and of any texts can use."""
    added = {"id", "rel"}  # by numbering, and by sanitizing
    attributes = {tag: _MODERATOR_ATTRIBUTES.get(tag, set()) | added for tag in _MODERATOR_TAGS}
    return Vocabulary.of(markup, attributes, _CLASS, _TEXT_ID)


def moderators(extensions: tuple[str, ...], configs: Mapping[str, Mapping[str, Any]]) -> Dialect:
    """The dialect of the moderators' texts, with the Markdown extensions of ``mkdocs.yml``."""
    converter = markdown.Markdown(
        extensions=[*extensions, citations.CitationsExtension()],
        extension_configs={k: dict(v) for k, v in configs.items()},
    )

    def convert(body: str) -> str:
        converter.reset()
        return converter.convert(body)

    tags, attributes = _MODERATOR_TAGS, _MODERATOR_ATTRIBUTES
    return Dialect(convert, tags, attributes, is_slow=True, schemes=_MODERATOR_SCHEMES)
