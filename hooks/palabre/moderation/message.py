"""What the weekly message says, as plain values: whatever its form, it shows these."""

from __future__ import annotations

from dataclasses import dataclass

from palabre.language import Phrase
from palabre.settings import SiteLanguage
from palabre.view import Link


@dataclass(frozen=True)
class Item:
    """A contribution."""

    link: Link
    """Its title, and the address of its page."""
    details: tuple[Phrase, ...]
    """Who wrote it; when, how it stands in the reader's language, and what marks it."""
    excerpt: Phrase | None = None
    """Its first words, where they are told."""


@dataclass(frozen=True)
class Block:
    """A part of the message below a heading, shown in the order of these fields."""

    heading: str
    lines: tuple[Phrase, ...] = ()
    points: tuple[Phrase, ...] = ()
    """The questions."""
    items: tuple[Item, ...] = ()
    more: str = ""
    """How many contributions are left out."""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Part:
    """The message in one language. All links are absolute."""

    site: SiteLanguage
    subject: str
    discussion: Phrase
    week: Phrase
    dates: str
    blocks: tuple[Block, ...]
    quotes: tuple[str, str]
    """What stands around an excerpt."""
    announcement: str
    """That this language stands further down; for where another one stands before it."""


@dataclass(frozen=True)
class Message:
    """The message in one language or several, the site's default first."""

    parts: tuple[Part, ...]

    @property
    def subject(self) -> str:
        """The subject; of several languages, the week alone: nobody reads a longer line."""
        if len(self.parts) == 1:
            return self.parts[0].subject
        return " / ".join(dict.fromkeys(part.week.text for part in self.parts))

    @property
    def announcements(self) -> tuple[str, ...]:
        """What is said before all: which languages stand further down."""
        return tuple(part.announcement for part in self.parts[1:])
