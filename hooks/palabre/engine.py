"""MkDocs' events: the one module that knows MkDocs.

MkDocs renders the theme once for each language and depth; what it renders are the shells that
:mod:`palabre.publication` fills. static-i18n builds the default language first and the other from
its own ``on_post_build``, so events come once a language, the second nested in the first.

What the priorities rest on (mkdocs-static-i18n 1.3.1): its ``on_files`` and ``on_nav`` run at -100
and replace every file by a copy, so slots are added before it, and get their content after it.
"""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page

from palabre import publication, reports, settings, site
from palabre.archive import Text
from palabre.layout import MARKDOWN
from palabre.models import PageFront
from palabre.output import Output
from palabre.problems import Invalid
from palabre.publication import Shells
from palabre.settings import ConfigurationError, SiteLanguage
from palabre.shell import DEPTHS, SLOTS, Shell
from palabre.store import Store

__all__ = [
    "on_build_error",
    "on_config",
    "on_files",
    "on_nav",
    "on_page_content",
    "on_page_context",
    "on_page_read_source",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_pre_build",
    "on_shutdown",
    "on_startup",
    "on_template_context",
]

_AFTER_I18N = -200
_SLOT_FOLDER = "palabre"


@dataclass
class _Build:
    """What one build knows: made anew by each, and by each rebuild of ``serve``."""

    site: site.Site
    store: Store
    output: Output | None
    """``None`` where the site is written to another folder: by ``serve``, or for its frame."""
    shells: dict[tuple[str, int], Shell] = field(default_factory=dict)
    languages: list[SiteLanguage] = field(default_factory=list)
    """Those begun: the last one is being built."""
    is_done: bool = False

    @property
    def language(self) -> SiteLanguage:
        return self.languages[-1]


@dataclass
class _Process:
    """What lasts longer than a build."""

    command: str = ""
    depth: int = 0
    """How many of MkDocs' builds are under way, one in the other."""
    build: _Build | None = None
    read: tuple[site.Site, Store] | None = None
    """Given by the ``palabre`` command, which wants the frame only."""
    store: Store | None = None
    """That of the build under way."""


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
    current = _current()
    current.languages.append(current.site.settings.languages[_process.depth])
    return config


def _start(config: MkDocsConfig, before: _Build | None) -> _Build:
    """Begin a build; while serving, a mistake is told and the site *before* it is shown again."""
    if _process.read:
        config.docs_dir = str(_process.read[1].nothing)  # MkDocs would look at every file, twice
        return _Build(*_process.read, None)
    output = None
    try:
        found = settings.read(Path(config.config_file_path), site_url=config.site_url or "")
        purpose = f"{_process.command} {found.site_url}"
        store = _process.store = Store(found.root, purpose, reports.tell_waiting)
        if _process.command == "build" and Path(config.site_dir) == found.site:
            output = Output(found.site)
            output.restore()
            config.site_dir = str(output.new)
        read = site.read(found, store)
        reports.tell(read.warnings, found, sys.stderr)
        return _Build(read, store, output)
    except ConfigurationError as error:
        raise Abort(reports.configuration(error)) from None
    except Invalid as error:
        reports.tell(error.problems, found, sys.stderr)
        if before and not output:
            print(reports.summary(error.problems, found, "still-served"), file=sys.stderr)
            return _Build(before.site, store, output)
        raise Abort(reports.summary(error.problems, found, "not-built")) from None


def on_pre_build(config: MkDocsConfig) -> None:
    """Count how deep builds are nested."""
    _process.depth += 1


