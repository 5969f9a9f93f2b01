"""A book as one page of HTML, of which its PDF and its EPUB are made."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

import palabre
from palabre import credits
from palabre.environment import digest
from palabre.language import Phrase
from palabre.proceedings import anchors, colophon, provenance
from palabre.proceedings.anchors import Places
from palabre.proceedings.bodies import PICTURE, Pictures
from palabre.proceedings.crossings import cross
from palabre.proceedings.parts import Part, Parts
from palabre.proceedings.passages import Passages
from palabre.proceedings.registers import Register, Registers
from palabre.proceedings.voices import Voices
from palabre.proceedings.volumes import Volume
from palabre.settings import Settings
from palabre.site import Site
from palabre.templates import environment
from palabre.works import Discussion

_TEMPLATE = "proceedings/book.html"


@dataclass(frozen=True)
class Line:
    """A line of the table of contents."""

    label: Phrase
    anchor: str
    below: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Manuscript:
    """A book that can be made."""

    volume: Volume
    settings: Settings
    title: str
    authors: tuple[str, ...]
    """Who moderated the discussion, else who convened it."""
    html: str
    contents: tuple[Line, ...]
    contents_title: Phrase
    pictures: dict[str, Path]
    """The file of each that the book shows, by its address."""
    changed: datetime
    """When its sources last changed."""
    url: str
    """Where the discussion is read."""

    @property
    def code(self) -> str:
        """The language of its root element."""
        return self.volume.languages[0].code

    @property
    def identifier(self) -> str:
        """A URN that no other book has, nor this one made of other sources."""
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{self.url}#{self.digest}").urn

    @property
    def digest(self) -> str:
        """Of all that it says and shows."""
        shown = (
            f"{name} {sha256(p.read_bytes()).hexdigest()}" for name, p in self.pictures.items()
        )
        return digest((self.volume.name, self.html, str(self.changed), *shown))


def compose(volume: Volume, site: Site) -> Manuscript:
    """The book that *volume* is, as far as *site* shows what it tells."""
    voices = Voices([site.public_view(language) for language in volume.languages])
    pictures = _pictures(site)
    parts = [*Parts(volume.discussion, voices, Passages(voices, pictures)).all()]
    registers = Registers(volume.discussion, voices)
    source = provenance.provenance(volume.discussion, site.archive)
    values = {
        **_front(volume.discussion, voices),
        "parts": parts,
        "registers": [*registers.all()],
        "also": _said("also", voices),
        "colophon_title": _said(anchors.COLOPHON, voices),
        "colophons": colophon.colophons(volume.discussion, source, voices),
    }
    lines = (
        *_lines(parts, values["registers"]),
        Line(_said(anchors.COLOPHON, voices), anchors.COLOPHON),
    )
    template = environment(site.settings).get_template(_TEMPLATE)
    root = html.document_fromstring(template.render(values, contents=lines))
    cross(root, _places(volume.discussion, voices, registers))
    shown = {unquote(src.removeprefix(PICTURE)) for src in root.xpath("//img/@src")}
    return Manuscript(
        volume,
        site.settings,
        values["title"],
        tuple(values["authors"]),
        html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"),
        lines,
        values["contents_title"],
        {address: site.settings.docs / pictures.uris[address] for address in sorted(shown)},
        source.changed,
        colophon.address(volume.discussion, voices.views[0]),
    )


def _pictures(site: Site) -> Pictures:
    """Those that are whole: of the others, their words are shown."""
    archive = site.archive
    whole = (place for place in archive.attachments if place.address in archive.picture_sizes)
    return Pictures(site.settings.site_url, {place.address: place.uri for place in whole})


def _said(name: str, voices: Voices) -> Phrase:
    return voices.line(lambda view: view.language.say(f"proceedings-{name}"))


def _front(discussion: Discussion, voices: Voices) -> dict[str, Any]:
    """What stands before the parts, and is said of the whole book."""
    titles = voices.lines(lambda view: view.title(discussion))
    authors = dict.fromkeys(
        credit.name
        for view in voices.views
        for credit in credits.moderators(discussion, view.archive, view.site.code)
    )
    return {
        "code": voices.code,
        "title": " / ".join(line.text for line in titles),
        "titles": titles,
        "authors": list(authors),
        "generator": f"Palabre {palabre.__version__}",
        "covers": colophon.covers(discussion, voices),
        "contents_title": _said(anchors.CONTENTS, voices),
    }


def _lines(parts: list[Part], registers: list[Register]) -> Iterator[Line]:
    """What the table of contents lists."""
    for part in parts:
        yield Line(part.title, part.id, tuple(Line(post.title, post.id) for post in part.posts))
    for register in registers:
        words = ((text, code or register.code) for text, code in register.title.parts)
        yield Line(Phrase(tuple(words)), register.id)


def _places(discussion: Discussion, voices: Voices, registers: Registers) -> Places:
    """Where the book has what the pages show that its links lead to."""
    places = Places()
    for view in voices.views:
        for work in discussion.works:
            shown = work.shown(view.site.code).language
            text, anchor = anchors.of_text(work, shown), anchors.of_work(work)
            places.add(view.root + work.address, anchor, text)
    codes = [view.site.code for view in voices.views]
    for view, kind, key in registers.terms():
        index = view.indexes.of(kind, discussion.id)
        wished = (anchors.of_term(kind, key, code) for code in (view.site.code, *codes))
        places.add(view.root + index.address_of(key), *wished)
    return places


def entries(root: etree._Element) -> list[etree._Element]:
    """The parts of a book that stand by themselves: a part, a contribution, a register."""
    return [*root.iterfind("body/section")]
