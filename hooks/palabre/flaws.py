"""What is wrong with the body of a text, as far as the file itself tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from palabre import citations, pictures, privacy, weblinks, wording
from palabre.models import Record
from palabre.problems import Problem, Rule, shorten
from palabre.settings import Settings
from palabre.source import Document
from palabre.text import Rendered
from palabre.validation import MOST_PROBLEMS, name_of

_CAUSES = {
    Rule.RAW_HTML: re.compile(r"<[a-zA-Z/!?]"),
    Rule.HEADING_LEVEL: re.compile(r"^#\s|^=+\s*$", re.MULTILINE),
}
"""How a body's line looks that breaks a rule whose breach shows in the HTML only."""


def of_body(document: Document, rendered: Rendered, settings: Settings) -> Iterator[Problem]:
    """What of the body of *document* had to be left out, and what must not stand in it."""
    for rule, found in rendered.flaws[:MOST_PROBLEMS]:
        line = line_of(document, found, _CAUSES.get(rule))
        yield Problem(document.path, line, rule, shorten(found), values=_instead(rule, found))
    for match in islice(privacy.find(document.body), MOST_PROBLEMS):
        line = document.body_line + document.body.count("\n", 0, match.start())
        yield Problem(document.path, line, Rule.PERSONAL_DATA_IN_BODY, shorten(match[0]))
    for rule, found in islice(_seen(rendered.html), MOST_PROBLEMS):
        yield Problem(document.path, line_of(document, found), rule, shorten(found))
    place = document.place
    if _is_begun(document):
        return
    if other := wording.contradicted(document.body, place.language, settings.codes):
        told = {"language": place.language, "path": settings.path(place.uri_in(other))}
        yield Problem(document.path, 1, Rule.TEXT_LANGUAGE, other, values=told)


def _instead(rule: Rule, found: str) -> Mapping[str, str]:
    """What to write for *found*, which breaks *rule*, where that tells it."""
    written = citations.repaired(found) if rule is Rule.CITATION_FORM else ""
    return {"write": written} if written else {}


def _is_begun(document: Document) -> bool:
    """Whether it is a draft beside a record: its text may be the one that is to be translated."""
    front = document.front
    return isinstance(front, Mapping) and front.get("draft") is True and "authors" not in front


def of_resources(document: Document, record: Record) -> Iterator[Problem]:
    """Addresses of *record*, valid as they look, that lead nowhere."""
    for position, resource in enumerate(record.resources):
        for name in ("url", "archived"):
            url, key = getattr(resource, name), ("resources", position, name)
            if url and weblinks.is_truncated(url):
                line, rule = document.line(key), Rule.LINK_TRUNCATED
                yield Problem(document.path, line, rule, shorten(url), name_of(key))


def _seen(html: str) -> Iterator[tuple[Rule, str]]:
    """What a reader of *html* would stumble over."""
    for address in weblinks.truncated(html):
        yield Rule.LINK_TRUNCATED, address
    for path in pictures.undescribed(html) if "<img" in html else ():
        yield Rule.IMAGE_ALTERNATIVE, path


def line_of(document: Document, found: str, pattern: re.Pattern[str] | None = None) -> int:
    """The first line of the body that shows *found*, or may have caused it."""
    if pattern:
        match = pattern.search(document.body)
        at = match.start() if match else 0
    else:
        at = max(document.body.find(found.rpartition("/")[2] or found), 0)
    return document.body_line + document.body.count("\n", 0, at)
