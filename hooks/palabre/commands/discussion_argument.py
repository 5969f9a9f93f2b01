"""The discussion that somebody names to a command."""

from __future__ import annotations

from palabre import terminal
from palabre.editing.choices import Choices
from palabre.editing.composition import Composer
from palabre.editing.desk import Desk
from palabre.editing.offers import Unclear
from palabre.language import Language


def chosen(desk: Desk, text: str, speaker: Language) -> str:
    """The id of the discussion that is meant by *text*, its id or its title in any language.

    Ends the command where none is.
    """
    try:
        return str(Composer(desk, Choices(desk, speaker)).value("discussion", text))
    except Unclear as unclear:
        words = unclear.told(speaker)
        raise terminal.end(speaker.say("told", where="DISCUSSION", words=words)) from None
