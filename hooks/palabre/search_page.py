"""What the page shows that searches: what can be asked, before any script runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palabre.bundles import bundles
from palabre.indexes import FILTERS
from palabre.language import Phrase, phrase
from palabre.layout import SEARCH
from palabre.page import Page, generated
from palabre.view import View


@dataclass(frozen=True)
class Choice:
    """A value that a search can be narrowed to."""

    value: str
    label: Phrase

    @property
    def code(self) -> str:
        """The language of its words, where it is not the page's: an option holds no markup."""
        return next((code for _, code in self.label.parts if code), "")


@dataclass(frozen=True)
class Filter:
    """What a search can be narrowed by: groups of values, each with its heading, maybe empty."""

    name: str
    groups: tuple[tuple[Phrase, tuple[Choice, ...]], ...]


def search_page(view: View) -> Page:
    """The page that searches; without its script, it leads to the indexes and to the site."""
    title = view.language.say("search")
    values = {
        "public": view.url(view.site, SEARCH),
        "filters": [found for found in _search_filters(view) if found.groups],
        "languages": _languages_shown(view),
        "bundles": [b.name for b in bundles(view.archive) if b.language in _languages_shown(view)],
        "ways": [*map(view.work, view.archive.discussions.values()), *view.index_links()],
        "others": [site for site in view.archive.settings.languages if site != view.site],
    }
    intro = view.language.say("search-intro")
    return generated(SEARCH, view, "search.html", phrase(title), intro, values)


def _languages_shown(view: View) -> list[str]:
    """The languages of the texts that readers of this site get, theirs first."""
    found = {work.shown(view.site.code).language for work in view.archive.works}
    return sorted(found, key=lambda code: (code != view.site.code, code))


def _search_filters(view: View) -> Iterator[Filter]:
    """Those by which the archive's contributions differ."""
    discussions = view.archive.discussions.values()
    choices = [Choice(discussion.id, view.title(discussion)) for discussion in discussions]
    yield _filter("discussion", [(phrase(""), choices)])
    for name, kind in FILTERS.items():
        found = (view.indexes.of(kind, discussion.id) for discussion in discussions)
        indexes = {index.folder: index for index in found}.values()
        several = len(indexes) > 1
        yield _filter(
            name,
            [
                (
                    view.title(index.discussion) if index.discussion and several else phrase(""),
                    [
                        Choice(index.value(key), index.label(key, view.language))
                        for key in index.sorted_keys(view.language)
                        if index.terms[key]
                    ],
                )
                for index in indexes
            ],
        )
    codes = _languages_shown(view)
    labels = [Choice(code, phrase(view.language.language(code)).capitalized()) for code in codes]
    yield _filter("language", [(phrase(""), labels)])


def _filter(name: str, groups: list[tuple[Phrase, list[Choice]]]) -> Filter:
    """Empty where there is nothing to choose."""
    is_choice = sum(len(choices) for _, choices in groups) > 1
    kept = tuple((heading, tuple(choices)) for heading, choices in groups if choices)
    return Filter(name, kept if is_choice else ())
