"""``palabre schema``: what editors of code get from the models, kept beside the archive."""

from __future__ import annotations

import json
from pathlib import Path

import click

from palabre import files, language, reports, terminal

FOLDER = ".vscode"
"""Where VS Code looks for the snippets of a folder; the schemas stand below it."""


@click.command(help="help-schema")
@click.option("--check", "only_check", is_flag=True, help="help-schema-check")
@terminal.config
def command(only_check: bool, config_file: Path) -> None:
    """Write the files that are not as the models say; or tell them, and end with 1."""
    from palabre.editing import schemas, snippets  # pydantic makes schemas slowly

    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    languages = [language.of(code) for code in settings.codes]
    made = schemas.all_of_them(languages)
    values = {f"{FOLDER}/schemas/{name}.json": schema for name, schema in made.items()}
    values[f"{FOLDER}/palabre.code-snippets"] = snippets.all_of_them(made, languages)
    contents = {name: _json(value) for name, value in values.items()}
    old = [name for name, content in contents.items() if _content(settings.root / name) != content]
    for name in old:
        if only_check:
            click.echo(speaker.say("schema-old", path=name), err=True)
        else:
            files.replace(_ready(settings.root / name), contents[name])
            click.echo(speaker.say("schema-written", path=name))
    if only_check and old:
        raise terminal.end(speaker.count("schemas-old", len(old)))
    click.echo(speaker.count("schemas-written", len(old)))


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def _content(path: Path) -> bytes:
    """What *path* holds, if anything, whichever ends of lines git gave it."""
    return path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""


def _ready(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
