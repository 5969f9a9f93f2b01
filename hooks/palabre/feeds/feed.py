"""Which feeds there are: of the archive, of each discussion, and of terms of some indexes.

A feed stands beside the page that it belongs to: ``countries/ge.atom`` beside
``countries/ge.html``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from palabre.archive import Archive
from palabre.index_pages import week_of
from palabre.indexes import Index, Indexes
from palabre.language import Phrase, phrase
from palabre.layout import HOME, NOT_STATED, feed_address, leads
from palabre.models import Front
from palabre.view import Link, View
from palabre.works import Discussion, Work

OF_TERMS = ("weeks", "countries", "topics", "contributors")
"""The kinds of index whose terms have a feed each."""

_HOME = f"{HOME}.html"


@dataclass(frozen=True)
class Feed:
    """What one can subscribe to, in either language."""

    page: str
    """The address of the page that it belongs to."""
    archive: Archive
    discussion: Discussion | None = None
    """Of which it is, or its week."""
    index: Index | None = None
    """That of the term, where it is of one."""
    key: str = ""

    @property
    def address(self) -> str:
        """Its own."""
        return feed_address(self.page)

    @property
    def works(self) -> Iterator[Work[Front]]:
        """What may be told in it, in the archive's order."""
        if self.index:
            week = week_of(self.index, self.key)
            yield from (week,) if week else ()
            found = chain.from_iterable(self.index.terms[self.key].values())
            yield from {contribution.id: contribution for contribution in found}.values()
        else:
            of_all = self.archive.discussions.values()
            for discussion in (self.discussion,) if self.discussion else of_all:
                yield from discussion.works

    def label(self, view: View) -> Phrase:
        """What it is of, as links name it where nothing else is named."""
        if self.index:
            return self.index.label(self.key, view.language)
        return view.title(self.discussion) if self.discussion else phrase(view.site.site_name)

    def link(self, label: Phrase, view: View) -> Link:
        """A link to it from any page: whole, as feeds are read elsewhere, and in no copy."""
        return Link(label, view.url(view.site, self.address))

    def title(self, view: View) -> Phrase:
        """What it is called among feeds from all over the world."""
        parts = [self.index.label(self.key, view.language)] if self.index else []
        parts += [view.title(self.discussion)] if self.discussion else []
        title = phrase(view.site.site_name)
        for part in reversed(parts):
            title = view.language.phrase("feed-title", label=part, of=title)
        return title


class Feeds:
    """Every feed of an archive."""

    def __init__(self, archive: Archive, indexes: Indexes) -> None:
        self._feeds = {feed.page: feed for feed in _feeds(archive, indexes)}

    def __iter__(self) -> Iterator[Feed]:
        return iter(self._feeds.values())

    def nearest(self, page: str) -> Feed:
        """The one that readers of the page at the address *page* may want: its own, else that of
        the list or the discussion that it is a part of, else that of the archive.
        """
        lead = next((lead for lead in leads(page) if lead in self._feeds), _HOME)
        return self._feeds[lead]


def _feeds(archive: Archive, indexes: Indexes) -> Iterator[Feed]:
    yield Feed(_HOME, archive)
    for discussion in archive.discussions.values():
        yield Feed(discussion.address, archive, discussion)
    for index in indexes:
        if index.kind.name in OF_TERMS:
            for key in index.terms:
                if key != NOT_STATED:
                    yield Feed(index.address_of(key), archive, index.discussion, index, key)
