"""How many contributions a discussion has under each term, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palabre.indexes import Index
from palabre.language import Phrase
from palabre.layout import Role
from palabre.moderation.tasks import Teller
from palabre.periods import state_words


@dataclass(frozen=True)
class Row:
    """How many contributions stand under a term, in each relation to it; of a week, its state."""

    key: str
    label: Phrase
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Contributions, counted by the index *name*."""

    name: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(teller: Teller) -> Iterator[Table]:
    """A table for each of the indexes by which the discussion of *teller* is counted."""
    say = teller.language.say
    for name, index in teller.status.counts.items():
        columns = [say(f"status-{relation or 'count'}") for relation in index.kind.relations]
        columns[:0] = [say("status-state")] if name == "weeks" else []
        rows = tuple(_row(index, key, teller) for key in index.sorted_keys(teller.language))
        yield Table(name, say(name), tuple(columns), rows)


def _row(index: Index, key: str, teller: Teller) -> Row:
    found = (len(index.terms[key].get(relation, ())) for relation in index.kind.relations)
    numbers = tuple(teller.language.decimal(number) if number else "–" for number in found)
    if index.kind.name != "weeks":
        return Row(key, index.label(key, teller.language), numbers)
    if not key.isdigit():
        return Row(key, index.label(key, teller.language), ("", *numbers))
    # There may be no file of the week, or none that can be read.
    return Row(key, teller.page(Role.WEEK, int(key)), (_state(int(key), teller), *numbers))


def _state(number: int, teller: Teller) -> str:
    """Whether a week is still to come, open or closed; empty where nobody can tell."""
    week, states = teller.status.discussion.week(number), teller.status.states
    return state_words(week.period, states[number], teller.language) if week else ""
