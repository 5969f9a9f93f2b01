"""What the places of a book are called, and where in it stands what has a page of the site."""

from __future__ import annotations

from collections.abc import Container

from palabre.models import Front
from palabre.works import Contribution, Discussion, Week, Work

COVER, CONTENTS, COLOPHON = "cover", "contents", "colophon"
REPLY, LAUNCH, UNFILED = "reply", "launch", "unfiled"


def of_work(work: Work[Front]) -> str:
    """Of a contribution, a week, the launch or the reply. No id of any has a full stop."""
    if isinstance(work, Contribution):
        return f"c.{work.id}"
    if isinstance(work, Week):
        return f"week.{work.number}"
    return LAUNCH if isinstance(work, Discussion) else REPLY


def of_text(work: Work[Front], code: str) -> str:
    """Of a text; a paragraph's is that, a full stop, and its number on the page: ``p3``."""
    return f"{of_work(work)}.{code}"


def of_term(kind: str, key: str, code: str) -> str:
    """Of the entry of a register in one language."""
    return f"{kind}.{key}.{code}"


class Places:
    """Where in a book stands what has a page of the site, by the address of that page."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def add(self, url: str, *wished: str) -> None:
        """What the page at *url* shows stands at the first of *wished* that the book has."""
        self._known.setdefault(url, wished)

    def anchor(self, url: str, ids: Container[str]) -> str:
        """Where the book has what *url* leads to, by its *ids*; empty where it has it not."""
        page, _, fragment = url.partition("#")
        wished = self._known.get(page, ())
        exact = (f"{anchor}.{fragment}" for anchor in wished if fragment)
        return next((anchor for anchor in (*exact, *wished) if anchor in ids), "")
