"""Which pages exist, and what each is made of: enough to know whether it must be made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from palabre import contribution_pages, former_pages, index_pages, pages, resource_pages
from palabre.archive import Archive
from palabre.bibliography import items
from palabre.environment import digest
from palabre.exports.data_page import data_page
from palabre.feeds.feed import Feeds
from palabre.feeds.overview import feeds_page
from palabre.indexes import Index, Indexes
from palabre.layout import (
    DATA,
    FEEDS,
    HOME,
    SEARCH,
    leads,
    resources_address,
    side_by_side_address,
)
from palabre.listings import Terms, filters, listing
from palabre.models import Front, Withdrawn
from palabre.page import Page, holder
from palabre.resources import Resource, Resources
from palabre.search_page import search_page
from palabre.settings import SiteLanguage
from palabre.surroundings import around
from palabre.view import View
from palabre.works import Contribution, Discussion, Week, Work


@dataclass(frozen=True, slots=True)
class Recipe:
    """A page, not made yet: the same in both languages."""

    address: str
    make: Callable[[View], Page]
    shows: str = ""
    """Digest of what the page shows of the archive; empty where it is made anew each time.

    Labels of countries, languages, topics and registered names are not part of it: they come from
    the registries and from Babel, on which every page depends.
    """
    work: Work[Front] | None = None
    is_listed: bool = True
    """Whether the sitemap names it: not where another page shows the same in a better way."""

    def is_canonical(self, site: SiteLanguage, archive: Archive) -> bool:
        """Whether the page in *site* is the one whose text is its own."""
        return self.work is None or holder(self.work, site, archive) == site


def recipes(
    archive: Archive, indexes: Indexes, resources: Resources, feeds: Feeds
) -> Iterator[Recipe]:
    """Every page of the archive, and those in the place of what was published once."""
    standing = set[str]()
    of_archive = _of_archive(archive, indexes, resources, feeds)
    for recipe in (*of_archive, *_of_former(archive)):
        standing.add(recipe.address)
        yield recipe
    faces = {work.address: work.face for work in archive.works}
    for address in sorted({promise.address for promise in archive.promised} - standing):
        lead = next(filter(standing.__contains__, leads(address)))
        make = partial(former_pages.unlisted_page, address, lead)
        yield Recipe(address, make, digest((lead, faces.get(lead, ""))), is_listed=False)


def _of_former(archive: Archive) -> Iterator[Recipe]:
    """What is left of contributions that were withdrawn or renamed."""
    for address, entry in archive.former_pages:
        now = archive.contributions.get(archive.former.now(entry.id))
        shows = digest((archive.discussions[entry.discussion].face, now.face if now else ""))
        if isinstance(entry, Withdrawn):
            make = partial(former_pages.withdrawn_page, entry)
        else:
            make = partial(former_pages.renamed_page, entry)
        yield Recipe(address, make, shows, is_listed=False)


def _of_archive(
    archive: Archive, indexes: Indexes, resources: Resources, feeds: Feeds
) -> Iterator[Recipe]:
    for page in archive.pages:
        is_home = page.name == HOME
        make = partial(pages.home_page if is_home else pages.site_page, page)
        yield Recipe(page.address, make, work=page)
    for discussion in archive.discussions.values():
        make = partial(pages.discussion_page, discussion)
        yield Recipe(discussion.address, make, work=discussion)
        if found := resources.of(discussion.id):
            shows = digest((discussion.face, *_of_resources(found)))
            make = partial(resource_pages.resources_page, discussion)
            yield Recipe(resources_address(discussion.id), make, shows)
        if discussion.reply:
            make = partial(pages.reply_page, discussion.reply)
            yield Recipe(discussion.reply.address, make, work=discussion.reply)
    for contribution in archive.contributions.values():
        yield from _of_texts(contribution, archive, resources)
    yield Recipe(SEARCH, search_page, is_listed=False)
    yield Recipe(FEEDS, partial(feeds_page, feeds))
    yield Recipe(DATA, data_page)
    shared = digest(discussion.face for discussion in archive.discussions.values())
    for index in indexes:
        terms = Terms(index)
        for number in range(1, terms.number_of_pages + 1):
            make = partial(index_pages.terms_page, terms, number)
            yield Recipe(terms.address(number), make)
        for key in index.terms:
            yield from _of_term(index, key, shared, indexes)


def _of_texts(
    contribution: Contribution, archive: Archive, resources: Resources
) -> Iterator[Recipe]:
    named = (resource.shown for resource in resources.named_by(contribution))
    shows = digest((*_of_contribution(contribution, archive), *named))
    make = partial(contribution_pages.contribution_page, contribution)
    yield Recipe(contribution.address, make, shows, contribution)
    if len(contribution.texts) > 1:
        make = partial(contribution_pages.side_by_side_page, contribution)
        yield Recipe(side_by_side_address(contribution.address), make, shows, is_listed=False)


def _of_term(index: Index, key: str, shared: str, indexes: Indexes) -> Iterator[Recipe]:
    """The pages of a term; of a week also those that list a part of it."""
    week, whole = index_pages.week_of(index, key), listing(index, key)
    narrowings = tuple(filters(whole, indexes))
    parts = [part for narrowing in narrowings for part in narrowing.parts]
    told = [shared, *(f"{part.address()} {part.size}" for part in parts)]
    told += _of_week(week, index.discussion, index.archive) if week and index.discussion else []
    for one in (whole, *parts):
        for number in range(1, one.number_of_pages + 1):
            is_first = number == 1 and one is whole
            make = partial(index_pages.term_page, one, number, narrowings)
            work = week if is_first else None
            own = [work.whole, *around(work, index.archive)] if work else []
            own += items.shows(work, index.archive) if work else ()
            shows = digest((*told, *own, str(number), one.shows(number)))
            yield Recipe(one.address(number), make, shows, work, is_listed=one is whole)


def _of_contribution(contribution: Contribution, archive: Archive) -> Iterator[str]:
    """What a contribution's page shows: itself, and the titles of what it leads to."""
    yield contribution.whole
    yield from contribution.marks
    yield from around(contribution, archive)
    yield from _takings_of(contribution, archive)
    yield from items.shows(contribution, archive)
    yield from (week.face for week in archive.weeks_of(contribution))
    answered = archive.answered(contribution)
    yield answered.face if answered else ""
    for neighbour in archive.neighbours[contribution.id]:
        yield neighbour.face if neighbour else ""
    yield from (reply.face for reply in archive.thread(contribution))


def _takings_of(contribution: Contribution, archive: Archive) -> Iterator[str]:
    """What pages tell of those who take up *contribution*."""
    for code in archive.settings.codes:
        for taking in archive.taken_up(code).get(contribution.id, ()):
            yield f"{code} {taking.fragment} {taking.at} {taking.by.address} {taking.by.face}"


def _of_week(week: Week, discussion: Discussion, archive: Archive) -> Iterator[str]:
    """What the pages of a week show besides: the other weeks, and how it stands today."""
    yield from (other.face for other in discussion.weeks)
    yield str(discussion.state(week.period, archive.days[discussion.id]))


def _of_resources(found: Iterable[Resource]) -> Iterator[str]:
    """What a list of resources shows: themselves, and the entries of those who named them."""
    for resource in found:
        yield resource.shown
        yield from (contribution.face for contribution in resource.named_by)
