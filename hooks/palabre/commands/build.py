"""``palabre build``: the site, as ``mkdocs build --strict`` makes it."""

from __future__ import annotations

from pathlib import Path

import click

from palabre import environment, ledger, reports, repository, terminal
from palabre.clock import Clock
from palabre.output import Output
from palabre.stats import Stats
from palabre.store import Store, look


@click.command(help="help-build")
@terminal.config
@terminal.as_of
@click.option("--proceedings", "with_books", is_flag=True, help="help-build-proceedings")
@click.option("--stats", "with_stats", is_flag=True, help="help-build-stats")
def command(config_file: Path, now: Clock, with_books: bool, with_stats: bool) -> None:
    """Build the site where anything has changed, with MkDocs where the frame has."""
    found = terminal.read_settings(config_file)
    language = reports.user_language(found)
    store, stats = Store(found.root, found.site_url, reports.tell_waiting), Stats()
    Output(found.site).restore()
    store.clear_after(environment.of_withdrawn(found))
    looks = (look(found.docs), ledger.text(found), str(now.as_of))
    made_by = [environment.of_frame(found), environment.of_search()]
    made_by += [environment.of_printing(), repository.head(found.root)] if with_books else []
    inputs = environment.digest((*made_by, *looks))
    seen, until = store.value("done", inputs) or ("", now.now)
    if now.now < until and found.site.exists() and seen == look(found.site, False):
        click.echo(language.say("nothing-to-do"))
        store.release()
    else:
        from palabre import builder  # that there is nothing to do is seen without it

        try:
            until = builder.build(found, config_file, store, stats, now, with_books=with_books)
        except builder.Failed as error:
            raise terminal.end(str(error)) from None
        store.keep_value("done", inputs, (look(found.site, False), until))
        store.close()
        for line in stats.lines(language) if with_stats else ():
            click.echo(line)
    home, here = found.site / "index.html", Path.cwd()
    shown = home.relative_to(here) if home.is_relative_to(here) else home
    click.echo(language.say("built", path=shown))
