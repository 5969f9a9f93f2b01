"""The rules for bodies: nothing is left out, links lead somewhere, paragraphs match.

Checks like those of :mod:`palabre.checks`, which also read the rendered texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import zip_longest

from palabre import privacy
from palabre.archive import Archive
from palabre.indexes import Indexes
from palabre.layout import Role
from palabre.problems import Problem, Rule, shorten
from palabre.rendering import Renderer
from palabre.settings import SiteLanguage
from palabre.source import Document

Check = Callable[[Archive, Renderer], Iterator[Problem]]


def paragraphs(archive: Archive, renderer: Renderer) -> Iterator[Problem]:
    """The texts of a contribution match paragraph for paragraph: p3 is p3 in every language.

    Bad: three paragraphs in English, two in French. Good: the same number and kinds in both.
    """
    default = archive.settings.default
    for contribution in archive.contributions.values():
        texts = list(contribution.texts.values())
        if len(texts) < 2:
            continue
        model = contribution.original or texts[0]
        wanted = renderer.render(model.document, default).blocks
        for text in texts:
            found = renderer.render(text.document, default).blocks
            if found != wanted:
                pairs = enumerate(zip_longest(wanted, found), 1)
                first = next(n for n, (one, other) in pairs if one != other)
                yield Problem(
                    text.document.path,
                    text.document.body_line,
                    Rule.PARAGRAPHS_DIFFER,
                    str(len(found)),
                    values={"number": len(wanted), "other": model.document.path, "first": first},
                )


def bodies(archive: Archive, renderer: Renderer) -> Iterator[Problem]:
    """Bodies hold nothing that would be left out, links that lead somewhere, no personal data.

    Bad: ``<script>``, ``[see](gone.md)``. Good: Markdown, and links to files that exist.
    """
    known = _Targets(archive, renderer)
    for document, language in _written(archive):
        rendered = renderer.render(document, language)
        for rule, found in rendered.flaws:
            yield _in_body(document, rule, found)
        for link in rendered.links:
            if not known.has(link.target or document.place.address, link.fragment):
                found = link.target + (f"#{link.fragment}" if link.fragment else "")
                yield _in_body(document, Rule.LINK_BROKEN, found)
        for match in privacy.find(document.body):
            yield _in_body(document, Rule.PERSONAL_DATA_IN_BODY, match[0])


def _written(archive: Archive) -> Iterator[tuple[Document, SiteLanguage]]:
    """Every file that has a body, and a site in which it is shown."""
    sites = {language.code: language for language in archive.settings.languages}
    for document in archive.documents:
        if document.place.role not in (Role.REGISTRY, Role.ATTACHMENT):
            yield document, sites.get(document.place.language, archive.settings.default)


_HTML = re.compile(r"<[a-zA-Z/!?]")
_HEADING = re.compile(r"^#\s|^=+\s*$")


def _in_body(document: Document, rule: Rule, found: str) -> Problem:
    """The problem at the first line of the body that shows *found*, or may have caused it."""
    pattern = {Rule.RAW_HTML: _HTML, Rule.HEADING_LEVEL: _HEADING}.get(rule)
    needle = found.partition("#")[0].rpartition("/")[2] or found
    line = document.body_line
    for offset, content in enumerate(document.body.split("\n")):
        if pattern.search(content) if pattern else (needle and needle in content):
            line += offset
            break
    return Problem(document.path, line, rule, shorten(found))


class _Targets:
    """What links may lead to: files of the archive, and pages that it generates."""

    def __init__(self, archive: Archive, renderer: Renderer) -> None:
        self._renderer = renderer
        self._written: dict[str, list[tuple[Document, SiteLanguage]]] = defaultdict(list)
        for document, language in _written(archive):
            self._written[document.place.address].append((document, language))
        self._files = {uri.partition("/")[2] for uri in archive.files}
        self._generated = set(Indexes(archive).addresses())

    def has(self, target: str, fragment: str) -> bool:
        """Whether *target*, a path or an address below a language, exists with *fragment*."""
        address = target.removesuffix(".md") + ".html" if target.endswith(".md") else target
        if address in self._written:
            ids = (self._renderer.render(d, language).ids for d, language in self._written[address])
            return not fragment or any(fragment in found for found in ids)
        # An attachment, or a file that could not be read: that is told there, not here.
        return target in self._files or address in self._generated


CHECKS: tuple[Check, ...] = (paragraphs, bodies)
