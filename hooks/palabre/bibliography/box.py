"""What pages say of how their text is cited."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from palabre.bibliography.files import FORMATS, address
from palabre.bibliography.items import Citable, item
from palabre.bibliography.patterns import filled
from palabre.bibliography.styles import STYLES, Citations
from palabre.language import phrase
from palabre.view import Link, View

_EXAMPLE = "3"
"""The paragraph by which readers are told how to cite one."""


@dataclass(frozen=True)
class Styled:
    """A text as one style cites it."""

    name: str
    """Of the style."""
    entry: Markup
    in_text: Markup


@dataclass(frozen=True)
class Box:
    """How a text is cited, in the language of the page."""

    styles: tuple[Styled, ...]
    how: Markup
    """How one paragraph is cited."""
    files: tuple[Link, ...]
    """The same for reference managers."""


def box(work: Citable, view: View) -> Box:
    """How the text is cited that readers of the language of *view* get of *work*."""
    language = view.language
    citations = Citations(item(work, view), language)
    names = language.say("cite-styles").split()
    example = citations.in_text(STYLES[names[0]], _EXAMPLE)
    return Box(
        tuple(
            Styled(
                language.say(f"cite-name-{name}"),
                citations.entry(STYLES[name]),
                citations.in_text(STYLES[name]),
            )
            for name in names
        ),
        filled(language.say("cite-how"), {"text": example}),
        files(work.address, view),
    )


def files(page: str, view: View) -> tuple[Link, ...]:
    """Links to the files for reference managers beside the page at that address."""
    return tuple(view.link(phrase(one.name), address(page, one)) for one in FORMATS)
