"""The names of elements, classes, ids and attributes that pages use: what a selector can match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

# Never across a tag: a text may say "{{" where pages are read instead of templates.
_JINJA = re.compile(r"\{([{%#])(?:(?!\{[{%#]|</?[a-zA-Z]).)*?[}%#]\}", re.DOTALL)
_STRING = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_UNKNOWN = "\ufffc"
"""Stands in markup for what a template fills in."""
_IMPLIED = frozenset("html head body colgroup tbody".split())
"""Elements that browsers add where markup leaves them out."""
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True)
class Vocabulary:
    """The names that pages use."""

    types: frozenset[str]
    classes: frozenset[str]
    ids: frozenset[str]
    attributes: Mapping[str, frozenset[str] | None]
    """All values of each attribute; None where they cannot all be known."""
    variables: frozenset[str]
    """Custom properties that markup itself uses, in a style or in a drawing."""
    text_classes: re.Pattern[str] = _NOTHING
    """What texts may use as classes, besides."""
    text_ids: re.Pattern[str] = _NOTHING

    @classmethod
    def of(
        cls,
        markup: Iterable[str],
        text_attributes: Mapping[str, Iterable[str]] | None = None,
        text_classes: re.Pattern[str] = _NOTHING,
        text_ids: re.Pattern[str] = _NOTHING,
    ) -> Vocabulary:
        """The vocabulary of *markup*, HTML or Jinja templates, and of the texts that it shows.

        *text_attributes* has every element that texts may hold, with its attributes. Every word
        of a string in a Jinja expression counts as a class. What a variable holds is not known: a
        template must not put together a name from pieces (``class="week-{{ day }}"``).
        """
        texts = text_attributes or {}
        names = _Names()
        for source in markup:
            names.read(source)
        values = {
            name: None if any(_UNKNOWN in value for value in found) else frozenset(found)
            for name, found in names.values.items()
        }
        return cls(
            types=frozenset(names.types | texts.keys() | _IMPLIED),
            classes=frozenset(names.strings | names.words_of("class")),
            ids=frozenset(names.words_of("id")),
            attributes=values | {name: None for found in texts.values() for name in found},
            variables=frozenset(names.variables),
            text_classes=text_classes,
            text_ids=text_ids,
        )

    def has_class(self, name: str) -> bool:
        """Whether an element may be of the class *name*."""
        return name in self.classes or bool(self.text_classes.fullmatch(name))

    def has_id(self, name: str) -> bool:
        """Whether an element may have the id *name*."""
        return name in self.ids or bool(self.text_ids.fullmatch(name))

    def has_attribute(self, name: str, value: str | None = None) -> bool:
        """Whether an element may have the attribute *name*, with just *value* if that is given."""
        if name == "id" and value is not None:
            return self.has_id(value)
        if name not in self.attributes:
            return False
        values = self.attributes[name]
        return value is None or values is None or value in values


class _Names(HTMLParser):
    """Gathers names from markup, however it is nested."""

    def __init__(self) -> None:
        super().__init__()
        self.types: set[str] = set()
        self.strings: set[str] = set()
        self.values: dict[str, set[str]] = {}
        self.variables: set[str] = set()

    def read(self, source: str) -> None:
        """Gather from one page or template."""
        self.variables.update(_VARIABLE.findall(source))
        self.reset()
        self.feed(_JINJA.sub(self._fill, source))
        self.close()

    def words_of(self, attribute: str) -> set[str]:
        """Every word of the values of *attribute*."""
        values = self.values.get(attribute, set())
        return {word for value in values for word in value.replace(_UNKNOWN, " ").split()}

    def _fill(self, match: re.Match[str]) -> str:
        for single, double in _STRING.findall(match[0]):
            self.strings.update((single or double).split())
        return _UNKNOWN

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element and its attributes."""
        self.types.add(tag)
        for name, value in attrs:
            self.values.setdefault(name.strip(_UNKNOWN), set()).add(value or "")
