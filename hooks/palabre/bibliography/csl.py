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


def file(entries: Iterable[str]) -> str:
    """The file of *entries*, a line each."""
    return "[\n" + ",\n".join(entries) + "\n]\n"


def entry(item: Item, language: Language) -> str:
    """*item* as an object, its notes in *language*."""
    fields: dict[str, object] = {
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
        fields["issued"] = {"date-parts": [[item.date.year, item.date.month, item.date.day]]}
    told = {name: value for name, value in fields.items() if value}
    return json.dumps(told, ensure_ascii=False)


def _name(name: Name) -> dict[str, str]:
    if name.is_literal:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}
