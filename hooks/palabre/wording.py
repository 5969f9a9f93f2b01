"""Whether the words of a text are of the language that it is said to be in.

Common words tell at a glance that nearly every text is. Only where they speak against it, a model
of languages is asked (:mod:`palabre.detection`), which takes far longer to load than a text to
read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from palabre import language

_GLANCE = 700
"""So many characters are looked at."""

_LEAST_WORDS = 20
"""A shorter text may be all names."""

_QUOTE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)


def contradicted(body: str, code: str, codes: Sequence[str]) -> str:
    """The other of the two languages *codes*, where *body* is surely in it and not in *code*.

    Empty where the language is right, or none can be told: what is quoted does not count.
    """
    own = _QUOTE.sub("", body) if ">" in body[:_GLANCE] else body
    is_suspicious = code in codes and _is_suspicious(own, code, codes)
    if not is_suspicious or len(own.split()) < _LEAST_WORDS:
        return ""
    from palabre import detection  # it brings numpy: nearly no archive needs it

    found, is_sure = detection.detected(own, codes)
    return found if is_sure and found in codes and found != code else ""


def _is_suspicious(text: str, code: str, codes: Sequence[str]) -> bool:
    """Whether far more common words of the other language than of *code* stand in *text*."""
    words = set(text[:_GLANCE].lower().split())
    own = len(words & _common(code))
    return any(len(words & _common(other)) > 2 * own + 2 for other in codes if other != code)


@cache
def _common(code: str) -> frozenset[str]:
    """The words that nearly every text in the language *code* has, and none in others."""
    return frozenset(language.of(code).say("common-words").split())
