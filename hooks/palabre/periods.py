"""When a discussion or a week opens and closes, and how it stands today, in words."""

from __future__ import annotations

from palabre.language import Language
from palabre.models import Period, State
from palabre.view import View
from palabre.works import Discussion


def period_words(period: Period, view: View) -> str:
    """Opening and closing; empty where neither is known."""
    days = {"opens": period.opens, "closes": period.closes}
    told = {name: view.language.day(day) for name, day in days.items() if day}
    if not told:
        return ""
    inferred = {name for name in told if name in period.inferred}
    is_all = len(inferred) == len(told)  # said once, of both
    words = {n: view.inferred(w, n in inferred and not is_all) for n, w in told.items()}
    return view.inferred(view.language.say("-".join(("period", *told)), **words), is_all)


def state_today(period: Period, discussion: Discussion, view: View) -> str:
    """Whether a period of *discussion* is still to come, open or closed today.

    Empty where its days do not tell.
    """
    day = view.archive.days[discussion.id]
    return state_words(period, discussion.state(period, day), view.language)


def state_words(period: Period, state: State, language: Language) -> str:
    """That *period* is still to come, open or closed, and until when; empty where none can tell."""
    day = {"upcoming": period.opens, "open": period.closes}.get(state or "")
    told = {"date": language.day(day)} if day else {}
    return language.say(f"state-{state}", **told) if state else ""
