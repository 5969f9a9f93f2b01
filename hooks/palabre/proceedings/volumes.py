"""Which books there are: the proceedings of a discussion in one language, or in all of the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from palabre import books
from palabre.archive import Archive
from palabre.books import BOTH, Form
from palabre.settings import SiteLanguage
from palabre.works import Discussion


@dataclass(frozen=True)
class Volume:
    """The proceedings of a discussion in some languages of the site."""

    discussion: Discussion
    languages: tuple[SiteLanguage, ...]

    @property
    def name(self) -> str:
        """What tells it from the other volumes of the discussion."""
        return self.languages[0].code if len(self.languages) == 1 else BOTH

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its languages."""
        return tuple(language.code for language in self.languages)

    def address(self, form: Form) -> str:
        """Where the site has it, below its root."""
        return books.address(self.discussion.id, self.languages, form)


def volumes(archive: Archive) -> Iterator[Volume]:
    """The volumes of every discussion in which anybody has written.

    The one in all languages, which takes longest to make, comes first.
    """
    for discussion in archive.discussions.values():
        if discussion.contributions:
            languages = archive.settings.languages
            yield Volume(discussion, languages)
            yield from (Volume(discussion, (language,)) for language in languages)
