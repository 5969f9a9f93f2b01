"""Bodies made to keep the rules: links and markup that the archive does not admit become words.

Whoever reads the draft beside the letter should find the same words; so each step takes away no
more than the one before left wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from palabre.problems import Rule
from palabre.redaction import redact

_LINK = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.){0,500})\]\((?!https?://)(?:[^()\s\\]|\\.){0,2000}[^()\n]{0,300}\)"
)
_PICTURE = re.compile(r"(?<!\\)!(?=\[)")
_TAG = re.compile(r"(?<!\\)<(?!https?://[^\s<>]+>)")
_DEFINITION = re.compile(r"^( {0,3})\[(?=[^\]\n]{1,999}\]:)", re.MULTILINE)
_HEADING = re.compile(r"^( {0,3})(?=#{1,6}\s|=+[ \t]*$)", re.MULTILINE)
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~]|(?=\n))")


@dataclass(frozen=True)
class Mended:
    """A body that keeps every rule."""

    body: str
    broken: tuple[Rule, ...] = ()
    """The rules that it broke before it was mended."""


def mend(body: str, broken: Callable[[str], Sequence[Rule]]) -> Mended | None:
    """*body*, changed as little as it must be, so that it is *broken* nowhere; else ``None``."""
    first: tuple[Rule, ...] = ()
    for step in (_as_it_is, _without_links, _literal):
        changed = step(body)
        wrong = tuple(dict.fromkeys(broken(changed)))
        if not wrong:
            return Mended(changed, first)
        first = first or wrong
    return None


def _as_it_is(body: str) -> str:
    return body


def _without_links(body: str) -> str:
    """*body* with the words of links that lead nowhere, and no tag or heading."""
    for _ in range(2):  # a picture may stand within a link
        body = _LINK.sub(r"\1", body)
    body = _TAG.sub(r"\\<", _PICTURE.sub(r"\\!", body))
    return redact(_HEADING.sub(r"\1\\", _DEFINITION.sub(r"\1\\[", body))).text


def _literal(body: str) -> str:
    """Every sign of *body* as itself, and each line a line."""
    text = redact(unicodedata.normalize("NFKC", _ESCAPED.sub(r"\1", body))).text
    paragraphs = re.split(r"\n(?:[ \t]*\n)+", text)
    return "\n\n".join(filter(None, map(_paragraph, paragraphs)))


def _paragraph(text: str) -> str:
    lines = (_SIGN.sub(r"\\\g<0>", line.strip()) for line in text.split("\n"))
    return "\\\n".join(filter(None, lines))
