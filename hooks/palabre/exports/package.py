"""What describes the data to programs: a Data Package (Frictionless, v1).

https://specs.frictionlessdata.io/data-package/ and, for tables, …/table-schema/. The standard has
one title and one description of everything: these are in the archive's first language, and
``titles`` and ``descriptions`` beside them in all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from palabre import language as languages
from palabre.archive import Archive
from palabre.exports.columns import Column, Table
from palabre.exports.sealed import Seal
from palabre.exports.sheets import CSV
from palabre.exports.tables import tables
from palabre.language import Language, slug
from palabre.licences import Licence, licences
from palabre.settings import Settings

NAME = "datapackage.json"
UNITS = "paragraphs.tmx"
CONCEPTS = "topics.ttl"

MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "tmx": "application/x-tmx+xml",
    "ttl": "text/turtle",
    "json": "application/json",
}

_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True}


def package(archive: Archive, seals: Iterable[Seal]) -> str:
    """The description of the files with these *seals*."""
    settings = archive.settings
    described = {
        "profile": "data-package",
        "name": f"{slug(settings.default.site_name) or 'archive'}-data",
        "languages": list(settings.codes),
        **_named(
            "title", settings, lambda said: said.say("data-title-of", archive=_name(said, settings))
        ),
        **_named("description", settings, lambda said: said.say("data-intro")),
        "homepage": settings.site_url,
        "licenses": [_licence(one, settings) for one in licences(archive)],
        "sources": [{"title": settings.default.site_name, "path": settings.site_url}],
        "resources": [_resource(seal, settings) for seal in seals],
    }
    kept = {name: value for name, value in described.items() if value}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def _name(said: Language, settings: Settings) -> str:
    return next(site.site_name for site in settings.languages if site.code == said.code)


def _named(kind: str, settings: Settings, words: Callable[[Language], str]) -> dict[str, Any]:
    """*words* as the title or the description of something."""
    told = {code: words(languages.of(code)) for code in settings.codes}
    return {kind: told[settings.default.code], f"{kind}s": told}


def _licence(licence: Licence, settings: Settings) -> dict[str, str]:
    """One that nobody else knows is told by the archive itself."""
    told = {"name": licence.name, "path": licence.url or settings.site_url}
    return {key: value for key, value in (*told.items(), ("title", licence.rights)) if value}


def _resource(seal: Seal, settings: Settings) -> dict[str, Any]:
    stem, _, form = seal.name.rpartition(".")
    table = next((table for table in tables(settings.codes) if table.name == stem), None)
    about = f"data-file-{stem}"
    described: dict[str, Any] = {
        "name": _resource_name(stem, form),
        "path": seal.name,
        **_named("title", settings, lambda said: said.say(about)),
        **_named("description", settings, lambda said: said.say(f"{about}-row")),
        "profile": "tabular-data-resource" if table else "data-resource",
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        "encoding": "utf-8",
        "bytes": seal.size,
        "hash": f"sha256:{seal.sha256}",
    }
    if table:
        described |= {"dialect": _DIALECT} if form == CSV else {}
        described["schema"] = _schema(table, form, settings)
    return described


def _resource_name(table: str, form: str) -> str:
    return table if form == CSV else f"{table}-{form}"


def _schema(table: Table, form: str, settings: Settings) -> dict[str, Any]:
    leads = [
        {
            "fields": name,
            "reference": {
                "resource": "" if of == table.name else _resource_name(of, form),
                "fields": field,
            },
        }
        for name, (of, field) in table.leads.items()
    ]
    return {
        "fields": [_field(column, table, form, settings) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
        **({"foreignKeys": leads} if leads else {}),
    }


def _field(column: Column, table: Table, form: str, settings: Settings) -> dict[str, Any]:
    rules: Mapping[str, Any] = {
        "required": column.is_required,
        "unique": table.key == (column.name,),
        "enum": list(column.choices),
    }
    kept = {name: value for name, value in rules.items() if value}
    list_type = "string" if form == CSV else "array"
    return {
        "name": column.name,
        "type": list_type if column.is_list else column.type,
        **_named("description", settings, lambda said: table.meaning(column, said)),
        **({"constraints": kept} if kept else {}),
    }
