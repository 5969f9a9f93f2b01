"""The ``palabre`` command: its commands, each loaded when it is asked for, and its language."""

from __future__ import annotations

import atexit
import gc
import gettext
import os
import sys
from copy import deepcopy
from importlib import import_module

import click

import palabre
from palabre import language, reports

COMMANDS = (
    "new",
    "translate",
    "intake",
    "check",
    "normalise",
    "status",
    "outline",
    "digest",
    "withdraw",
    "rename",
    "pseudonymise",
    "proceedings",
    "seal",
    "verify",
    "schema",
    "build",
    "ledger",
)
"""The names of the modules of :mod:`palabre.commands`, in the order of the help."""


class Commands(click.Group):
    """The commands, their help in the user's language."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, ready to explain itself."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"palabre.commands.{cmd_name}")
        command: click.Command = deepcopy(module.command)  # it goes on naming its messages
        _explain(command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What was typed, where it is text; said in the user's language from the first."""
        _speak(ctx)
        if not all(map(language.is_unicode, args)):
            raise click.UsageError(reports.user_language().say("not-unicode"), ctx)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of all of it."""
        _explain(self)
        super().format_help(ctx, formatter)


_VALUES: dict[type[object], str] = {
    type(click.STRING): "value-text",
    click.IntRange: "value-number",
    click.File: "value-file",
}
"""What stands in the help for values of these types, which Click calls by English words alone."""


def _explain(command: click.Command) -> None:
    """Put the user's words in the place of the messages that *command* names as its help."""
    say = reports.user_language().say
    if command.help:
        command.help = command.short_help = say(command.help)
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = say(option.help)
        if value := option.metavar or _VALUES.get(type(option.type)):
            option.metavar = say(value)
    for part in command.commands.values() if isinstance(command, click.Group) else ():
        _explain(part)


def _speak(
    ctx: click.Context, param: click.Parameter | None = None, code: str | None = None
) -> None:
    """Speak the language *code*, and let Click's own messages do so too."""
    if code:
        os.environ[reports.LANGUAGE] = code
    os.environ["LANGUAGE"] = reports.user_language().code  # what gettext, and so Click, asks first
    gettext.bindtextdomain("click", str(language.CATALOGUES))
    gettext.textdomain("click")


@click.group(cls=Commands, help="help-palabre")
@click.option(
    "--lang",
    type=click.Choice(language.catalogues()),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    help="help-lang",
)
@click.version_option(palabre.__version__, help="help-version")
def main() -> None:
    """Speak UTF-8 whatever the terminal's settings: names and French are full of it."""
    gc.disable()  # nearly everything that is made lives as long as the process
    atexit.register(gc.freeze)  # nor is anything looked for then that could be freed before
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
