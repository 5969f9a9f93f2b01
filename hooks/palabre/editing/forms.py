"""The form by which people give a contribution on GitHub: its questions, labels and options.

It mirrors the models: what is asked are fields of theirs, and what is offered is the archive's own.
Each label stands in every language of the site, the default first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from palabre import language
from palabre.editing.choices import Choices
from palabre.editing.desk import Desk
from palabre.language import Language

BETWEEN = " / "
"""What stands between the languages."""


@dataclass(frozen=True)
class Item:
    """One question of the form."""

    name: str
    kind: str = "input"
    """As GitHub's schema of forms has it."""
    is_needed: bool = False
    has_hint: bool = False
    is_many: bool = False


ITEMS = (
    Item("discussion", "dropdown", is_needed=True),
    Item("language", "dropdown", is_needed=True),
    Item("title", is_needed=True),
    Item("name", has_hint=True),
    Item("role"),
    Item("organisation"),
    Item("place"),
    Item("country", "dropdown"),
    Item("weeks", has_hint=True),
    Item("date"),
    Item("reply_to", has_hint=True),
    Item("topics", "dropdown", is_many=True),
    Item("about", "dropdown", is_many=True),
    Item("project"),
    Item("consent", "checkboxes"),
    Item("body", "textarea", is_needed=True, has_hint=True),  # last: it may quote every label
)

LEFT_OUT = {
    "authors": "asked field by field, of one author",
    "text": "what is given is an original",
    "translation": "and so no translation",
    "draft": "follows from the answers",
    "open_questions": "follow from the answers",
    "inferred": "an editor’s",
    "position": "an editor’s: the order of undated posts",
    "via": "how a discussion got it, which this form does not tell",
    "written_in": "the original is given",
    "planned": "an editor’s",
    "rights": "the discussion’s: the consent says so",
    "publish": "a moderator’s",
    "questions": "an editor’s: most weeks ask one",
    "published": "an editor’s",
    "corrected": "an editor’s",
    "source": "an editor’s",
    "resources": "an editor’s: links are found in the text",
}
"""The fields of records that the form does not ask for, and why."""

CONSENTS = ("author", "rights")
"""What must be agreed to."""

_SHORT_CODE = 2
"""Letters: only languages whose code is that short are offered; the others are very many."""

_HEAD = "# Made of the models and of docs/ by palabre.editing.forms; `make goldens` writes it.\n"


@dataclass(frozen=True)
class Form:
    """The form of one archive."""

    desk: Desk

    @property
    def speakers(self) -> list[Language]:
        """The languages of the site, the default first."""
        return [language.of(code) for code in self.desk.settings.codes]

    def label(self, name: str) -> str:
        """The label of the question *name* in every language."""
        return self._said(f"field-{name.replace('_', '-')}")

    def labels(self, name: str) -> Iterator[str]:
        """The label of the question *name*, and its parts in one language."""
        yield self.label(name)
        yield from (speaker.say(f"field-{name.replace('_', '-')}") for speaker in self.speakers)

    def consents(self) -> dict[str, str]:
        """What is to be agreed to, by name, in every language."""
        return {name: self._said(f"consent-{name}") for name in CONSENTS}

    def options(self, name: str) -> dict[str, str]:
        """The options of the question *name*, as they are shown, with their values."""
        return self._options[name]

    @cached_property
    def _options(self) -> dict[str, dict[str, str]]:
        return {item.name: self._offered(item.name) for item in ITEMS if item.kind == "dropdown"}

    def _offered(self, name: str) -> dict[str, str]:
        labels: dict[str, list[str]] = {}
        for speaker in self.speakers:
            choices = Choices(self.desk, speaker).of(name)
            for offer in choices.all if choices else ():
                if name != "language" or len(offer.value) == _SHORT_CODE:
                    labels.setdefault(offer.value, []).append(offer.label)
        return {f"{BETWEEN.join(dict.fromkeys(v))} ({key})": key for key, v in labels.items()}

    def document(self) -> str:
        """The form as GitHub reads it."""
        form = {
            "name": self._said("form-name"),
            "description": self._said("form-description"),
            "labels": ["contribution"],
            "body": [
                {"type": "markdown", "attributes": {"value": self._said("form-intro", "\n\n")}},
                *(self._item(item) for item in ITEMS),
            ],
        }
        return _HEAD + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=100)

    def _item(self, item: Item) -> dict[str, Any]:
        attributes: dict[str, Any] = {"label": self.label(item.name)}
        if item.has_hint:
            attributes["description"] = self._said(f"hint-{item.name.replace('_', '-')}")
        if item.kind == "dropdown":
            attributes["options"] = list(self.options(item.name))
            attributes |= {"multiple": True} if item.is_many else {}
        if item.kind == "checkboxes":
            agreed = self.consents().values()
            attributes["options"] = [{"label": label, "required": True} for label in agreed]
        found = {"type": item.kind, "id": item.name, "attributes": attributes}
        return found | ({"validations": {"required": True}} if item.is_needed else {})

    def _said(self, message: str, between: str = BETWEEN) -> str:
        return between.join(dict.fromkeys(speaker.say(message) for speaker in self.speakers))
