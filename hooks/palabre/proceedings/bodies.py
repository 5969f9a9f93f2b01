"""Texts as they stand in a book: their ids, numbers, headings, links and pictures.

What comes here is the sanitized HTML of pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin

from lxml import etree, html
from markupsafe import Markup

from palabre.language import Phrase
from palabre.paragraphs import PERMALINK
from palabre.references import Reference

PICTURE = "picture:"
"""What the address of a picture begins with: nothing else is loaded."""
NEAR = "near"
"""The class of links that stay within their text."""
NUMBER = "number"
"""The class of a paragraph's number, which stands in the margin."""

_HEADING = re.compile(r"h([2-6])")
_LAST_HEADING = 6
_PLAIN = {"details": "div", "summary": "p"}
"""What nobody can open in print."""
_DROPPED = ("rel", "loading", "width", "height", "target")


@dataclass(frozen=True)
class Body:
    """A text."""

    id: str
    html: Markup
    code: str
    """Its language; empty where it is the book's."""
    label: Phrase | None
    """Which text it is, where there are several."""
    cited: tuple[Reference, ...]
    cited_heading: str
    cited_code: str
    """The language of what is cited, where it is not the book's."""


@dataclass(frozen=True)
class Pictures:
    """Where the book finds pictures: those that the archive publishes, and no others."""

    site_url: str
    uris: Mapping[str, str]
    """Of each picture, by its address."""

    def address(self, url: str) -> str:
        """The address of the picture at *url*; empty where the archive has none there."""
        found = unquote(url.removeprefix(self.site_url))
        return found if url.startswith(self.site_url) and found in self.uris else ""


def fitted(written: str, page: str, anchor: str, level: int, pictures: Pictures) -> Markup:
    """*written*, the HTML of a text on the page at the address *page*, below a title of *level*.

    Ids begin with *anchor*; links lead to whole addresses, as from anywhere.
    """
    root = html.fragment_fromstring(written, create_parent="div")
    for link in root.xpath(f"//a[@class='{PERMALINK}']"):
        link.tag = "span"
        link.attrib.clear()
        link.set("class", NUMBER)
        if (parent := link.getparent()).tag == "blockquote":
            _into_first_line(link, parent)
    _set_headings(root, level)
    for element in [*root.iter(etree.Element)]:
        _fit(element, page, anchor, pictures)
    inner = (Markup(html.tostring(child, encoding="unicode")) for child in root)
    return Markup.escape(root.text or "") + Markup("").join(inner)


def _into_first_line(number: etree._Element, quote: etree._Element) -> None:
    """Put the *number* of a *quote* into its first paragraph: else it has a line of its own."""
    first = number.getnext()
    if first is not None and first.tag == "p":
        number.tail, first.text = first.text, ""
        first.insert(0, number)


def _fit(element: etree._Element, page: str, anchor: str, pictures: Pictures) -> None:
    """One element of a text."""
    element.tag = _PLAIN.get(element.tag, element.tag)
    for name in _DROPPED:
        element.attrib.pop(name, None)
    if name := element.get("id"):
        element.set("id", f"{anchor}.{_name(name)}")
    if side := element.attrib.pop("align", None):
        element.set("style", f"text-align: {side}")
    if (href := element.get("href")) is not None:
        is_near = href.startswith("#")
        element.set("href", f"#{anchor}.{_name(href[1:])}" if is_near else urljoin(page, href))
        if is_near:
            element.set("class", NEAR)
    if element.tag == "img":
        address = pictures.address(urljoin(page, element.get("src", "")))
        if address:
            element.set("src", PICTURE + quote(address))
        else:  # damaged, or not here: its words tell of it
            element.tag, words = "span", element.get("alt", "")
            element.attrib.clear()
            element.text = words


def _name(fragment: str) -> str:
    """An id as XML may have it: that of a footnote has a colon, of which no other has any."""
    return fragment.replace(":", ".")


def _set_headings(root: etree._Element, level: int) -> None:
    """Let headings begin below *level*, and skip none on the way down, as PDF/UA wants it."""
    above: list[int] = []
    for heading in root.iter(etree.Element):
        if match := _HEADING.fullmatch(heading.tag):
            own = int(match[1])
            while above and above[-1] >= own:
                above.pop()
            above.append(own)
            heading.tag = f"h{min(level + len(above), _LAST_HEADING)}"
