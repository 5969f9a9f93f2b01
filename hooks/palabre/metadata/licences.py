"""The licences that words on rights name, as far as a program can know them by an address."""

from __future__ import annotations

import re

_CREATIVE_COMMONS = re.compile(r"CC[ -]?(BY(?:-(?:NC-ND|NC-SA|NC|ND|SA))?|0)[ -](\d\.\d)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def licence(rights: str) -> str:
    """The address of the licence that *rights* name; empty where they name none that is known.

    Known are those of Creative Commons by their short names, as ``CC BY-SA 4.0``, and addresses.
    """
    rights = rights.strip()
    if _ADDRESS.fullmatch(rights):
        return rights
    named = _CREATIVE_COMMONS.fullmatch(rights)
    if not named:
        return ""
    kind, version = named[1].lower(), named[2]
    path = f"publicdomain/zero/{version}" if kind == "0" else f"licenses/{kind}/{version}"
    return f"https://creativecommons.org/{path}/"
