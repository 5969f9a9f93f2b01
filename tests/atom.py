"""The rules of Atom (RFC 4287), each of which names its section; those of threads are RFC 4685's.

Rules are checked on the bytes of one feed. What a feed may hold and ours never do (``icon``,
``source``, XHTML, extensions other than threads) is a breach here, so that nobody adds it without
its rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

import html5lib
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
THREAD = "{http://purl.org/syndication/thread/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MEDIA = re.compile(r"[a-z]+/[a-z0-9.+-]+")

ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
AT_MOST_ONCE = {
    "feed": ("generator", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "summary"),
}
ANY = {
    "feed": ("author", "category", "contributor", "entry", "link"),
    "entry": ("author", "category", "contributor", "link"),
}
SECTION = {"feed": "4.1.1", "entry": "4.1.2"}


def breaches(content: bytes) -> Iterator[str]:
    """Every rule that the feed in *content* breaks: its section, and how."""
    try:
        feed = etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        yield f"2 no XML: {error}"
        return
    if feed.tag != f"{ATOM}feed":
        yield f"4.1.1 {feed.tag} is no feed"
        return
    yield from _languages(feed)
    yield from _children(feed, "feed")
    yield from _feed(feed)
    for entry in feed.iter(f"{ATOM}entry"):
        yield from _children(entry, "entry")
        yield from _entry(entry)
    for parent in (feed, *feed.iter(f"{ATOM}entry")):
        yield from _alternates(parent)
        yield from _parts(parent)


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(ATOM)


def _languages(feed: etree._Element) -> Iterator[str]:
    if LANG not in feed.attrib:
        yield "2 no language"
    for element in feed.iter():
        if LANG in element.attrib and not _TAG.fullmatch(element.attrib[LANG]):
            yield f"2 {element.attrib[LANG]!r} is no language"


def _children(element: etree._Element, kind: str) -> Iterator[str]:
    """How often each may be there."""
    section, number = SECTION[kind], Counter(map(_name, element))
    yield from (f"{section} {name}: {number[name]}" for name in ONCE[kind] if number[name] != 1)
    yield from (f"{section} {n}: {number[n]}" for n in AT_MOST_ONCE[kind] if number[n] > 1)
    known = {*ONCE[kind], *AT_MOST_ONCE[kind], *ANY[kind], f"{THREAD}in-reply-to"}
    yield from (f"{section} {name}" for name in number if name not in known)


def _feed(feed: etree._Element) -> Iterator[str]:
    entries = feed.findall(f"{ATOM}entry")
    if feed.find(f"{ATOM}author") is None and not (
        entries and all(entry.find(f"{ATOM}author") is not None for entry in entries)
    ):
        yield "4.1.1 no author"
    if [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") != 1:
        yield "4.1.1 no link to itself"
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    yield from (f"4.1.1 {key}: {number} entries" for key, number in ids.items() if number > 1)
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    if days and feed.findtext(f"{ATOM}updated") != max(days):
        yield "4.2.15 the feed is not as new as its newest entry"


def _entry(entry: etree._Element) -> Iterator[str]:
    if entry.find(f"{ATOM}author") is None:
        yield "4.1.2 no author"
    content = entry.find(f"{ATOM}content")
    if content is None:
        yield "4.1.2 no content"
    published = entry.findtext(f"{ATOM}published")
    if published and published > (entry.findtext(f"{ATOM}updated") or ""):
        yield "4.2.15 updated before it was published"


def _alternates(element: etree._Element) -> Iterator[str]:
    """No two of the same type and language, and one page."""
    links = [a for a in element.findall(f"{ATOM}link") if a.get("rel") == "alternate"]
    number = Counter((link.get("type"), link.get("hreflang")) for link in links)
    section = SECTION[_name(element)]
    yield from (f"{section} alternate {key}: {n}" for key, n in number.items() if n > 1)
    if not any(link.get("type") == "text/html" for link in links):
        yield f"{section} no page"


def _parts(element: etree._Element) -> Iterator[str]:
    for part in element:
        name = _name(part)
        if name in ("title", "subtitle", "rights", "content", "summary"):
            yield from _text(part)
        elif name in ("author", "contributor"):
            yield from _person(part)
        elif name in ("updated", "published"):
            yield from _date(part)
        elif name == "id":
            yield from _absolute("4.2.6", part.text)
        elif name == "category":
            yield from [] if part.get("term") else ["4.2.2.1 no term"]
            yield from _absolute("4.2.2.2", part.get("scheme"))
        elif name == "link":
            yield from _link(part)
        elif name == f"{THREAD}in-reply-to":
            yield from _absolute("RFC 4685, 3", part.get("ref"))
            yield from _absolute("RFC 4685, 3", part.get("href"))
        if len(part) and name not in ("entry", "author", "contributor"):
            yield f"6.4 {name} holds elements"


def _absolute(section: str, address: str | None) -> Iterator[str]:
    parts = urlsplit(address or "")
    if not parts.scheme or not parts.netloc or address != (address or "").strip():
        yield f"{section} {address!r} is no address"


def _text(part: etree._Element) -> Iterator[str]:
    """Text constructs (3.1) and content (4.1.3)."""
    kind = part.get("type", "text")
    if kind not in ("text", "html"):
        yield f"3.1.1 type {kind}"
    if not (part.text or "").strip() and _name(part) != "content":
        yield f"3.1.1 {_name(part)} is empty"
    if kind == "html":
        try:
            tree = html5lib.HTMLParser(strict=True).parseFragment(part.text or "", "div")
        except html5lib.html5parser.ParseError as error:
            yield f"3.1.1.2 no HTML: {error}"
            return
        for element in tree.iter():
            for name in ("href", "src"):
                if name in element.attrib:
                    yield from _absolute("3.1.1.2", element.attrib[name])


def _person(part: etree._Element) -> Iterator[str]:
    number = Counter(map(_name, part))
    if number["name"] != 1 or not (part.findtext(f"{ATOM}name") or "").strip():
        yield "3.2.1 no name"
    if number["uri"] > 1 or set(number) - {"name", "uri"}:
        yield "3.2 more than a name and an address"
    if number["uri"]:
        yield from _absolute("3.2.2", part.findtext(f"{ATOM}uri"))


def _date(part: etree._Element) -> Iterator[str]:
    moment = part.text or ""
    try:
        is_date = bool(_MOMENT.fullmatch(moment) and datetime.fromisoformat(moment))
    except ValueError:
        is_date = False
    if not is_date:
        yield f"3.3 {moment!r} is no date of RFC 3339"


def _link(part: etree._Element) -> Iterator[str]:
    yield from _absolute("4.2.7.1", part.get("href"))
    if part.get("rel") not in ("alternate", "self"):
        yield f"4.2.7.2 rel {part.get('rel')}"
    if not _MEDIA.fullmatch(part.get("type", "")):
        yield f"4.2.7.3 type {part.get('type')}"
    if not _TAG.fullmatch(part.get("hreflang", "")):
        yield f"4.2.7.4 hreflang {part.get('hreflang')}"
