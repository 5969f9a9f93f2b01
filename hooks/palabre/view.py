"""The archive as readers of one language see it: links, entries, names and dates in their words."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import escape

from palabre import credits
from palabre import language as languages
from palabre.archive import Archive
from palabre.books import Book
from palabre.credits import Credit
from palabre.indexes import Indexes, week_title
from palabre.language import Phrase, phrase
from palabre.layout import DATA, HOME, NOT_STATED, resources_address
from palabre.models import Front
from palabre.pictures import sized
from palabre.reading import Reading
from palabre.resources import Resource, Resources
from palabre.settings import SiteLanguage
from palabre.texts import Texts
from palabre.weblinks import redirected, same_address, unlinked
from palabre.works import Contribution, Discussion, Week, Work


@dataclass(frozen=True)
class Link:
    """Words that may lead somewhere."""

    label: Phrase
    href: str = ""
    """From the page that shows it; empty where there is nothing to lead to."""
    mark: str = ""
    """What is said of the words, in the page's language: for example, that they are inferred."""

    def __html__(self) -> str:
        """As HTML: what Jinja shows."""
        return self._html

    @cached_property
    def _html(self) -> str:
        words = self.label.__html__()
        if self.href:
            words = f'<a href="{escape(self.href)}">{words}</a>'
        if self.mark:
            words += f' <span class="palabre-inferred">({escape(self.mark)})</span>'
        return words


@dataclass(frozen=True)
class Entry:
    """A contribution in a list."""

    link: Link
    authors: tuple[Link, ...]
    """Persons, or organisations where no person signed."""
    countries: tuple[Link, ...]
    date: str
    """In words; says so where it is unknown."""
    standing: str
    """How it stands in this language: original, translated, summary, not translated."""
    discussion: Link | None
    """Only where the archive has several."""
    excerpt: Phrase
    """Its first words."""
    marks: tuple[str, ...]
    """What readers must know of it besides."""


