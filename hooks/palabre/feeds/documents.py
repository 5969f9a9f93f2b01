"""The files of feeds (RFC 4287, 4.1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import palabre
from palabre.archive import Archive
from palabre.document import Document
from palabre.environment import digest
from palabre.feeds.entries import Entries, person
from palabre.feeds.feed import Feed, Feeds
from palabre.feeds.moments import NEVER, moment
from palabre.layout import HOME
from palabre.models import Front
from palabre.resources import Resources
from palabre.view import View
from palabre.works import Work
from palabre.xml import allowed, element

MOST = 50
"""So many entries has a feed at most: whoever subscribes later finds the others on its page."""

TYPE = "application/atom+xml"

_BEGIN = (
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="{code}">\n'
)


def documents(feeds: Feeds, archive: Archive, resources: Resources) -> Iterator[Document]:
    """Every feed, not made yet."""
    entries = Entries(archive, resources)
    for feed in feeds:
        make = partial(_atom, feed, entries)
        yield Document(feed.address, make, digest(_shown(feed, entries)))


def _newest(feed: Feed, entries: Entries, code: str) -> list[Work[Front]]:
    """What *feed* tells readers of the language *code*."""
    return sorted(feed.works, key=entries.newest[code].rank)[:MOST]


def _shown(feed: Feed, entries: Entries) -> Iterator[str]:
    if feed.discussion:
        yield feed.discussion.face
        yield from (week.face for week in feed.discussion.weeks)
    for code in feed.archive.settings.codes:
        yield code
        yield from map(entries.shows, _newest(feed, entries, code))


def _atom(feed: Feed, entries: Entries, view: View) -> str:
    works = _newest(feed, entries, view.site.code)
    days = [entries.newest[view.site.code].updated[work.address] for work in works]
    told = "".join(entries.entry(work, view) for work in works)
    head = allowed("".join(_head(feed, moment(max(days, default=NEVER)), view)))
    return f"{_BEGIN.format(code=view.site.code)}{head}{told}</feed>\n"


def _head(feed: Feed, updated: str, view: View) -> Iterator[str]:
    own = view.root + feed.address
    yield element("id", own)
    yield element("title", feed.title(view).text)
    yield element("subtitle", view.language.say("feed-subtitle", number=MOST))
    yield element("updated", updated)
    yield person("author", view.site.site_name, f"{view.root}{HOME}.html")
    code = view.site.code
    yield element("link", rel="self", type=TYPE, hreflang=code, href=own)
    page = view.root + feed.page
    yield element("link", rel="alternate", type="text/html", hreflang=code, href=page)
    for site in view.archive.settings.languages:
        if site != view.site:
            twin = view.twin(site, feed.address)
            yield element("link", rel="alternate", type=TYPE, hreflang=site.code, href=twin)
    yield element("generator", "Palabre", version=palabre.__version__)
    if feed.discussion and feed.discussion.rights:
        yield element("rights", feed.discussion.rights)
