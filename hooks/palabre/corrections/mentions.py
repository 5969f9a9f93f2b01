"""How files name a contribution: as what they reply to, by links, by citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from palabre import clock, schedule
from palabre.corrections.rewriting import Rewriting, readable
from palabre.editing.desk import Desk
from palabre.layout import MARKDOWN, Role
from palabre.reading import Reading


@dataclass(frozen=True)
class Mention:
    """Where a file names a contribution."""

    path: str
    line: int
    written: str


def was_published(desk: Desk, name: str) -> bool:
    """Whether somebody may have met the contribution *name* at its address."""
    shown = schedule.published(schedule.dated(desk.archive, clock.clock()))
    places = [reading.place.address for reading in desk.texts[name].values()]
    promised = {promise.address for promise in desk.archive.promised}
    return name in shown.contributions or not promised.isdisjoint(places)


def redirect(rewriting: Rewriting, discussion: str, old: str, new: str) -> None:
    """Let every file that names the contribution *old* name *new*."""
    reply = re.compile(rf"^(reply_to:[ \t]*([\"']?)){old}(?=\2[ \t]*(?:#.*)?\r?$)", re.MULTILINE)
    cited = re.compile(rf"(?<=@){old}(?=#)")
    for reading in readable(rewriting.desk):
        links = {written: _led(written, old, new) for written in _links(reading, discussion, old)}
        is_post = reading.place.role is Role.CONTRIBUTION

        def in_front(text: str, is_post: bool = is_post) -> str:
            return reply.sub(rf"\g<1>{new}", text) if is_post else text

        def in_body(text: str, links: dict[str, str] = links, is_post: bool = is_post) -> str:
            for written, led in links.items():
                token = rf"(?<![\w./-]){re.escape(written)}(?![\w/#-]|\.\w)"
                text = re.sub(token, led, text)
            return text if is_post else cited.sub(new, text)

        rewriting.edit(reading, in_front, in_body)


def of(desk: Desk, discussion: str, name: str) -> Iterator[Mention]:
    """Every link to the contribution *name*, and every citation, in other texts."""
    for reading in readable(desk):
        if reading.place.role is Role.REGISTRY or reading.place.name == name:
            continue
        wanted = set(_links(reading, discussion, name))
        for link in reading.links:
            if link.written in wanted:
                yield Mention(reading.path, link.line, link.written)
        for one in reading.citations:
            if one.id == name:
                yield Mention(reading.path, one.line, f"@{one.id}#{one.fragment}")


def _links(reading: Reading, discussion: str, name: str) -> Iterator[str]:
    """The links of a text to a contribution, or to what stands beside it, as they are written."""
    there = f"{discussion}/contributions/{name}"
    for link in reading.links:
        if link.path == there + MARKDOWN or link.path.startswith(f"{there}/"):
            yield link.written


def _led(written: str, old: str, new: str) -> str:
    """The same link to the contribution that is now called *new*."""
    return re.sub(rf"(^|/){old}(?=\.md(?:#|$)|/[^/]*$)", rf"\g<1>{new}", written)
