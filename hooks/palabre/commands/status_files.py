"""The page of ``palabre status``: a file in each language of the site."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import click

from palabre import builder, files, reports, terminal
from palabre.editing.desk import Desk
from palabre.moderation import status_page
from palabre.moderation.status import Status
from palabre.store import Store

_NAME = "status.html"
"""Beside ``mkdocs.yml``, where nobody asks for another: no build publishes what stands there."""


def write(desk: Desk, found: list[Status], output: Path | None, config_file: Path) -> None:
    """Write the page of the discussions *found*; files that the user names must be new."""
    settings = desk.settings
    first = output or settings.root / _NAME
    others = (first.with_name(f"{first.stem}.{code}{first.suffix}") for code in settings.codes[1:])
    paths = dict(zip(settings.codes, (first, *others), strict=True))
    store = Store(settings.root, settings.site_url, reports.tell_waiting)
    try:
        frame = builder.frame(settings, config_file, store)
    finally:
        store.release()
    twins = {code: quote(path.name) for code, path in paths.items()}
    pages = status_page.pages(desk, found, frame, twins)
    contents = {paths[code]: page.encode() for code, page in pages.items()}
    if output:
        terminal.write(settings, contents)
        return
    for path, content in contents.items():
        files.replace(path, content)
        click.echo(reports.user_language(settings).say("status-written", path=path.name))
