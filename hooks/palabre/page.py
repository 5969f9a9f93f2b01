"""A page: plain values and safe HTML, in one language, for one template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from palabre.archive import Archive
from palabre.language import Phrase, phrase
from palabre.layout import CONTRIBUTE
from palabre.models import Front
from palabre.references import Reference, References
from palabre.settings import SiteLanguage
from palabre.view import Link, View
from palabre.works import Contribution, Text, Work


@dataclass(frozen=True)
class Page:
    """One page in one language."""

    address: str
    language: SiteLanguage
    template: str
    title: Phrase
    description: str
    canonical: SiteLanguage
    """The language whose page of this address has the text as its own."""
    real: tuple[SiteLanguage, ...]
    """The languages whose page of this address has a text of their own."""
    values: Mapping[str, object] = field(default_factory=dict)
    canonical_address: str = ""
    """Where the same is shown in a better way; empty where this page is the one."""
    is_found: bool = True
    """Whether search engines may name it."""
    onward: str = ""
    """To where it leads at once; empty where it does not."""
    work: Work[Front] | None = None
    """Of what it is the page: ``None`` where its words stand elsewhere."""

    @property
    def section(self) -> str:
        """The part of the archive that it belongs to."""
        return self.address.partition("/")[0]


@dataclass(frozen=True)
class Notice:
    """Something that a reader must know of a text, in the reader's language."""

    words: Phrase
    link: Link | None = None


@dataclass(frozen=True)
class ShownText:
    """A text on its page."""

    html: str
    """Sanitized: the one value that templates do not escape."""
    code: str
    """Its language; empty where it is the page's."""
    notices: tuple[Notice, ...] = ()
    heading: str = ""
    """Above a second text."""
    cited: tuple[Reference, ...] = ()
    """What it cites, for the list at the end of the page."""
    bare: str = ""
    """The same HTML without what the page adds to it."""


def shown_text(
    text: Text[Front],
    view: View,
    notices: tuple[Notice, ...] = (),
    heading: str = "",
    prefix: str = "",
) -> ShownText:
    """*text* as *view* shows it."""
    references = References(text.reading, view)
    return ShownText(
        references.linked(view.html(text.reading, prefix), text.language),
        view.foreign(text.language),
        notices,
        heading,
        references.listed,
    )


def untranslated(work: Work[Front], view: View) -> Iterator[Notice]:
    """Where *work* has no text in the reader's language: which it is, and how to offer one."""
    shown = work.shown(view.site.code)
    if shown.language == view.site.code:
        return
    here = view.language.language(view.site.code)
    planned = isinstance(work, Contribution) and view.site.code in work.record.planned
    message = "notice-planned" if planned else "notice-untranslated"
    offer = view.link(phrase(view.language.say("notice-offer")), f"{CONTRIBUTE}.html")
    yield Notice(view.language.in_language(shown.language, message, here=here), offer)


def holder(work: Work[Front], site: SiteLanguage, archive: Archive) -> SiteLanguage:
    """The language whose page of *work* has as its own the text that *site* shows.

    An original in a third language has no page of its own: each that shows it stands for itself.
    """
    shown = work.shown(site.code).language
    return next((s for s in archive.settings.languages if s.code == shown), site)


def real(work: Work[Front] | None, archive: Archive) -> tuple[SiteLanguage, ...]:
    """The languages whose page has a text of its own: all, where it is made of what both know."""
    sites = archive.settings.languages
    return sites if work is None else tuple(site for site in sites if site.code in work.texts)


def alternates(site: SiteLanguage, real: tuple[SiteLanguage, ...]) -> tuple[SiteLanguage, ...]:
    """What ``hreflang`` names on a page in *site*: the *real* ones, if it is one of several."""
    return real if site in real and len(real) > 1 else ()


def of_work(
    work: Work[Front],
    view: View,
    template: str,
    description: str,
    values: Mapping[str, object],
    title: Phrase | None = None,
) -> Page:
    """The page of a work whose texts may not be in both languages."""
    return Page(
        work.address,
        view.site,
        template,
        title or view.title(work),
        description,
        holder(work, view.site, view.archive),
        real(work, view.archive),
        values,
        work=work,
    )


def generated(
    address: str,
    view: View,
    template: str,
    title: Phrase,
    description: str,
    values: Mapping[str, object],
) -> Page:
    """A page that exists in both languages because it is made of what both know."""
    both = real(None, view.archive)
    return Page(address, view.site, template, title, description, view.site, both, values)
