"""The search index: what Pagefind makes of the archive's records, and its script searches.

Each :class:`~palabre.bundles.Bundle` has files of its own, kept by what they were made of: Pagefind
makes no two that are the same.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from palabre import environment, workers
from palabre.bundles import Bundle, bundles
from palabre.layout import Role
from palabre.search_records import records
from palabre.settings import ConfigurationError
from palabre.site import Site
from palabre.store import KEPT_SECONDS, Seal, intact, link_file, seal
from palabre.works import Contribution

FOLDER = "pagefind"
"""Below the site's root; each bundle stands in a folder of its own."""

_NEEDLESS = ("*-ui.*", "pagefind-highlight.js")
"""Files of Pagefind that are there for other pages than ours."""
_KEPT = 3
"""So many states of a bundle are kept: of builds, of ``serve``, of what was before."""
_ABANDONED_SECONDS = 3600
_SEALS = "seals.json"


def publish(site: Site, target: Path, folder: Path) -> None:
    """Put every bundle below *target*; those that *folder* keeps are not made.

    Raises ``ConfigurationError`` where Pagefind fails.
    """
    all_files = [_Files(site, bundle, folder) for bundle in bundles(site.archive)]
    left = [files for files in all_files if not files.put(target)]
    for _ in workers.spread(_make, left, 1):
        pass
    for files in left:
        if not files.put(target):
            raise ConfigurationError("search-failed", error=files.kept)
    _prune(folder)


def _make(share: Sequence[_Files]) -> None:
    for files in share:
        files.make()


def _prune(folder: Path) -> None:
    """Delete what nobody has used for long, and what was never finished."""
    now = time.time()
    for place in folder.iterdir():
        aged = sorted(_aged(place))
        whole = [entry for entry in aged if not entry[1].name.startswith("new-")]
        for used, path in aged:
            is_kept = (used, path) in whole[-_KEPT:] and used > now - KEPT_SECONDS
            is_begun = (used, path) not in whole and used > now - _ABANDONED_SECONDS
            if not is_kept and not is_begun:
                shutil.rmtree(path, ignore_errors=True)


def _aged(folder: Path) -> Iterator[tuple[float, Path]]:
    """What lies in *folder*, and when it was last used; another build may take it away just now."""
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):
            yield path.stat().st_mtime, path


def digest(site: Site, bundle: Bundle) -> str:
    """Of all that the records of *bundle* are a function of, without making them."""
    return environment.digest(_inputs(site, bundle))


def _inputs(site: Site, bundle: Bundle) -> Iterator[str]:
    settings, archive = site.settings, site.archive
    yield from (environment.of_code(), environment.of_search(), *settings.codes)
    yield repr((settings.markdown_extensions, settings.extension_configs))
    yield from (r.digest for r in archive.readings if r.place.role is Role.REGISTRY)
    for work in bundle.works:
        yield work.texts[bundle.language].whole
        yield " ".join(work.shown(code).language for code in settings.codes)
        if isinstance(work, Contribution):
            yield f"{work.reading.face} {work.record.weeks}"  # of these, only some may be shown


class _Files:
    """The files of a bundle."""

    def __init__(self, site: Site, bundle: Bundle, folder: Path) -> None:
        self._site = site
        self._bundle = bundle
        self._folder = folder / bundle.name
        self.kept = self._folder / digest(site, bundle)

    def make(self) -> None:
        """Let Pagefind make them, and keep them, all or none."""
        self._folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="new-", dir=self._folder))
        try:
            seals = dict(self._write(made))
            (made / _SEALS).write_text(json.dumps(seals), "utf-8")
            shutil.rmtree(self.kept, ignore_errors=True)
            made.rename(self.kept)
        except OSError as error:
            raise ConfigurationError("search-failed", error=error) from None
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _write(self, folder: Path) -> Iterator[tuple[str, Seal]]:
        """Make and write each file; its path and seal."""
        with _Pagefind() as pagefind:
            for record in records(self._site, self._bundle):
                pagefind.ask(type="AddRecord", index_id=pagefind.index, **record)
            # Pagefind 1.5.2 would write them itself, but ends before all is on the disk.
            files = pagefind.ask(type="GetFiles", index_id=pagefind.index)["files"]
        for file in files:
            path = folder / file["path"]
            if not any(path.match(pattern) for pattern in _NEEDLESS):
                path.parent.mkdir(exist_ok=True)
                content = base64.b64decode(file["content"])
                path.write_bytes(content)
                yield file["path"], seal(path.stat(), content)

    def put(self, target: Path) -> bool:
        """Put it below *target*; ``False`` where it is not kept, or damaged."""
        place = target / FOLDER / self._bundle.name
        shutil.rmtree(place, ignore_errors=True)
        try:
            seals: dict[str, Seal] = json.loads((self.kept / _SEALS).read_text("utf-8"))
            os.utime(self.kept)
        except (OSError, ValueError):
            return False
        for folder in {os.path.dirname(path) for path in seals}:  # noqa: PTH120  # thousands
            (place / folder).mkdir(parents=True, exist_ok=True)
        for path, sealed in seals.items():
            size, time_ns, digest = sealed
            if not intact(f"{self.kept}/{path}", (size, time_ns, digest)):
                return False
            link_file(f"{self.kept}/{path}", f"{place}/{path}")
        return True


class _Pagefind:
    """A process of Pagefind that makes one bundle.

    It is spoken to as Pagefind's own client for Python does, which can't be used: 1.5.2 waits 0.1 s
    for each answer.
    """

    def __enter__(self) -> _Pagefind:
        from pagefind.service import get_executable  # needed by few builds

        program = get_executable()
        if program is None:
            raise FileNotFoundError("pagefind")
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([program, "--service"], stdin=pipe, stdout=pipe)
        self._asked = 0
        self.index = self.ask(type="NewIndex", config={})["index_id"]
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, **payload: object) -> dict[str, Any]:
        """Have one thing done. Raises ``OSError`` where Pagefind fails."""
        assert self._process.stdin and self._process.stdout
        self._asked += 1
        message = json.dumps({"message_id": self._asked, "payload": payload})
        self._process.stdin.write(base64.b64encode(message.encode()) + b",")
        self._process.stdin.flush()
        answer = bytearray()
        while not answer.endswith(b","):  # one comes for each message, and nothing else
            piece = os.read(self._process.stdout.fileno(), 1 << 16)
            if not piece:
                raise ChildProcessError(f"Pagefind ended with {self._process.wait()}")
            answer += piece
        told: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
        if told["type"] == "Error":
            raise ChildProcessError(told["message"])
        return told
