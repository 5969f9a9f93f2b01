"""The texts that a book shows of a work: in its languages, and as they were written."""

from __future__ import annotations

from dataclasses import replace

from palabre.language import Phrase
from palabre.models import Front
from palabre.page import shown_text
from palabre.proceedings import anchors, bodies
from palabre.proceedings.bodies import Body, Pictures
from palabre.proceedings.voices import Voices
from palabre.view import View
from palabre.works import Text, Work


class Passages:
    """Makes them for one book."""

    def __init__(self, voices: Voices, pictures: Pictures) -> None:
        self._voices = voices
        self._pictures = pictures

    def of(self, work: Work[Front], level: int) -> list[Body]:
        """The texts of *work* below a title of *level*.

        Where there are several, each has the name of its language above it.
        """
        made = [self._body(work, text, view, level) for text, view in self._texts(work)]
        return made if len(made) > 1 else [replace(body, label=None) for body in made]

    def _texts(self, work: Work[Front]) -> list[tuple[Text[Front], View]]:
        """Each with the view that shows it: also an original in a third language.

        In a book in two languages, the original comes first: neither language always does.
        """
        found: dict[str, tuple[Text[Front], View]] = {}
        for view in self._voices.views:
            text = work.shown(view.site.code)
            found.setdefault(text.language, (text, view))
        original = work.original
        if original and original.language not in self._voices.views[0].archive.settings.codes:
            found.setdefault(original.language, (original, self._voices.views[0]))
        is_first = self._voices.is_bilingual
        return sorted(found.values(), key=lambda of: not (is_first and of[0] is original))

    def _body(self, work: Work[Front], text: Text[Front], view: View, level: int) -> Body:
        shown, anchor = shown_text(text, view), anchors.of_text(work, text.language)
        page = f"{view.root}{text.reading.place.address}"
        return Body(
            anchor,
            bodies.fitted(shown.html, page, anchor, level, self._pictures),
            self._voices.foreign(text.language),
            self._name(text.language),
            shown.cited,
            view.language.say("cited-heading"),
            self._voices.foreign(view.site.code),
        )

    def _name(self, code: str) -> Phrase:
        """Of a language: in itself where the book speaks it, else in all that it speaks."""
        own = [view for view in self._voices.views if view.site.code == code]
        told = self._voices.line(lambda view: view.language.language(code), own)
        return told.capitalized()