class View:
    """One archive, one language, from pages that stand at one depth.

    *top* leads from these pages to the site's root, *root* to the language's.
    """

    def __init__(
        self,
        archive: Archive,
        indexes: Indexes,
        resources: Resources,
        site: SiteLanguage,
        texts: Texts,
        root: str = "",
        top: str = "",
        books: Iterable[Book] = (),
    ) -> None:
        self.archive = archive
        self.site = site
        self.texts = texts
        self.language = languages.of(site.code)
        self.indexes = indexes
        self.resources = resources
        self.root = root
        self.top = top
        self._books = books
        self._works: dict[tuple[str, bool], Link] = {}
        self._terms: dict[tuple[str, bool], Link] = {}
        self._authors: dict[str, list[Credit]] = {}
        self._signatures: dict[str, tuple[Link, ...]] = {}

    def below(self, root: str) -> View:
        """The same from pages from which *root* leads to the language's root."""
        shown = self.archive, self.indexes, self.resources
        return View(*shown, self.site, self.texts, root, self.top, self._books)

    def foreign(self, code: str) -> str:
        """*code* where it differs from the page's language, else empty: what ``lang`` needs."""
        return "" if code == self.site.code else code

    def title(self, work: Work[Front]) -> Phrase:
        """The title that readers of this language see."""
        text = work.shown(self.site.code)
        return phrase(text.title, self.foreign(text.language))

    def html(self, reading: Reading, prefix: str = "") -> str:
        """A text's body, *prefix* before its paragraphs' numbers.

        Pictures have their size, dead links lead to copies, and what leads to a page that waits for
        its day is no link yet.
        """
        html = self.texts.html(reading, self.site, prefix)
        folder = posixpath.dirname(reading.place.address)
        if any(target.address in self.archive.scheduled_addresses for target in reading.links):
            html = unlinked(html, folder, self.archive.scheduled_addresses)
        if reading.has_attachments:
            html = sized(html, folder, self.archive.picture_sizes)
        copies = self.resources.copies(reading.place)
        return redirected(html, lambda url: copies.get(same_address(url), "")) if copies else html

    def resource(self, resource: Resource) -> Link:
        """A document or a site; where a copy is kept, that copy, beside the address it had."""
        mark = self.language.say("archived-copy", url=resource.url) if resource.archived else ""
        return Link(resource.title(self.site.code), resource.archived or resource.url, mark)

    def books(self, discussion: Discussion) -> list[tuple[str, list[Link]]]:
        """The printed proceedings for readers of this language: what they are, and their files.

        None where the site has none.
        """
        found: dict[str, list[Link]] = {}
        for book in sorted(self._books, key=lambda book: len(book.codes)):
            if book.discussion == discussion.id and self.site.code in book.codes:
                is_both = len(book.codes) > 1
                size = self.language.size(book.size)
                told = self.language.say("proceedings-file", format=book.form.upper(), size=size)
                link = Link(phrase(told), self.top + book.address)
                one = self.language.in_language(self.site.code, "proceedings-one").text
                name = self.language.say("proceedings-both") if is_both else one
                found.setdefault(name, []).append(link)
        return [*found.items()]

    def resources_link(self, discussion: Discussion) -> Link | None:
        """To the list of what contributions name; ``None`` where they name nothing."""
        found = self.resources.of(discussion.id)
        words = phrase(self.language.count("resources-count", len(found)))
        return self.link(words, resources_address(discussion.id)) if found else None

    def link(self, label: Phrase, address: str = "", is_inferred: bool = False) -> Link:
        """*label*, leading to *address* in this language's site."""
        mark = self.language.say("inferred") if is_inferred else ""
        return Link(label, self.root + address if address else "", mark)

    def url(self, site: SiteLanguage, address: str) -> str:
        """The public address of the page at *address* in either language's site."""
        return self.archive.settings.url(site, address)

    def heading(self, work: Work[Front]) -> Phrase:
        """As headings and links name *work* where it stands among others: a week by its number."""
        return week_title(work, self.language) if isinstance(work, Week) else self.title(work)

    def work(self, work: Work[Front], is_inferred: bool = False) -> Link:
        """A link to a work's page."""
        key = work.address, is_inferred
        if key not in self._works:
            self._works[key] = self.link(self.title(work), work.address, is_inferred)
        return self._works[key]

    def term(self, kind: str, contribution: Contribution, key: str, inferred: bool = False) -> Link:
        """A link to the page of a term that *contribution* stands under."""
        index = self.indexes.of(kind, contribution.discussion)
        address = index.address_of(key)
        if (address, inferred) not in self._terms:
            label = index.label(key, self.language)
            self._terms[address, inferred] = self.link(label, address, inferred)
        return self._terms[address, inferred]

    def index_links(self) -> list[Link]:
        """Links to the lists of all terms, of the indexes that span the archive."""
        return [
            self.link(phrase(self.language.say(index.kind.name)), index.address)
            for index in self.indexes.of_archive
        ]

    def navigation(self) -> list[Link]:
        """What every page leads to: the lists of all terms, the archive's own pages, its data."""
        pages = [self.work(page) for page in self.archive.pages if page.name != HOME]
        data = self.link(phrase(self.language.say("data")), DATA)
        return [*self.index_links(), *pages, data]

    def twin(self, site: SiteLanguage, address: str) -> str:
        """From a page at this view's depth to the page at *address* in either language."""
        return (self.root if site == self.site else self.top + site.prefix) + address

    def entry(self, contribution: Contribution) -> Entry:
        """One contribution as a list shows it."""
        several = len(self.archive.discussions) > 1
        text = contribution.texts.get(self.site.code)
        shown = contribution.shown(self.site.code)
        return Entry(
            self.link(self.title(contribution), contribution.address),
            self.signatures(contribution),
            self.countries(contribution),
            self.date(contribution.record.date),
            self.language.say(f"standing-{text.front.text if text else 'untranslated'}"),
            self.work(self.archive.discussions[contribution.discussion]) if several else None,
            phrase(shown.reading.excerpt, self.foreign(shown.language)),
            tuple(self.marks(contribution)),
        )

    def countries(self, contribution: Contribution) -> tuple[Link, ...]:
        """Where *contribution* comes from; says so where that is not known."""
        keys = [c.lower() for c in self.archive.countries_from(contribution)] or [NOT_STATED]
        return tuple(self.term("countries", contribution, key) for key in keys)

    def weeks(self, contribution: Contribution) -> tuple[Link, ...]:
        """The weeks in which *contribution* is filed; says so where it is in none."""
        keys = [str(number) for number in contribution.record.weeks] or [NOT_STATED]
        return tuple(self.term("weeks", contribution, key) for key in keys)

    def marks(self, contribution: Contribution) -> Iterable[str]:
        """What readers must know of *contribution* besides, in words."""
        return (self.language.say(f"mark-{mark}") for mark in contribution.marks)

    def address_of(self, credit: Credit) -> str:
        """The address of the page of somebody; empty of who signed nothing."""
        index = self.indexes.of(credit.kind, "") if credit.key else None
        return index.address_of(credit.key) if index else ""

    def authors(self, work: Work[Front]) -> list[Credit]:
        """Who is credited with *work*."""
        if work.address not in self._authors:
            found = credits.authors(work, self.archive, self.site.code)
            self._authors[work.address] = found
        return self._authors[work.address]

    def signatures(self, contribution: Contribution) -> tuple[Link, ...]:
        """Who signed: persons, and organisations where no person did."""
        key = contribution.id
        if key not in self._signatures:
            signed = self.authors(contribution)
            self._signatures[key] = tuple(self.term(c.kind, contribution, c.key) for c in signed)
        return self._signatures[key]

    def figures(self, contributions: Collection[Contribution]) -> list[str]:
        """How many *contributions*, from how many countries, in how many languages."""
        numbers = {
            "contributions": len(contributions),
            "figure-countries": len(
                {code for c in contributions for code in self.archive.countries_from(c)}
            ),
            "figure-languages": len({c.written_in for c in contributions if c.written_in}),
        }
        return [self.language.count(name, number) for name, number in numbers.items() if number]

    def date(self, day: date | None) -> str:
        """*day* in words, or that it is unknown."""
        return self.language.day(day) if day else self.language.say("undated")

    def inferred(self, words: str, is_inferred: bool) -> str:
        """*words*, marked where an editor inferred what they say."""
        return self.language.say("inferred-value", value=words) if is_inferred else words
