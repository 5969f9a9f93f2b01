"""Personal addresses and numbers taken out of letters and forms, however they are written.

:mod:`palabre.privacy` knows how an address and an international number look. Here are those, and
what only people write: numbers in national form, addresses with "(at)",
links that open a mail program. They are found in what a reader would see: entities and escapes of
Markdown, signs of full width and marks of emphasis do not hide them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from palabre import privacy

_ROUNDS = 4
"""What stood around an address may make another one; so often is looked again."""

# Every part is bounded, so that no text makes a search slow.
_PIECE = re.compile(r"\\[!-/:-@\[-`{-~\n]|&(?:#\w{1,8}|[a-zA-Z]\w{1,30});|.", re.DOTALL)
_UNSEEN = re.compile(
    r"[*`~\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_LOCAL = r"(?<![\w.+'-])[\w.+'-]{1,64}"
_AT = re.compile(
    rf"{_LOCAL} ?(?:[\[({{<‹] ?(?:at|à|chez|arobase|arroba) ?[\])}}>›]|[({{<‹] ?@ ?[)}}>›]|\[@\])"
    r" ?[\w-]{1,63}(?: ?(?:\.|[\[({<‹] ?(?:dot|point|punto) ?[\])}>›]) ?[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)
_HOST = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_SPELLED = re.compile(
    rf"{_LOCAL} (?:at|chez|arobase|arroba) [\w-]{{1,63}}"
    r"(?: (?:dot|point|punto) [\w-]{1,63}){1,8}"
    rf"|{_LOCAL} (?:arobase|arroba) {_HOST}"
    rf"|(?<![\w.+'/-])[\w+'-]{{1,64}}(?:\.[\w+'-]{{1,64}}){{1,4}}(?: at |_at_){_HOST}",
    re.IGNORECASE,
)
"""Without brackets "at" is a word: "awa.diallo at example.org" is known by the first full stop."""

_SPLIT_AT = re.compile(
    rf"(?:{_LOCAL}(?: \. [\w+'-]{{1,64}}){{0,3}}|\"[^\"\n]{{1,64}}\"|\{{[^{{}}\n]{{1,64}}\}})"
    r"\s{0,2}(?:@{1,3}|%40)\s{0,2}[\w-]{1,63}(?:[.。][\w-]{1,63}){0,7}(?:[.。]| \. )[^\W\d_]{2,24}"
)
_NUMBER = r"\(?\+?\d(?:(?:[\s().\-\u2010-\u2013]{0,3}|/)\d){5,14}(?!\w)"
_BESIDE = re.compile(
    r"(?<!\w)(?:t[eé]l(?:[eé]phone)?|phone|fax|t[eé]l[eé]copie|mobile|mob|cell(?:ular|phone)?|"
    r"portable|gsm|whats ?app|viber|telegram|signal|sms|m[oó]vil|ph|cel|[tpmfc](?= ?:))s?(?!\w)"
    r"(?:\W{0,4}(?:n[o°º]|nr|number|num[eé]ro)(?!\w))?[^\w+(]{0,5}"
    rf"(?P<all>{_NUMBER}(?:(?:\s{{0,2}}[/,;]\s{{0,2}}|\s(?:or|ou|and|et|y|o)\s){_NUMBER}){{0,3}})",
    re.IGNORECASE,
)
_NATIONAL = re.compile(
    r"(?<![\w.,/@=-])(?<!ISBN )(?<!ISBN: )(?:"
    r"(?:\(0\) ?|0)[1-9](?P<gap>[\s.\-\u2010-\u2013/·]{0,3})\d\d(?:(?P=gap)\d\d){3}"
    r"|0[1-9](?: ?\d){8}"
    r"|(?:\(0[1-9]\d{1,3}\)|0[1-9]\d{1,3})[\s.\-\u2010-\u2013]{0,2}\d{3,4}[\s.\-]?\d{3,4}"
    r"|(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])\d{3}[.-]\d{4}"
    r")(?![\w/]|[.,-]\d)"
)
"""Numbers as French, British and American people write them at home: nothing beside them says what
they are."""

_YEARS = re.compile(r"(?:1[89]|20)\d\d\s?[-\u2010-\u2013/]\s?(?:1[89]|20)?\d\d(?:[-/.]\d\d?)?")
"""What stands beside "mobile" and is no number: 2008-2012, 2010-09-22."""

_SCHEMES = r"mailto|tel|sms|callto|skype|whatsapp|xmpp|sips?|viber|facetime"
_ADDRESS = rf"(?:https?://|www\.|(?:{_SCHEMES}):)[^\s<>()\[\]]{{1,2000}}"
_LINK = re.compile(
    rf"\[(?P<label>(?:[^\[\]\\]|\\.){{0,500}})\]\(<?(?P<inside>{_ADDRESS}(?:\([^\s()]{{0,200}}\))?)"
    rf"[^()\n]{{0,300}}\)|<?(?P<bare>{_ADDRESS})>?",
    re.IGNORECASE,
)
_TO_A_PERSON = re.compile(
    rf"(?:{_SCHEMES}):|https?://(?:wa\.me|t\.me|api\.whatsapp\.com)/|[?&;](?:phone|tel)=", re.I
)
_SIGNS = re.compile(
    r"[@＠﹫+＋﹢⁺₊&%]|00|[\[({<‹] ?(?:at|à|chez|ar)|[ _](?:at|chez|ar\w{4,5})[ _]"
    rf"|(?:{_SCHEMES}):|(?:t|wa)\.me/|\d[\s().\-–/·]?\d",
    re.IGNORECASE,
)
"""Without one of these a text has nothing to be taken out."""

EMAIL, PHONE = "[@]", "[☎]"
"""What stands in the place of an address and of a number: :func:`palabre.privacy.mask` writes the
same."""


Span = tuple[int, int, str]
"""Where an address or a number begins and ends, and its mark."""


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text without personal addresses and numbers."""

    text: str
    removed: tuple[str, ...] = ()
    """What was taken out, so cut that it tells who looks which it was, and nobody else."""


