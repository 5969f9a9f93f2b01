"""A sealed edition, from the sources as they are: the site is built for it, and both are put in."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from palabre import builder, environment, reports, repository, site
from palabre import language as languages
from palabre.clock import Clock
from palabre.offline import folder_name
from palabre.output import Output
from palabre.repository import Repository
from palabre.sealing import bags, provenance, sources, verifier
from palabre.sealing.sources import Sources
from palabre.settings import Settings, SiteLanguage
from palabre.stats import Stats
from palabre.store import Store

_FOLDER = "sealing"
"""Of the store: where the site is built."""


class Unsealed(Exception):
    """Why there is no sealed edition: a message, and what it names."""

    def __init__(self, message: str, paths: tuple[str, ...] = (), **values: str) -> None:
        super().__init__(message)
        self.message, self.paths, self.values = message, paths, values


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed edition that stands there."""

    folder: Path
    seal: str
    left: tuple[str, ...]
    """The sources that are not in it."""


def make(
    settings: Settings, config_file: Path, target: Path, clock: Clock, may_differ: bool
) -> Sealed:
    """Make a sealed edition in the folder *target*, of the day by *clock*.

    *may_differ*: also of what was not committed. Raises ``Unsealed``, ``builder.Failed``, or
    ``OSError``.
    """
    known = _repository(settings.root)
    if known.changed and not may_differ:
        raise Unsealed("seal-changed", known.changed)
    folder = target / _name(settings, known, clock.day())
    if folder.exists():
        raise Unsealed("seal-exists", path=str(folder))
    store = Store(settings.root, settings.site_url, reports.tell_waiting)
    try:
        store.clear_after(environment.of_withdrawn(settings))
        sealed = _made(settings, config_file, known, folder, clock, store)
        store.close()
    except bags.BadName as error:
        raise Unsealed("seal-name", (str(error),)) from None
    finally:
        store.release()
    return sealed


def _made(
    settings: Settings,
    config_file: Path,
    known: Repository,
    folder: Path,
    clock: Clock,
    store: Store,
) -> Sealed:
    """Build the site aside, and put it into the bag *folder* with its sources."""
    output, day = Output(store.folder(_FOLDER) / "site"), clock.day()
    try:
        builder.build(settings, config_file, store, Stats(), clock, output, with_books=True)
        archive = site.read(settings, store, is_shown=False, clock=clock).archive
        found = sources.of(archive, known)
        if found.unknown:
            raise Unsealed("seal-unknown", found.unknown)
        info, tags = provenance.info(settings, known, day), _tags(settings, known, found, day)
        seal = bags.write(folder, _payload(settings, found, output.site), info, tags)
    finally:
        shutil.rmtree(store.folder(_FOLDER), ignore_errors=True)
    return Sealed(folder, seal, found.left)


def _payload(settings: Settings, found: Sources, built: Path) -> dict[str, Path]:
    """What the edition holds, by its name in it. Data and proceedings are part of the site."""
    payload = {f"sources/{path}": settings.root / path for path in found.kept}
    files = (path for path in built.rglob("*") if path.is_file())
    return payload | {f"site/{path.relative_to(built).as_posix()}": path for path in files}


def _repository(root: Path) -> Repository:
    try:
        return repository.read(root)
    except repository.NoRepository as error:
        raise Unsealed(str(error)) from None


def _name(settings: Settings, known: Repository, day: date) -> str:
    changed = "-changed" if known.changed else ""
    return f"{folder_name(settings)}-{day.isoformat()}-{known.commit[:7]}{changed}"


def _tags(settings: Settings, known: Repository, found: Sources, day: date) -> dict[str, bytes]:
    """What says in both languages what this is, and what proves it."""
    tags = {}
    for language in settings.languages:
        say = languages.of(language.code).say
        told = _readme(settings, language, known, found, day)
        tags[f"{say('seal-readme-name')}.txt"] = told.encode()
    messages = [f"verify-{name}" for name in (*verifier.KINDS, *verifier.OUTCOMES)]
    words = {code: {m: languages.of(code).say(m) for m in messages} for code in settings.codes}
    tags["verify.json"] = json.dumps(words, ensure_ascii=False, indent=1).encode() + b"\n"
    tags["verify.py"] = Path(verifier.__file__).read_bytes()
    return tags


def _readme(
    settings: Settings, language: SiteLanguage, known: Repository, found: Sources, day: date
) -> str:
    speaker = languages.of(language.code)
    place = {"url": settings.site_url, "day": speaker.day(day), "commit": known.commit}
    parts = [
        speaker.say("seal-readme", name=language.site_name, **place),
        speaker.say("seal-readme-changed") if known.changed else "",
        speaker.count("seal-readme-left", len(found.left)) if found.left else "",
        speaker.say("seal-readme-verify"),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"
