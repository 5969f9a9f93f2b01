"""What a filled form says: the body of an issue, which anybody can write as they like.

GitHub writes ``### LABEL``, then the answer: a text, the options chosen with commas between,
``- [X] …`` for a box that is ticked, ``_No response_`` where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from palabre.editing.forms import ITEMS, Form, Item
from palabre.editing.prompts import SEPARATOR
from palabre.language import fold
from palabre.redaction import redact

LONGEST = 256 * 1024
"""Bytes; an issue of GitHub has at most 65,536 characters."""

_MOST = 500
"""So many answers can be given to one question: there are fewer countries."""

_MOST_COMMAS = 4
"""So many may an option have."""

_NOTHING = ("_No response_", "None")
_HEADING = re.compile(r"### +(\S.*)")
_TICKED = re.compile(r"- \[[xX]\] (.+)")
_FREE = ("title", "name", "role", "organisation", "place", "project", "body")
"""The answers in which somebody may have left an address or a number."""


@dataclass(frozen=True)
class Submission:
    """All that was answered."""

    texts: Mapping[str, Sequence[str]]
    """By the names of the form's items; none where there was no answer."""
    agreed: frozenset[str]
    """The consents that were given."""
    masked: tuple[str, ...]
    """The items that had personal data, which is taken out."""


def read(text: str, form: Form) -> Submission:
    """What the issue *text* answers to *form*."""
    sections = _sections(_without_comments(_lines(text)), form)
    redacted = {name: redact(sections[name]).text for name in _FREE}
    masked = tuple(name for name in _FREE if redacted[name] != sections[name])
    sections |= redacted
    texts = {item.name: _answers(item, sections[item.name], form) for item in ITEMS}
    ticked = {_key(box) for box in _TICKED.findall(sections["consent"])}
    consents = form.consents()
    agreed = frozenset(name for name, label in consents.items() if _key(label) in ticked)
    return Submission({n: t for n, t in texts.items() if n != "consent"}, agreed, masked)


def _lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _without_comments(text: str) -> str:
    """*text* without HTML comments: no reader of the issue sees them."""
    kept, start = [], 0
    while (begin := text.find("<!--", start)) >= 0 and (end := text.find("-->", begin + 4)) >= 0:
        kept.append(text[start:begin])
        start = end + len("-->")
    return "".join(kept) + text[start:]


def _sections(text: str, form: Form) -> dict[str, str]:
    """The answer below each label.

    Labels count in the form's order only, and nothing after the last one is a label.
    """
    found: dict[str, list[str]] = {item.name: [] for item in ITEMS}
    waiting = [item.name for item in ITEMS]
    names = {_key(label): name for name in waiting for label in form.labels(name)}
    current = ""
    for line in text.split("\n"):
        match = _HEADING.fullmatch(line.rstrip())
        name = names.get(_key(match[1]), "") if match else ""
        if name in waiting:
            current = name
            waiting = waiting[waiting.index(name) + 1 :]
        elif current:
            found[current].append(line)
    return {name: _said("\n".join(lines).strip()) for name, lines in found.items()}


def _said(answer: str) -> str:
    return "" if answer in _NOTHING else answer


def _answers(item: Item, text: str, form: Form) -> list[str]:
    if item.kind == "dropdown":
        options = form.options(item.name)
        chosen = _chosen(text, options) if item.is_many else [text]
        return [options.get(option, option) for option in chosen if option]
    if item.name == "weeks":
        return [part for part in re.split(f"[{SEPARATOR},\\s]+", text) if part][:_MOST]
    return [text] if text else []


def _chosen(text: str, options: Mapping[str, str]) -> Iterator[str]:
    """The options in *text*: commas stand between them, and in some."""
    parts = text.split(", ")[:_MOST]
    while parts:
        lengths = range(min(len(parts), _MOST_COMMAS + 1), 0, -1)
        known = (n for n in lengths if ", ".join(parts[:n]) in options)
        number = next(known, 1)
        yield ", ".join(parts[:number])
        parts = parts[number:]


def _key(label: str) -> str:
    return " ".join(re.findall(r"\w+", fold(label)))
