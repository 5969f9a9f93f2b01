"""Every text in another language than its page says so: screen readers pronounce it right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from lxml import etree
from lxml import html as parser

import browser
import built
from palabre import language, site
from palabre.archive import Archive
from palabre.texts import Texts

pytestmark = pytest.mark.built

UNSPOKEN = ("script", "style", "template", "code", "pre")
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
ENOUGH = 3
"""So many words of a text make it known; titles and the like may be shorter."""

Key = tuple[str, ...]


def key(text: str) -> Key:
    """The first five words: an excerpt has them too, whatever punctuation is put around it."""
    return tuple(re.findall(r"[^\W\d_]+", text.casefold())[:5])


def known_languages(built_site: Path) -> dict[Key, str]:
    """The language of all that the archive says in one language only, by how it begins."""
    read = site.read(built.settings_of(built_site))
    found: dict[Key, set[str]] = defaultdict(set)
    for code, text in (*told(read.archive), *bodies(read.archive, read.texts)):
        found[key(text)].add(code)
    neutral = {(), *map(key, names(read.archive))}
    return {
        words: codes.pop()
        for words, codes in found.items()
        if words not in neutral and len(codes) == 1
    }


def told(archive: Archive) -> Iterator[tuple[str, str]]:
    """Language and words of every title, question, role, label and string."""
    for contribution in archive.contributions.values():
        for author in contribution.record.authors:
            code = contribution.reading.place.language
            yield from ((code, words) for words in (author.role, author.place) if words)
    for reading in archive.readings:
        if reading.front:
            front = reading.front.model_dump()
            several = (front.get(name) or () for name in ("questions", "roles", "places"))
            for words in (front["title"], front.get("occasion"), *chain.from_iterable(several)):
                yield reading.place.language, words or ""
    for topic in archive.topics.values():
        yield from topic.label.items()
        yield from topic.definition.items()
    for body in archive.organisations.registered.values():
        yield from ((code, name) for code, name in body.names.items() if code)
    for each in archive.settings.languages:
        yield each.code, each.name
        yield from ((each.code, words) for words in strings(each.code))
        spoken = language.of(each.code)
        yield from ((each.code, spoken.country(country)) for country in language.countries())
        yield from ((each.code, spoken.language(other)) for other in language.languages())


def strings(code: str) -> Iterator[str]:
    """Every string of the catalogue of the language *code*."""
    with (language.CATALOGUES / code / "LC_MESSAGES" / "site.po").open("rb") as file:
        for message in read_po(file):
            plural = message.string if isinstance(message.string, tuple) else ()
            yield from plural or [str(message.string)]


def bodies(archive: Archive, texts: Texts) -> Iterator[tuple[str, str]]:
    """Language and words of every piece of a body, and of every block as a whole."""
    for reading in archive.readings:
        if reading.front:
            html = texts.html(reading, archive.settings.default)
            tree = parser.fragment_fromstring(html, create_parent="div")
            blocks = [block.text_content() for block in tree.iter("p", "li", "td", "h2", "h3")]
            for words in (*tree.itertext(), *blocks):
                if len(key(words)) >= ENOUGH:
                    yield reading.place.language, words


def names(archive: Archive) -> Iterator[str]:
    """What belongs to no language: people, and organisations that have one name."""
    for contribution in archive.contributions.values():
        for author in contribution.record.authors:
            yield from (author.name or "", *author.organisation)


def mistaken(tree: etree._Element, known: dict[Key, str]) -> list[str]:
    """What of a page's body is said to be in another language than it is."""
    found = []
    for element in tree.find(".//body").iter(etree.Element):
        if any(e.tag in UNSPOKEN for e in (element, *element.iterancestors())):
            continue
        own = element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
        around = element.xpath("string(ancestor::*[@lang][1]/@lang)")
        said = [(own, element.get(name, "")) for name in SPOKEN_ATTRIBUTES]
        said += [(own, element.text or ""), (around, element.tail or "")]
        for code, words in said:
            if known.get(key(words), code) != code:
                found.append(f"{' '.join(words.split())[:60]!r} is said to be in {code!r}")
    return found


def test_no_text_of_another_language_goes_without_lang(any_site: Path) -> None:
    known = known_languages(any_site)
    found = {
        page.relative_to(any_site).as_posix(): mistaken(built.tree(page), known)
        for page in built.pages(any_site)
    }
    browser.expect_none(found)


@pytest.mark.parametrize(
    "address",
    [
        "harbours/weeks/2.html",
        "harbours/weeks/1.html",
        "countries/fr.html",
        "harbours/contributions/seulement-ici.html",
        "fr/harbours/contributions/only-here.html",
    ],
)
def test_a_lang_that_is_missing_is_missed(two: Path, address: str) -> None:
    """Proof of the test above: it sees every single ``lang`` of a page that is taken out."""
    known = known_languages(two)
    page = built.tree(two / address)
    assert mistaken(page, known) == []
    foreign = page.xpath("//body//*[@lang and @lang != /html/@lang]")
    assert len(foreign) > 1
    for element in foreign:
        code = element.attrib.pop("lang")
        assert mistaken(page, known), etree.tostring(element)
        element.set("lang", code)
