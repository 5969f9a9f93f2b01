"""Tags of the head that reference managers and libraries read.

Zotero's translator "Embedded Metadata" takes the type of an item from ``z:itemType`` alone; all
else from Highwire's ``citation_`` tags, and from Dublin Core what these do not say: the forum or
site from ``DC.source``, rights, the institution of a report from ``DC.publisher``. Google Scholar
reads Highwire's, with days as ``2010/09/01``.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import escape

from palabre import credits, dates
from palabre import language as languages
from palabre.indexes import week_title
from palabre.models import Front
from palabre.page import Page
from palabre.view import View
from palabre.works import Contribution, Discussion, Reply, Text, Week, Work

_SCHEMAS = (
    '\n<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">'
    '\n<link rel="schema.DCTERMS" href="http://purl.org/dc/terms/">'
)


def titled(work: Work[Front], text: Text[Front]) -> str:
    """What *text* is called, in its own language on the pages of every language."""
    if isinstance(work, Week):
        return week_title(work, languages.of(text.language)).text
    return text.title


def tags(page: Page, view: View) -> str:
    """What the head of *page* has besides, as HTML; empty where its words are not its own."""
    work = page.work
    if isinstance(work, Contribution):
        told = _of_contribution(page, work, view)
    elif isinstance(work, Week | Reply | Discussion):
        told = _of_moderators(page, work, view)
    else:
        return ""
    return _SCHEMAS + "".join(
        f'\n<meta name="{name}" content="{escape(value)}">' for name, value in told if value
    )


def _of_contribution(page: Page, work: Contribution, view: View) -> Iterator[tuple[str, str]]:
    yield "z:itemType", "forumPost"
    yield from _common(page, work, view)
    if translator := credits.translator(work.shown(view.site.code), view.archive):
        yield "DC.contributor", translator.name
    yield from _part_of(work.discussion, view)


def _of_moderators(
    page: Page, work: Week | Reply | Discussion, view: View
) -> Iterator[tuple[str, str]]:
    yield "z:itemType", "report" if isinstance(work, Reply) else "webpage"
    yield from _common(page, work, view)
    for convenor in credits.convenors(work, view.archive, view.site.code):
        yield "DC.publisher", convenor.name
    if not isinstance(work, Discussion):
        yield from _part_of(work.discussion, view)


def _common(page: Page, work: Work[Front], view: View) -> Iterator[tuple[str, str]]:
    text, authors = work.shown(view.site.code), view.authors(work)
    title, url = titled(work, text), view.url(page.canonical, page.address)
    yield "citation_title", title
    for author in authors:
        # A comma ends a family name. Where nobody has one, it keeps Zotero from finding one.
        name = author.parts
        yield "citation_author", f"{name.family}," if name.is_literal else name.sorted
    day = dates.published(work, view.archive)
    yield "citation_publication_date", f"{day:%Y/%m/%d}" if day else ""
    yield "citation_language", text.language
    yield "citation_public_url", url
    yield "DC.title", title
    for author in authors:
        yield "DC.creator", author.name
    yield "DC.date", day.isoformat() if day else ""
    yield "DC.language", text.language
    yield "DC.identifier", url
    yield "DC.type", "Text"
    yield "DC.rights", view.archive.rights(work) or ""


def _part_of(discussion: str, view: View) -> Iterator[tuple[str, str]]:
    whole = view.archive.discussions[discussion]
    yield "DC.source", view.title(whole).text
    yield "DCTERMS.isPartOf", view.url(view.site, whole.address)
