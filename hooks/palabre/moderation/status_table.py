"""Where discussions stand, for people at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from palabre.indexes import Index
from palabre.moderation.columns import table, wrapped
from palabre.moderation.tasks import Task, Teller

_ROOM = 80
"""So many columns does every terminal have."""

_INDENT = "  "
_DEEPER = "    "

Paint = Callable[..., str]
"""Colours a text, as ``click.style`` does."""


def lines(teller: Teller, paint: Paint) -> Iterator[str]:
    """Where the discussion of *teller* stands."""
    language, discussion = teller.language, teller.status.discussion
    text = discussion.shown(language.code)
    for line in wrapped(text.title, _ROOM):
        yield paint(line, bold=True)
    count = language.count("contributions", len(discussion.contributions))
    yield from wrapped(f"{discussion.id} · {count}", _ROOM)
    yield from wrapped(teller.today.text, _ROOM)
    for name, index in teller.status.counts.items():
        yield ""
        yield from _counts(name, index, teller, paint)
    for tasks in teller.tasks():
        yield ""
        heading = language.say(f"status-{tasks.name}")
        yield paint(f"{heading} ({language.decimal(len(tasks.items))})", bold=True, fg="yellow")
        for line in wrapped(language.say(f"status-how-{tasks.name}"), _ROOM, _INDENT, _INDENT):
            yield paint(line, dim=True)
        for task in tasks.items:
            yield from _task(task, paint)
    if not teller.tasks():
        yield ""
        yield language.say("status-nothing")


def _counts(name: str, index: Index, teller: Teller, paint: Paint) -> Iterator[str]:
    """How many contributions stand under each term of *index*."""
    language, relations = teller.language, index.kind.relations
    is_weeks = name == "weeks"
    head = [language.say(name), *([language.say("status-state")] if is_weeks else [])]
    head += [language.say(f"status-{relation or 'count'}") for relation in relations]
    rows = [head]
    for key in index.sorted_keys(language):
        numbers = (len(index.terms[key].get(relation, ())) for relation in relations)
        label = f"{_INDENT}{teller.label(index, key).text}"
        state = [teller.state(key)] if is_weeks else []
        rows.append([label, *state, *(language.decimal(n) if n else "–" for n in numbers)])
    first, *others = table(rows, _ROOM)
    yield paint(first, bold=True)
    yield from others


def _task(task: Task, paint: Paint) -> Iterator[str]:
    words = " – ".join(words.text for words in (task.words, *task.notes))
    yield from wrapped(words, _ROOM, f"{_INDENT}- ", _DEEPER)
    if task.path != task.words.text:
        yield paint(f"{_DEEPER}{task.path}", dim=True)
    for question in task.questions:
        yield from wrapped(question.text, _ROOM, f"{_DEEPER}? ", f"{_DEEPER}  ")
