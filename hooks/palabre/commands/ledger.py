"""``palabre ledger``: what the site shows, as the ledger of published addresses must tell it."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from palabre import files, ledger, promises, reports, site, terminal
from palabre.clock import clock
from palabre.problems import Invalid
from palabre.settings import ConfigurationError


@click.command(help="help-ledger")
@click.option("--write", "is_written", is_flag=True, help="help-ledger-write")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="help-build-as-of")
@terminal.config
def command(is_written: bool, as_of: datetime | None, config_file: Path) -> None:
    """Compare the ledger with the archive; write it anew where that is asked."""
    settings = terminal.read_settings(config_file)
    speaker = reports.user_language(settings)
    day = as_of.date() if as_of else None
    try:
        found = site.read(settings, is_shown=False, clock=clock(day))
    except ConfigurationError as error:
        raise terminal.end(reports.configuration(error)) from None
    except Invalid as error:
        reports.tell(error.problems, settings, sys.stderr)
        raise terminal.end(reports.summary(error.problems, settings, "ledger-unwritten")) from None
    before = found.archive.promised
    texts = promises.text_promises(found.archive)
    addresses = (recipe.address for recipe in found.recipes)
    # The latest day that it is in any discussion: nothing was shown on an earlier one.
    day = max(found.archive.days.values(), default=date.today())
    now = ledger.renewed(before, texts, addresses, day.isoformat())
    new = {promise.address for promise in now} - {promise.address for promise in before}
    click.echo(speaker.count("ledger-new", len(new)))
    if is_written and now != before:
        files.replace(settings.root / ledger.FILE, ledger.written(now).encode())
        click.echo(speaker.say("ledger-written", path=ledger.FILE))
