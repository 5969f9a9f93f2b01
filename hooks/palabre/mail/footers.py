"""What mailing lists and devices add below a text, and what lawyers do."""

from __future__ import annotations

import re

from palabre.mail.quotes import shown
from palabre.mail.words import alternatives, plain, words

_RULE = re.compile(r"[-_=~*.,\s]{3,}|-- ?")
_LONG_RULE = re.compile(r"[-_=]{10,}")
_PLACE_TO_GO = re.compile(r"https?://|www\.|@|\bmailto:")
_MOST_LINES = 30
"""A footer is no longer, and begins no earlier before the end."""


def cut(text: str) -> tuple[str, str]:
    """*text* without what a mailing list added at its end, and what that was."""
    lines = text.rstrip().split("\n")
    first = max(0, len(lines) - _MOST_LINES)
    seen = [plain(shown(line)) for line in lines[first:]]
    begin = next((place for place in range(len(seen)) if _opens(seen, place)), None)
    if begin is None:
        return text, ""
    begin += first
    above = begin - 1
    while above > 0 and not lines[above].strip():
        above -= 1
    if above >= 0 and _RULE.fullmatch(shown(lines[above])) and lines[above].strip():
        begin = above
    else:
        while begin > 0 and lines[begin - 1].strip():
            begin -= 1
    above_it = "\n".join(lines[:begin]).rstrip()
    return (above_it, "\n".join(lines[begin:]).strip()) if above_it else (text, "")


def _opens(seen: list[str], place: int) -> bool:
    """Whether a footer begins with the line at *place*, or just above it."""
    line = seen[place]
    if line.startswith(">"):
        return False
    if line.lstrip("*").startswith(words("mail-footers")):
        return True
    is_below_rule = any(_LONG_RULE.fullmatch(above) for above in seen[max(0, place - 3) : place])
    if is_below_rule and any(phrase in line for phrase in words("mail-lists")):
        return True
    paragraph = " ".join(seen[place : place + 4])
    return bool(
        re.search(rf"\b(?:{alternatives('mail-unsubscribing')})\b", line)
        and _PLACE_TO_GO.search(paragraph)
        and (place < 1 or not seen[place - 1] or _RULE.fullmatch(seen[place - 1]))
    )


def sent_from(text: str) -> tuple[str, str]:
    """*text* without the line that a telephone added at its end, and that line."""
    above, _, last = text.rstrip().rpartition("\n")
    is_added = plain(shown(last)).startswith(words("mail-sent-from")) and len(last) < 120
    return (above.rstrip(), last.strip()) if is_added else (text, "")


def disclaimer(text: str) -> tuple[str, str]:
    """*text* up to the paragraph that claims it to be confidential, or the like, and the rest."""
    paragraphs = re.split(r"(\n(?:[ \t]*\n)+)", text.rstrip())
    first = max(0, len(paragraphs) - 2 * _MOST_LINES)
    for place in range(first + first % 2, len(paragraphs), 2):
        folded = plain(shown(paragraphs[place].replace("\n", " ")))
        if any(phrase in folded for phrase in words("mail-disclaimers")):
            return "".join(paragraphs[:place]).rstrip(), "".join(paragraphs[place:])
    return text, ""
