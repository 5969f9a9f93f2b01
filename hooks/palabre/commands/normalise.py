"""``palabre normalise``: front matter in its canonical form."""

from __future__ import annotations

from pathlib import Path

import click

from palabre import canonical, files, language, reader, reports, source, terminal
from palabre.layout import Role
from palabre.source import Document
from palabre.validation import validate


@click.command(help="help-normalise")
@terminal.paths
@terminal.config
def command(paths: tuple[Path, ...], config_file: Path) -> None:
    """Write front matter anew where it is valid, but not canonical; a body is never touched."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    is_chosen = terminal.chosen(paths, settings)
    count = 0
    for place in source.walk(settings, language.languages())[0]:
        path = settings.path(place.uri)
        if place.role in (Role.ATTACHMENT, Role.REGISTRY) or not is_chosen(path):
            continue
        raw = settings.content(place.uri)
        document = source.read(place, path, raw)
        front = None
        if isinstance(document, Document):
            model = reader.model_of(document)
            front, _ = validate(model, document)
        if not isinstance(document, Document) or not front:
            click.echo(speaker.say("normalise-left", path=path), err=True)
            continue
        normal = canonical.normalise(document, model, raw)
        if normal != raw:
            files.replace(settings.root / path, normal)
            click.echo(speaker.say("normalise-written", path=path))
            count += 1
    click.echo(speaker.count("normalised", count))
