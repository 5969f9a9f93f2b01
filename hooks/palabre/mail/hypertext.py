"""HTML of mails and saved pages to Markdown: what it says, without what it loads, runs or hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup

from palabre.mail import conversion, escaping
from palabre.mail.remains import Left

_MOST = 512 * 1024
"""So many characters of HTML, without style sheets and comments, are taken as markup."""

_MOST_TAGS = 20_000
_DEEPEST = 100
_MOST_OF_CELL = 200
_UNSEEN = ("script", "style", "head", "template", "noscript", "iframe", "object", "embed", "svg")
_CONTROLS = ("form", "input", "button", "select", "textarea", "label", "fieldset")
_CELLS = ("tr", "td", "th", "caption")
_BOLD = ("b", "strong")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_TINY = re.compile(r"[01](?:px)?", re.I)
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?tr|/?li|/?h\d|/?blockquote)\b[^<>]*>", re.I)


def soup(html: str) -> BeautifulSoup | None:
    """*html* as a tree, its style sheets and comments left out; ``None`` where it is too much."""
    lean = _lean(html)
    if len(lean) > _MOST or lean.count("<") > _MOST_TAGS:
        return None
    try:
        tree = BeautifulSoup(f"\n{lean}", "lxml")  # else an address alone is warned of
    except (ParserRejectedMarkup, RecursionError, AssertionError, ValueError):
        return None
    return tree if _depth(tree) <= _DEEPEST else None


def _depth(tree: Tag) -> int:
    depth, elements = 0, [tree]
    while elements and depth <= _DEEPEST:
        elements = [part for one in elements for part in one.children if isinstance(part, Tag)]
        depth += 1
    return depth


def markdown(tree: Tag) -> tuple[str, list[Left]]:
    """What *tree* says, as Markdown; and the pictures that were left out."""
    left = [*_without_pictures(tree)]
    if (title := tree.find("title")) and (told := escaping.clean(title.get_text()).strip()):
        left.append(Left("page", told))
    for element in tree.find_all(_UNSEEN):
        element.decompose()
    for element in tree.find_all(style=_HIDDEN):
        element.decompose()
    for element in tree.find_all(_CONTROLS):
        element.unwrap()
    _without_layout(tree)
    _with_heads(tree)
    for element in tree.find_all(conversion.EMPHASIS):  # Word writes many where one is meant
        while isinstance(beside := element.next_sibling, Tag) and beside.name == element.name:
            element.extend(list(beside.children))
            beside.decompose()
    for each in tree.find_all("ol"):
        for number, item in enumerate(each.find_all("li", recursive=False), _start(each)):
            item["value"] = str(number)
    return conversion.written(tree), left


def bare(html: str) -> str:
    """The text of *html*, without any markup: quick, and never refused."""
    text = _TAG.sub("", _BREAK.sub("\n", re.sub(r"\s+", " ", _lean(html))))
    lines = (line.strip() for line in escaping.clean(unescape(text)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _lean(html: str) -> str:
    """*html* without comments, declarations and style sheets, and with no tag left open.

    All of it is found by one pass: the parser would search to the end of a page for each of many
    comments or tags that have none.
    """
    html = "".join(_outside(html, "<!--", "-->"))
    html = re.sub(r"<[!?][^<>]*>", "", html).replace("<!", "&lt;!").replace("<?", "&lt;?")
    for name in ("style", "script"):
        html = "".join(_outside(html, f"<{name}", f"</{name}>"))
    last = html.rfind(">") + 1
    return html[:last] + html[last:].replace("<", "&lt;")


def _outside(text: str, opening: str, closing: str) -> Iterator[str]:
    """The parts of *text* that do not stand between *opening* and *closing*; any case."""
    folded = text.lower() if len(text.lower()) == len(text) else text
    end = 0
    while (begin := folded.find(opening, end)) >= 0:
        closed = folded.find(closing, begin)
        if closed < 0:
            break
        yield text[end:begin]
        end = closed + len(closing)
    yield text[end:]


def _without_pictures(tree: Tag) -> Iterator[Left]:
    """Take the pictures out: each is told, but those that only tell their sender of a reader."""
    for image in tree.find_all("img"):
        sides = (str(image.get(side, "")).strip() for side in ("width", "height"))
        is_pixel = any(map(_TINY.fullmatch, sides))
        words = " ".join(f"{image.get('alt') or ''} {image.get('src') or ''}".split())
        if words and not is_pixel:
            yield Left("picture", words[:500])
        image.decompose()


def _without_layout(tree: Tag) -> None:
    """Make blocks of the tables that only place things, and do not compare them."""
    for table in tree.find_all("table"):
        rows = list(table.find_all("tr"))
        cells = [cell for row in rows for cell in row.find_all(["td", "th"], recursive=False)]
        if len(rows) > 1 and len(cells) > len(rows) and all(map(_is_short, cells)):
            continue
        _without_cells(table)
        table.name = "div"
    for stray in tree.find_all(_CELLS):
        if stray.find_parent("table") is None:
            stray.name = "div"


def _with_heads(tree: Tag) -> None:
    """Make the heads of a table of a first row that is all bold: Word writes no others."""
    for table in tree.find_all("table"):
        row = table.find("tr")
        cells = row.find_all(["td", "th"]) if row else []
        if all(map(_is_bold, cells)) and any(cell.get_text().strip() for cell in cells):
            for cell in cells:
                cell.name = "th"
                for mark in cell.find_all(_BOLD):
                    mark.unwrap()


def _is_bold(cell: Tag) -> bool:
    return all(text.find_parent(_BOLD) for text in cell.find_all(string=re.compile(r"\S")))


def _without_cells(table: Tag) -> None:
    for part in table.find_all(_CELLS):
        part.name = "div"
    for part in table.find_all(["tbody", "thead", "tfoot", "colgroup", "col"]):
        part.unwrap()


def _is_short(cell: Tag) -> bool:
    """Whether *cell* holds one line: Word puts a paragraph into each."""
    return len(cell.find_all(conversion.BLOCKS)) <= 1 and len(cell.get_text()) < _MOST_OF_CELL


def _start(element: Tag) -> int:
    told = str(element.get("start", "1"))
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 1
