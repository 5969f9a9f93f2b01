"""Where a sealed edition comes from: the lines of ``bag-info.txt``, section 2.2.2 of RFC 8493."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import UTC, date, datetime

import palabre
from palabre import environment
from palabre.repository import Repository
from palabre.settings import Settings


def info(settings: Settings, repository: Repository, day: date) -> Iterator[tuple[str, str]]:
    """Labels and values; *day* is that of which the site is."""
    yield "Source-Organization", settings.default.site_name
    for language in settings.languages:
        yield "External-Description", f"{language.site_name} ({language.code})"
    yield "External-Identifier", settings.site_url
    yield "Bagging-Date", bagging_date(day).isoformat()
    yield "Bag-Software-Agent", f"Palabre {palabre.__version__}"
    yield "Site-As-Of", day.isoformat()
    yield "Source-Commit", repository.commit
    yield "Source-Commit-Date", repository.committed
    yield "Source-Tree", "changed since that commit" if repository.changed else "clean"
    yield "Built-With", f"Python {platform.python_version()}"
    for tool in environment.tools():
        yield "Built-With", tool


def bagging_date(day: date) -> date:
    """What the environment's ``SOURCE_DATE_EPOCH`` says, else *day*."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(told), UTC).date() if told.isdecimal() else day
