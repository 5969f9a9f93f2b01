"""What programs wrap a plain text in, to send it: lines that flow, seals of PGP."""

from __future__ import annotations

import re

_SECRET = "-----BEGIN PGP MESSAGE-----"
_SIGNED, _SEAL, _SEALED = (
    f"-----{sign}-----"
    for sign in ("BEGIN PGP SIGNED MESSAGE", "BEGIN PGP SIGNATURE", "END PGP SIGNATURE")
)


def joined(text: str, is_space_deleted: bool) -> str:
    """*text* with its flowed lines joined (RFC 3676).

    With *is_space_deleted*, the space that a line ends with only says that it flows: ``DelSp``.
    """
    found: list[str] = []
    is_open, depth_before = False, -1
    for line in text.split("\n"):
        rest = line.lstrip(">")
        depth = len(line) - len(rest)
        rest = rest.removeprefix(" ")
        is_separator = rest == "-- "
        if is_open and depth == depth_before and not is_separator:
            found[-1] = (found[-1][:-1] if is_space_deleted else found[-1]) + rest
        else:
            found.append(">" * depth + " " * bool(depth) + rest)
        is_open, depth_before = rest.endswith(" ") and not is_separator, depth
    return "\n".join(found)


def unsealed(text: str) -> tuple[str, str, bool]:
    """*text* without PGP's seal, the seal, and whether any of the text is encrypted."""
    is_secret = _SECRET in text
    begin = text.find(_SIGNED)
    seal = text.find(_SEAL, begin + 1)
    end = text.find(_SEALED, seal + 1)
    if min(begin, seal, end) < 0:
        return text, "", is_secret
    end += len(_SEALED)
    signed = text[begin + len(_SIGNED) : seal].partition("\n\n")[2]
    signed = re.sub(r"^- (?=-)", "", signed, flags=re.MULTILINE)
    return f"{text[:begin]}{signed}{text[end:]}", text[seal:end], is_secret
