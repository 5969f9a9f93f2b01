"""Digests that are plain text, as Mailman and others (RFC 1153) send them: several mails in one."""

from __future__ import annotations

import re

_LINE = re.compile(r"^-{27,}[ \t]*$", re.MULTILINE)
_NUMBER = re.compile(r"\A\w{1,20}: \d+\n")
_HEADER = re.compile(r"[!-9;-~]{1,40}:(?: .*)?")
_PARTS = b"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
_LAST = re.compile(
    r"\n\n(?:End of .{1,200}|Subject: Digest Footer"
    r"|.{1,200}\n\*{10,}|\w{1,20}: .{1,80}\n\n_{40,})(?:\n|\Z)",  # the same in any language
    re.IGNORECASE,
)


def split(text: str) -> tuple[str, list[bytes]]:
    """What stands around the mails of *text*, and each of them; none where it is no digest."""
    first, *sections = _LINE.split(text)
    around, mails = [first], []
    for section in sections:
        headers, body = _parted(section)
        if headers:
            mails.append(_mail(headers, body))
        elif mails and not _LAST.search(f"\n{section}"):
            mails[-1] += b"\n------------------------------\n" + section.encode()
        else:
            around.append(section)
    if len(mails) < (1 if _NUMBER.match(_opening(sections)) else 2):
        return text, []
    return "\n".join(part.strip("\n") for part in around if part.strip()), mails


def _opening(sections: list[str]) -> str:
    return next((s.strip("\n") for s in sections if s.strip()), "")


def _parted(section: str) -> tuple[list[str], str]:
    """The headers of *section*, and its body; no headers where it is no mail."""
    head, _, body = _NUMBER.sub("", section.strip("\n") + "\n").partition("\n\n")
    lines = head.split("\n")
    are_headers = all(_HEADER.fullmatch(line) or line[:1] in (" ", "\t") for line in lines)
    names = {line.partition(":")[0].lower() for line in lines}
    return (lines, body) if are_headers and "from" in names and len(names) > 1 else ([], "")


def _mail(headers: list[str], body: str) -> bytes:
    """A mail whose text was decoded already."""
    kept, is_kept = [], True
    for line in headers:
        if line[:1] not in (" ", "\t"):
            is_kept = not line.lower().startswith(("content-", "mime-"))
        kept += [line] if is_kept else []
    return _PARTS + "\n".join([*kept, "", body]).encode()
