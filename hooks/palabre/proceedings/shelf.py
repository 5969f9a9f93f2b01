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
    """*manuscript* as a file. Raises ``Unprintable`` where this system cannot make it."""
    return printing.pdf(manuscript) if form == "pdf" else epub.epub(manuscript)


def publish(site: Site, target: Path, store: Store) -> Shelf:
    """Put the proceedings of every discussion of *site* below *target*; *store* keeps them."""
    lack = _lack()
    forms = [form for form in FORMS if form != "pdf" or not lack]
    shared = _digest_of_shared(site)
    orders = []
    for manuscript in (compose(volume, site) for volume in volumes(site.archive)):
        digest = manuscript.digest
        for form in forms:
            path = target / manuscript.volume.address(form)
            path.parent.mkdir(parents=True, exist_ok=True)
            key = environment.digest((shared, form, digest))
            orders.append(_Order(manuscript, form, key, str(path)))
    left = [order for order in orders if not store.link(order.key, order.path)]

    def make(share: Sequence[_Order]) -> list[tuple[str, Seal]]:
        return [store.write(one.key, content(one.manuscript, one.form), one.path) for one in share]

    for kept in workers.spread(make, [*_dealt(left)], 1):
        store.note(kept)
    return Shelf(tuple(map(_book, orders)), lack)


def _lack() -> str:
    try:
        printing.must_print()
    except Unprintable as error:
        return str(error)
    return ""


def _digest_of_shared(site: Site) -> str:
    """Of all that makes books of manuscripts."""
    templates = environment.of_templates(site.settings)
    return environment.digest((environment.of_code(), environment.of_printing(), templates))


def _dealt(orders: list[_Order]) -> Iterator[_Order]:
    """*orders* so that each half has as much to do: the longest half of them stands first.

    A PDF in two languages takes as long as two in one, an EPUB no time at all.
    """
    yield from (one for one in orders if len(one.manuscript.volume.languages) > 1)
    yield from (one for one in orders if len(one.manuscript.volume.languages) == 1)


def _book(order: _Order) -> Book:
    volume = order.manuscript.volume
    address, size = volume.address(order.form), Path(order.path).stat().st_size
    return Book(volume.discussion.id, volume.codes, order.form, address, size)
