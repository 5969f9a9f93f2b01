"""How a book says things that may be in two languages: both are heard, and neither is repeated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from palabre.language import Phrase, phrase
from palabre.view import View

_BETWEEN = " / "


@dataclass(frozen=True)
class Voices:
    """The views of a book's languages. What stands in the first needs no ``lang``."""

    views: Sequence[View]

    @property
    def code(self) -> str:
        """The language of the book's root element."""
        return self.views[0].site.code

    @property
    def is_bilingual(self) -> bool:
        """Whether the book is in several languages."""
        return len(self.views) > 1

    def foreign(self, code: str) -> str:
        """*code* where it is not the root element's, else empty: what ``lang`` needs."""
        return "" if code == self.code else code

    def lines(
        self, words: Callable[[View], Phrase | str], views: Sequence[View] = ()
    ) -> list[Phrase]:
        """*words* in each language, or in those of *views*; once where two say the same."""
        found: dict[str, Phrase] = {}
        for view in views or self.views:
            told = words(view)
            told = told if isinstance(told, Phrase) else phrase(told)
            if told.text:
                found.setdefault(told.text, self._marked(told, view))
        return list(found.values())

    def line(self, words: Callable[[View], Phrase | str], views: Sequence[View] = ()) -> Phrase:
        """The same in one line."""
        parts: list[tuple[str, str]] = []
        for told in self.lines(words, views):
            parts += [*([(_BETWEEN, "")] if parts else []), *told.parts]
        return Phrase(tuple(parts))

    def _marked(self, words: Phrase, view: View) -> Phrase:
        """*words* of *view* with languages as the root element needs them."""
        marked = ((text, self.foreign(code or view.site.code)) for text, code in words.parts)
        return Phrase(tuple(marked))
