"""The languages of the site that somebody names to a command: one of them, or all."""

from __future__ import annotations

from palabre import terminal
from palabre.books import BOTH
from palabre.language import Language
from palabre.problems import shorten
from palabre.settings import Settings, SiteLanguage


def chosen(settings: Settings, wished: str, speaker: Language) -> tuple[SiteLanguage, ...]:
    """Those that are meant. Ends the command where the site has no such language."""
    sites = tuple(site for site in settings.languages if wished in (site.code, BOTH))
    if not sites:
        known = ", ".join((*settings.codes, BOTH))
        raise terminal.end(speaker.say("lang-expected", found=shorten(wished), known=known))
    return sites
