"""The weekly message as HTML, as mail programs show it: inline styles, nothing to load."""

from __future__ import annotations

from collections.abc import Callable

from palabre.moderation.message import Message
from palabre.settings import Settings
from palabre.templates import environment

MOST_BYTES = 95_000
"""Gmail shows no more than 102 KB of a message, and hides the rest behind a link."""


def html(message: Message, settings: Settings) -> str:
    """*message* by the template ``mail/digest.html``, whole; its title is the subject."""
    template = environment(settings).get_template("mail/digest.html")
    return f"{template.render(message=message)}\n"


def shortened(compose: Callable[[int], Message], most: int, settings: Settings) -> Message:
    """The message with as many contributions, at most *most*, as its HTML has room for."""
    while True:
        message = compose(most)
        if not most or len(html(message, settings).encode()) <= MOST_BYTES:
            return message
        most //= 2
