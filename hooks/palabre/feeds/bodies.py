"""The words of an entry as HTML that can be read anywhere: links and pictures with whole addresses.

Numbers of paragraphs stay on pages: where no stylesheet sets them apart, they are in the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import urljoin

from palabre import language as languages
from palabre.language import Phrase
from palabre.models import Front
from palabre.page import shown_text, untranslated
from palabre.paragraphs import without_permalinks
from palabre.records import provenance
from palabre.view import View
from palabre.works import Contribution, Text, Week, Work

# nh3 writes every attribute as name="value" with the quotes in the value escaped.
_RELATIVE = re.compile(r'(<(?:a|img)(?: [a-z-]+="[^"]*")*? (?:href|src)=")(?!https?:)([^"]*)"')


def body(work: Work[Front], view: View) -> str:
    """What readers of *view*, whose links are absolute, get of *work*: notes, then the text."""
    text = work.shown(view.site.code)
    page = view.root + work.address
    html = absolute(without_permalinks(_questions(work, text) + shown_text(text, view).html), page)
    code = view.foreign(text.language)
    notes = "".join(
        f'<p lang="{view.site.code}"><em>{note}</em></p>\n' for note in _notes(work, view)
    )
    return f"{notes}<div{languages.marks(code)}>{html}</div>" if code else notes + html


def absolute(html: str, page: str) -> str:
    """Sanitized *html* in which addresses are whole that were seen from *page*."""

    def step(match: re.Match[str]) -> str:
        return f'{match[1]}{escape(urljoin(page, unescape(match[2])))}"'

    return _RELATIVE.sub(step, html)


def _questions(work: Work[Front], text: Text[Front]) -> str:
    """Those of a week."""
    asked = work.texts[text.language].front.questions if isinstance(work, Week) else ()
    items = "".join(f"<li>{escape(question)}</li>" for question in asked)
    return f"<ol>{items}</ol>\n" if items else ""


def _notes(work: Work[Front], view: View) -> Iterator[str]:
    """What readers must know of the text, as its page says it."""
    for notice in untranslated(work, view):
        link = f" {notice.link.__html__()}" if notice.link else ""
        yield notice.words.__html__() + link
    if isinstance(work, Contribution):
        text = work.shown(view.site.code)
        if text.front.text != "original":
            yield _sentence(provenance(text, work, view), view)
        for mark in view.marks(work):
            yield escape(mark, quote=False)


def _sentence(words: Phrase, view: View) -> str:
    return view.language.phrase("sentence", words=words.capitalized()).__html__()
