"""The books that a site offers, kept by what they show, so that what did not change is not made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from palabre import environment, workers
from palabre.books import FORMS, Book, Form
from palabre.proceedings import epub, printing
from palabre.proceedings.manuscript import Manuscript, compose
from palabre.proceedings.printing import Unprintable
from palabre.proceedings.volumes import volumes
from palabre.site import Site
from palabre.store import Seal, Store


@dataclass(frozen=True)
class Shelf:
    """What was put into a site."""

    books: tuple[Book, ...]
    lack: str
    """The message that says why there is no PDF; empty where there are all."""


@dataclass(frozen=True)
class _Order:
    """A book to be made."""

    manuscript: Manuscript
    form: Form
    key: str
    path: str


def content(manuscript: Manuscript, form: Form) -> bytes:
    """*manuscript* as a file.

    Raises ``Unprintable`` where this system makes no such file, ``Unprinted`` where this one fails.
    """
    return printing.pdf(manuscript) if form == "pdf" else epub.epub(manuscript)


def publish(site: Site, target: Path, store: Store) -> Shelf:
    """Put the proceedings of every discussion of *site* below *target*; *store* keeps them.

    Raises ``Unprinted`` where one fails.
    """
    orders = [*_orders(site, target)]
    for folder in {Path(order.path).parent for order in orders}:
        folder.mkdir(parents=True, exist_ok=True)
    left = [order for order in orders if not store.link(order.key, order.path)]
    lack = _lack() if any(order.form == "pdf" for order in left) else ""
    if lack:
        left = [order for order in left if order.form != "pdf"]

    def make(share: Sequence[_Order]) -> list[tuple[str, Seal]]:
        return [store.write(one.key, content(one.manuscript, one.form), one.path) for one in share]

    for kept in workers.spread(make, [*_dealt(left)], 1):
        store.note(kept)
    return Shelf(tuple(_book(order) for order in orders if Path(order.path).exists()), lack)


def _orders(site: Site, target: Path) -> Iterator[_Order]:
    """Every book that the site should have."""
    templates = environment.of_templates(site.settings)
    made_by = environment.of_code(), environment.of_printing(), templates
    for manuscript in (compose(volume, site) for volume in volumes(site.archive)):
        digest = manuscript.digest
        for form in FORMS:
            key = environment.digest((*made_by, form, digest))
            path = target / manuscript.volume.address(form)
            yield _Order(manuscript, form, key, str(path))


def _lack() -> str:
    try:
        printing.must_print()
    except Unprintable as error:
        return str(error)
    return ""


def _dealt(orders: list[_Order]) -> Iterator[_Order]:
    """*orders* so that each half has as much to do.

    A PDF in two languages takes as long as two in one, an EPUB no time at all.
    """
    printed = [one for one in orders if one.form == "pdf"]
    long = [one for one in printed if len(one.manuscript.volume.codes) > 1]
    short = [one for one in printed if len(one.manuscript.volume.codes) == 1]
    quick = [one for one in orders if one.form != "pdf"]
    yield from (*long, *quick[: len(short)], *short, *quick[len(short) :])


def _book(order: _Order) -> Book:
    volume = order.manuscript.volume
    address, size = volume.address(order.form), Path(order.path).stat().st_size
    return Book(volume.discussion.id, volume.codes, order.form, address, size)
