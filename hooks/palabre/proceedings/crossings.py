"""The links of a book: within it where it has what they lead to, with the page in print."""

from __future__ import annotations

import re

from lxml import etree

from palabre import language as languages
from palabre.language import Language
from palabre.proceedings.anchors import Places
from palabre.proceedings.bodies import NEAR

AT = "at"
"""The class of an empty element in whose place print has a page's number."""
TO = "data-to"
PAGE = "data-page"
"""What stands before the number of a page: "p. "."""

_WITHOUT_PAGE = frozenset(("contents", "by", "record", "pages"))
"""The classes of what needs no pages, or has them by itself."""
_OUTWARD = frozenset(("account",))
"""The classes of what tells where the book itself is from: all that leads to the site."""
_CITED = "palabre-cited"


def cross(root: etree._Element, places: Places) -> None:
    """Let the links of *root*, a whole book, lead to its own *places* where it has them."""
    ids = set(root.xpath("//@id"))
    for link in root.iter("a"):
        href = link.get("href", "")
        anchor = "" if href.startswith("#") else places.anchor(href, ids)
        if anchor and not _classes(link) & _OUTWARD:
            link.set("href", f"#{anchor}")
            _refer(link, href.partition("#")[2])


def _refer(link: etree._Element, fragment: str) -> None:
    """Let print tell the page to which *link* leads: to the paragraph *fragment*, if any."""
    classes = _classes(link)
    if classes & _WITHOUT_PAGE or link.get("class") == NEAR:
        return
    speaker = _speaker(link)
    before = speaker.say("page-before")
    if _CITED in classes and _refer_within(link, fragment, before, speaker):
        return
    link.set(PAGE, f", {before}" if _CITED in classes else before)
    link.set("class", "cited" if _CITED in classes else "see")


def _classes(link: etree._Element) -> set[str]:
    """Of all that *link* stands in."""
    return {name for a in link.iterancestors() for name in a.get("class", "").split()}


def _refer_within(link: etree._Element, fragment: str, before: str, speaker: Language) -> bool:
    """The page before the number of the paragraph: "Diallo, p. 12, § 3"; whether there is one."""
    number = fragment[1:] if re.fullmatch(r"p\d+", fragment) else fragment
    told = speaker.say("cited-paragraph", number=number)
    holder = link[-1] if len(link) else None
    words = (link.text if holder is None else holder.tail) or ""
    if not words.endswith(told):
        return False
    page = etree.Element("span", {"class": AT, TO: link.get("href", ""), PAGE: before})
    page.tail, rest = told, words.removesuffix(told)
    if holder is None:
        link.text = rest
    else:
        holder.tail = rest
    link.append(page)
    return True


def _speaker(element: etree._Element) -> Language:
    """The language around *element* in which the book speaks."""
    known = languages.catalogues()
    codes = (one.get("lang") for one in element.iterancestors())
    return languages.of(next(code for code in codes if code in known))
