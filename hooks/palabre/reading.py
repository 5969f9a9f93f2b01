"""One file of ``docs/``: all that can be known of it without any other.

A :class:`Reading` is a pure function of a file's place and bytes and of the settings, so it can be
made in any process, and kept by the digest of these.
"""

from __future__ import annotations

import hashlib
import pickle
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from palabre import source
from palabre.citations import Citation
from palabre.layout import ATTACHMENTS, MARKDOWN, Place
from palabre.models import Front
from palabre.paragraphs import SEAL
from palabre.pictures import Size
from palabre.problems import Problem, Rule, shorten
from palabre.source import KeyPath
from palabre.validation import name_of


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
