"""An item as an entry of a bibliography, and as a text names it."""

from __future__ import annotations

from functools import cache

from markupsafe import escape

from palabre.bibliography.items import Item
from palabre.bibliography.patterns import filled
from palabre.bibliography.styles import Style, authors, whole
from palabre.language import Language, Phrase, phrase


class Citations:
    """An item in every style, in the words of one language, as HTML.

    A script finds by their ``data-part`` the address, and the hidden parts that it fills in and
    shows: which paragraph is cited, the day of the visit.
    """

    def __init__(self, item: Item, language: Language) -> None:
        self._item, self._language = item, language
        self._title = str(escape(item.title))
        self._families = [str(escape(name.family)) for name in item.authors[:3]]
        year = str(item.date.year) if item.date else language.say("cite-undated")
        self._year = self._inferred(year)
        discussion = str(escape(item.container))
        self._values = {
            "title": self._title,
            "discussion": discussion,
            "what": _what(item.kind, discussion, language),
            "kind": language.say(f"cite-kind-{item.kind}"),
            "archive": str(escape(item.archive)),
            "url": f'<span data-part="address">{escape(item.url)}</span>',
        }

    def entry(self, style: Style) -> str:
        """As a bibliography has it."""
        item = self._item
        values = self._values | {
            "authors": str(escape(authors(item.authors, style, self._language))),
            "date": self._date(style),
            "translated": self._translated(style),
            "day": self._day(style),
            "viewed": _viewed(style, self._language) if style.name == "iso" else "",
        }
        message = f"cite-{style.name}" if item.authors else f"cite-{style.name}-nobody"
        return filled(self._language.say(message), values)

    def in_text(self, style: Style, paragraph: str = "") -> str:
        """As a text names it, or one *paragraph* of it."""
        at = _at(self._language, paragraph)
        is_apart = style.name == "chicago" and not self._item.date
        message = "cite-chicago-text-undated" if is_apart else f"cite-{style.name}-text"
        values = {"who": self._who(style), "year": self._year, "at": at}
        return filled(self._language.say(message), values)

    def _who(self, style: Style) -> str:
        """Whose it is, in a text; its title, where nobody is named."""
        if not self._families:
            return f"<cite>{self._title}</cite>"
        first, *others = self._families
        if not others:
            return first
        if len(others) > 1:
            return self._language.say("cite-others", first=first)
        message = f"cite-{style.name}-text-two"
        return filled(self._language.say(message), {"first": first, "last": others[0]})

    def _date(self, style: Style) -> str:
        """As an entry gives it after the authors: the day in APA, else the year."""
        if style.name != "apa" or not self._item.date:
            return self._year
        return self._inferred(self._language.day(self._item.date, "cite-apa-day"))

    def _day(self, style: Style) -> str:
        """As an entry gives it after the archive.

        Chicago asks for the day of a visit where there is none.
        """
        if not self._item.date:
            return _viewed(style, self._language) if style.name == "chicago" else ""
        pattern = "cite-chicago-day" if style.name == "chicago" else "date-pattern"
        return f", {self._inferred(self._language.day(self._item.date, pattern))}"

    def _inferred(self, words: str) -> str:
        """*words* of the day, in brackets where the editors inferred it."""
        is_inferred = self._item.is_inferred
        return self._language.say("cite-inferred", date=words) if is_inferred else words

    def _translated(self, style: Style) -> str:
        """Who translated the text."""
        by, language = self._item.translator, self._language
        if not by:
            return ""
        code = "" if self._item.language == language.code else self._item.language
        if style.name == "apa" and self._item.translation != "machine":
            name = f"{by.initials} {by.family}" if by.given else by.family
            return filled(language.say("cite-apa-translated"), {"by": _html(phrase(name, code))})
        told = language.phrase(f"text-{self._item.translation}", by=phrase(whole(by), code))
        if style.name == "apa":
            return filled(language.say("cite-apa-told"), {"told": _html(told)})
        return filled(language.say("cite-translated"), {"told": _html(told.capitalized())})


def _html(words: Phrase) -> str:
    return str(escape(words))


@cache
def _what(kind: str, discussion: str, language: Language) -> str:
    """What a text is, and of which discussion: the same for very many."""
    return filled(language.say(f"cite-what-{kind}"), {"discussion": discussion})


@cache
def _at(language: Language, paragraph: str) -> str:
    """Which paragraph is cited; empty: a script says which."""
    pattern = language.say("cite-paragraph")
    if paragraph:
        return filled(pattern, {"number": paragraph})
    number = filled(pattern, {"number": '<span data-part="number"></span>'})
    return f'<span data-part="at" hidden>{number}</span>'


@cache
def _viewed(style: Style, language: Language) -> str:
    """Place for the day of a visit."""
    pattern = language.say(f"cite-{style.name}-viewed")
    words = filled(pattern, {"day": '<span data-part="today"></span>'})
    return f'<span data-part="viewed" hidden>{words}</span>'
