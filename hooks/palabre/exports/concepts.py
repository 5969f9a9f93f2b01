"""The topics as SKOS, in Turtle: a concept scheme in the languages of the archive."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from palabre import language as languages
from palabre.archive import Archive
from palabre.layout import HOME
from palabre.settings import Settings, SiteLanguage

_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_FOLDER = "topics"
_UNQUOTED = ":/?#[]@!$&'()*+,;=~%"
"""What stands in an address as it is (RFC 3986)."""


def concepts(archive: Archive) -> str:
    """All topics of *archive*; each is named by its page."""
    settings = archive.settings
    prefixes = "".join(f"@prefix {name}: <{url}> .\n" for name, url in _PREFIXES.items())
    return "\n".join((prefixes, *_scheme(archive), *_concepts(archive, settings)))


def _scheme(archive: Archive) -> Iterator[str]:
    settings = archive.settings
    titles = {
        site.code: f"{site.site_name} – {languages.of(site.code).say('topics')}"
        for site in settings.languages
    }
    codes = ", ".join(map(json.dumps, settings.codes))
    tops = [_address(key, settings) for key in archive.topics]
    told = {
        "a": "skos:ConceptScheme",
        "dcterms:title": _literals(titles),
        "dcterms:language": codes,
        "skos:hasTopConcept": ",\n        ".join(tops),
    }
    yield _statement(_address(HOME, settings), told)


def _concepts(archive: Archive, settings: Settings) -> Iterator[str]:
    scheme = _address(HOME, settings)
    for key, topic in archive.topics.items():
        others = (_address(key, settings, site) for site in settings.languages[1:])
        told = {
            "a": "skos:Concept",
            "skos:notation": json.dumps(key),
            "skos:prefLabel": _literals(topic.label),
            "skos:definition": _literals(topic.definition),
            "skos:inScheme": scheme,
            "skos:topConceptOf": scheme,
            "rdfs:seeAlso": ", ".join(others),
        }
        yield _statement(_address(key, settings), told)


def _statement(subject: str, told: Mapping[str, str]) -> str:
    pairs = (f"    {verb} {value}" for verb, value in told.items() if value)
    return subject + "\n" + " ;\n".join(pairs) + " .\n"


def _address(key: str, settings: Settings, site: SiteLanguage | None = None) -> str:
    """The page of a topic or of all; of the default language where none is told."""
    url = settings.url(site or settings.default, f"{_FOLDER}/{key}.html")
    return f"<{quote(url, safe=_UNQUOTED)}>"


def _literals(words: Mapping[str, str]) -> str:
    """*words* in each language; a string of Turtle is written as one of JSON."""
    return ", ".join(f"{json.dumps(said, ensure_ascii=False)}@{c}" for c, said in words.items())
