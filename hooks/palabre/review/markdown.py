"""Strangers' words in GitHub's Markdown: shown as they are, and never more than that.

GitHub looks for people, issues, commits and addresses in what a comment shows, however that was
escaped, but not within code. So whatever is not plainly words stands there as code.
"""

from __future__ import annotations

import re

from palabre.language import Language
from palabre.problems import shorten

LONGEST = 300
"""So many characters of a stranger's words are shown."""

_WORDS = re.compile(r"[^\W_][\w \u00a0\u202f’'‘,;:.?!…«»“”()–—-]*")
"""Letters, digits, and the punctuation of sentences."""

_MORE_THAN_WORDS = re.compile(r"_|--|[.:]\S|gh-|www|\d-|[0-9a-f]{7}|^\d", re.IGNORECASE)
"""What of these GitHub may take for markup, an address, an issue, a commit or an item of a list."""

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
"""All that a backslash takes the meaning of."""

_MARKUP = re.compile(r"[\\`*_\[\]<>#~|&$@]|:(?=/)")
"""The punctuation of our own words that means something in Markdown."""


def shown(text: str, limit: int = LONGEST) -> str:
    """*text* in ordinary type where it is words alone, else as code."""
    line = shorten(text, limit)
    is_words = _WORDS.fullmatch(line) and not _MORE_THAN_WORDS.search(line)
    return line if is_words else code(line, limit)


def code(text: object, limit: int = LONGEST) -> str:
    """*text* as code, on one line."""
    line = shorten(text, limit) or " "
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    space = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{space}{line}{space}{fence}"


def words(speaker: Language, message: str, /, **values: object) -> str:
    """What *speaker* says as *message*, which knows no Markdown; its values are code."""
    said = speaker.say(message, **{name: f"\0{name}\0" for name in values})
    pieces = said.split("\0")
    return "".join(
        code(values[piece]) if position % 2 else _MARKUP.sub(r"\\\g<0>", piece)
        for position, piece in enumerate(pieces)
    )


def cell(text: str) -> str:
    """*text* as a cell of a table, in ordinary type: code could not hold each kind of bar there."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    escaped = _PUNCTUATION.sub(r"\\\g<0>", line)
    # GitHub finds people and issues in what Markdown has become.
    return re.sub(r"(?<=[@#])(?=\w)", "<!-- -->", escaped)
