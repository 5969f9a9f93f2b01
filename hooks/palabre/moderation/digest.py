"""The weekly message for the mailing list, composed of what the archive knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from palabre.directory import Directory
from palabre.indexes import week_title
from palabre.language import Phrase, phrase, sort_key
from palabre.layout import CONTRIBUTE
from palabre.models import Author
from palabre.moderation.message import Block, Item, Message, Part
from palabre.page import untranslated
from palabre.periods import period_words
from palabre.settings import SiteLanguage
from palabre.site import Site
from palabre.view import Link, View
from palabre.works import Contribution, Discussion, Week

MOST = 1000
"""More contributions than any week has."""


def compose(found: Site, week: Week, sites: Iterable[SiteLanguage], most: int = MOST) -> Message:
    """The message on *week* in the languages *sites*, with at most *most* contributions in each."""
    return Message(tuple(_Composer(found, week, site, most).part() for site in sites))


class _Composer:
    """Composes one part."""

    def __init__(self, found: Site, week: Week, site: SiteLanguage, most: int) -> None:
        self.archive = found.archive
        self.week = week
        self.discussion: Discussion = found.archive.discussions[week.discussion]
        top = found.settings.site_url
        root = top + site.prefix
        self.view = View(
            found.archive, found.indexes, found.resources, site, found.texts, root, top
        )
        self.language = self.view.language
        self.most = most

    def part(self) -> Part:
        discussion = self.view.title(self.discussion)
        week = week_title(self.week, self.language)
        words = {"week": week.text, "discussion": discussion.text}
        opening, _, closing = self.language.say("quoted", words="\0").partition("\0")
        code = self.view.site.code
        return Part(
            site=self.view.site,
            subject=self.language.say("digest-subject", **words),
            discussion=discussion,
            week=week,
            dates=period_words(self.week.period, self.view),
            blocks=tuple(self._blocks()),
            quotes=(opening, closing),
            announcement=self.language.in_language(code, "digest-below").text,
        )

    def _blocks(self) -> Iterator[Block]:
        questions = self._questions(self.week)
        heading = self.language.count("digest-questions", len(questions))
        yield Block(heading, tuple(self._notices(self.week)), questions)
        yield self._contributions()
        if others := tuple(self._of_these_days()):
            items = tuple(map(self._short, others[: self.most]))
            yield Block(self.language.say("digest-others"), items=items, more=self._more(others))
        yield Block(self.language.say("digest-read"), links=tuple(self._pages()))
        yield from self._next()

    def _questions(self, week: Week) -> tuple[Phrase, ...]:
        text = week.shown(self.view.site.code)
        foreign = self.view.foreign(text.language)
        return tuple(phrase(question, foreign) for question in text.front.questions)

    def _notices(self, week: Week) -> Iterator[Phrase]:
        return (notice.words for notice in untranslated(week, self.view))

    def _contributions(self) -> Block:
        number = self.week.number
        found = [c for c in self.discussion.contributions if number in c.record.weeks]
        if not found:
            lines = (phrase(self.language.say("weeks-none")),)
            return Block(self.language.say("contributions-heading"), lines)
        return Block(
            self.language.count("contributions", len(found)),
            tuple(self._origins(found)),
            items=tuple(map(self._item, found[: self.most])),
            more=self._more(found),
        )

    def _more(self, found: Sequence[Contribution]) -> str:
        left = len(found) - self.most
        return self.language.count("digest-more", left) if left > 0 else ""

    def _origins(self, contributions: Sequence[Contribution]) -> Iterator[Phrase]:
        """Where they come from, and who wrote them."""
        codes = {code for c in contributions for code in self.archive.countries_from(c)}
        if countries := sorted(map(self.language.country, codes), key=sort_key):
            yield phrase(self.language.say("digest-countries", names=", ".join(countries)))
        links = [link for c in contributions for link in self.view.signatures(c)]
        names = dict.fromkeys(link.label for link in links)
        yield self.language.phrase("digest-authors", names=_joined(names))

    def _item(self, contribution: Contribution) -> Item:
        entry = self.view.entry(contribution)
        details = (*self._authors(contribution), self._standing(contribution))
        return Item(entry.link, details, entry.excerpt)

    def _short(self, contribution: Contribution) -> Item:
        return Item(self.view.work(contribution), tuple(self._authors(contribution)))

    def _authors(self, contribution: Contribution) -> Iterator[Phrase]:
        """Names, organisations, country; the latter once for all authors who share them."""
        groups: dict[Phrase, list[Phrase]] = defaultdict(list)
        for author in contribution.record.authors:
            groups[_joined(self._belongings(author))] += self._name(author)
        for belongings, names in groups.items():
            yield _joined((*names, belongings))

    def _name(self, author: Author) -> Iterator[Phrase]:
        if author.name:
            yield self._told(self.archive.contributors, author.name, "name" in author.inferred)

    def _belongings(self, author: Author) -> Iterator[Phrase]:
        for name in author.organisation:
            is_inferred = "organisation" in author.inferred
            yield self._told(self.archive.organisations, name, is_inferred)
        if author.country:
            country = self.language.country(author.country)
            yield phrase(self.view.inferred(country, "country" in author.inferred))

    def _told(self, directory: Directory, name: str, is_inferred: bool) -> Phrase:
        told = directory.name(directory.id_of(name), self.language.code)
        return phrase(self.view.inferred(told, is_inferred))

    def _standing(self, contribution: Contribution) -> Phrase:
        record, code = contribution.record, self.view.site.code
        date = self.view.inferred(self.view.date(record.date), "date" in record.inferred)
        text = contribution.shown(code)
        if text.language == code:
            standing = phrase(self.language.say(f"standing-{text.front.text}"))
        else:
            standing = self.language.in_language(text.language, "digest-foreign")
        marks = map(phrase, self.view.marks(contribution))
        return _joined((phrase(date), standing, *marks)).capitalized()

    def _of_these_days(self) -> Iterator[Contribution]:
        """What is filed elsewhere in the discussion, and came in from the first day to the last."""
        opens, closes = self.week.period.opens, self.week.period.closes
        for contribution in self.discussion.contributions:
            day, weeks = contribution.record.date, contribution.record.weeks
            if opens and closes and day and self.week.number not in weeks:
                yield from (contribution,) if opens <= day <= closes else ()

    def _pages(self) -> Iterator[Link]:
        yield self._page_of(self.week)
        words = phrase(self.language.say("digest-contribute"))
        for page in self.archive.pages:
            if page.name == CONTRIBUTE:
                yield self.view.link(words, page.address)

    def _page_of(self, week: Week) -> Link:
        return self.view.link(phrase(self.language.say("digest-week-page")), week.address)

    def _next(self) -> Iterator[Block]:
        """The next week; after the last one, the consolidated reply, if there is one."""
        heading = self.language.say("digest-next")
        for week in self.discussion.weeks:
            if week.number > self.week.number:
                title, dates = week_title(week, self.language), period_words(week.period, self.view)
                lines = (_joined((title, phrase(dates)), " – "), *self._notices(week))
                links = (self._page_of(week),)
                yield Block(heading, lines, self._questions(week), links=links)
                return
        if self.discussion.reply:
            yield Block(heading, links=(self.view.work(self.discussion.reply),))


def _joined(phrases: Iterable[Phrase], separator: str = ", ") -> Phrase:
    """*phrases* in a row, but for those that say nothing."""
    parts: list[tuple[str, str]] = []
    for one in phrases:
        if one.text:
            parts += ((separator, ""), *one.parts) if parts else one.parts
    return Phrase(tuple(parts))
