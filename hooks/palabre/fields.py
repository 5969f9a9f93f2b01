"""What people read of the fields of front matter and registries: names and descriptions.

They stand in the catalogues, for each field of each model: its name as ``key-FIELD``, and what to
write there as ``field-CLASS-FIELD``, where CLASS declares the field; what has these fields is
called ``model-CLASS``.
"""

from __future__ import annotations

import inspect
import re

from palabre.language import Language
from palabre.models import (
    Author,
    DiscussionFront,
    Front,
    Name,
    NamedResource,
    OtherText,
    PageFront,
    Record,
    Renamed,
    ReplyFront,
    Topic,
    Translation,
    WeekFront,
    Withdrawn,
)

MODELS: tuple[type[Front], ...] = (
    Record,
    Author,
    NamedResource,
    OtherText,
    Translation,
    DiscussionFront,
    WeekFront,
    ReplyFront,
    PageFront,
    Topic,
    Name,
    Withdrawn,
    Renamed,
)
"""Every model that has fields to fill in, in the order in which people meet them."""


def name(field: str, language: Language) -> str:
    """The name of *field* for people."""
    return language.say(f"key-{field}")


def description(model: type[Front], field: str, language: Language) -> str:
    """What to write in *field* of *model*, an example, and when to leave it out."""
    return language.say(description_id(model, field))


def title(model: type[Front], language: Language) -> str:
    """What has the fields of *model*."""
    return language.say(title_id(model))


def title_id(model: type[Front]) -> str:
    """The message that says what has the fields of *model*."""
    return f"model-{_words(model)}"


def description_id(model: type[Front], field: str) -> str:
    """The message that describes *field*: of the model that declares it, not of those it passes to.

    Raises ``StopIteration`` where *model* has no such field.
    """
    declared = next(of for of in reversed(model.__mro__) if field in inspect.get_annotations(of))
    return f"field-{_words(declared)}-{field}"


def _words(model: type) -> str:
    """The name of a class in small letters: ``other-text``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower()
