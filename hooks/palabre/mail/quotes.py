"""What a mail's writer wrote, apart from what it quotes or forwards.

Mail programs say in words of their user's language where a quote begins. Those of the catalogues'
languages are known in full (``mail-…``); how a quote is attributed ("On …, … wrote:"), in the many
languages of mail-parser-reply.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mailparser_reply.constants import MAIL_LANGUAGES

from palabre.mail.quoted_headers import announced, fields
from palabre.mail.words import alternatives, plain

_MOST_OF_LINE = 400
_LINES_OF_ATTRIBUTION = 4
_RULE = re.compile(r"[-_=\s]{3,}")
_TOLD = re.compile(r"\d{1,2}[:h]\d\d|@")
"""What a program tells of a mail, the time, or an address; not who writes "he wrote in 2009:"."""


@dataclass(frozen=True)
class Segment:
    """Lines that belong together."""

    lines: tuple[str, ...]
    is_quote: bool = False
    head: tuple[str, ...] = ()
    """Of a quote: the lines that tell whose it is."""
    fields: tuple[tuple[str, str], ...] = ()
    """What these say, where they are a mail's headers: ``from``, ``sent``, ``to``, ``subject``."""
    is_forward: bool = False
    """Whether the writer passes it on, and doesn't reply to it."""

    @property
    def text(self) -> str:
        """The lines, without empty ones around."""
        return "\n".join(self.lines).strip("\n")

    @property
    def whole(self) -> str:
        """The same with what tells whose it is."""
        return "\n".join((*self.head, *self.lines)).strip("\n")

    def field(self, name: str) -> str:
        """What the headers say under *name*."""
        return dict(self.fields).get(name, "")


def separate(text: str) -> list[Segment]:
    """*text*, plain or Markdown, as what its writer wrote and what is quoted, in their order."""
    lines = text.split("\n")
    seen = [shown(line) for line in lines]
    segments: list[Segment] = []
    begin = at = 0
    while at < len(lines):
        quote, end = _quote_at(lines, seen, at)
        if quote:
            segments += [Segment(tuple(lines[begin:at])), quote]
            begin = at = end
        else:
            at += 1
    segments.append(Segment(tuple(lines[begin:])))
    return [s for s in segments if s.is_quote or s.text.strip()]


def chosen(segments: list[Segment]) -> tuple[list[Segment], list[Segment], bool]:
    """Which *segments* the body keeps, which are left, and whether that is open to doubt.

    A reply below each of several quotes needs them, and so does a text that stands around one
    that it attributes to nobody. A text that is nothing but a quote is kept.
    """
    own = [place for place, segment in enumerate(segments) if not segment.is_quote]
    quotes = [place for place, segment in enumerate(segments) if segment.is_quote]
    if not own or not quotes:
        return segments, [], bool(quotes)
    answered = [place for place in quotes if place + 1 in own]
    kept = set(answered) if len(answered) > 1 else set()
    kept |= {p for p in answered if p - 1 in own and not segments[p].head}
    return (
        [segment for place, segment in enumerate(segments) if place in own or place in kept],
        [segments[place] for place in quotes if place not in kept],
        bool(kept),
    )


def shown(line: str) -> str:
    """*line* as it shows, without Markdown's signs, but for those of quotes."""
    line = re.sub("[\u00a0\u202f]", " ", line[:_MOST_OF_LINE])
    return re.sub(r"\\(?=\W|$)|\*+|(?<!\w)_(?=\w)", "", line).strip()


def _quote_at(lines: list[str], seen: list[str], at: int) -> tuple[Segment | None, int]:
    """The quote that begins with the line *at*, and where it ends."""
    if not seen[at]:
        return None, 0
    if seen[at].startswith(">"):
        end = _end_of_marked(seen, at)
        return Segment(tuple(lines[at:end]), is_quote=True), end
    if found := _headed(lines, seen, at):
        return found, len(lines)
    return _attributed(lines, seen, at)


def _end_of_marked(seen: list[str], at: int) -> int:
    """Where the lines end that begin with ``>``; empty ones between them are theirs."""
    end = at
    for place in range(at, len(seen)):
        if seen[place].startswith(">"):
            end = place + 1
        elif seen[place]:
            break
    return end


def _headed(lines: list[str], seen: list[str], at: int) -> Segment | None:
    """The quote below a mail's headers, or below a line that announces them."""
    is_announced, is_forward = announced(seen[at])
    begin = at
    if is_announced or _RULE.fullmatch(seen[at]):
        begin = next((p for p in range(at + 1, min(at + 4, len(seen))) if seen[p]), at)
        if not is_announced and begin < len(seen):
            is_announced, is_forward = announced(seen[begin])
            begin += is_announced
    told, end = fields(seen, begin)
    names = {name for name, _ in told}
    is_told = "from" in names and bool(names & {"sent", "subject"})
    if not is_told or len(told) < (2 if is_announced else 3):
        return None
    return Segment(tuple(lines[end:]), True, tuple(lines[at:end]), tuple(told), is_forward)


@cache
def _attributions() -> tuple[re.Pattern[str], ...]:
    found = [of["wrote_header"] for of in MAIL_LANGUAGES.values() if "wrote_header" in of]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in found)


def _attributed(lines: list[str], seen: list[str], at: int) -> tuple[Segment | None, int]:
    """The quote below a line, or few, such as "On …, … wrote:"."""
    for end in range(at + 1, min(at + _LINES_OF_ATTRIBUTION, len(seen)) + 1):
        if not seen[end - 1]:
            return None, 0
        if seen[end - 1].endswith(":") and _is_attribution(seen[at:end]):
            break
    else:
        return None, 0
    head = tuple(lines[at:end])
    following = next((p for p in range(end, len(seen)) if seen[p]), len(seen))
    if following < len(seen) and seen[following].startswith(">"):
        last = _end_of_marked(seen, following)
        return Segment(tuple(lines[end:last]), True, head), last
    if _TOLD.search(" ".join(seen[at:end])):
        return Segment(tuple(lines[end:]), True, head), len(lines)
    return None, 0


def _is_attribution(lines: list[str]) -> bool:
    whole = " ".join(lines)[:_MOST_OF_LINE]
    if any(pattern.fullmatch(whole) for pattern in _attributions()):
        return True
    wrote = rf"\b(?:{alternatives('mail-wrote')})\b[^!?]{{0,80}}:$"
    return len(lines) == 1 and bool(re.search(wrote, plain(whole)))