def redact(text: str) -> Redacted:
    """*text*, in Markdown or of a single value, with a mark for each address and number."""
    removed: dict[str, None] = {}
    for _ in range(_ROUNDS):
        if not _SIGNS.search(text):
            break
        before = text
        text = _without_links(text, removed)
        text = _without_spans(text, removed)
        if text == before:
            break
    return Redacted(privacy.mask(text), tuple(removed))


def _without_links(text: str, removed: dict[str, None]) -> str:
    """*text* without links that lead to a person; their words stay."""

    def step(match: re.Match[str]) -> str:
        address = unquote(unescape(match["inside"] or match["bare"]))
        bare = re.sub(rf"^(?:{_SCHEMES}):|\?.*", "", address, flags=re.IGNORECASE)
        found = [hit[0] for hit in privacy.find(address)]
        if not found and not _TO_A_PERSON.search(address):
            return match[0]
        told = found or [bare]
        removed.update((_cut(one), None) for one in told)
        return match["label"] or _mark(told[0])

    return _LINK.sub(step, text) if ":" in text or "www." in text else text


def _without_spans(text: str, removed: dict[str, None]) -> str:
    """*text* with a mark in the place of what a reader would see as an address or a number."""
    seen, starts, ends = _seen(text)
    pieces: list[str] = []
    done = 0
    for start, end, mark in _apart(_spans(seen)):
        begin, stop = starts[start], ends[end - 1]
        removed[_cut(seen[start:end])] = None
        if text[begin - 1 : begin] == "<" and text[stop : stop + 1] == ">":
            begin, stop = begin - 1, stop + 1
        pieces += text[done:begin], mark
        done = stop
    return "".join((*pieces, text[done:]))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """*spans* in their order, those that overlap as one."""
    found: list[Span] = []
    for start, end, mark in sorted(spans):
        if found and start < found[-1][1]:
            first, last, known = found.pop()
            start, end, mark = first, max(end, last), known
        found.append((start, end, mark))
    return found


def _spans(seen: str) -> Iterator[Span]:
    for match in privacy.find(seen):
        yield match.start(), match.end(), _mark(match[0])
    for pattern in (_AT, _SPELLED, _SPLIT_AT):
        for match in pattern.finditer(seen):
            yield match.start(), match.end(), EMAIL
    for match in _BESIDE.finditer(seen):
        if not _YEARS.fullmatch(match["all"]):
            yield match.start("all"), match.end("all"), PHONE
    for match in _NATIONAL.finditer(seen):
        yield match.start(), match.end(), PHONE


def _seen(text: str) -> tuple[str, list[int], list[int]]:
    """*text* as a reader sees it, and where each character of that begins and ends in *text*."""
    seen: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        if len(piece) > 1:
            piece = piece[1:] if piece[0] == "\\" else unescape(piece)
        elif not piece.isascii():
            piece = unicodedata.normalize("NFKC", piece)
        elif not _UNSEEN.match(piece):
            seen.append(piece)
            starts.append(match.start())
            ends.append(match.end())
            continue
        for character in _UNSEEN.sub("", piece):
            seen.append(character)
            starts.append(match.start())
            ends.append(match.end())
    return "".join(seen), starts, ends


def _mark(found: str) -> str:
    return EMAIL if "@" in found else PHONE


def _cut(found: str) -> str:
    """*found* with only its ends: ``a…@….org``, ``+22…67``."""
    plain = re.sub(rf"^(?:{_SCHEMES}):", "", found.strip(), flags=re.IGNORECASE)
    if "@" in plain:
        return f"{plain[:1]}…@….{re.split('[.]', plain)[-1].strip()}"
    digits = re.sub(r"[^\d+]", "", plain)
    return f"{digits[:3]}…{digits[-2:]}" if len(digits) > 6 else f"{plain[:1]}…"
