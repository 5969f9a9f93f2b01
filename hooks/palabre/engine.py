"""MkDocs' events: the one module that knows MkDocs.

MkDocs is asked for one page in each language: the shell that :mod:`palabre.publication` fills.
It sees nothing of the content and writes no file. static-i18n builds the default language first
and the other from its own ``on_post_build``, so events come once a language, the second nested in
the first.

What the priorities rest on (mkdocs-static-i18n 1.3.1): its ``on_files`` runs at -100 and replaces
every file by a copy, so the page is added before it, and gets its content after it.
"""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from palabre import environment, offline, publication, reports, search, settings, site
from palabre.assets import stylesheet
from palabre.layout import HOME, MARKDOWN
from palabre.output import Output
from palabre.problems import Invalid
from palabre.settings import ConfigurationError, Settings
from palabre.shell import SLOTS, Frame, Shell
from palabre.store import Store
from palabre.templates import bytecode

__all__ = [
    "on_build_error",
    "on_config",
    "on_env",
    "on_files",
    "on_page_context",
    "on_post_build",
    "on_post_page",
    "on_pre_build",
    "on_shutdown",
    "on_startup",
]

_AFTER_I18N = -200
_STYLESHEET = "assets/stylesheets/main.*.min.css"


@dataclass
class _Build:
    """What one build knows: made anew by each, and by each rebuild of ``serve``."""

    settings: Settings
    store: Store
    site: site.Site | None = None
    """``None`` where only the frame is wanted."""
    output: Output | None = None
    """``None`` where the site is written to another folder: by ``serve``."""
    shells: dict[str, Shell] = field(default_factory=dict)
    is_done: bool = False


@dataclass
class _Process:
    """What lasts longer than a build."""

    command: str = ""
    depth: int = 0
    """How many of MkDocs' builds are under way, one in the other: the number of the language."""
    build: _Build | None = None
    wanted: tuple[Settings, Store] | None = None
    """Given by the ``palabre`` command, which wants the frame only."""
    store: Store | None = None
    """That of the build under way."""
    indexing: Thread | None = None
    """Makes the search index, while serving."""


_process = _Process()


def _current() -> _Build:
    assert _process.build is not None, "on_config comes first"
    return _process.build


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether the site is built or served."""
    _process.command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """First language: read and check everything, before anything is emptied."""
    if _process.depth == 0:
        _process.build = _start(config, _process.build)
    config.theme.static_templates.clear()  # the sitemap and the page "not found" are ours
    return config


def _start(config: MkDocsConfig, before: _Build | None) -> _Build:
    """Begin a build; while serving, a mistake is told and the site *before* it is shown again."""
    if _process.wanted:
        config.docs_dir = str(
            _process.wanted[1].folder("nothing")
        )  # MkDocs would look at every file, twice
        return _Build(*_process.wanted)
    output = None
    try:
        found = settings.read(Path(config.config_file_path), site_url=config.site_url or "")
        purpose = f"{_process.command} {found.site_url}"
        store = _process.store = Store(found.root, purpose, reports.tell_waiting)
        store.clear_after(environment.of_withdrawn(found))
        if _process.command == "build" and Path(config.site_dir) == found.site:
            output = Output(found.site)
            output.restore()
            config.site_dir = str(output.new)
        read = site.read(found, store)
        reports.tell(read.warnings, found, sys.stderr)
        return _Build(found, store, read, output)
    except ConfigurationError as error:
        raise Abort(reports.configuration(error)) from None
    except Invalid as error:
        reports.tell(error.problems, found, sys.stderr)
        if before and not output:
            print(reports.summary(error.problems, found, "still-served"), file=sys.stderr)
            return _Build(found, store, before.site, output)
        raise Abort(reports.summary(error.problems, found, "not-built")) from None


def on_pre_build(config: MkDocsConfig) -> None:
    """Count how deep builds are nested."""
    _process.depth += 1


def _add_page(files: Files, config: MkDocsConfig) -> Files:
    """Before static-i18n: MkDocs gets one page of each language, and no other file of anybody."""
    for file in list(files):
        files.remove(file)
    for code in _current().settings.codes:
        files.append(File(_uri(code), config.docs_dir, config.site_dir, False))
    return files


def _uri(code: str) -> str:
    return f"{code}/{HOME}{MARKDOWN}"


def _fill_page(files: Files, config: MkDocsConfig) -> Files:
    """After static-i18n, which replaces files by copies: the page gets its content."""
    page = files.src_uris[_uri(_code())]
    page.generated_by, page.content_string = "palabre", ""
    return files


def _code() -> str:
    """The language that is being built."""
    return _current().settings.codes[_process.depth - 1]


on_files = CombinedEvent(_add_page, event_priority(_AFTER_I18N)(_fill_page))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Compile the theme's templates once for both languages."""
    env.bytecode_cache = bytecode(_current().store)
    return env


def on_page_context(context: Any, page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Name the slots to the templates."""
    return {**context, "slots": SLOTS}


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keep the shell, and let MkDocs write nothing in its place."""
    _current().shells[_code()] = Shell.split(output)
    return ""


def _frame(config: MkDocsConfig) -> Frame:
    sheets = (found for folder in config.theme.dirs for found in Path(folder).glob(_STYLESHEET))
    build = _current()
    theme = next(sheets).read_text("utf-8")
    return Frame(build.shells, stylesheet(theme, build.settings, build.shells))


@event_priority(_AFTER_I18N)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last language: fill the shells."""
    _process.depth -= 1
    build = _current()
    if _process.depth or build.site is None:
        return
    target, is_served = Path(config.site_dir), _process.command == "serve"
    try:
        frame = _frame(config)
        publication.publish(build.site, frame, target, build.store)
        if not is_served:
            search.publish(build.site, target, build.store.folder("search"))
            offline.publish(build.settings, target, build.store)
            publication.offer(build.site, frame, target, build.store)
    except ConfigurationError as error:
        raise Abort(reports.configuration(error)) from None
    build.is_done = True
    if build.output is None:
        build.store.close()
    if is_served:
        _process.indexing = Thread(
            target=_index_behind, args=(build, build.site, target, _process.indexing), daemon=True
        )
        _process.indexing.start()


def _index_behind(build: _Build, read: site.Site, target: Path, before: Thread | None) -> None:
    """While serving: pages are seen at once, and can be searched soon after."""
    if before:
        before.join()
    if build is not _process.build:  # changed again meanwhile
        return
    try:
        search.publish(read, target, build.store.folder("search"))
    except ConfigurationError as error:
        print(reports.configuration(error), file=sys.stderr)
    except OSError:  # the next rebuild has emptied the folder, and indexes again
        if build is _process.build:
            raise


def on_build_error(error: Exception) -> None:
    """Whatever failed, in whichever language: the new site is not put in place."""
    _process.depth = 0
    if _process.build:
        _process.build.is_done = False
    if _process.store:
        _process.store.release()


def on_shutdown() -> None:
    """Put the new site in place of the old one, and let other builds in."""
    build, _process.build = _process.build, None
    if build and build.output and build.is_done:
        build.output.commit()
        build.store.close()


def make_frame(config_file: Path, found: Settings, store: Store) -> Frame:
    """Let MkDocs render the theme, strictly.

    Raises ``Abort``, a ``SystemExit``, where MkDocs fails or warns.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    _process.wanted = found, store
    config = load_config(
        config_file=str(config_file), strict=True, site_dir=str(store.folder("nothing"))
    )
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    return _frame(config)
