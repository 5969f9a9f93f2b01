"""The printed books that a site offers: the proceedings of its discussions, as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from palabre.layout import proceedings_address
from palabre.settings import SiteLanguage

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


def address(discussion: str, languages: Sequence[SiteLanguage], form: Form) -> str:
    """Where the site has the proceedings of *discussion* in *languages*, below its root."""
    if len(languages) > 1:
        return proceedings_address(discussion, f"-{BOTH}", form)
    return languages[0].prefix + proceedings_address(discussion, "", form)
