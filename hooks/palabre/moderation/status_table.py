"""Where discussions stand, for people at a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from palabre.moderation.columns import table, wrapped
from palabre.moderation.tables import Table, tables
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
    for one in tables(teller):
        yield ""
        yield from _counts(one, paint)
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


def _counts(told: Table, paint: Paint) -> Iterator[str]:
    """How many contributions stand under each term."""
    rows = [(told.heading, *told.columns)]
    rows += ((f"{_INDENT}{row.label.text}", *row.cells) for row in told.rows)
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
