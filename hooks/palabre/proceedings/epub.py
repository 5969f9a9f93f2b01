"""A manuscript as an EPUB 3, by the standard library and lxml.

pandoc 3.9 was tried: of the same HTML it loses the ids of paragraphs and of quotes, so that nothing
can be cited and links lead nowhere, and the languages of terms in lists; epubcheck finds errors.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from urllib.parse import quote

from lxml import etree, html

from palabre import pictures
from palabre.proceedings import anchors, package
from palabre.proceedings.bodies import PICTURE
from palabre.proceedings.crossings import AT, PAGE, TO
from palabre.proceedings.manuscript import Manuscript, entries
from palabre.proceedings.package import LANG, XHTML, Item

STYLESHEET = "proceedings/epub.css"
_MIMETYPE = "application/epub+zip"
_DAY = (1980, 1, 1, 0, 0, 0)
"""The same for every file of every book."""


def epub(manuscript: Manuscript) -> bytes:
    """*manuscript* as an EPUB: the same bytes for the same manuscript."""
    items = [*_items(manuscript)]
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        _add(archive, "mimetype", _MIMETYPE.encode(), zipfile.ZIP_STORED)  # must be the first
        _add(archive, "META-INF/container.xml", package.CONTAINER.encode())
        _add(archive, "EPUB/package.opf", package.package(manuscript, items))
        for item in items:
            _add(archive, f"EPUB/{item.name}", item.content)
    return whole.getvalue()


def _add(
    archive: zipfile.ZipFile, name: str, content: bytes, way: int = zipfile.ZIP_DEFLATED
) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.create_system = 3  # else it would tell the system on which it was made
    info.external_attr = 0o644 << 16
    archive.writestr(info, content, way)


def _items(manuscript: Manuscript) -> Iterator[Item]:
    """Every file but those that EPUB itself asks for; each part of the book is one."""
    root = html.document_fromstring(manuscript.html)
    parts = {
        f"part{number}.xhtml": section
        for number, section in enumerate(entries(root))
        if section.get("id") != anchors.CONTENTS  # the reading system's own stands in its place
    }
    homes = {
        id: name
        for name, section in parts.items()
        for id in section.xpath("descendant-or-self::*/@id")
    }
    shown = [path.read_bytes() for path in manuscript.pictures.values()]
    # Many a picture is called .jpg and is none: reading systems believe what they are told.
    names = {
        f"{PICTURE}{quote(address)}": f"picture{number}.{pictures.kind(shown[number])}"
        for number, address in enumerate(manuscript.pictures)
    }
    contents = Item(package.NAVIGATION, package.navigation(manuscript, homes), is_read=True)
    for name, section in parts.items():
        yield Item(name, _page(section, manuscript, homes, names), is_read=True)
        if section.get("id") == anchors.COVER:
            yield contents
    style = (manuscript.settings.templates / "palabre" / STYLESHEET).read_bytes()
    yield Item(package.STYLESHEET, style)
    yield from map(Item, names.values(), shown)


def _page(
    section: etree._Element, manuscript: Manuscript, homes: dict[str, str], names: dict[str, str]
) -> bytes:
    """A part as a page of its own."""
    section = deepcopy(section)
    section.tail = None
    heading = next(section.iter("h1", "h2", "h3"), None)
    title = " ".join("".join(heading.itertext()).split()) if heading is not None else ""
    for place in section.xpath(f"//span[@class='{AT}']"):  # pages are of paper
        place.drop_tree()
    for element in section.iter(etree.Element):
        _fit(element, homes, names)
    root, body = package.page(manuscript.code, title or manuscript.title)
    body.append(section)
    etree.cleanup_namespaces(root)
    return package.written(root, "<!DOCTYPE html>")


def _fit(element: etree._Element, homes: dict[str, str], names: dict[str, str]) -> None:
    """One element, as XHTML that stands in a file among others."""
    for name in (PAGE, TO):
        element.attrib.pop(name, None)
    if code := element.get("lang"):
        element.set(LANG, code)
    href = element.get("href", "")
    if href.startswith("#"):
        home = homes.get(href[1:], "")
        if home:
            element.set("href", f"{home}{href}")
        else:  # a footnote that nobody wrote
            element.attrib.pop("href")
    if element.tag == "img":
        element.set("src", names[element.get("src")])
    element.tag = f"{{{XHTML}}}{element.tag}"
