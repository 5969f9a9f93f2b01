"""Posts in web pages that somebody saved: archives of lists, forums, and pages of any kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from string import ascii_lowercase, ascii_uppercase

from bs4 import BeautifulSoup, Tag

from palabre.mail import charsets, days, headers, hypertext, parts
from palabre.mail.escaping import clean
from palabre.mail.remains import Left

_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_COMMENT = re.compile(r"<!--X-(Subject|From(?:-R13)?|Date|Message-Id): ([^\n]{0,500}?) ?-->")
_FEW = ("@" + ascii_uppercase + "[", "`" + ascii_lowercase + "{")
_TURNED = str.maketrans("".join(_FEW), "".join(part[14:] + part[:14] for part in _FEW))
"""How MHonArc hides the address of who wrote."""
_BODIES = (
    ("<!--X-Body-of-Message-->", "<!--X-Body-of-Message-End-->"),
    ("<!--beginarticle-->", "<!--endarticle-->"),
    ('<!-- body="start" -->', '<!-- body="end" -->'),
)
"""Between these stands the post in pages of MHonArc, Pipermail and Hypermail."""

_POSTS = ("article", "[itemprop=articleBody]", "[itemprop=text]", "main", "[role=main]")
_AUTHORS = ("[itemprop=author]", "[rel=author]", ".author", ".byline")
_AROUND = ("nav", "header", "footer", "aside", "form")


@dataclass(frozen=True)
class SavedPage:
    """What a page says of the post in it; empty where it doesn't."""

    title: str
    author: str
    address: str
    day: date | None
    message_id: str
    text: str
    is_markdown: bool
    left: tuple[Left, ...]
    doubts: tuple[str, ...]


def read(raw: bytes) -> SavedPage:
    """The post in the page *raw*."""
    declared = _CHARSET.search(raw[:4096])
    html, is_sure = charsets.decode(raw, declared[1].decode() if declared else "")
    doubts = [] if is_sure else ["doubt-charset"]
    tree = hypertext.soup(html)
    if tree is None:
        text = clean(hypertext.bare(html))
        return SavedPage("", "", "", None, "", text, False, (), (*doubts, "doubt-html"))
    told = {name.lower(): unescape(value) for name, value in _COMMENT.findall(html[:20_000])}
    name, address = headers.sender(
        told.get("from") or told.get("from-r13", "").translate(_TURNED) or _author(tree)
    )
    between = _between(html)
    found = _of_list(between) if between is not None else None
    title = _title(tree, told.get("subject", ""))
    day = days.of_header(told.get("date", "")) or _day(tree)
    if found is None:
        post, around, is_certain = _post(tree)
        text, left = hypertext.markdown(post)
        left += [Left("page", around)] if around else []
        doubts += [] if is_certain else ["doubt-html"]
        found = text, True, left
    else:
        rest = hypertext.bare(html.replace(between or "", "", 1))
        found[2].append(Left("page", rest))
    text, is_markdown, left = found
    identifier = told.get("message-id", "").strip("<> ")
    return SavedPage(
        title, name, address, day, identifier, text, is_markdown, tuple(left), tuple(doubts)
    )


def _between(html: str) -> str | None:
    """What stands where programs of list archives put the post."""
    for opening, closing in _BODIES:
        begin = html.find(opening)
        end = html.find(closing, begin)
        if begin >= 0 and end >= 0:
            return html[begin + len(opening) : end]
    return None


def _of_list(html: str) -> tuple[str, bool, list[Left]]:
    """A post of a list's archive: preformatted text is a mail's own lines, and no program."""
    tree = hypertext.soup(html)
    if tree is not None and (pre := tree.find("pre")):
        alone = len(pre.get_text()) > 0.8 * len(tree.get_text().strip())
        if alone:
            return clean(tree.get_text()).strip("\n"), False, []
    written, left, _ = parts.markdown(html)
    return written, True, left


def _title(tree: Tag, told: str) -> str:
    heading = tree.find("h1")
    candidates = (
        told,
        _meta(tree, "og:title"),
        heading.get_text(" ") if isinstance(heading, Tag) else "",
        _meta(tree, "title"),
        _meta(tree, "dc.title"),
    )
    return next((_line(text) for text in candidates if _line(text)), "")


def _author(tree: Tag) -> str:
    """Who wrote it, where the page marks that up."""
    for name in ("author", "dc.creator", "article:author"):
        if (found := _meta(tree, name)) and not found.startswith("http"):
            return _line(found)
    for selector in _AUTHORS:
        element = tree.select_one(selector)
        if element and 0 < len(text := _line(element.get_text(" "))) < 80:
            return text
    bold = tree.select_one("h1 + b, h1 ~ b")  # Pipermail
    link = tree.select_one("b + a[href^='mailto:'], b ~ a")
    if bold and link:
        address = _line(link.get_text()).replace(" at ", "@")
        return f"{_line(bold.get_text())} <{address}>"
    return ""


def _day(tree: Tag) -> date | None:
    for name in ("article:published_time", "dc.date", "dc.date.issued", "date", "pubdate"):
        if found := days.in_words(_meta(tree, name)):
            return found
    for selector in ("[itemprop=datePublished]", "time[datetime]", "time", "h1 ~ i"):
        element = tree.select_one(selector)
        if element is None:
            continue
        told = str(element.get("datetime") or element.get("content") or element.get_text(" "))
        if found := days.of_header(_line(told)):
            return found
    return None


def _meta(tree: Tag, name: str) -> str:
    for key in ("name", "property", "itemprop"):
        for element in tree.find_all("meta", attrs={key: re.compile(f"{re.escape(name)}$", re.I)}):
            if content := element.get("content"):
                return str(content)
    return ""


def _line(text: str) -> str:
    return " ".join(clean(text).split())[:500]


def _post(tree: BeautifulSoup) -> tuple[Tag, str, bool]:
    """The element that holds the post, the text around it, and whether that is certain."""
    for selector in _POSTS:
        found = tree.select(selector)
        if len(found) == 1 and len(found[0].get_text(strip=True)) > 20:
            post = found[0].extract()
            return post, _text(tree), True
        if len(found) > 1:
            return tree, "", False
    around = [_text(part.extract()) for part in tree.find_all(_AROUND) if part.parent]
    return tree, "\n\n".join(filter(None, around)), False


def _text(tree: Tag) -> str:
    for element in tree.find_all(["script", "style", "head", "template"]):
        element.decompose()
    lines = (" ".join(line.split()) for line in clean(tree.get_text("\n")).split("\n"))
    return "\n".join(line for line in lines if line)
