"""What tells reading systems of an EPUB: its package document, and its table of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from palabre import language as languages
from palabre.proceedings.manuscript import Line, Manuscript

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{_XML}}}lang"

NAVIGATION, STYLESHEET = "contents.xhtml", "style.css"
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '<rootfiles><rootfile full-path="EPUB/package.opf"'
    ' media-type="application/oebps-package+xml"/></rootfiles>\n</container>\n'
)
_TYPES = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}


@dataclass(frozen=True)
class Item:
    """A file of the EPUB."""

    name: str
    """Below the folder of the package."""
    content: bytes
    is_read: bool = False
    """Whether it is read in its turn, and not only loaded by another."""


def package(manuscript: Manuscript, items: Sequence[Item]) -> bytes:
    """The package document (EPUB 3.3): what the book is, its files, their order."""
    root = etree.Element(
        f"{{{_OPF}}}package", {"version": "3.0", "unique-identifier": "id"}, nsmap={None: _OPF}
    )
    root.set(LANG, manuscript.code)
    metadata = etree.SubElement(root, f"{{{_OPF}}}metadata", nsmap={"dc": _DC})
    for name, words in _elements(manuscript):
        element = etree.SubElement(metadata, f"{{{_DC}}}{name}")
        element.text = words
        if name == "identifier":
            element.set("id", "id")
    for name, words in _properties(manuscript):
        etree.SubElement(metadata, f"{{{_OPF}}}meta", {"property": name}).text = words
    manifest = etree.SubElement(root, f"{{{_OPF}}}manifest")
    spine = etree.SubElement(root, f"{{{_OPF}}}spine")
    for number, item in enumerate(items, 1):
        kind = _TYPES[item.name.rpartition(".")[2].lower()]
        told = {"id": f"item{number}", "href": item.name, "media-type": kind}
        told |= {"properties": "nav"} if item.name == NAVIGATION else {}
        etree.SubElement(manifest, f"{{{_OPF}}}item", told)
        if item.is_read:
            etree.SubElement(spine, f"{{{_OPF}}}itemref", {"idref": f"item{number}"})
    return written(root)


def _elements(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """Dublin Core."""
    volume = manuscript.volume
    fronts = [volume.discussion.shown(code).front for code in volume.codes]
    yield "identifier", manuscript.identifier
    yield "title", manuscript.title
    yield from (("language", code) for code in volume.codes)
    yield from (("creator", name) for name in manuscript.authors)
    publishers = dict.fromkeys(language.site_name for language in volume.languages)
    yield from (("publisher", name) for name in publishers if name)
    convenors = dict.fromkeys(name for front in fronts for name in front.convenors)
    others = (name for name in convenors if name not in manuscript.authors)
    yield from (("contributor", name) for name in others)
    yield "source", manuscript.url
    if volume.discussion.rights:
        yield "rights", volume.discussion.rights


def _properties(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """When it last changed, and how it can be read: schema.org's words for accessibility."""
    yield "dcterms:modified", f"{manuscript.changed:%Y-%m-%dT%H:%M:%SZ}"
    yield "schema:accessMode", "textual"
    if manuscript.pictures:
        yield "schema:accessMode", "visual"
    else:
        yield "schema:accessModeSufficient", "textual"
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "index"]
    features += ["alternativeText"] if manuscript.pictures else []
    yield from (("schema:accessibilityFeature", name) for name in features)
    yield "schema:accessibilityHazard", "none"
    for code in manuscript.volume.codes:
        yield "schema:accessibilitySummary", languages.of(code).say("proceedings-accessible")


def navigation(manuscript: Manuscript, homes: dict[str, str]) -> bytes:
    """The table of contents; *homes* tells the file in which each anchor stands."""
    title = manuscript.contents_title
    root, body = page(manuscript.code, title.text)
    nav = etree.SubElement(body, f"{{{XHTML}}}nav", {f"{{{OPS}}}type": "toc", "id": "toc"})
    nav.append(_heading(title.__html__()))
    nav.append(_list(manuscript.contents, homes))
    for element in nav.iter(f"{{{XHTML}}}span"):
        element.set(LANG, element.get("lang", ""))
    return written(root, "<!DOCTYPE html>")


def _heading(words: str) -> etree._Element:
    return etree.fromstring(f'<h1 xmlns="{XHTML}">{words}</h1>')


def _list(lines: Sequence[Line], homes: dict[str, str]) -> etree._Element:
    found = etree.Element(f"{{{XHTML}}}ol")
    for line in lines:
        item = etree.SubElement(found, f"{{{XHTML}}}li")
        item.append(etree.fromstring(f'<a xmlns="{XHTML}">{line.label.__html__()}</a>'))
        item[0].set("href", f"{homes[line.anchor]}#{line.anchor}")
        if line.below:
            item.append(_list(line.below, homes))
    return found


def page(code: str, title: str) -> tuple[etree._Element, etree._Element]:
    """An empty page in the language *code*, and its body."""
    root = etree.Element(
        f"{{{XHTML}}}html", {"lang": code, LANG: code}, nsmap={None: XHTML, "epub": OPS}
    )
    head = etree.SubElement(root, f"{{{XHTML}}}head")
    etree.SubElement(head, f"{{{XHTML}}}title").text = title
    etree.SubElement(head, f"{{{XHTML}}}link", {"rel": "stylesheet", "href": STYLESHEET})
    return root, etree.SubElement(root, f"{{{XHTML}}}body")


def written(root: etree._Element, doctype: str | None = None) -> bytes:
    """A document of XML as a file."""
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=doctype))
