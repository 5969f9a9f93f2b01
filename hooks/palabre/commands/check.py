"""``palabre check``: read and check everything, without MkDocs."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from palabre import builder, reports, rulebook, terminal
from palabre.problems import Rule, shorten


def _list(ctx: click.Context, param: click.Parameter, name: str | None) -> None:
    """Show every rule, or the one of that *name*, and end there."""
    if name is None:
        return
    language = reports.user_language()
    names = [rule.value for rule in Rule]
    if name and name not in names:
        near = ", ".join(get_close_matches(name, names, cutoff=0.3))
        raise terminal.end(language.say("list-unknown", name=shorten(name), candidates=near or "—"))
    click.echo("\n".join(rulebook.listed(language, [Rule(name)] if name else Rule)).rstrip())
    ctx.exit()


@click.command(help="help-check")
@terminal.config
@click.option(
    "--list",
    is_flag=False,
    flag_value="",
    metavar="[RULE]",
    is_eager=True,
    expose_value=False,
    callback=_list,
    help="help-check-list",
)
def command(config_file: Path) -> None:
    """Tell every problem; end with 1 where there is an error."""
    found = terminal.read_settings(config_file)
    language = reports.user_language(found)
    try:
        checked = builder.read(found, None)
    except builder.Failed as error:
        raise terminal.end(str(error)) from None
    click.echo(
        language.say(
            "checked",
            contributions=language.count("contributions", len(checked.archive.contributions)),
            discussions=language.count("discussion-count", len(checked.archive.discussions)),
        )
    )
