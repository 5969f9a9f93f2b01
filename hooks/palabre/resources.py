"""Resources: the documents and links that the contributions of a discussion name.

A contribution names what its record lists and what its texts link to. What several name, or one in
several languages, is one resource.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from palabre.archive import Archive
from palabre.language import Phrase, fold, phrase, sort_key
from palabre.layout import Place, Role, resources_address
from palabre.weblinks import same_address
from palabre.works import Contribution, Discussion


@dataclass(frozen=True, slots=True)
class Mention:
    """That a contribution names something, in its record or in a text."""

    by: Contribution
    language: str
    """Of the title."""
    is_of_record: bool
    title: str
    """Of a text: the words of the link. Empty where the address says it all."""
    url: str
    """As it is written; empty where only the title is known."""
    archived: str = ""
    """Where a copy is kept; empty where none is known."""


@dataclass(frozen=True, eq=False)
class Resource:
    """A document or a site, by all that contributions say of it."""

    mentions: tuple[Mention, ...]

    @cached_property
    def url(self) -> str:
        """As the mention wrote it that knows a copy, else the first; empty where none knows it."""
        return next((m.url for m in self.mentions if m.archived), self.mentions[0].url)

    @cached_property
    def archived(self) -> str:
        """Where a copy is kept; empty where none is known."""
        return next((m.archived for m in self.mentions if m.archived), "")

    @cached_property
    def named_by(self) -> tuple[Contribution, ...]:
        """Who named it, each once, in their order."""
        return tuple({m.by.id: m.by for m in self.mentions}.values())

    @cached_property
    def _titles(self) -> Mapping[tuple[bool, str], str]:
        """The first of each language in records (``True``), and in texts."""
        found: dict[tuple[bool, str], str] = {}
        for mention in self.mentions:
            if mention.title:
                found.setdefault((mention.is_of_record, mention.language), mention.title)
        return found

    def title(self, language: str) -> Phrase:
        """What a record calls it, else a text, *language* before others; else its address."""
        best = min(self._titles, key=lambda of: (not of[0], of[1] != language), default=None)
        if best:
            return phrase(self._titles[best], "" if best[1] == language else best[1])
        return phrase(re.sub(r"^https?://|/$", "", self.url, flags=re.IGNORECASE))

    @cached_property
    def shown(self) -> str:
        """All that pages show of it but for who named it."""
        return repr((self.url, self.archived, self._titles))


class Resources:
    """What the contributions of each discussion name."""

    def __init__(self, archive: Archive) -> None:
        self._of = {key: _gather(found) for key, found in archive.discussions.items()}
        self._named_by: dict[str, dict[Resource, bool]] = defaultdict(dict)
        """By a contribution's id: what it names, and whether its record does."""
        for resource in (one for found in self._of.values() for one in found):
            for mention in resource.mentions:
                named = self._named_by[mention.by.id]
                named[resource] = named.get(resource, False) or mention.is_of_record

    def of(self, discussion: str) -> tuple[Resource, ...]:
        """What is named in the discussion whose id is given, each once."""
        return self._of[discussion]

    def sorted_for(self, discussion: str, language: str) -> list[Resource]:
        """The same as readers of *language* look for them."""
        return sorted(self.of(discussion), key=lambda one: sort_key(one.title(language).text))

    def named_by(self, contribution: Contribution) -> Mapping[Resource, bool]:
        """What *contribution* names, each with whether its record does."""
        return self._named_by.get(contribution.id, {})

    def copies(self, place: Place) -> Mapping[str, str]:
        """Where copies are kept of what the text at *place* links to, by ``same_address``.

        Only those that its own record gives: nobody can change where another's words lead.
        """
        named = self._named_by.get(place.name, {}) if place.role is Role.CONTRIBUTION else {}
        mentions = (m for one in named for m in one.mentions if m.by.id == place.name)
        return {same_address(m.url): m.archived for m in mentions if m.archived}

    def addresses(self) -> Iterator[str]:
        """Of the pages that list resources: one for each discussion that names any."""
        return (resources_address(discussion) for discussion, found in self._of.items() if found)


def _gather(discussion: Discussion) -> tuple[Resource, ...]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for contribution in discussion.contributions:
        for mention in _mentions(contribution):
            # A title has a blank before it, as no address has.
            found[same_address(mention.url) or f" {fold(mention.title)}"].append(mention)
    return tuple(Resource(tuple(mentions)) for mentions in found.values())


def _mentions(by: Contribution) -> Iterator[Mention]:
    own = by.reading.place.language
    for named in by.record.resources:
        yield Mention(by, own, True, named.title or "", named.url or "", named.archived or "")
    # The original first, whichever language is the site's default.
    for code, text in sorted(by.texts.items(), key=lambda of: (of[1] is not by.original, of[0])):
        for url, words in text.reading.outward:
            if same_address(url):
                yield Mention(by, code, False, words, url)
