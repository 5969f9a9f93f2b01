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
    from palabre import schemas, snippets  # pydantic makes schemas slowly

    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    languages = [language.of(code) for code in settings.codes]
    made = schemas.all_of_them(languages)
    contents = {f"schemas/{name}.json": schema for name, schema in made.items()}
    contents["palabre.code-snippets"] = snippets.all_of_them(made, languages)
    folder = settings.root / FOLDER
    old = 0
    for name, content in contents.items():
        path, new = folder / name, f"{json.dumps(content, ensure_ascii=False, indent=1)}\n".encode()
        if path.is_file() and path.read_bytes().replace(b"\r\n", b"\n") == new:
            continue
        old += 1
        if not only_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            files.replace(path, new)
        message = "schema-old" if only_check else "schema-written"
        click.echo(speaker.say(message, path=f"{FOLDER}/{name}"), err=only_check)
    click.echo(speaker.count("schemas-old" if only_check else "schemas-written", old))
    if only_check and old:
        raise click.exceptions.Exit(1)
