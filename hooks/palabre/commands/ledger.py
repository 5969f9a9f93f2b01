"""``palabre ledger``: what the site shows, as the ledger of published addresses must tell it."""

from __future__ import annotations

from pathlib import Path

import click

from palabre import files, ledger, promises, reports, terminal
from palabre.clock import Clock


@click.command(help="help-ledger")
@click.option("--write", "is_written", is_flag=True, help="help-ledger-write")
@terminal.as_of
@terminal.config
def command(is_written: bool, now: Clock, config_file: Path) -> None:
    """Compare the ledger with the archive; write it anew where that is asked."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    found = terminal.read_site(settings, "ledger-unwritten", now)
    before = found.archive.promised
    texts = promises.text_promises(found.archive)
    addresses = (recipe.address for recipe in found.recipes)
    # The latest day that it is in any discussion: nothing was shown on an earlier one.
    day = max(found.archive.days.values(), default=now.day())
    after = ledger.renewed(before, texts, addresses, day.isoformat())
    new = {promise.address for promise in after} - {promise.address for promise in before}
    click.echo(speaker.count("ledger-new", len(new)))
    if is_written and after != before:
        files.replace(settings.root / ledger.FILE, ledger.written(after).encode())
        click.echo(speaker.say("ledger-written", path=ledger.FILE))
