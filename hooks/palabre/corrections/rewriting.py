"""Files changed in places, and byte for byte the same elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from frontmatter.default_handlers import YAMLHandler

from palabre.editing.desk import Desk
from palabre.layout import Role
from palabre.models import TextFront
from palabre.reader import Reader
from palabre.reading import Reading

_CODE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,}).*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*\r?$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
"""Code in Markdown: what stands there is no link."""

Edit = Callable[[str], str]


class Rewriting:
    """The files of an archive as a correction leaves them, so far."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._texts: dict[str, str] = {}
        """What is no longer as it was, by uri."""

    @property
    def written(self) -> dict[str, bytes]:
        """Every file that changes, by its uri as it was."""
        return {uri: text.encode() for uri, text in self._texts.items()}

    def text(self, reading: Reading) -> str:
        """The whole file."""
        uri = reading.place.uri
        if uri in self._texts:
            return self._texts[uri]
        return self.desk.settings.content(uri).decode("utf-8")

    def edit(self, reading: Reading, front: Edit, body: Edit) -> None:
        """Change the front matter and the body of a file; code in the body stays as it is.

        A registry is all front matter.
        """
        text = self.text(reading)
        at = _end_of_front_matter(text) if reading.place.role is not Role.REGISTRY else len(text)
        changed = front(text[:at]) + "".join(
            part if is_code else body(part) for part, is_code in _parts(text[at:])
        )
        self.put(reading, changed)

    def put(self, reading: Reading, text: str) -> None:
        """Let the file of *reading* be *text*."""
        if text != self.text(reading):
            self._texts[reading.place.uri] = text

    def read(self, reading: Reading) -> Reading:
        """What the file says now."""
        raw = self.text(reading).encode()
        return Reader(self.desk.settings).read(reading.place, raw)[0]

    def settle(self) -> None:
        """Translations of originals that have changed are still those of their originals."""
        for texts in self.desk.texts.values():
            for original in texts.values():
                is_original = isinstance(original.front, TextFront) and (
                    original.front.text == "original"
                )
                if is_original and original.place.uri in self._texts:
                    now = self.read(original).fingerprint
                    for other in texts.values():
                        self._mark(other, original.fingerprint, now)

    def _mark(self, reading: Reading, then: str, now: str) -> None:
        front = reading.front
        told = front.translation if isinstance(front, TextFront) else None
        if told and told.of == then:
            self.edit(reading, lambda text: text.replace(then, now), lambda text: text)


def readable(desk: Desk) -> Iterator[Reading]:
    """Every text and registry that could be taken apart."""
    for reading in desk.readings:
        if reading.is_readable and reading.place.role is not Role.ATTACHMENT:
            yield reading


def _end_of_front_matter(text: str) -> int:
    _, closing = islice(YAMLHandler.FM_BOUNDARY.finditer(text), 2)
    return closing.end()


def _parts(body: str) -> Iterator[tuple[str, bool]]:
    """*body* in pieces, and whether each is code."""
    end = 0
    for match in _CODE.finditer(body):
        yield body[end : match.start()], False
        yield match[0], True
        end = match.end()
    yield body[end:], False
