"""Where what a page says can be mended: its files edited, mistakes reported, removal asked for."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from palabre.language import phrase
from palabre.models import Front
from palabre.view import Link, View
from palabre.works import Contribution, Text


def edit_links(texts: Mapping[str, Text[Front]], view: View) -> list[Link]:
    """A link to edit each of *texts*, named by its language."""
    settings = view.archive.settings
    return [
        Link(view.language.in_language(code, "edit-file"), url)
        for code, text in texts.items()
        if (url := settings.edit_url(quote(text.reading.place.uri)))
    ]


def report_links(contribution: Contribution, view: View) -> list[Link]:
    """Where a mistake is reported, or removal asked for; nothing without a repository."""
    repository = view.archive.settings.repo_url
    title = quote(view.language.say("report-title", id=contribution.id))
    words = phrase(view.language.say("report"))
    return [Link(words, f"{repository}/issues/new?title={title}")] if repository else []
