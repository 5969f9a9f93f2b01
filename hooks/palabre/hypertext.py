"""HTML of mails and saved pages to Markdown: what it says, without what it loads, runs or hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from bs4.exceptions import ParserRejectedMarkup
from markdownify import MarkdownConverter

from palabre import escaping
from palabre.remains import Left

_MOST = 512 * 1024
"""So many characters of HTML, without style sheets and comments, are taken as markup."""

_MOST_TAGS = 20_000
_DEEPEST = 100
_MOST_OF_CELL = 200
_UNSEEN = ("script", "style", "head", "template", "noscript", "iframe", "object", "embed", "svg")
_CONTROLS = ("form", "input", "button", "select", "textarea", "label", "fieldset")
_BLOCKS = ("p", "div", "ul", "ol", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "br")
_CELLS = ("tr", "td", "th", "caption")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_TINY = re.compile(r"[01](?:px)?", re.I)
_WEB = re.compile(r"(?:https?|mailto|ftp):[^\s<>]+", re.I)
_TAG = re.compile(r"<[^<>]*>")
_EMPHASIS = ("b", "strong", "i", "em")
_AROUND = " \t\n.,:;!?…«»\"'’\N{NO-BREAK SPACE}"
_OPENS_BLOCK = re.compile(r"[->#|]|\d{1,9}[.)]\s|```")
_SPACES = " \t\N{NO-BREAK SPACE}"
_NO_TEXT = f">{_SPACES}"
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
    for element in tree.find_all(_EMPHASIS):  # Word writes many where one is meant
        while isinstance(beside := element.next_sibling, Tag) and beside.name == element.name:
            element.extend(list(beside.children))
            beside.decompose()
    for each in tree.find_all("ol"):
        for number, item in enumerate(each.find_all("li", recursive=False), _start(each)):
            item["value"] = str(number)
    written = _Converter(heading_style="atx", bullets="-").convert_soup(tree)
    return _tidy(written), left


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


def _without_cells(table: Tag) -> None:
    for part in table.find_all(_CELLS):
        part.name = "div"
    for part in table.find_all(["tbody", "thead", "tfoot", "colgroup", "col"]):
        part.unwrap()


def _is_short(cell: Tag) -> bool:
    """Whether *cell* holds one line: Word puts a paragraph into each."""
    return len(cell.find_all(_BLOCKS)) <= 1 and len(cell.get_text()) < _MOST_OF_CELL


def _start(element: Tag) -> int:
    told = str(element.get("start", "1"))
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 1


def _tidy(text: str) -> str:
    """Without the spaces and empty lines that markup leaves; where a line ends is made visible."""
    text = re.sub("[ \N{NO-BREAK SPACE}]{2,}", _one_space, text)
    lines = text.split("\n")
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else ""
        is_ended = line.endswith("  ") and _continues(line, following)
        lines[place] = line.rstrip(_SPACES) + "\\" * is_ended
    text = re.sub(r"(?<!\\)((?:\\\\)*)!(?=\[)", r"\1\\!", "\n".join(lines))  # a link, no picture
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _continues(line: str, following: str) -> bool:
    """Whether the lines belong to one paragraph."""
    quoted = line[: len(line) - len(line.lstrip(_NO_TEXT))]
    inner = following.removeprefix(quoted).strip(_SPACES)
    return bool(line.strip(_NO_TEXT) and inner and not _OPENS_BLOCK.match(inner))


def _one_space(match: re.Match[str]) -> str:
    """One of many spaces, unless they are those that end a line."""
    is_plain = "\N{NO-BREAK SPACE}" not in match[0]
    return match[0] if is_plain else "  " if match[0].endswith("  ") else " "


def _emphasised(element: Tag, text: str, mark: str) -> str:
    """*text* between two of *mark*, or as it is where Markdown would show these."""
    inner = text.strip(_AROUND)
    if not inner or "\n\n" in text or element.find_parent(_EMPHASIS):
        return text
    before, _, after = text.partition(inner)
    sides = (before or _neighbour(element, -1), after or _neighbour(element, 1))
    is_tight = any(c.isalnum() for c in (sides[0][-1:], sides[1][:1]))
    if (is_tight and not (inner[0] + inner[-1]).isalnum()) or "*" in (sides[0][-1:], sides[1][:1]):
        return text
    return f"{before}{mark}{inner}{mark}{after}"


def _neighbour(element: Tag, step: int) -> str:
    """The text beside *element*; an asterisk where it is emphasised too."""
    besides = element.next_siblings if step > 0 else element.previous_siblings
    beside = next((one for one in besides if _is_break(one) or one.get_text()), None)
    if isinstance(beside, Tag):
        return "*" if beside.name in _EMPHASIS or beside.find(_EMPHASIS) else beside.get_text()
    return str(beside or "")


def _is_break(element: PageElement) -> bool:
    return isinstance(element, Tag) and element.name == "br"


class _Converter(MarkdownConverter):
    """Text is escaped as :mod:`~palabre.escaping` does, and links lead to the web only."""

    opens = True
    """Whether the text at hand opens a line."""

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        before = el.previous_sibling
        self.opens = before is None or (isinstance(before, Tag) and before.name in _BLOCKS)
        return str(super().process_text(el, parent_tags))  # type: ignore[misc] # its stub lacks it

    def escape(self, text: str, parent_tags: set[str]) -> str:
        first, *others = map(escaping.inline, escaping.clean(text).split("\n"))
        first = escaping.start(first) if self.opens else first
        text = re.sub(r"[\[\]&]$", r"\\\g<0>", "\n".join([first, *map(escaping.start, others)]))
        return text.replace("|", "\\|") if "td" in parent_tags or "th" in parent_tags else text

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _emphasised(el, text, "**")

    def convert_i(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _emphasised(el, text, "*")

    convert_strong = convert_b
    convert_em = convert_i

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        address = "".join(str(el.get("href") or "").split())
        words = text.strip()
        if "_noformat" in parent_tags or not words or not _WEB.fullmatch(address):
            return text
        if re.sub(r"[\\<>]", "", words) == re.sub(r"[\\<>]", "", address):
            return text.replace(words, f"<{address}>")
        safe = re.sub(r"[()\\|]", lambda sign: f"%{ord(sign[0]):02X}", address)
        if "\n\n" in words:
            return text
        label = re.sub(
            r"\\.|[\[\]]", lambda sign: sign[0] if sign[0][1:] else f"\\{sign[0]}", words
        )
        return text.replace(words, f"[{label}]({safe})")

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{escaping.as_written(escaping.clean(el.get_text()))}\n\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = (text or "").strip()
        if not text:
            return "\n"
        parent = el.parent
        bullet = f"{el.get('value', '1')}. " if parent is not None and parent.name == "ol" else "- "
        indent = " " * len(bullet)
        lines = text.split("\n")
        others = [f"{indent}{line}" if line else "" for line in lines[1:]]
        return "\n".join([bullet + lines[0], *others]) + "\n"
