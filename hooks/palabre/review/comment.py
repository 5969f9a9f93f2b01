"""What a pull request would change, for those who made it and those who read it: one comment.

It says the same in both languages. Each is folded behind one line that has the outcome, so that
both lines are seen at once on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence

from palabre.review.changes import Fate
from palabre.review.proposal import Found
from palabre.review.remarks import Remarks
from palabre.settings import Settings

MARKER = "<!-- palabre -->"
"""The first line, by which the comment is found again."""

LIMIT = 65_536
"""So many characters may a comment on GitHub have."""


def comment(settings: Settings, before: Found | None, after: Found, preview: str = "") -> str:
    """The comment on what *after* is, beside what the archive was *before*.

    *preview* is the address where the site as it would be can be seen, if it ends with ``/``, else
    where it can be fetched.
    """
    sides = [Remarks(settings, site, before, after, preview) for site in settings.languages]
    told = [list(side.entries()) for side in sides]
    room = (LIMIT - len(MARKER)) // len(sides)
    number = min(
        _fitting(entries, room - len(_folded(side, (), len(entries))))
        for side, entries in zip(sides, told, strict=True)
    )
    parts = (
        _folded(side, entries[:number], len(entries) - number)
        for side, entries in zip(sides, told, strict=True)
    )
    return "".join((MARKER, *parts))


def _fitting(entries: Sequence[str], room: int) -> int:
    """How many of *entries* there is room for, each on lines of its own."""
    for number, entry in enumerate(entries):
        room -= len(entry) + 1
        if room < 0:
            return number
    return len(entries)


def _folded(side: Remarks, entries: Sequence[str], left_out: int) -> str:
    """One language, behind the line that has the outcome."""
    more = [side.language.count("comment-left-out", left_out)] if left_out else []
    body = "\n".join((*entries, *(f"\n{line}" for line in more))).lstrip("\n")
    return f"\n<details>\n<summary>{_outcome(side)}</summary>\n\n{body}\n\n</details>\n"


def _outcome(side: Remarks) -> str:
    """How many problems there are, and how many pages of each fate."""
    warnings = sum(problem.rule.is_warning for problem in side.problems)
    works = side.changes.works if side.changes else ()
    numbers = {"comment-errors": len(side.problems) - warnings}
    numbers |= {f"comment-{fate.value}-count": sum(w.fate is fate for w in works) for fate in Fate}
    numbers["warnings"] = warnings
    told = [side.language.count(message, number) for message, number in numbers.items() if number]
    outcome = ", ".join(told) or side.language.say("comment-nothing")
    return side.language.say("comment-summary", language=side.site.name, outcome=outcome)
