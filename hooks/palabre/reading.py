"""One file of ``docs/``: all that can be known of it without any other.

A :class:`Reading` is a pure function of a file's place and bytes and of the settings, so it can be
made in any process, and kept by the digest of these.
"""

from __future__ import annotations

import hashlib
import pickle
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from palabre import canonical, citations, flaws, paragraphs, pictures, source, text, weblinks
from palabre.citations import Citation
from palabre.layout import ATTACHMENTS, DOCUMENT, MARKDOWN, Place, Role, depth, is_key
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
from palabre.paragraphs import SEAL
from palabre.pictures import Size
from palabre.problems import Problem, Rule, shorten
from palabre.settings import Settings, SiteLanguage
from palabre.source import Document, KeyPath
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


@dataclass(frozen=True, slots=True)
class Target:
    """What a link of a text leads to."""

    written: str
    path: str
    """Below a language's folder; empty where the link has a fragment only."""
    fragment: str
    line: int

    @property
    def address(self) -> str:
        """Of the page, or of the attachment; empty where the link has a fragment only."""
        is_page = self.path.endswith(MARKDOWN)
        return self.path.removesuffix(MARKDOWN) + ".html" if is_page else self.path


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says, and every rule that it breaks by itself."""

    place: Place
    path: str
    """As problems name it."""
    digest: str
    """Of the whole file."""
    problems: tuple[Problem, ...]
    face: str = ""
    """Digest of what lists and other pages show of a text: front matter and excerpt."""
    front: Front | None = None
    """``None`` where it breaks a rule."""
    holds_record: bool = False
    entries: tuple[Front, ...] = ()
    """Of a registry: those that break no rule."""
    keys: tuple[str, ...] = ()
    """Of a registry: the ids of all its entries."""
    packed_lines: bytes = b""
    """The line of each key: of use where a rule is broken, so packed; empty where none is known."""
    body_line: int = 1
    fingerprint: str = ""
    excerpt: str = ""
    """The first words of the body."""
    blocks: tuple[str, ...] = ()
    """The element of each numbered paragraph."""
    named: tuple[tuple[int, str, str], ...] = ()
    """The paragraphs with an id of their own: see :class:`palabre.paragraphs.Numbered`."""
    packed_seals: str = ""
    """The seals of all numbered paragraphs: there are very many."""
    links: tuple[Target, ...] = ()
    outward: tuple[tuple[str, str], ...] = ()
    """Of a contribution: the links that lead out of the archive, each address once, with the words
    of the link; these are empty where they are but the address."""
    size: Size | None = None
    """Of a picture."""
    ids: tuple[str, ...] = ()
    """The fragments that a link to this text may name, but for paragraphs."""
    citations: tuple[Citation, ...] = ()
    """Of a text of the moderators: what it cites, in order."""

    def line(self, key: KeyPath) -> int:
        """The line of *key*, or of the nearest key around it."""
        return source.nearest_line(_unpacked(self.packed_lines), key)

    @property
    def is_readable(self) -> bool:
        """Whether the file could be taken apart."""
        return bool(self.packed_lines)

    def problem(self, rule: Rule, key: KeyPath, found: object = "", **values: object) -> Problem:
        """The problem that *key* of this file breaks *rule*."""
        return Problem(self.path, self.line(key), rule, shorten(found), name_of(key), values)

    def has_fragment(self, fragment: str) -> bool:
        """Whether a link to this text may name *fragment*."""
        numbers = {f"p{number}" for number in range(1, len(self.blocks) + 1)}
        return not fragment or fragment in self.ids or fragment in numbers

    def has_paragraph(self, fragment: str) -> bool:
        """Whether *fragment* names a paragraph of this text: not a footnote, nor the whole."""
        is_note = fragment.startswith(("fn-", "fnref-"))
        return bool(fragment) and not is_note and self.has_fragment(fragment)

    @property
    def seals(self) -> tuple[str, ...]:
        """The seal of each numbered paragraph: see :func:`palabre.paragraphs.seal`."""
        starts = range(0, len(self.packed_seals), SEAL)
        return tuple(self.packed_seals[start : start + SEAL] for start in starts)

    @property
    def own_ids(self) -> tuple[str, ...]:
        """The ids of the paragraphs that have one of their own."""
        return tuple(name for _, _, name in self.named)

    @property
    def has_attachments(self) -> bool:
        """Whether its HTML depends on where its attachments are published."""
        return any(target.path.endswith(ATTACHMENTS) for target in self.links)


@lru_cache(maxsize=1)
def _unpacked(lines: bytes) -> Mapping[KeyPath, int]:
    """The line of each key: a registry may be asked for that of each of its entries."""
    return pickle.loads(lines) if lines else {}


def fingerprint(title: str, body: str) -> str:
    """12 hex digits of SHA-256 over a text: title, line feed, body, right-trimmed and NFC.

    It is what the ``translation.of`` of its translations names.
    """
    whole = unicodedata.normalize("NFC", f"{title}\n{body.rstrip()}")
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


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
