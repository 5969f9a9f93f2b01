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

_OTHER = 0.8
"""So probable must another language be among all that the model knows."""

_CLEAR = 0.9
"""So probable must one of the archive's own be among these."""

_KNOWN = 0.4
"""So probable must the archive's own be together, among all: else the text may be in any."""

_NO_WORDS = re.compile(r"\]\([^)\s]*\)|https?://\S+|\S+@\S+|[^\w\s'’.,;:!?-]|\d")
"""Addresses and marks of Markdown say nothing of the language."""


def detected(text: str, codes: Sequence[str]) -> tuple[str, bool]:
    """The code of the language that *text*, in Markdown, is in; and whether that is sure.

    It is one of *codes*, those of the archive, unless the text is surely in another language.
    """
    words = " ".join(_NO_WORDS.sub(" ", text[:_CHARACTERS]).split())
    letters = sum(map(str.isalpha, words))
    shares = dict(_identifier().rank(words))
    own = {code: shares.get(code, 0.0) for code in codes}
    likeliest = max(own, key=lambda code: own[code])
    all_own = sum(own.values())
    first = max(shares, key=lambda code: shares[code])
    is_other = first not in own and shares[first] >= _OTHER and letters >= _OTHER_LETTERS
    if is_other and first in language.languages():
        return first, True
    is_clear = all_own >= _KNOWN and own[likeliest] >= _CLEAR * all_own
    return likeliest, is_clear and letters >= _LEAST_LETTERS


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
