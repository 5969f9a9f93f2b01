"""Writes bags: BagIt 1.0, RFC 8493, with SHA-256 alone.

The RFC would rather have SHA-512. One checksum is enough, and half as long is what people print.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_PIECE = 1 << 20


class BadName(Exception):
    """A file whose name a bag, or a disk, cannot have."""


def write(
    folder: Path,
    payload: Mapping[str, Path],
    info: Iterable[tuple[str, str]],
    tags: Mapping[str, bytes],
) -> str:
    """Make the bag *folder*, beside and whole, of the *payload* by name; its seal.

    *info* joins ``bag-info.txt``, *tags* are further tag files. Raises ``FileExistsError`` where
    there is such a folder, and ``BadName``.
    """
    if folder.exists():
        raise FileExistsError(folder)
    check(payload)
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)  # left by a run that was killed
    new.mkdir()
    try:
        seal = _fill(new, payload, info, tags)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return seal


def check(names: Iterable[str]) -> None:
    """Raises ``BadName`` where a name is no text, or a disk takes it for another or for folders."""
    seen: dict[str, str] = {}
    for name in names:
        try:
            name.encode()
        except UnicodeEncodeError:
            raise BadName(name) from None
        if seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name) != name:
            raise BadName(name)
        if "\\" in name:  # Windows would unpack it elsewhere, so that no verifier lets it pass
            raise BadName(name)


def _fill(
    bag: Path,
    payload: Mapping[str, Path],
    info: Iterable[tuple[str, str]],
    tags: Mapping[str, bytes],
) -> str:
    sums: dict[str, str] = {}
    size = 0
    for name, source in sorted(payload.items()):
        target = bag / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        sums[f"data/{name}"], length = _copy(source, target)
        size += length
    told = [*info, ("Payload-Oxum", f"{size}.{len(sums)}")]
    own = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{label}: {_line(value)}\n" for label, value in told).encode(),
        MANIFEST: _manifest(sums),
        **tags,
    }
    for name, content in own.items():
        (bag / name).write_bytes(content)
    last = _manifest({name: _digest(content) for name, content in own.items()})
    (bag / TAG_MANIFEST).write_bytes(last)
    return _digest(last)


def _copy(source: Path, target: Path) -> tuple[str, int]:
    """Copy a file piece by piece; its checksum and size."""
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as file, target.open("xb") as copy:
        while piece := file.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
            size += len(piece)
    return digest.hexdigest(), size


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _manifest(sums: Mapping[str, str]) -> bytes:
    """Section 2.1.3: of names, line ends and the per cent sign alone are encoded."""
    lines = (f"{digest}  {_encoded(name)}\n" for name, digest in sorted(sums.items()))
    return "".join(lines).encode()


def _encoded(name: str) -> str:
    return re.sub("[\r\n%]", lambda match: f"%{ord(match[0]):02X}", name)


def _line(value: str) -> str:
    """*value* on one line, whatever it holds."""
    return " ".join(value.split())
