"""The search index: what of the archive can be found by its words.

Each language has a bundle of files of its own, which Pagefind makes of records and its script
loads in the reader's browser. Records are made of the archive and not of pages, so that lists are
no results, and each text is found once. A text that stands for a missing translation is found from
both sites, by its own language's rules. Bundles are kept by what they were made of, since Pagefind
makes no two that are the same.
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

from palabre import environment, language, workers
from palabre.archive import Contribution, Discussion, Text, Week, Work
from palabre.indexes import FILTERS, week_title
from palabre.layout import NOT_STATED, Role
from palabre.models import Front
from palabre.settings import ConfigurationError
from palabre.site import Site
from palabre.store import Seal, intact, link_file, seal
from palabre.paragraphs import plain

FOLDER = "pagefind"
"""Below the site's root; the bundle of each language stands in a folder named by its code."""

_NEEDLESS = ("*-ui.*", "pagefind-highlight.js")
"""Files of Pagefind that are there for other pages than ours."""
_KEPT = 3
"""So many bundles of a language are kept: of builds, of ``serve``, of what was before."""
_ABANDONED_SECONDS = 3600
_SEALS = "seals.json"

Record = dict[str, Any]


def publish(site: Site, target: Path, folder: Path) -> None:
    """Put the bundle of every language below *target*; those that *folder* keeps are not made.

    Raises ``ConfigurationError`` where Pagefind fails.
    """
    bundles = [_Bundle(site, code, folder) for code in sorted(_works(site))]
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


def _works(site: Site) -> dict[str, list[Work[Front]]]:
    """What is told in each language to readers of any site."""
    found: dict[str, list[Work[Front]]] = {}
    for work in site.archive.works:
        for code in {work.shown(code).language for code in site.settings.codes}:
            found.setdefault(code, []).append(work)
    return found


def records(site: Site, code: str) -> Iterator[Record]:
    """What can be found of the texts in the language *code*, as Pagefind takes it."""
    return (_record(site, work, work.texts[code]) for work in _works(site).get(code, ()))


def _record(site: Site, work: Work[Front], text: Text[Front]) -> Record:
    """One text. Its ``url`` is the page's address in any site, below its language."""
    sites = [code for code in site.settings.codes if work.shown(code) is text]
    filters = {"site": sites, "language": [text.language]}
    title, lead, meta = text.title, "", {}
    if isinstance(work, Contribution):
        meta = {"authors": ", ".join(_authors(site, work, sites[0]))}
        filters |= {"discussion": [work.discussion], **_filters(site, work)}
        words = _words(site, work, text.language if text.language in sites else sites[0])
    elif isinstance(work, Week):
        title = week_title(work, language.of(sites[0])).text
        lead = " ".join(work.texts[text.language].front.questions)
        week = site.indexes.of("weeks", work.discussion).value(str(work.number))
        filters |= {"discussion": [work.discussion], "week": [week]}
    elif isinstance(work, Discussion):
        front = work.texts[text.language].front
        lead = " ".join(filter(None, (front.occasion, *front.convenors, *front.moderators)))
        filters["discussion"] = [work.id]
    elif text.reading.place.role is Role.REPLY:
        filters["discussion"] = [text.reading.place.discussion]
    body = plain(site.texts.html(text.reading, site.settings.default))
    content = " ".join(f"{lead} {body}".split())
    hidden = [*(words if isinstance(work, Contribution) else ()), *_without_ligatures(content)]
    meta |= {"title": title, "words": " ".join(hidden)}
    return {
        "url": f"{text.language}/{work.address}",
        "language": text.language,
        "content": _apart(content),
        "meta": {name: _apart(value) for name, value in meta.items() if value},
        "filters": filters,
        "sort": None,
    }


def _apart(words: str) -> str:
    """Pagefind knows "île" in "l'île" by this sign only; the script shows the right one again."""
    return words.replace("’", "'")


def _without_ligatures(content: str) -> Iterator[str]:
    """Pagefind forgives accents, but not who writes "oeuvre" for "œuvre"."""
    for word in sorted(set(content.split())):
        if not word.isascii() and any(sign in word for sign in language.LIGATURES):
            yield language.fold(word)


def _authors(site: Site, contribution: Contribution, code: str) -> Iterator[str]:
    """Who signed, as the site in the language *code* names them."""
    archive = site.archive
    for author in contribution.record.authors:
        if author.name:
            yield archive.contributors.name(archive.contributors.id_of(author.name), code)
        else:
            for name in author.organisation:
                yield archive.organisations.name(archive.organisations.id_of(name), code)


def _filters(site: Site, contribution: Contribution) -> dict[str, list[str]]:
    found = {}
    for name, kind in FILTERS.items():
        index = site.indexes.of(kind, contribution.discussion)
        keys = dict.fromkeys(key for key, _ in index.kind.terms(site.archive, contribution))
        found[name] = [index.value(key) for key in keys]
    return found


def _words(site: Site, contribution: Contribution, code: str) -> Iterator[str]:
    """What the record says of a contribution, in words that its text may not have."""
    archive, record = site.archive, contribution.record
    for kind in ("countries", "topics", "organisations"):
        index = site.indexes.of(kind, contribution.discussion)
        for key, _ in index.kind.terms(archive, contribution):
            if key != NOT_STATED:
                yield index.label(key, language.of(code)).text
    for author in record.authors:
        yield from filter(None, (author.role, author.place))
        for directory, names in (
            (archive.contributors, filter(None, (author.name,))),
            (archive.organisations, author.organisation),
        ):
            for name in names:
                yield from directory.spellings(directory.id_of(name))
    yield record.project or ""


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
        for work in _works(self._site)[self.code]:
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
            if not intact(f"{self.kept}/{path}", tuple(sealed)):
                return False
            link_file(f"{self.kept}/{path}", f"{place}/{path}")
        return True

    def prune(self) -> None:
        """Delete bundles that nobody has used for long, and those that were never finished."""
        aged = sorted(((path.stat().st_mtime, path) for path in self._folder.iterdir()))
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
