"""One text as an entry of a feed (RFC 4287, 4.1.2): the same in all feeds of a language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from palabre import credits, dates
from palabre.archive import Archive
from palabre.environment import digest
from palabre.feeds.bodies import body
from palabre.feeds.moments import Newest, moment
from palabre.layout import NOT_STATED, contribution_address
from palabre.models import Front
from palabre.resources import Resources
from palabre.surroundings import around
from palabre.view import View
from palabre.works import Contribution, Work
from palabre.xml import allowed, element, language_of

_MOST_KEPT = 3000
"""So many entries are kept in memory: an archive may have more than there is room for."""

_CATEGORIES = ("weeks", "countries", "topics")
"""The kinds of index whose terms an entry has as its categories."""


class Entries:
    """The entries of an archive, each made once while it is asked for again and again."""

    def __init__(self, archive: Archive, resources: Resources) -> None:
        self._archive, self._resources = archive, resources
        self.newest = {code: Newest(archive, code) for code in archive.settings.codes}
        """The order of entries, by language."""
        self._kept: dict[tuple[str, str], str] = {}
        self._categories: dict[tuple[str, str], str] = {}
        self._shown: dict[str, str] = {}

    def entry(self, work: Work[Front], view: View) -> str:
        """*work* as XML, for readers of *view*, whose links are absolute."""
        key = view.site.code, work.address
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = f"<entry>\n{allowed(''.join(self._elements(work, view)))}</entry>\n"
        return self._kept[key]

    def shows(self, work: Work[Front]) -> str:
        """Digest of what its entries show, in either language."""
        if work.address not in self._shown:
            self._shown[work.address] = digest(self._shows(work))
        return self._shown[work.address]

    def _shows(self, work: Work[Front]) -> Iterator[str]:
        archive = self._archive
        yield work.whole
        yield from around(work, archive)
        yield str(dates.published(work, archive))
        yield from (str(newest.updated[work.address]) for newest in self.newest.values())
        if (discussion := archive.discussion_of(work)) and discussion is not work:
            yield discussion.face
        if isinstance(work, Contribution):
            yield from work.marks
            yield from (week.face for week in archive.weeks_of(work))
            answered = archive.answered(work)
            yield answered.address if answered else ""
            yield from (one.shown for one in self._resources.named_by(work))

    def _elements(self, work: Work[Front], view: View) -> Iterator[str]:
        title = view.heading(work)
        shown = work.shown(view.site.code)
        published = dates.published(work, self._archive)
        yield element("id", _id(work, view))
        yield element("title", title.text, xml_lang=language_of(title))
        yield element("published", moment(published)) if published else ""
        yield element("updated", moment(self.newest[view.site.code].updated[work.address]))
        yield from _links(work, view)
        yield from _persons(work, view)
        if isinstance(work, Contribution):
            yield from self._of_contribution(work, view)
        if rights := view.archive.rights(work):
            own = work if isinstance(work, Contribution) and work.record.rights else None
            code = view.foreign(own.reading.place.language) if own else ""
            yield element("rights", rights, xml_lang=code)
        code = view.foreign(shown.language)
        yield element("content", body(work, view), type="html", xml_lang=code)

    def _of_contribution(self, work: Contribution, view: View) -> Iterator[str]:
        for kind in _CATEGORIES:
            yield from self._categories_of(work, kind, view)
        if answered := view.archive.answered(work):
            href = view.root + answered.address
            yield element("thr:in-reply-to", ref=_id(answered, view), href=href, type="text/html")

    def _categories_of(self, work: Contribution, kind: str, view: View) -> Iterator[str]:
        """The terms of one kind; a scheme is the same in both languages: where its terms stand."""
        index = view.indexes.of(kind, work.discussion)
        for key in dict.fromkeys(key for key, _ in index.kind.terms(view.archive, work)):
            at = view.site.code, index.address_of(key)
            if at not in self._categories and key != NOT_STATED:
                label, scheme = index.label(key, view.language), view.top + index.address
                told = {"term": key, "scheme": scheme, "label": label.text}
                code = language_of(label)
                self._categories[at] = element("category", **told, xml_lang=code)
            yield self._categories.get(at, "")


@lru_cache(maxsize=4096)
def person(name: str, of: str, uri: str = "") -> str:
    """A person construct (RFC 4287, 3.2)."""
    inner = element("name", of) + (element("uri", uri) if uri else "")
    return f"<{name}>\n{inner}</{name}>\n"


def _id(work: Work[Front], view: View) -> str:
    """For ever the same: the address that the page of *work* had first, however it is called now.

    RFC 4287, 4.2.6.
    """
    first = view.archive.former.first(work.id) if isinstance(work, Contribution) else None
    address = contribution_address(first.discussion, first.id) if first else work.address
    return view.root + address


def _links(work: Work[Front], view: View) -> Iterator[str]:
    """The page, and that in the other language where it has a text of its own."""
    for site in view.archive.settings.languages:
        if site is view.site or site.code in work.texts:
            href = view.twin(site, work.address)
            yield element("link", rel="alternate", type="text/html", hreflang=site.code, href=href)


def _persons(work: Work[Front], view: View) -> Iterator[str]:
    """Who wrote and translated it; the archive, where nobody is named (RFC 4287, 4.2.1)."""
    authors = view.authors(work)
    for credit in authors:
        page = view.address_of(credit)
        yield person("author", credit.name, page and view.root + page)
    if not authors:
        yield person("author", view.site.site_name)
    if translator := credits.translator(work.shown(view.site.code), view.archive):
        yield person("contributor", translator.name)
