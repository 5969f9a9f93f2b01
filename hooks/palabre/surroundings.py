"""What a text shows of other files: whoever keeps something made of it must know these too."""

from __future__ import annotations

from collections.abc import Iterator

from palabre.archive import Archive
from palabre.models import Front
from palabre.works import Work


def around(work: Work[Front], archive: Archive) -> Iterator[str]:
    """Of what the texts of *work* show: the sizes of pictures, links that wait, what is cited."""
    for text in work.texts.values():
        for link in text.reading.links:
            if size := archive.picture_sizes.get(link.path):
                yield f"{link.path} {size}"
            if link.address in archive.scheduled_addresses:
                yield f"{link.address} waits"
        for citation in text.reading.citations:
            if cited := archive.contributions.get(citation.id):
                yield cited.face
                yield from (week.face for week in archive.weeks_of(cited))
