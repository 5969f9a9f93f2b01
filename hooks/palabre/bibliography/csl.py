"""Items as CSL-JSON, which Zotero, pandoc and citeproc read.

The fields: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from palabre.bibliography.items import Item
from palabre.bibliography.notes import notes
from palabre.language import Language
from palabre.names import Name

_TYPES = {"post": "post", "summary": "post", "week": "webpage", "reply": "webpage"}


def written(items: Iterable[Item], language: Language) -> str:
    """*items* as a file, a line each, its notes in *language*."""
    entries = (json.dumps(_entry(item, language), ensure_ascii=False) for item in items)
    return "[\n" + ",\n".join(entries) + "\n]\n"


def _entry(item: Item, language: Language) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": item.id,
        "type": _TYPES[item.kind],
        "title": item.title.text,
        "author": [_name(author) for author in item.authors],
        "translator": [_name(item.translator)] if item.translator else [],
        "container-title": item.container.text,
        "genre": language.say(f"cite-kind-{item.kind}"),
        "publisher": item.archive,
        "language": item.language,
        "URL": item.url,
        "note": ". ".join(notes(item, language)),
    }
    if item.date:
        entry["issued"] = {"date-parts": [[item.date.year, item.date.month, item.date.day]]}
    return {name: value for name, value in entry.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.is_literal:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}
