"""Where discussions stand, for programs: keys and codes in the place of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from palabre.archive import Contribution
from palabre.indexes import Index
from palabre.layout import NOT_STATED
from palabre.models import State
from palabre.moderation.status import Status
from palabre.settings import Settings

Values = dict[str, object]


def values(status: Status, settings: Settings) -> Values:
    """All that is known of one discussion; ``tests/status.schema.json`` says what stands where."""
    discussion, path = status.discussion, settings.path
    return {
        "id": discussion.id,
        "title": {code: text.title for code, text in discussion.texts.items()},
        "day": status.day.isoformat(),
        "open_weeks": [number for number, state in status.states.items() if state == "open"],
        "contributions": len(discussion.contributions),
        "weeks": [
            {"week": int(key) if key else None, "state": _state(status, key), **numbers}
            for key, numbers in _counts(status.counts["weeks"])
        ],
        "countries": [
            {"country": key and key.upper(), **numbers}
            for key, numbers in _counts(status.counts["countries"])
        ],
        "languages": [
            {"language": key, **numbers} for key, numbers in _counts(status.counts["languages"])
        ],
        "unread": [path(reading.place.uri) for reading in status.unread],
        "drafts": [
            {
                "id": draft.reading.place.name,
                "language": draft.reading.place.language,
                "path": path(draft.reading.place.uri),
                "title": draft.front.title,
                "open_questions": list(draft.front.open_questions),
            }
            for draft in status.drafts
        ],
        "lacking": [
            {
                "page": lacking.role.value,
                "week": lacking.number or None,
                "languages": list(lacking.codes),
                "path": path(lacking.uri),
            }
            for lacking in status.lacking
        ],
        "untranslated": [
            {
                **_contribution(one.contribution),
                "into": one.into,
                "is_planned": one.is_planned,
                "is_begun": one.is_begun,
            }
            for one in status.untranslated
        ],
        "behind": [
            {
                **_contribution(one.contribution),
                "language": one.text.language,
                "path": path(one.text.reading.place.uri),
            }
            for one in status.behind
        ],
        "not_taken_up": [_contribution(one) for one in status.not_taken_up],
        "scheduled": [
            {
                "day": one.day.isoformat(),
                "paths": [path(text.reading.place.uri) for text in one.work.texts.values()],
            }
            for one in status.scheduled
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


def _contribution(contribution: Contribution) -> Values:
    titles = {code: text.title for code, text in contribution.texts.items()}
    return {"id": contribution.id, "title": titles}
