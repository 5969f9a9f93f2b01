"""Finished work, kept by what it was made of, so that what did not change is not made again.

The store is a folder beside ``mkdocs.yml``, safe to delete at any time. Nothing in it is trusted:
a page is used where it is as it was written, else made anew. (Who may write there may run code.)
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock, Timeout

KEPT_SECONDS = 30 * 24 * 3600
"""What a purpose used is kept that long after its last build."""

Seal = tuple[int, int, str]
"""Size, time of change in nanoseconds, digest of a file as it was written."""

Looks = tuple[int, int]
"""Size, and time of change in nanoseconds."""


class Store:
    """What builds of one archive for one *purpose* keep: one command, one address of the site.

    Builds for other purposes keep theirs in the same folder; none takes away what another uses. One
    process at a time has it: *wait* is called where another has it
    already, before waiting for it.
    """

    def __init__(self, root: Path, purpose: str, wait: Callable[[], None] = lambda: None) -> None:
        self._folder = root / ".palabre"
        self._files = f"{self._folder}/files"
        self._name = hashlib.sha256(purpose.encode()).hexdigest()[:16]
        self._make_folders()
        self._lock = FileLock(self._folder / "lock")
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            wait()
            self._lock.acquire()
        self._known: dict[str, Seal] = _load(self.path("seals")) or {}
        self._used: dict[str, Seal] = {}

    def _make_folders(self) -> None:
        for number in range(256):
            os.makedirs(f"{self._files}/{number:02x}", exist_ok=True)

    def folder(self, name: str) -> Path:
        """A folder for *name*, whose files their maker looks after."""
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        return folder

    def path(self, name: str) -> Path:
        """A file for *name* that no build for another purpose touches."""
        return self._folder / f"{self._name}.{name}"

    def value(self, name: str, inputs: str) -> Any:
        """What was kept as *name* when it was made of *inputs*; ``None`` otherwise."""
        kept = _load(self.path(name))
        return kept[1] if kept and kept[0] == inputs else None

    def keep_value(self, name: str, inputs: str, value: object) -> None:
        """Keep *value*, which can be pickled, as made of *inputs*."""
        _dump(self.path(name), (inputs, value))

    def link(self, key: str, target: str) -> bool:
        """Put the file kept under *key* at *target*; ``False`` where there is none, or no more."""
        known = self._used.get(key) or self._known.get(key)
        path = self._path(key)
        if known is None or not (known := intact(path, known)):
            return False
        self._used[key] = known
        link_file(path, target)
        return True

    def write(self, key: str, content: bytes, target: str) -> tuple[str, Seal]:
        """Keep *content* under *key* and put it at *target*; what :meth:`note` must be told.

        Other processes may call it: nothing is changed but files.
        """
        path = self._path(key)
        with _fresh(path) as file:
            file.write(content)
            file.flush()
            status = os.fstat(file.fileno())
        link_file(path, target)
        return key, seal(status, content)

    def note(self, written: Iterable[tuple[str, Seal]]) -> None:
        """Remember what :meth:`write` kept."""
        self._used.update(written)

    def clear(self) -> None:
        """Forget everything."""
        for path in self._folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != "lock":
                path.unlink()
        self._make_folders()
        self._known, self._used = {}, {}

    def clear_after(self, event: str) -> None:
        """Forget everything that was kept before *event*, which digests what was withdrawn."""
        noted = self._folder / "withdrawn"
        if event != (noted.read_text("utf-8") if noted.exists() else ""):
            self.clear()
            noted.write_text(event, "utf-8")

    def close(self) -> None:
        """Remember what this run used, delete what no kind of build uses, and let others in."""
        if self._used != self._known:
            _dump(self.path("seals"), self._used)
            self._prune()
        self.release()

    def release(self) -> None:
        """Let others in, after a run that came to no end."""
        self._lock.release()

    def _prune(self) -> None:
        used = set(self._used)
        for path in self._folder.glob("*.seals"):
            if path.stat().st_mtime < time.time() - KEPT_SECONDS:
                path.unlink()
            else:
                used.update(_load(path) or {})
        for folder in os.scandir(self._files):
            for file in os.scandir(folder):
                if file.name not in used:
                    os.unlink(file)

    def _path(self, key: str) -> str:
        return f"{self._files}/{key[:2]}/{key}"


def _load(path: Path) -> Any:
    """What *path* holds; ``None`` where it is damaged, or another version wrote it."""
    try:
        raw = memoryview(path.read_bytes())
        if hashlib.sha256(raw[32:]).digest() == raw[:32]:
            return pickle.loads(raw[32:])
    except (OSError, EOFError, ImportError, LookupError, TypeError, ValueError, AttributeError):
        pass
    except pickle.PickleError:
        pass
    return None


def _dump(path: Path, value: object) -> None:
    body = pickle.dumps(value, protocol=5)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(hashlib.sha256(body).digest())
        file.write(body)
    beside.replace(path)


def _fresh(path: str) -> BinaryIO:
    """A new file at *path*.

    One that is there is an earlier build's that did not come to its end, or is damaged: it may be
    a page of the site that readers get, so it is replaced and never written into.
    """
    try:
        return open(path, "xb")
    except FileExistsError:
        os.unlink(path)
        return open(path, "xb")


def seal(status: os.stat_result, content: bytes) -> Seal:
    """The seal of a file that looks like *status* and holds *content*."""
    return status.st_size, status.st_mtime_ns, hashlib.sha256(content).hexdigest()


def intact(path: str, sealed: Seal) -> Seal | None:
    """The seal of *path* where it is as it was written, also where its time alone changed."""
    try:
        status = os.stat(path)
        if (status.st_size, status.st_mtime_ns) == sealed[:2]:
            return sealed
        with open(path, "rb") as file:
            now = seal(status, file.read())
    except OSError:
        return None
    return now if now[2] == sealed[2] else None


def looks(path: Path) -> Looks | None:
    """How *path* looks: what tells a file too large to be read from any other."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def link_file(path: str, target: str) -> None:
    """Put the file at *path* at *target* too: as a second name where the disk allows it."""
    try:
        os.link(path, target)
    except FileExistsError:  # never written into: it may be a name of another kept file
        os.unlink(target)
        link_file(path, target)
    except OSError:
        shutil.copyfile(path, target)


def look(folder: Path, with_status_time: bool = True) -> str:
    """The digest of how all files below *folder* look from outside, without reading them.

    *with_status_time*: also when their status last changed, which nobody can set back; but the
    store's own links change it.
    """
    seen = hashlib.sha256()
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                status = entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    seen.update(entry.path.encode("utf-8", "surrogateescape"))
                else:
                    time = status.st_ctime_ns if with_status_time else 0
                    line = f"{entry.path} {status.st_size} {status.st_mtime_ns} {time}"
                    seen.update(line.encode("utf-8", "surrogateescape"))
    return seen.hexdigest()
