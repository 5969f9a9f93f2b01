"""Where discussions stand, as a page of the site's own look in each of its languages.

It is no part of the site: it tells of drafts. So it is a file by itself, with its stylesheet in it,
and its links lead to the published site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from palabre.assets import STYLESHEET, Assets
from palabre.editing.desk import Desk
from palabre.indexes import Indexes
from palabre.moderation.status import Status
from palabre.moderation.tables import Table, tables
from palabre.moderation.tasks import Task, Teller
from palabre.reader import Reader
from palabre.resources import Resources
from palabre.settings import SiteLanguage
from palabre.shell import Frame
from palabre.templates import Templates
from palabre.texts import Texts
from palabre.view import View
from palabre.works import Discussion


def pages(
    desk: Desk, found: Sequence[Status], frame: Frame, twins: Mapping[str, str]
) -> dict[str, str]:
    """The page in each language, by its code; *twins* are the names of their files."""
    assets = Assets(desk.settings, frame)
    stylesheet = assets.files[assets.address(STYLESHEET)].decode()
    made = {}
    for site in desk.settings.languages:
        view = _view(desk, site)
        slots = Templates(desk.settings, site, assets).slots_alone(
            "status.html",
            view,
            twins,
            title=view.language.say("status-title"),
            stylesheet=stylesheet,
            parts=[_part(Teller(one, desk.settings, view.language), view) for one in found],
        )
        made[site.code] = frame.shells[site.code].fill(slots)
    return made


def _view(desk: Desk, site: SiteLanguage) -> View:
    """The archive as readers see it, from a page that is elsewhere."""
    archive, top = desk.archive, desk.settings.site_url
    texts = Texts(Reader(desk.settings), is_shown=False)
    root = top + site.prefix
    return View(archive, Indexes(archive), Resources(archive), site, texts, root, top)


def _part(teller: Teller, view: View) -> dict[str, object]:
    """What the page shows of one discussion."""
    discussion, language = teller.status.discussion, view.language
    return {
        "link": view.work(discussion),
        "today": teller.today,
        "count": language.count("contributions", len(discussion.contributions)),
        "tasks": [
            {
                "heading": language.say(f"status-{tasks.name}"),
                "how": language.say(f"status-how-{tasks.name}"),
                "number": language.decimal(len(tasks.items)),
                "items": [_item(task, view) for task in tasks.items],
            }
            for tasks in teller.tasks()
        ],
        "tables": [_table(one, discussion, view) for one in tables(teller)],
    }


def _item(task: Task, view: View) -> dict[str, object]:
    edit = view.archive.settings.edit_url(quote(task.uri)) if task.uri else ""
    return {"task": task, "link": view.link(task.words, task.address), "edit": edit}


def _table(told: Table, discussion: Discussion, view: View) -> dict[str, object]:
    index = view.indexes.of(told.name, discussion.id)
    rows = (
        {"label": view.link(row.label, index.address_of(row.key)), "cells": row.cells}
        for row in told.rows
    )
    return {"heading": told.heading, "columns": told.columns, "rows": tuple(rows)}
