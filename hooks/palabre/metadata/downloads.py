"""The files that hold the data of the whole archive, once for both languages."""

from __future__ import annotations

from dataclasses import dataclass

FOLDER = "data"


@dataclass(frozen=True, slots=True)
class Download:
    """A file below :data:`FOLDER`."""

    name: str
    media_type: str

    @property
    def address(self) -> str:
        """Below the site's root."""
        return f"{FOLDER}/{self.name}"


DOWNLOADS = (
    Download("contributions.csv", "text/csv"),
    Download("contributions.jsonl", "application/jsonl"),
    Download("texts.csv", "text/csv"),
    Download("texts.jsonl", "application/jsonl"),
    Download("paragraphs.tmx", "application/x-tmx+xml"),
    Download("authors.csv", "text/csv"),
    Download("authors.jsonl", "application/jsonl"),
    Download("discussions.csv", "text/csv"),
    Download("discussions.jsonl", "application/jsonl"),
    Download("topics.ttl", "text/turtle"),
    Download("datapackage.json", "application/json"),
)
