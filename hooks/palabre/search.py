"""The search index: what Pagefind makes of the archive's records, and its script searches.

Each language has a bundle of files of its own, kept by what it was made of: Pagefind makes no two
that are the same.
"""

from __future__ import annotations

import base64
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
from palabre.archive import Contribution
from palabre.layout import Role
from palabre.search_records import records, works
from palabre.settings import ConfigurationError
from palabre.site import Site
from palabre.store import Seal, intact, link_file, seal

FOLDER = "pagefind"
"""Below the site's root; the bundle of each language stands in a folder named by its code."""

_NEEDLESS = ("*-ui.*", "pagefind-highlight.js")
"""Files of Pagefind that are there for other pages than ours."""
_KEPT = 3
"""So many bundles of a language are kept: of builds, of ``serve``, of what was before."""
_ABANDONED_SECONDS = 3600
_SEALS = "seals.json"


def publish(site: Site, target: Path, folder: Path) -> None:
    """Put the bundle of every language below *target*; those that *folder* keeps are not made.

    Raises ``ConfigurationError`` where Pagefind fails.
    """
    bundles = [_Bundle(site, code, folder) for code in sorted(works(site))]
    left = [bundle for bundle in bundles if not bundle.put(target)]
    workers.spread(_make, left, 1)
    for bundle in left:
        if not bundle.put(target):
            raise ConfigurationError("search-failed", error=bundle.kept)
    for bundle in bundles:
        bundle.prune()


def _make(share: Sequence[_Bundle]) -> None:
    for bundle in share:
        bundle.make()


class _Bundle:
    """What is searched in one language."""

    def __init__(self, site: Site, code: str, folder: Path) -> None:
        self.code = code
        self._site = site
        self._folder = folder / code
        self.kept = self._folder / environment.digest(self._inputs())

    def _inputs(self) -> Iterator[str]:
        """All that the records are a function of, without making them."""
        yield from (environment.of_code(), environment.of_search(), repr(self._site.settings))
        archive = self._site.archive
        yield from (r.digest for r in archive.readings if r.place.role is Role.REGISTRY)
        for work in works(self._site)[self.code]:
            yield work.texts[self.code].whole
            yield ",".join(work.texts)
            yield work.reading.face if isinstance(work, Contribution) else ""

    def make(self) -> None:
        """Let Pagefind make it, and keep it whole."""
        self._folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix="new-", dir=self._folder))
        try:
            with _Pagefind() as pagefind:
                for record in records(self._site, self.code):
                    pagefind.ask(type="AddRecord", index_id=pagefind.index, **record)
                pagefind.ask(type="WriteFiles", index_id=pagefind.index, output_path=str(made))
            for pattern in _NEEDLESS:
                for path in made.glob(pattern):
                    path.unlink()
            seals = {str(p.relative_to(made)): _seal(p) for p in made.rglob("*") if p.is_file()}
            (made / _SEALS).write_text(json.dumps(seals), "utf-8")
            shutil.rmtree(self.kept, ignore_errors=True)
            made.rename(self.kept)
        except OSError as error:
            raise ConfigurationError("search-failed", error=error) from None
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def put(self, target: Path) -> bool:
        """Put it below *target*; ``False`` where it is not kept, or damaged."""
        place = target / FOLDER / self.code
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

    def prune(self) -> None:
        """Delete bundles that nobody has used for long, and those that were never finished."""
        aged = sorted((path.stat().st_mtime, path) for path in self._folder.iterdir())
        whole = [path for _, path in aged if not path.name.startswith("new-")]
        begun = [path for age, path in aged if age < time.time() - _ABANDONED_SECONDS]
        for path in {*whole[:-_KEPT], *(path for path in begun if path not in whole)}:
            shutil.rmtree(path, ignore_errors=True)


def _seal(path: Path) -> Seal:
    return seal(path.stat(), path.read_bytes())


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
        answer = b""
        while not answer.endswith(b","):  # one comes for each message, and nothing else
            piece = os.read(self._process.stdout.fileno(), 1 << 16)
            if not piece:
                raise ChildProcessError(f"Pagefind ended with {self._process.wait()}")
            answer += piece
        told: dict[str, Any] = json.loads(base64.b64decode(answer[:-1]))["payload"]
        if told["type"] == "Error":
            raise ChildProcessError(told["message"])
        return told
