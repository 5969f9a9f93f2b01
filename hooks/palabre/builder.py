"""The steps of ``palabre build``."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from palabre import environment, reports, site, workers
from palabre.clock import Clock
from palabre.output import Output
from palabre.problems import Invalid
from palabre.progress import Progress
from palabre.settings import ConfigurationError, Settings
from palabre.shell import Frame
from palabre.site import Site
from palabre.stats import Stats
from palabre.store import Store
from palabre.workers import Watch


class Failed(Exception):
    """Why there is no new site, in the user's words; the problems themselves are told already."""


def build(
    found: Settings,
    config_file: Path,
    store: Store,
    stats: Stats,
    clock: Clock | None = None,
    output: Output | None = None,
    with_books: bool = False,
) -> datetime:
    """Make the site of the day that it is by *clock*, else now, whole, and put it in place: where
    *output* says, else where the configuration does.

    *with_books*: with the proceedings of its discussions, as far as this system can make them.

    Returned is the moment until which it stays what it is, if no file changes.

    Raises ``Failed`` where the content breaks rules, or the configuration lacks something.
    """
    try:
        shown = output or Output(found.site)
        return _build(found, config_file, store, stats, clock, shown, with_books)
    except ConfigurationError as error:
        raise Failed(reports.configuration(error)) from None


def _build(
    found: Settings,
    config_file: Path,
    store: Store,
    stats: Stats,
    clock: Clock | None,
    output: Output,
    with_books: bool,
) -> datetime:
    from palabre import offline, publication, search  # a check needs none of them

    inputs = environment.of_frame(found)
    kept: Frame | None = store.value("frame", inputs)
    making = None if kept else workers.aside(partial(_make_frame, found, config_file, store))
    progress = Progress(reports.user_language(found))
    archive = read(found, store, partial(progress.show, "read"), clock)
    progress.end()
    stats.parsed, stats.known = archive.texts.parsed, archive.texts.known
    stats.phase("read")
    output.begin()
    if making:
        kept = making()
        store.keep_value("frame", inputs, kept)
    assert kept
    stats.phase("frame")
    until = archive.until
    if with_books:
        archive, is_whole = _with_books(archive, output.new, store)
        until = until if is_whole else min(until, datetime.now(UTC))  # what lacks may come
        stats.phase("books")
    watch = partial(progress.show, "pages")
    stats.made, stats.reused = publication.publish(archive, kept, output.new, store, watch)
    progress.end()
    stats.phase("pages")
    copying = workers.aside(partial(offline.publish, found, output.new, store))
    search.publish(archive, output.new, store.folder("search"))
    stats.phase("search")
    copying()
    publication.offer(archive, kept, output.new, store)
    stats.phase("offline")
    output.commit()
    stats.phase("place")
    return until


def _with_books(archive: Site, target: Path, store: Store) -> tuple[Site, bool]:
    """*archive* with its proceedings, which are put below *target*; whether none is missing.

    Why one is missing is told. Raises ``Failed`` where one cannot be printed.
    """
    from palabre.proceedings import printing, shelf  # most builds need none of it

    say = reports.user_language(archive.settings).say
    try:
        made = shelf.publish(archive, target, store)
    except printing.Unprinted as error:
        raise Failed(say("proceedings-failed", **error.values)) from None
    if made.lack:
        print(say(made.lack), say("proceedings-without-pdf"), file=sys.stderr)
    return replace(archive, books=made.books), not made.lack


def frame(found: Settings, config_file: Path, store: Store) -> Frame:
    """What the theme gives: kept in *store*, else made anew."""
    inputs = environment.of_frame(found)
    kept: Frame | None = store.value("frame", inputs)
    if kept is None:
        kept = _make_frame(found, config_file, store)
        store.keep_value("frame", inputs, kept)
    return kept


def _make_frame(found: Settings, config_file: Path, store: Store) -> Frame:
    from palabre import engine  # MkDocs: everything else starts faster without it

    return engine.make_frame(config_file, found, store)


def read(
    found: Settings,
    store: Store,
    watch: Watch = lambda done, total: None,
    clock: Clock | None = None,
) -> Site:
    """The archive that keeps every rule; problems and warnings are told.

    Raises ``Failed`` where it breaks a rule.
    """
    try:
        checked = site.read(found, store, watch=watch, clock=clock)
    except Invalid as error:
        reports.tell(error.problems, found, sys.stderr)
        raise Failed(reports.summary(error.problems, found, "not-built")) from None
    reports.tell(checked.warnings, found, sys.stderr)
    return checked
