"""The language that a text is in, told by the frequencies of its letters (py3langid).

py3langid's model knows some 140 languages. Loading it takes most of a second and 100 MB, so that
it is loaded when the first text asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from palabre import language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_CHARACTERS = 10_000
"""So many tell as much as all of a long text."""

_LEAST_LETTERS = 12
"""With fewer, nothing is sure."""

_OTHER_LETTERS = 40
"""With fewer, a text is not said to be in another language than the archive's own: a name or two
would do."""

_OTHER = 0.7
"""So probable must another language be among all that the model knows."""

_OUT_OF_QUESTION = 0.05
"""No more probable may the archive's own be together where the text is in another."""

_CLEAR = 0.9
"""So probable must one of the archive's own be among these."""

_KNOWN = 0.4
"""So probable must the archive's own be together, among all: else the text may be in any."""

_PARAGRAPH = 80
"""A paragraph with fewer letters may be a quote or a name in another language than the text's."""

_NO_WORDS = re.compile(r"\]\([^)\s]*\)|https?://\S+|\S+@\S+|[^\w\s'’.,;:!?-]|\d")
"""Addresses and marks of Markdown say nothing of the language."""


def detected(text: str, codes: Sequence[str]) -> tuple[str, bool]:
    """The code of the language that *text*, in Markdown, is in; and whether that is sure.

    It is one of *codes*, those of the archive, unless the text is surely in another language. A
    text that says things in two of them is surely in none.
    """
    text = text[:_CHARACTERS]
    code, is_sure = _likeliest(_words(text), codes)
    others = [(other, True) for other in codes if other != code]
    if is_sure and code in codes:
        paragraphs = (_words(paragraph) for paragraph in text.split("\n\n"))
        long = (words for words in paragraphs if _letters(words) >= _PARAGRAPH)
        is_sure = not any(_likeliest(words, codes) in others for words in long)
    return code, is_sure


def _likeliest(words: str, codes: Sequence[str]) -> tuple[str, bool]:
    """The same of *words*, taken as a whole."""
    shares = dict(_identifier().rank(words))
    own = {code: shares.get(code, 0.0) for code in codes}
    likeliest = max(own, key=lambda code: own[code])
    all_own = sum(own.values())
    first = max(shares, key=lambda code: shares[code])
    is_other = shares[first] >= _OTHER and all_own <= _OUT_OF_QUESTION
    if is_other and _letters(words) >= _OTHER_LETTERS and first in language.languages():
        return first, True
    is_clear = all_own >= _KNOWN and own[likeliest] >= _CLEAR * all_own
    return likeliest, is_clear and _letters(words) >= _LEAST_LETTERS


def _words(text: str) -> str:
    return " ".join(_NO_WORDS.sub(" ", text).split())


def _letters(words: str) -> int:
    return sum(map(str.isalpha, words))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