def _add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Before static-i18n: MkDocs gets the archive's own pages and the slots, and nothing else.

    None is read from disk: what is in them is told by :func:`on_page_read_source`, or below.
    """
    current = _current()
    for file in [file for file in files if file.src_dir == config.docs_dir]:
        files.remove(file)
    uris = [text.reading.place.uri for text in current.site.archive.pages]
    slots = [_slot_uri(s, depth) for s in current.site.settings.languages for depth in DEPTHS]
    for uri in (*uris, *slots):
        level = InclusionLevel.NOT_IN_NAV if uri in slots else InclusionLevel.INCLUDED
        files.append(File(uri, config.docs_dir, config.site_dir, False, inclusion=level))
    return files


def _slot_uri(language: SiteLanguage, depth: int) -> str:
    return f"{language.code}/{_SLOT_FOLDER}/{'deeper/' * (depth - 1)}{depth}{MARKDOWN}"


def _fill_slots(files: Files, config: MkDocsConfig) -> Files:
    """After static-i18n, which replaces files by copies: the slots get their content."""
    for depth in DEPTHS:
        slot = files.src_uris[_slot_uri(_current().language, depth)]
        slot.generated_by, slot.content_string = "palabre", f"---\ntitle: {SLOTS['title']}\n---\n"
    return files


on_files = CombinedEvent(_add_pages, event_priority(_AFTER_I18N)(_fill_slots))


@event_priority(_AFTER_I18N)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """The home page, the discussions and indexes, then the other pages."""
    current = _current()
    prefix = current.language.prefix
    links = [
        Link(link.label.__html__(), prefix + link.href)
        for link in current.site.view(current.language).main_links()
    ]
    others = [item for item in nav.items if item is not nav.homepage]
    nav.items = [nav.homepage, *links, *others] if nav.homepage else [*links, *others]
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Give MkDocs, of the archive's own pages, what was checked and nothing else.

    MkDocs reads front matter by other rules than ours, and Material prints it unescaped.
    """
    text = _page_text(page)
    if text is None:
        return None
    front = {"title": escape(text.title), "description": escape(text.front.description)}
    return f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n"


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The archive's own pages, rendered as all other texts are, and ended in our way."""
    text, current = _page_text(page), _current()
    if text is None:
        return html
    body = current.site.texts.html(text.reading, current.language)
    return body + publication.page_end(current.site, current.language, page.file.name)


def _page_text(page: Page) -> Text[PageFront] | None:
    """The text of one of the archive's own pages; ``None`` where it is a shell."""
    found = (t for t in _current().site.archive.pages if t.reading.place.uri == page.file.src_uri)
    return next(found, None)


def on_page_context(
    context: Any, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Tell the templates whether the page is a shell."""
    return {**context, **_words(), "slots": SLOTS if _depth_of(page) else None}


def _words() -> dict[str, str]:
    """What the frame's templates say in our words."""
    current = _current()
    view = current.site.view(current.language)
    return {"switch_language": view.language.say("switch-language")}


def _depth_of(page: Page) -> int | None:
    """The depth that *page* is the shell for; ``None`` where it is a page of MkDocs' own."""
    language = _current().language
    return next((d for d in DEPTHS if page.file.src_uri == _slot_uri(language, d)), None)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keep a shell, and let MkDocs write nothing in its place."""
    depth = _depth_of(page)
    if depth is None:
        return output
    _current().shells[_current().language.code, depth] = Shell.split(output)
    return ""


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """The 404 page speaks both languages."""
    not_found = Markup(publication.not_found(_current().site))
    return {**context, **_words(), "slots": None, "not_found": not_found}


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The sitemap is ours, and one 404 page serves both languages."""
    is_ours = template_name.startswith("sitemap")
    return "" if is_ours or not _current().language.is_default else output_content


@event_priority(_AFTER_I18N)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last language: fill the shells."""
    _process.depth -= 1
    if _process.depth or _process.read:
        return
    build = _current()
    publication.publish(build.site, build.shells, Path(config.site_dir), build.store)
    build.is_done = True
    if build.output is None:
        build.store.close()


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


def make_frame(config_file: Path, read: site.Site, store: Store, target: Path) -> Shells:
    """Let MkDocs write below *target* all that is not ours, strictly; the shells for what is.

    Raises ``Abort``, a ``SystemExit``, where MkDocs fails or warns.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    _process.read = read, store
    config = load_config(config_file=str(config_file), strict=True, site_dir=str(target))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    return _current().shells
