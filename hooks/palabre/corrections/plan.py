"""What a correction does to the files of an archive, as a whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from palabre import files
from palabre.editing.desk import Desk
from palabre.problems import Problem
from palabre.settings import Settings


class Unfinished(Exception):
    """A file could not be changed; ``done`` has the uris of those that were."""

    def __init__(self, uri: str, done: list[str], reason: str) -> None:
        super().__init__(uri, done, reason)
        self.uri, self.done, self.reason = uri, done, reason


@dataclass(frozen=True)
class Plan:
    """Files by uri. What moves and changes is written at its new place, and removed."""

    written: Mapping[str, bytes] = field(default_factory=dict)
    """New files, and new contents of old ones."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Attachments, as they are."""
    removed: tuple[str, ...] = ()

    def problems(self, desk: Desk) -> list[Problem]:
        """What would be wrong because of it."""
        contents = dict(self.written)
        contents |= {new: desk.settings.content(old) for old, new in self.moved.items()}
        return desk.problems_after(contents, (*self.removed, *self.moved))

    def obstacles(self, desk: Desk) -> list[str]:
        """The uris of files that stand where new ones should."""
        known = {reading.place.uri for reading in desk.readings}
        new = [*(uri for uri in self.written if uri not in known), *self.moved.values()]
        return [uri for uri in new if os.path.lexists(desk.settings.docs / uri)]

    def carry_out(self, desk: Desk) -> None:
        """Change the files: first what is new or different, then what goes.

        Raises ``Unfinished`` where the disk refuses.
        """
        settings = desk.settings
        known = {reading.place.uri for reading in desk.readings}
        done: list[str] = []
        uri = ""
        try:
            for uri, content in self.written.items():
                (files.replace if uri in known else files.create)(settings.docs / uri, content)
                done.append(uri)
            for old, uri in self.moved.items():
                path = settings.docs / uri
                path.parent.mkdir(parents=True, exist_ok=True)
                (settings.docs / old).rename(path)
                done.append(uri)
            for uri in self.removed:
                (settings.docs / uri).unlink()
                done.append(uri)
        except OSError as error:
            raise Unfinished(uri, done, error.strerror or str(error)) from None
        for uri in (*self.removed, *self.moved):
            _remove_empty(settings, uri)


def _remove_empty(settings: Settings, uri: str) -> None:
    """Remove the folder of attachments that *uri* left empty."""
    folder = (settings.docs / uri).parent
    if folder.parent.name == "contributions" and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
