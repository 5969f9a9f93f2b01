"""The folder of the finished site: made beside, and put in place whole.

``site.new`` is being made, ``site`` is what readers get, ``site.old`` is what they got before and
stands only between two renames. A process killed at any moment leaves a whole site at ``site``, or
at ``site.old``, from where the next start brings it back.
"""

from __future__ import annotations

import shutil
from pathlib import Path


class Output:
    """The places of one site."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.new = site.with_name(f"{site.name}.new")
        self._old = site.with_name(f"{site.name}.old")
        self._gone = site.with_name(f"{site.name}.gone")

    @property
    def was_killed(self) -> bool:
        """Whether a build was, or is, between two renames."""
        return self._old.exists() and not self.site.exists()

    def restore(self) -> None:
        """Put back the last good site where an earlier build was killed between two renames.

        Only who has the store may call it: else a build that is under way would be disturbed.
        """
        if self.was_killed:
            self._old.rename(self.site)
        self._discard(self._old)

    def begin(self) -> None:
        """Make the folder of the new site, empty."""
        shutil.rmtree(self.new, ignore_errors=True)
        self.new.mkdir(parents=True)

    def commit(self) -> None:
        """Put the new site in place of the old one, which is deleted last."""
        self._discard(self._old)
        if self.site.exists():
            self.site.rename(self._old)
        self.new.rename(self.site)
        self._discard(self._old)

    def _discard(self, folder: Path) -> None:
        """Delete *folder*; under its own name it is never seen half deleted."""
        shutil.rmtree(self._gone, ignore_errors=True)
        if folder.exists():
            folder.rename(self._gone)
            shutil.rmtree(self._gone)
