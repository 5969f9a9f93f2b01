"""Where what the data tells of can be read: addresses of the published site."""

from __future__ import annotations

from palabre.layout import stem
from palabre.models import Front
from palabre.settings import Settings
from palabre.works import Text, Work


def addresses(work: Work[Front], settings: Settings) -> list[str]:
    """The page of *work* in each language of the site."""
    return [settings.url(site, work.address) for site in settings.languages]


def address(text: Text[Front], work: Work[Front], settings: Settings) -> str:
    """Where *text* of *work* is read: its own page, else one that shows it.

    A third language has no site: its text stands on the page of readers for whom there is no
    other, else further down on each.
    """
    shown = dict(zip(settings.codes, addresses(work, settings), strict=True))
    for code, page in shown.items():
        if work.shown(code) is text:
            return page
    return f"{shown[settings.default.code]}#text-{text.language}"


def identifier(text: Text[Front]) -> str:
    """What tells *text* from every other, for as long as its work keeps its id."""
    return f"{text.language}/{stem(text.reading.place.address)}"
