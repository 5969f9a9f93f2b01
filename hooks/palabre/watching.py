"""Changes of files, as they happen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_GLANCE = 0.5
"""Seconds between two looks whether the user has ended it: on Windows, a wait hears no Ctrl-C."""

_REST = 0.2
"""Seconds for which files must rest: programs save in several steps."""

_READING = ("opened", "closed_no_write")
"""What happens to a file that is only read."""


def changes(folder: Path) -> Iterator[None]:
    """Once at the beginning, then whenever something in *folder* has changed; without end."""
    happened = _Changes()
    observer = Observer()
    observer.schedule(happened, str(folder), recursive=True)
    observer.start()
    try:
        while True:
            yield
            while not happened.event.wait(_GLANCE):
                pass
            while happened.event.is_set():
                happened.event.clear()
                time.sleep(_REST)
    finally:
        observer.stop()
        observer.join()


class _Changes(FileSystemEventHandler):
    """Notes that something has changed."""

    def __init__(self) -> None:
        self.event = Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Whatever it was."""
        if event.event_type not in _READING:
            self.event.set()
