"""What pages say of how their text is cited."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

from palabre.bibliography.entries import Citations
from palabre.bibliography.items import Citable, item
from palabre.bibliography.patterns import filled
from palabre.bibliography.styles import STYLES
from palabre.layout import stem
from palabre.view import View

_EXAMPLE = "3"
"""The paragraph by which readers are told how to cite one."""


def box(work: Citable, view: View) -> Mapping[str, str]:
    """How the text is cited that readers of the language of *view* get of *work*.

    As HTML, by the names of the slots of ``cite.html``: ``entry`` and ``text`` of each style, how
    one paragraph is cited, and what the addresses of the files begin with.
    """
    citations = Citations(item(work, view), view.language)
    first, *_ = view.language.say("cite-styles").split()
    example = citations.in_text(STYLES[first], _EXAMPLE)
    found = {
        "how": filled(view.language.say("cite-how"), {"text": example}),
        "files": str(escape(view.root + stem(work.address))),
    }
    for style in STYLES.values():
        found[f"entry-{style.name}"] = citations.entry(style)
        found[f"text-{style.name}"] = citations.in_text(style)
    return found
