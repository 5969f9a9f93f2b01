"""What who filled the form on GitHub is told: one comment, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from palabre import language as languages
from palabre.review.markdown import shown
from palabre.settings import Settings, SiteLanguage

MARKER = "<!-- palabre form -->"
"""The first line, by which the comment is found again."""

_LONGEST = 1000
"""So many characters may a problem have, with its repair."""


def receipt(settings: Settings, outcome: Mapping[str, Any], request: int | None) -> str:
    """The comment on what became of a form: *outcome* is what ``palabre new`` tells as JSON.

    *request* is the number of the pull request that it has become; ``None`` where nothing could be
    written.
    """
    parts = ("\n".join(_lines(site, outcome, request)) for site in settings.languages)
    return "\n\n---\n\n".join((f"{MARKER}\n\n{next(parts)}", *parts)) + "\n"


def _lines(site: SiteLanguage, outcome: Mapping[str, Any], request: int | None) -> Iterator[str]:
    say = languages.of(site.code).say
    problems: Sequence[str] = outcome["problems"][site.code]
    notes: Sequence[str] = outcome["notes"][site.code]
    if request is None:
        yield say("receipt-refused")
    else:
        yield say("receipt-received", number=request)
    if problems:
        heading = say("receipt-to-mend") if request is None else say("receipt-open")
        yield f"\n{heading}\n"
        yield from (f"- {shown(problem, _LONGEST)}" for problem in problems)
    if notes:
        yield f"\n{say('receipt-notes')}\n"
        yield from (f"- {shown(note, _LONGEST)}" for note in notes)
    if request is None:
        yield f"\n{say('receipt-again')}"
