"""The page that lists the feeds, and says to those who never had one what it is good for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palabre.feeds.documents import MOST
from palabre.feeds.feed import OF_TERMS, Feed, Feeds
from palabre.indexes import Index
from palabre.language import Phrase, phrase
from palabre.layout import FEEDS
from palabre.listings import MOST_TERMS
from palabre.page import Page, generated
from palabre.view import Link, View

_MANY = 12
"""From here on the feeds of a group stand behind a line that opens."""


@dataclass(frozen=True)
class Group:
    """Feeds of one kind."""

    heading: Phrase
    feeds: list[Link]
    """Empty where they are too many: pages of their own lead to each."""
    elsewhere: Link | None
    """The list of all terms, where it leads there."""

    @property
    def is_long(self) -> bool:
        """Whether it would push the others away."""
        return len(self.feeds) >= _MANY


def feeds_page(feeds: Feeds, view: View) -> Page:
    """Every feed, by what it is of."""
    say = view.language.say
    values = {
        "groups": [group for group in _groups(feeds, view) if group.feeds or group.elsewhere],
        "number": view.language.decimal(MOST),
    }
    title = phrase(say("feeds"))
    return generated(FEEDS, view, "feeds.html", title, say("feeds-intro"), values)


def _groups(feeds: Feeds, view: View) -> Iterator[Group]:
    say = view.language.say
    alone = [feed for feed in feeds if not feed.index]
    yield Group(phrase(say("feeds-all")), [_link(f, view) for f in alone if not f.discussion], None)
    yield Group(phrase(say("discussions")), [_link(f, view) for f in alone if f.discussion], None)
    for name in OF_TERMS:
        for index in (index for index in view.indexes if index.kind.name == name):
            found = {feed.key: feed for feed in feeds if feed.index is index}
            if found:
                yield _of_terms(index, found, view)


def _of_terms(index: Index, feeds: dict[str, Feed], view: View) -> Group:
    heading = phrase(view.language.say(index.kind.name))
    if index.discussion and len(view.archive.discussions) > 1:
        of = view.title(index.discussion)
        heading = view.language.phrase("feed-title", label=heading, of=of)
    if len(feeds) > MOST_TERMS:
        words = phrase(view.language.say(f"{index.kind.name}-all"))
        return Group(heading, [], view.link(words, index.address))
    keys = index.sorted_keys(view.language)
    return Group(heading, [_link(feeds[key], view) for key in keys if key in feeds], None)


def _link(feed: Feed, view: View) -> Link:
    return feed.link(feed.label(view), view)
