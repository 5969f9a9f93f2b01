"""Where discussions stand, for programs: keys and codes in the place of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from palabre.indexes import Index
from palabre.layout import NOT_STATED
from palabre.models import Front, State
from palabre.moderation.status import (
    Behind,
    Draft,
    Lacking,
    Scheduled,
    Status,
    Untranslated,
)
from palabre.settings import Settings
from palabre.works import Contribution, Work

Values = dict[str, object]


def values(status: Status, settings: Settings) -> Values:
    """All that is known of one discussion; ``tests/status.schema.json`` says what stands where."""
    discussion = status.discussion
    return {
        "id": discussion.id,
        "title": _titles(discussion),
        "day": status.day.isoformat(),
        "open_weeks": [number for number, state in status.states.items() if state == "open"],
        "contributions": len(discussion.contributions),
        **_counted(status),
        "unread": [settings.path(reading.place.uri) for reading in status.unread],
        "drafts": [_draft(one, settings) for one in status.drafts],
        "lacking": [_lacking(one, settings) for one in status.lacking],
        "untranslated": [_untranslated(one) for one in status.untranslated],
        "behind": [_behind(one, settings) for one in status.behind],
        "not_taken_up": [_contribution(one) for one in status.not_taken_up],
        "scheduled": [_scheduled(one, settings) for one in status.scheduled],
    }


def _counted(status: Status) -> Values:
    """Its contributions by week, country and language."""
    counts = status.counts
    return {
        "weeks": [
            {"week": int(key) if key else None, "state": _state(status, key), **numbers}
            for key, numbers in _counts(counts["weeks"])
        ],
        "countries": [
            {"country": key and key.upper(), **numbers}
            for key, numbers in _counts(counts["countries"])
        ],
        "languages": [
            {"language": key, **numbers} for key, numbers in _counts(counts["languages"])
        ],
    }


def _counts(index: Index) -> Iterator[tuple[str | None, Mapping[str, int]]]:
    """How many contributions stand under each term, which is ``None`` where none is stated."""
    for key in sorted(index.terms, key=lambda key: (key == NOT_STATED, index.kind.rank(key), key)):
        found, relations = index.terms[key], index.kind.relations
        numbers = {
            relation or "contributions": len(found.get(relation, ())) for relation in relations
        }
        yield None if key == NOT_STATED else key, numbers


def _state(status: Status, key: str | None) -> State:
    return status.states.get(int(key)) if key else None


def _draft(draft: Draft, settings: Settings) -> Values:
    place = draft.reading.place
    return {
        "id": place.name,
        "language": place.language,
        "path": settings.path(place.uri),
        "title": draft.front.title,
        "open_questions": list(draft.front.open_questions),
    }


def _lacking(lacking: Lacking, settings: Settings) -> Values:
    return {
        "page": lacking.role.value,
        "week": lacking.number or None,
        "languages": list(lacking.codes),
        "path": settings.path(lacking.uri),
    }


def _untranslated(one: Untranslated) -> Values:
    told = {"into": one.into, "is_planned": one.is_planned, "is_begun": one.is_begun}
    return _contribution(one.contribution) | told


def _behind(one: Behind, settings: Settings) -> Values:
    path = settings.path(one.text.reading.place.uri)
    return _contribution(one.contribution) | {"language": one.text.language, "path": path}


def _scheduled(one: Scheduled, settings: Settings) -> Values:
    paths = [settings.path(text.reading.place.uri) for text in one.work.texts.values()]
    return {"day": one.day.isoformat(), "paths": paths}


def _contribution(contribution: Contribution) -> Values:
    return {"id": contribution.id, "title": _titles(contribution)}


def _titles(work: Work[Front]) -> dict[str, str]:
    """By language."""
    return {code: text.title for code, text in work.texts.items()}
