"""``palabre verify``: a sealed edition is complete and unaltered, or what of it is not."""

from __future__ import annotations

import re

import click

from palabre import reports, terminal
from palabre.problems import shorten
from palabre.sealing import verifier


def _seal(ctx: click.Context, param: click.Parameter, value: str) -> str:
    seal = verifier.plain(value)
    if seal and not re.fullmatch("[0-9a-f]{64}", seal):
        words = reports.user_language().say("verify-bad-seal", found=shorten(value))
        raise click.BadParameter(words, ctx, param)
    return seal


@click.command(help="help-verify")
@click.argument("bag", metavar="value-folder", type=click.Path())
@click.option("--seal", metavar="value-seal", default="", callback=_seal, help="help-verify-seal")
def command(bag: str, seal: str) -> None:
    """Compare every file with the manifests, and these with the seal."""
    say = reports.user_language().say
    result = verifier.verify(bag, seal)
    told = "\n".join(verifier.lines(result, seal, say))
    if result.findings:
        raise terminal.end(told)
    click.echo(told)
