"""Finished work, kept by what it was made of, so that what did not change is not made again.

The store is a folder beside ``mkdocs.yml``, safe to delete at any time. Nothing in it is trusted:
a page is used where it is as it was written, else made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = ".palabre"

Seal = tuple[int, int, str]
"""Size, time of change in nanoseconds, digest of a file as it was written."""


@dataclass
class _Memory:
    """What one kind of build remembers of its last run."""

    seals: dict[str, Seal] = field(default_factory=dict)
    """Of every file that it used, by key."""
    values: dict[str, Any] = field(default_factory=dict)


class Store:
    """What builds of one archive for one address keep.

    Builds for other addresses (``serve`` has its own) keep theirs in the same folder; none takes
    away what another uses.
    """

    def __init__(self, root: Path, site_url: str) -> None:
        self._folder = root / FOLDER
        self._files = f"{self._folder}/files"
        self._name = hashlib.sha256(site_url.encode()).hexdigest()[:16]
        self._memory = self._remember(self._folder / f"{self._name}.memory")
        self._used: dict[str, Seal] = {}
        for number in range(256):
            os.makedirs(f"{self._files}/{number:02x}", exist_ok=True)

    def value(self, name: str, digest: str) -> Any:
        """What was kept as *name* when its inputs had this *digest*; ``None`` otherwise."""
        kept, value = self._memory.values.get(name, ("", None))
        return value if kept == digest else None

    def keep_value(self, name: str, digest: str, value: object) -> None:
        """Keep *value*, which can be pickled."""
        self._memory.values[name] = digest, value

    def link(self, key: str, target: str) -> bool:
        """Put the file kept under *key* at *target*; ``False`` where there is none, or no more."""
        path = self._path(key)
        seal = self._used.get(key) or self._memory.seals.get(key)
        if seal is None or not (seal := _intact(path, seal)):
            return False
        self._used[key] = seal
        _link(path, target)
        return True

    def write(self, key: str, content: bytes, target: str) -> tuple[str, Seal]:
        """Keep *content* under *key* and put it at *target*; what :meth:`note` must be told.

        Other processes may call it: nothing is changed but files.
        """
        path = self._path(key)
        # A file of that name is an earlier build's that did not come to its end, or is damaged: it
        # may be a page of the site that readers get, so it is replaced and never written into.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        with open(path, "xb") as file:
            file.write(content)
        _link(path, target)
        return key, _seal(path, content)

    def adopt(self, target: str) -> str:
        """Keep the file that stands at *target*; its key."""
        with open(target, "rb") as file:
            content = file.read()
        key = hashlib.sha256(content).hexdigest()
        path = self._path(key)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        _link(target, path)
        self._used[key] = _seal(path, content)
        return key

    def note(self, written: Iterable[tuple[str, Seal]]) -> None:
        """Remember what :meth:`write` kept."""
        self._used.update(written)

    def close(self) -> None:
        """Remember this run for the next, and delete what no kind of build uses."""
        self._memory.seals = self._used
        body = pickle.dumps(self._memory, protocol=5)
        beside = self._folder / f"{self._name}.new"
        beside.write_bytes(hashlib.sha256(body).digest() + body)
        beside.replace(self._folder / f"{self._name}.memory")
        self._prune()

    def _prune(self) -> None:
        others = [p for p in self._folder.glob("*.memory") if p.stem != self._name]
        used = set(self._used).union(*(self._remember(path).seals for path in others))
        for folder in os.scandir(self._files):
            for file in os.scandir(folder):
                if file.name not in used:
                    os.unlink(file)

    def _path(self, key: str) -> str:
        return f"{self._files}/{key[:2]}/{key}"

    @staticmethod
    def _remember(path: Path) -> _Memory:
        """What *path* holds; nothing where it is damaged, or another version wrote it."""
        try:
            raw = path.read_bytes()
            if hashlib.sha256(raw[32:]).digest() == raw[:32]:
                memory = pickle.loads(raw[32:])
                if isinstance(memory, _Memory):
                    return memory
        except (OSError, pickle.PickleError, AttributeError, ImportError, TypeError, EOFError):
            pass
        return _Memory()


def _seal(path: str, content: bytes) -> Seal:
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns, hashlib.sha256(content).hexdigest()


def _intact(path: str, seal: Seal) -> Seal | None:
    """The seal of *path* where it is as it was written, also where its time alone changed."""
    try:
        status = os.stat(path)
        if (status.st_size, status.st_mtime_ns) == seal[:2]:
            return seal
        with open(path, "rb") as file:
            now = _seal(path, file.read())
    except OSError:
        return None
    return now if now[2] == seal[2] else None


def _link(path: str, target: str) -> None:
    """Put the file at *path* at *target* too: as a second name where the disk allows it."""
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
