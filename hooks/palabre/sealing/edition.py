"""A sealed edition, from the sources as they are: the site is built for it, and both are put in."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from palabre import builder, environment, reports, site
from palabre import language as languages
from palabre.clock import Clock
from palabre.language import Language
from palabre.offline import folder_name
from palabre.output import Output
from palabre.sealing import bags, provenance, repository, sources, verifier
from palabre.sealing.repository import Repository
from palabre.sealing.sources import Sources
from palabre.settings import Settings
from palabre.stats import Stats
from palabre.store import Store


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
    day = clock.day()
    folder = target / _name(settings, known, day.isoformat())
    if folder.exists():
        raise Unsealed("seal-exists", path=str(folder))
    store = Store(settings.root, settings.site_url, reports.tell_waiting)
    output = Output(store.folder("sealing") / "site")
    try:
        store.clear_after(environment.of_withdrawn(settings))
        output = Output(store.folder("sealing") / "site")  # what was kept may be cleared
        builder.build(settings, config_file, store, Stats(), clock, output)
        archive = site.read(settings, store, is_shown=False, clock=clock).archive
        found = sources.of(archive, known)
        if found.unknown:
            raise Unsealed("seal-unknown", found.unknown)
        payload = {f"sources/{path}": settings.root / path for path in found.kept}
        built = (path for path in output.site.rglob("*") if path.is_file())
        payload |= {f"site/{path.relative_to(output.site).as_posix()}": path for path in built}
        info = provenance.info(settings, known, day)
        seal = bags.write(folder, payload, info, _tags(settings, known, found, day.isoformat()))
        store.close()
    except bags.BadName as error:
        raise Unsealed("seal-name", (str(error),)) from None
    finally:
        shutil.rmtree(output.site.parent, ignore_errors=True)
        store.release()
    return Sealed(folder, seal, found.left)


def _repository(root: Path) -> Repository:
    try:
        return repository.read(root)
    except repository.NoRepository as error:
        raise Unsealed(str(error)) from None


def _name(settings: Settings, known: Repository, day: str) -> str:
    changed = "-changed" if known.changed else ""
    return f"{folder_name(settings)}-{day}-{known.commit[:7]}{changed}"


def _tags(settings: Settings, known: Repository, found: Sources, day: str) -> dict[str, bytes]:
    """What says in both languages what this is, and what proves it."""
    speakers = [languages.of(site.code) for site in settings.languages]
    names = {site.code: site.site_name for site in settings.languages}
    tags = {
        f"{speaker.say('seal-readme-name')}.txt": _readme(
            speaker, names[speaker.code], settings.site_url, known, found, day
        )
        for speaker in speakers
    }
    messages = [f"verify-{name}" for name in (*verifier.KINDS, *verifier.OUTCOMES)]
    words = {speaker.code: {name: speaker.say(name) for name in messages} for speaker in speakers}
    tags["verify.json"] = json.dumps(words, ensure_ascii=False, indent=1).encode() + b"\n"
    tags["verify.py"] = Path(verifier.__file__).read_bytes()
    return tags


def _readme(
    speaker: Language, name: str, url: str, known: Repository, found: Sources, day: str
) -> bytes:
    parts = [
        speaker.say("seal-readme", name=name, url=url, day=day, commit=known.commit),
        speaker.say("seal-readme-changed") if known.changed else "",
        speaker.count("seal-readme-left", len(found.left)) if found.left else "",
        speaker.say("seal-readme-verify"),
    ]
    return ("\n\n".join(filter(None, parts)) + "\n").encode()
