"""JSON-LD: what a page holds, in the words of schema.org.

Of a contribution it has the words as plain text, since that is how search engines know what
somebody said. Of each reply it has the first ones alone, as lists show them: the reply has a page
of its own, this page need not be loaded twice as slowly for it, nor be made anew for each word
that is corrected there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from palabre import credits, dates, plain
from palabre.archive import THREAD_DEPTH
from palabre.layout import HOME
from palabre.licences import licence
from palabre.metadata.agents import Node, agent, told
from palabre.metadata.dataset import dataset
from palabre.metadata.tags import titled
from palabre.models import Front, TextFront
from palabre.page import Page, ShownText, holder
from palabre.view import View
from palabre.works import Contribution, Discussion, Reply, SitePage, Text, Week, Work

CONTEXT = "https://schema.org"
_POSTING, _COMMENT, _ARTICLE, _WORK = "DiscussionForumPosting", "Comment", "Article", "CreativeWork"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def linked_data(page: Page, view: View) -> str:
    """What *page* holds, as a ``script`` that nobody runs; empty where nothing is its own."""
    work = page.work
    if isinstance(work, Contribution):
        node = _posting(page, work, view)
    elif isinstance(work, Week | Reply | Discussion):
        node = _article(page, work, view)
    elif isinstance(work, SitePage) and work.name == HOME:
        node = dataset(page, view)
    else:
        return ""
    return f'\n<script type="application/ld+json">{written({"@context": CONTEXT} | node)}</script>'


def written(node: Node) -> str:
    """*node* as JSON that may stand in a ``script``: nothing in it can end that."""
    text = _ENCODER.encode(node)
    for sign, escaped in _ESCAPES.items():
        text = text.replace(sign, escaped)
    return text


def _posting(page: Page, work: Contribution, view: View) -> Node:
    archive, corrected = view.archive, dates.corrected(work)
    text, url = work.shown(view.site.code), view.url(page.canonical, page.address)
    translator = credits.translator(text, archive)
    return {
        **told(type_=_POSTING, headline=text.title, url=url, mainEntityOfPage=url),
        **_common(work, text, view),
        **told(
            dateModified=corrected and corrected.isoformat(),
            translator=[agent(translator, view)] if translator else [],
            **_other_texts(work, text, page, view),
            **_rights(archive.rights(work) or ""),
            isPartOf=[*_whole(work.discussion, view), *_weeks(work, view)],
            text=plain.text(plain.parts(_bare(page))),
            comment=_comments(work, view, THREAD_DEPTH),
        ),
    }


def _bare(page: Page) -> str:
    """The HTML of the first of the texts that *page* shows."""
    texts = page.values["texts"]
    assert isinstance(texts, list)
    found: ShownText = texts[0]
    return found.bare


def _article(page: Page, work: Week | Reply | Discussion, view: View) -> Node:
    text, url = work.shown(view.site.code), view.url(page.canonical, page.address)
    cited = dict.fromkeys(citation.id for citation in text.reading.citations)
    known, discussion = view.archive.contributions, text.reading.place.discussion
    return {
        **told(type_=_ARTICLE, headline=titled(work, text), url=url, mainEntityOfPage=url),
        **_common(work, text, view),
        **told(
            **_rights(view.archive.rights(work) or ""),
            isPartOf=[] if isinstance(work, Discussion) else _whole(discussion, view),
            citation=[{"@id": _url(known[key], view)} for key in cited if key in known],
        ),
    }


def _common(work: Work[Front], text: Text[Front], view: View) -> Node:
    day = dates.published(work, view.archive)
    return told(
        author=[agent(author, view) for author in view.authors(work)],
        datePublished=day and day.isoformat(),
        inLanguage=text.language,
    )


def _url(work: Work[Front], view: View) -> str:
    """The address of the page on which the text of *work* that readers are shown is its own."""
    return view.url(holder(work, view.site, view.archive), work.address)


def _other_texts(work: Contribution, shown: Text[TextFront], page: Page, view: View) -> Node:
    """The original of a translation or a summary, else the translations of an original."""
    if shown.front.text == "original":
        others = [text for text in work.texts.values() if text.front.text == "translation"]
        return {"workTranslation": [_other_text(text, page, view) for text in others]}
    original = work.original
    relation = "translationOfWork" if shown.front.text == "translation" else "isBasedOn"
    return {relation: _other_text(original, page, view) if original else None}


def _other_text(text: Text[TextFront], page: Page, view: View) -> Node:
    """A text that another page shows, or this one further below."""
    sites = {site.code: site for site in view.archive.settings.languages}
    if text.language in sites:
        url = view.url(sites[text.language], page.address)
    else:
        url = f"{view.url(view.site, page.address)}#text-{text.language}"
    return told(type_=_WORK, name=text.title, inLanguage=text.language, url=url)


def _whole(discussion: str, view: View) -> list[Node]:
    return [_part(view.archive.discussions[discussion], view)]


def _weeks(work: Contribution, view: View) -> Iterator[Node]:
    return (_part(week, view) for week in view.archive.weeks_of(work))


def _part(work: Work[Front], view: View) -> Node:
    return told(type_=_WORK, name=view.title(work).text, url=view.url(view.site, work.address))


def _rights(rights: str) -> Node:
    return {"copyrightNotice": rights, "license": licence(rights).url}


def _comments(work: Contribution, view: View, depth: int) -> list[Node]:
    """The thread below *work*, as deep as its page shows it."""
    return [
        {
            **told(type_=_COMMENT, headline=text.title, url=_url(reply, view)),
            **_common(reply, text, view),
            **told(
                text=text.reading.excerpt or text.title,
                comment=_comments(reply, view, depth - 1) if depth > 1 else [],
            ),
        }
        for reply in view.archive.replies.get(work.id, ())
        for text in (reply.shown(view.site.code),)
    ]
