"""What can be found by its words: each text once, as Pagefind takes it.

Records are made of the archive and not of pages, so that lists are no results. A text that stands
for a missing translation is found from both sites, by its own language's rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from palabre import language
from palabre.bundles import Bundle
from palabre.citations import without
from palabre.indexes import FILTERS, week_title
from palabre.layout import NOT_STATED, Role
from palabre.models import Front, OtherText
from palabre.paragraphs import plain
from palabre.site import Site
from palabre.works import Contribution, Discussion, Text, Week, Work

Record = dict[str, Any]


def records(site: Site, bundle: Bundle) -> Iterator[Record]:
    """What can be found of *bundle*, as Pagefind takes it."""
    return (_record(site, work, work.texts[bundle.language]) for work in bundle.works)


def _record(site: Site, work: Work[Front], text: Text[Front]) -> Record:
    """One text. Its ``url`` is the page's address in any site, below its language."""
    sites = [code for code in site.settings.codes if work.shown(code) is text]
    own = text.language if text.language in sites else sites[0]
    filters = {"site": sites, "language": [text.language]}
    title, lead, meta, words = text.title, "", {}, list[str]()
    if isinstance(work, Contribution):
        meta = {"authors": ", ".join(_authors(site, work, own))}
        filters |= {"discussion": [work.discussion], **_filters(site, work)}
        words = [*_words(site, work, own), *_own_words(text)]
    elif isinstance(work, Week):
        title = week_title(work, language.of(own)).text
        lead = " ".join(work.texts[text.language].front.questions)
        week = site.indexes.of("weeks", work.discussion).value(str(work.number))
        filters |= {"discussion": [work.discussion], "week": [week]}
    elif isinstance(work, Discussion):
        front = work.texts[text.language].front
        lead = " ".join(filter(None, (front.occasion, *front.convenors, *front.moderators)))
        filters["discussion"] = [work.id]
    elif text.reading.place.role is Role.REPLY:
        filters["discussion"] = [text.reading.place.discussion]
    body = plain(without(site.texts.html(text.reading, site.settings.default)))
    content = " ".join(f"{lead} {body}".split())
    said = [title, *meta.values(), *words]
    hidden = [*words, *_without_ligatures(" ".join([*said, content]))]
    meta |= {"title": title, "words": " ".join(hidden)}
    return {
        "url": f"{text.language}/{work.address}",
        "language": text.language,
        "content": _apart(content),
        "meta": {name: _apart(value) for name, value in meta.items() if value},
        "filters": filters,
        "sort": None,
    }


def _apart(words: str) -> str:
    """Pagefind knows "île" in "l'île" by this sign only; the script shows the right one again."""
    return words.replace("’", "'")


def _without_ligatures(content: str) -> Iterator[str]:
    """Pagefind forgives accents, but not who writes "oeuvre" for "œuvre"."""
    if not any(sign in content for sign in language.LIGATURES):
        return
    for word in sorted(set(content.split())):
        if not word.isascii() and any(sign in word for sign in language.LIGATURES):
            yield language.fold(word)


def _authors(site: Site, contribution: Contribution, code: str) -> Iterator[str]:
    """Who signed, as the site in the language *code* names them."""
    archive = site.archive
    for author in contribution.record.authors:
        if author.name:
            yield archive.contributors.name(archive.contributors.id_of(author.name), code)
        else:
            for name in author.organisation:
                yield archive.organisations.name(archive.organisations.id_of(name), code)


def _filters(site: Site, contribution: Contribution) -> dict[str, list[str]]:
    found = {}
    for name, kind in FILTERS.items():
        index = site.indexes.of(kind, contribution.discussion)
        keys = dict.fromkeys(key for key, _ in index.kind.terms(site.archive, contribution))
        found[name] = [index.value(key) for key in keys]
    return found


def _own_words(text: Text[Front]) -> Iterator[str]:
    """What a text says of the authors in its own language."""
    if isinstance(text.front, OtherText):
        yield from (*(text.front.roles or ()), *(text.front.places or ()))


def _words(site: Site, contribution: Contribution, code: str) -> Iterator[str]:
    """What the record says of a contribution, in words that its text may not have."""
    archive, record = site.archive, contribution.record
    for kind in ("countries", "topics", "organisations"):
        index = site.indexes.of(kind, contribution.discussion)
        for key, _ in index.kind.terms(archive, contribution):
            if key != NOT_STATED:
                yield index.label(key, language.of(code)).text
    for author in record.authors:
        yield from filter(None, (author.role, author.place))
        for directory, names in (
            (archive.contributors, filter(None, (author.name,))),
            (archive.organisations, author.organisation),
        ):
            for name in names:
                yield from directory.spellings(directory.id_of(name))
    yield record.project or ""
