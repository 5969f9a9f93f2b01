"""The weekly message as plain text, which mail programs leave as it is."""

from __future__ import annotations

from collections.abc import Iterator

from palabre import language as languages
from palabre.moderation.message import Block, Item, Message, Part
from palabre.moderation.wrapping import WIDTH, columns, cut, wrapped
from palabre.view import Link

_LINES_OF_EXCERPT = 2


def text(message: Message) -> str:
    """The whole message, its subject in the first line, to be copied from there."""
    say = languages.of(message.parts[0].site.code).say
    return f"{say('digest-subject-line', subject=message.subject)}\n\n{body(message)}"


def body(message: Message) -> str:
    """The message without its subject, each line ended by a line feed."""
    return "\n".join(_lines(message)) + "\n"


def _lines(message: Message) -> Iterator[str]:
    for announcement in message.announcements:
        yield from (*wrapped(announcement), "")
    for number, part in enumerate(message.parts):
        if len(message.parts) > 1:
            yield from ([""] * 2 if number else [])
            yield from (f" {part.site.name} ".center(WIDTH, "="), "")
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield from wrapped(part.discussion.text)
    yield from wrapped(" – ".join(filter(None, (part.week.text, part.dates))))
    for block in part.blocks:
        yield from ("", "", *_underlined(block.heading), *_block(block, part.quotes))


def _underlined(heading: str) -> Iterator[str]:
    yield from (lines := wrapped(heading))
    yield "=" * max(map(columns, lines))


def _block(block: Block, quotes: tuple[str, str]) -> Iterator[str]:
    for line in block.lines:
        yield from wrapped(line.text)
    for point in block.points:
        yield from wrapped(f"- {point.text}" if len(block.points) > 1 else point.text)
    for number, item in enumerate(block.items, 1):
        yield from ("", *_item(item, number, quotes))
    if block.more:
        yield from ("", *wrapped(block.more))
    for link in block.links:
        yield from ("", *_link(link)) if link != block.links[0] or block.points else _link(link)


def _item(item: Item, number: int, quotes: tuple[str, str]) -> Iterator[str]:
    yield from wrapped(f"{number}. {item.link.label.text}")
    for detail in item.details:
        yield from wrapped(detail.text)
    if item.excerpt and item.excerpt.text:
        opening, closing = quotes
        yield from cut(opening + item.excerpt.text, _LINES_OF_EXCERPT, closing)
    yield item.link.href


def _link(link: Link) -> Iterator[str]:
    yield from wrapped(link.label.text)
    yield link.href
