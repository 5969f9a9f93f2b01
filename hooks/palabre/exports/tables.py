"""All tables of the data, in the order in which people are told of them."""

from __future__ import annotations

from collections.abc import Sequence

from palabre.exports import authors, contributions, discussions, texts
from palabre.exports.columns import Table


def tables(codes: Sequence[str]) -> tuple[Table, ...]:
    """Those of an archive whose site is in the languages *codes*."""
    return (
        contributions.table(codes),
        texts.table(),
        authors.table(codes),
        discussions.table(codes),
    )
