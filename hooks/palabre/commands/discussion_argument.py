"""The discussion that somebody names to a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from palabre import terminal
from palabre.language import Language

if TYPE_CHECKING:
    from palabre.archive import Archive
    from palabre.works import Discussion


def chosen(archive: Archive, text: str, speaker: Language) -> Discussion:
    """The one that is meant, by its id or its title. Ends the command where none is."""
    from palabre.editing.offers import Offer, Unclear, offers  # the help is there without it

    known = offers(
        Offer(key, one.shown(speaker.code).title, tuple(t.title for t in one.texts.values()))
        for key, one in archive.discussions.items()
    )
    if not (offer := known.exact(text)):
        raise terminal.end(Unclear("discussion", text, known).told(speaker))
    return archive.discussions[offer.value]
