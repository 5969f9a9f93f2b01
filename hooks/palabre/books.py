"""The printed books that a site offers: the proceedings of its discussions, as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Form = Literal["pdf", "epub"]
FORMS: tuple[Form, ...] = get_args(Form)

BOTH = "both"
"""What is typed, and stands in the name of a file, for all languages of the site."""


@dataclass(frozen=True, slots=True)
class Book:
    """A file of the site that holds the proceedings of a discussion."""

    discussion: str
    codes: tuple[str, ...]
    """The languages in which it is written."""
    form: Form
    address: str
    """Below the site's root."""
    size: int
    """In bytes."""
