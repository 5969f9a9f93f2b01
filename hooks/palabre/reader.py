"""Reads files of ``docs/``, each by itself."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Mapping
from typing import Any

from palabre import canonical, citations, flaws, paragraphs, pictures, source, text, weblinks
from palabre.citations import Citation
from palabre.layout import DOCUMENT, Place, Role, depth, is_key
from palabre.models import (
    DiscussionFront,
    Front,
    Name,
    OtherText,
    PageFront,
    Record,
    Renamed,
    ReplyFront,
    Topic,
    WeekFront,
    Withdrawn,
)
from palabre.problems import Problem, Rule, shorten
from palabre.reading import Reading, Target, fingerprint
from palabre.settings import Settings, SiteLanguage
from palabre.source import Document
from palabre.text import Dialect, Rendered
from palabre.validation import MOST_PROBLEMS, name_of, validate

FRONTS: Mapping[Role, type[Front]] = {
    Role.PAGE: PageFront,
    Role.DISCUSSION: DiscussionFront,
    Role.WEEK: WeekFront,
    Role.REPLY: ReplyFront,
}
"""The front matter of all but contributions: see :func:`model_of`."""
ENTRIES: Mapping[str, type[Front]] = {
    "topics": Topic,
    "contributors": Name,
    "organisations": Name,
    "withdrawn": Withdrawn,
    "renamed": Renamed,
}
"""What each registry is a list of."""


def model_of(document: Document) -> type[Front]:
    """The model of the front matter of *document*; of a contribution, with `authors` the record."""
    of_post = Record if "authors" in document.front else OtherText
    return FRONTS.get(document.place.role, of_post)


class Reader:
    """Reads files, each by itself."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._moderators: Dialect | None = None

    @property
    def moderators(self) -> Dialect:
        """The moderators' dialect, made when the first text in it is met."""
        if self._moderators is None:
            settings = self.settings
            self._moderators = text.moderators(
                settings.markdown_extensions, settings.extension_configs
            )
        return self._moderators

    @staticmethod
    def digest(raw: bytes) -> str:
        """What tells one content of a file from another."""
        return hashlib.sha256(raw).hexdigest()

    def read(self, place: Place, raw: bytes) -> tuple[Reading, str]:
        """What the file at *place* says, whose content is *raw*; and its body as HTML."""
        path, digest = self.settings.path(place.uri), self.digest(raw)
        if place.role is Role.ATTACHMENT:
            return _attachment(place, path, digest, raw), ""
        document = source.read(place, path, raw)
        if isinstance(document, Problem):
            return Reading(place, path, digest, (document,)), ""
        if place.role is Role.REGISTRY:
            return self._registry(document, digest), ""
        return self._text(document, digest)

    def html(self, reading: Reading, site: SiteLanguage, prefix: str, raw: bytes) -> str:
        """The body at its place in *site*, *prefix* before its paragraphs' numbers.

        Attachments are published once, below the site's root, so that other pages lead there.
        """
        document = source.read(reading.place, reading.path, raw)
        assert isinstance(document, Document), "it was read before"
        return self._render(document, site, prefix).html

    def _render(self, document: Document, site: SiteLanguage, prefix: str = "") -> Rendered:
        place = document.place
        folder, _, _ = place.address.rpartition("/")
        up = depth(place.address) + site.prefix.count("/")
        attachments = "" if site.is_default else f"{'../' * up}{folder}/"
        is_post = place.role is Role.CONTRIBUTION
        dialect = text.CONTRIBUTIONS if is_post else self.moderators
        is_linked = place.role is not Role.PAGE
        return dialect.render(document.body, folder, attachments, prefix, is_linked)

    def _text(self, document: Document, digest: str) -> tuple[Reading, str]:
        values: Any = document.front
        is_post = document.place.role is Role.CONTRIBUTION
        model = model_of(document)
        front, problems = validate(model, document)
        if front and not canonical.is_normal(document, model):
            problems.append(
                Problem(document.path, 1, Rule.NOT_NORMALISED, values={"path": document.path})
            )
        rendered = self._render(document, self.settings.default)
        problems += flaws.of_body(document, rendered, self.settings)
        if isinstance(front, Record):
            problems += flaws.of_resources(document, front)
        excerpt = paragraphs.excerpt(rendered.html if is_post else citations.without(rendered.html))
        reading = Reading(
            place=document.place,
            path=document.path,
            digest=digest,
            problems=tuple(problems),
            face=self.digest(f"{document.face} {excerpt}".encode()),
            front=front,
            holds_record=model is Record,
            packed_lines=pickle.dumps(document.lines),
            body_line=document.body_line,
            fingerprint=fingerprint(str(values.get("title")), document.body),
            excerpt=excerpt,
            blocks=rendered.blocks,
            named=rendered.named,
            packed_seals="".join(rendered.seals),
            links=tuple(
                Target(
                    link.written, link.target, link.fragment, flaws.line_of(document, link.written)
                )
                for link in rendered.links
            ),
            outward=tuple(weblinks.found_in(rendered.html).items() if is_post else ()),
            citations=() if is_post else self._citations(document, rendered),
            ids=rendered.ids,
        )
        return reading, rendered.html

    def _citations(self, document: Document, rendered: Rendered) -> tuple[Citation, ...]:
        return tuple(citations.found_in(rendered.html, document.body, document.body_line))

    def _registry(self, document: Document, digest: str) -> Reading:
        place = document.place
        if not isinstance(document.front, list):
            problem = Problem(document.path, 1, Rule.LIST_EXPECTED)
            return Reading(place, document.path, digest, (problem,), document.face)
        entries: list[Front] = []
        problems: list[Problem] = []
        keys = [str(raw["id"]) for raw in document.front if isinstance(raw, dict) and "id" in raw]
        seen: set[str] = set()
        for index, raw in enumerate(document.front):
            entry, wrong = validate(ENTRIES[place.name], document, (index,))
            problems += wrong
            if entry:
                entries.append(entry)
                for name in _names_of(entry):
                    if name in seen:
                        problems.append(_of_entry(document, index, "id", Rule.ID_TAKEN, name))
                    seen.add(name)
                key = next(_names_of(entry))
                if not is_key(key):
                    problems.append(_of_entry(document, index, "id", Rule.ID_RESERVED, key))
            problems += self._languages(document, index, raw)
            if len(problems) > MOST_PROBLEMS:
                break
        return Reading(
            place,
            document.path,
            digest,
            tuple(problems),
            document.face,
            packed_lines=pickle.dumps(document.lines),
            entries=tuple(entries),
            keys=tuple(keys),
        )

    def _languages(self, document: Document, index: int, entry: object) -> Iterator[Problem]:
        """What is given per language is given in both."""
        codes = self.settings.codes
        for key in ("label", "definition", "name", "reason"):
            value = entry.get(key) if isinstance(entry, dict) else None
            is_wrong = set(value) != set(codes) if isinstance(value, dict) else False
            if isinstance(value, dict) and is_wrong and (key != "reason" or {*value} - {*codes}):
                values = {
                    "wanted": ", ".join(codes),
                    "missing": ", ".join(c for c in codes if c not in value) or "—",
                    "extra": shorten(", ".join(c for c in value if c not in codes)) or "—",
                }
                found = ", ".join(map(str, value))
                yield _of_entry(document, index, key, Rule.LANGUAGE_KEYS, found, **values)


def _attachment(place: Place, path: str, digest: str, raw: bytes) -> Reading:
    """Of a picture or a document: readers load the one unasked, the other as they please."""
    problems = []
    if len(raw) > pictures.MOST_BYTES and not place.uri.endswith(DOCUMENT):
        found, limit = str(-(-len(raw) // 1024)), {"limit": pictures.MOST_BYTES // 1024}
        problems = [Problem(path, 1, Rule.IMAGE_SIZE, found, values=limit)]
    return Reading(place, path, digest, tuple(problems), size=pictures.size(raw))


def _names_of(entry: Front) -> Iterator[str]:
    """The id of a registry's entry, and every spelling that stands for it."""
    if isinstance(entry, Topic | Withdrawn | Renamed):
        yield entry.id
    if isinstance(entry, Name):
        names = [entry.name] if isinstance(entry.name, str) else entry.name.values()
        yield from dict.fromkeys((entry.id, *names, *entry.also))


def _of_entry(
    document: Document, index: int, key: str, rule: Rule, found: str, **values: object
) -> Problem:
    at = (index, key)
    return Problem(document.path, document.line(at), rule, shorten(found), name_of(at), values)
