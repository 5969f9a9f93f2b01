"""Proves that a bag (BagIt, RFC 8493) is complete and unaltered, with Python alone.

It knows nothing of Palabre, and is written in a Python as old as 3.8: each sealed edition holds a
copy of it, as ``verify.py``, and its words in ``verify.json``. That is why it is one module.

Nothing that a bag names is opened: files are found by walking through the folder, without following
links, and compared with what manifests name.
"""

from __future__ import annotations

import hashlib
import json
import locale
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
"""Those of manifests that can be checked."""

SEALED = "tagmanifest-sha256.txt"
"""The file whose SHA-256 is the seal: it tells those of all manifests, which tell the rest."""

KINDS = (
    "algorithm clash damaged declaration encoding extra fetch large line link manifest-missing "
    "missing no-folder oxum renamed seal tags-missing twice unreadable unsafe"
).split()
"""What can be wrong; the words for each are the message ``verify-KIND``."""

OUTCOMES = ("counted", "good", "sealed", "unsealed", "usage")
"""What is told besides, likewise."""

_PAYLOAD = "data/"
_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_LINE = re.compile(rb"([0-9a-fA-F]+)[ \t]+([^\r\n]+)")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_ENCODED = re.compile("%(0[aAdD]|25)")
_DECLARATION = re.compile(
    r"BagIt-Version: (?:0\.9[0-9]|1\.0)\s+Tag-File-Character-Encoding: UTF-8\s*", re.IGNORECASE
)
_OXUM = re.compile(rb"^Payload-Oxum:[ \t]*([0-9]{1,18})\.([0-9]{1,18})[ \t]*\r?$", re.MULTILINE)
_LARGEST = 1 << 28
"""In bytes, of a manifest: enough for a million files."""
_PIECE = 1 << 20


class Finding(NamedTuple):
    """Something that is wrong."""

    kind: str
    values: dict[str, object]


class Told(NamedTuple):
    """What the manifests of one kind tell."""

    sums: dict[str, dict[str, str]]
    """By path, what each algorithm gives of the file."""
    algorithms: set[str]
    is_of_tags: bool
    """Of the files that are not payload."""


class Result(NamedTuple):
    """What a verification found."""

    findings: list[Finding]
    files: int
    """How many were read and are as their manifests tell."""
    size: int
    """Of these, in bytes."""
    seal: str
    """Of the bag as it is; empty where it has none."""


def verify(folder: str, seal: str = "") -> Result:
    """What is wrong with the bag in *folder*; *seal* is what was printed when it was sealed."""
    if not Path(folder).is_dir():
        return Result([Finding("no-folder", {"path": folder})], 0, 0, "")
    bag = _Bag(Path(folder))
    bag.declared()
    for told in bag.manifests():
        bag.compared(told)
    bag.counted()
    return bag.result(seal)


class _Bag:
    """One bag, and what was found so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings: list[Finding] = []
        self.files: dict[str, int] = {}
        self.checked: set[str] = set()
        self._walk()

    def find(self, kind: str, **values: object) -> None:
        """Note that something is wrong."""
        self.findings.append(Finding(kind, values))

    def _walk(self) -> None:
        """Every file, and its size; what is no file is told, and never followed."""
        waiting = [""]
        while waiting:
            within = waiting.pop()
            try:
                with os.scandir(self.folder / within) as entries:
                    for entry in sorted(entries, key=lambda entry: entry.name):
                        path = within + entry.name
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(path + "/")
                        elif entry.is_file(follow_symlinks=False):
                            self.files[path] = entry.stat(follow_symlinks=False).st_size
                        else:
                            self.find("link", path=path)
            except OSError as error:
                self.find("unreadable", path=within or ".", error=error.strerror)

    def read(self, path: str, most: int) -> bytes:
        """The file at *path*; empty, and told, where it is larger or cannot be read."""
        if self.files.get(path, 0) > most:
            self.find("large", path=path)
            return b""
        pieces = self._pieces(path) if path in self.files else []
        return b"".join(pieces)

    def _pieces(self, path: str) -> Iterator[bytes]:
        try:
            with (self.folder / path).open("rb") as file:
                while True:
                    piece = file.read(_PIECE)
                    if not piece:
                        return
                    yield piece
        except OSError as error:
            self.find("unreadable", path=path, error=error.strerror)

    def digests(self, path: str, algorithms: Iterable[str]) -> dict[str, str]:
        """What each of *algorithms* gives of a file, which is read once, piece by piece."""
        sums = {name: hashlib.new(name) for name in algorithms}
        for piece in self._pieces(path):
            for one in sums.values():
                one.update(piece)
        return {name: one.hexdigest() for name, one in sums.items()}

    def declared(self) -> None:
        """Section 2.1.1: what it is says ``bagit.txt``; section 2.2.3: and nothing is fetched."""
        if not _DECLARATION.fullmatch(self.read("bagit.txt", 1000).decode("utf-8", "replace")):
            self.find("declaration")
        if "fetch.txt" in self.files:
            self.find("fetch")

    def manifests(self) -> list[Told]:
        """Sections 2.1.3 and 2.2.1: what manifests tell of the payload, and of the other files."""
        payload, tags = Told({}, set(), False), Told({}, set(), True)
        for path in sorted(self.files):
            match = _MANIFEST.fullmatch(path)
            if match and match.group(2) not in ALGORITHMS:
                self.find("algorithm", path=path, algorithm=match.group(2))
            elif match:
                self._add(path, match.group(2), tags if match.group(1) else payload)
        if not payload.algorithms:
            self.find("manifest-missing")
        if not tags.algorithms:
            self.find("tags-missing")
        return [told for told in (payload, tags) if told.algorithms]

    def _add(self, manifest: str, algorithm: str, told: Told) -> None:
        told.algorithms.add(algorithm)
        length = len(hashlib.new(algorithm).hexdigest())
        for number, line in enumerate(_LINE_END.split(self.read(manifest, _LARGEST)), 1):
            match = _LINE.fullmatch(line)
            if not line:
                continue
            if not match or len(match.group(1)) != length:
                self.find("line", path=manifest, line=number)
                continue
            try:
                path = _ENCODED.sub(_decoded, match.group(2).decode("utf-8"))
            except UnicodeDecodeError:
                self.find("encoding", path=manifest, line=number)
                continue
            if not _is_safe(path) or _is_tag(path) is not told.is_of_tags:
                self.find("unsafe", path=path, manifest=manifest)
            elif algorithm in told.sums.setdefault(path, {}):
                self.find("twice", path=path, manifest=manifest)
            else:
                told.sums[path][algorithm] = match.group(1).decode().lower()

    def compared(self, told: Told) -> None:
        """Section 3: each file is as every manifest tells, none is missing, and none is extra."""
        here = [path for path in self.files if _is_tag(path) is told.is_of_tags]
        extra = [path for path in here if path not in told.sums and not _is_tag_manifest(path)]
        missing = [path for path in told.sums if path not in self.files]
        for path in sorted(set(told.sums) - set(missing)):
            self._compare(path, told.sums[path], told.algorithms)
        self._pair(missing, extra, told)
        self._clashes({*told.sums, *here})

    def _compare(self, path: str, told: dict[str, str], names: set[str]) -> None:
        before = len(self.findings)
        found = self.digests(path, told)
        if len(self.findings) == before and found != told:
            self.find("damaged", path=path)
        elif names - set(told):  # a manifest lists it, and another does not
            self.find("extra", path=path)
        elif len(self.findings) == before:
            self.checked.add(path)

    def _pair(self, missing: list[str], extra: list[str], told: Told) -> None:
        """Tell what is missing and extra; what is both, under two names, as renamed."""
        unknown: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for path in sorted(extra, reverse=True) if missing else ():
            sums = tuple(sorted(self.digests(path, told.algorithms).items()))
            unknown.setdefault(sums, []).append(path)
        for path in sorted(missing):
            same = unknown.get(tuple(sorted(told.sums[path].items())))
            if same:
                now = same.pop()
                extra.remove(now)
                self.find("renamed", path=path, now=now)
            else:
                self.find("missing", path=path)
        for path in sorted(extra):
            self.find("extra", path=path)

    def _clashes(self, paths: Iterable[str]) -> None:
        """Section 6: names that many a disk takes for one."""
        seen: dict[str, str] = {}
        for path in sorted(paths):
            other = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
            if other != path:
                self.find("clash", path=path, other=other)

    def counted(self) -> None:
        """Section 2.2.2: as many files and bytes as ``bag-info.txt`` says, where all else holds."""
        match = _OXUM.search(self.read("bag-info.txt", _PIECE))
        payload = [size for path, size in self.files.items() if not _is_tag(path)]
        found = (sum(payload), len(payload))
        if match and not self.findings and (int(match.group(1)), int(match.group(2))) != found:
            told = match.group(0)[13:].decode().strip()
            self.find("oxum", told=told, found=".".join(map(str, found)))

    def result(self, seal: str) -> Result:
        """All that was found, and whether the *seal* is broken."""
        now = self.digests(SEALED, ["sha256"])["sha256"] if SEALED in self.files else ""
        if seal and plain(seal) != now:
            self.find("seal", told=plain(seal), found=now or "-")
        for path in self.files if seal else ():
            if _is_tag_manifest(path) and path != SEALED:  # the seal says nothing of it
                self.find("extra", path=path)
        size = sum(self.files[path] for path in self.checked)
        return Result(self.findings, len(self.checked), size, now)


def plain(seal: str) -> str:
    """A *seal* as it was printed, perhaps in groups or capitals."""
    return "".join(seal.lower().split())


def _decoded(match: re.Match[str]) -> str:
    return chr(int(match.group(1), 16))


def _is_tag(path: str) -> bool:
    return not path.startswith(_PAYLOAD)


def _is_tag_manifest(path: str) -> bool:
    match = _MANIFEST.fullmatch(path)
    return bool(match and match.group(1))


def _is_safe(path: str) -> bool:
    """Section 5: whether *path* stays within the bag on every system."""
    parts = path.split("/")
    is_odd = "\\" in path or "\0" in path or re.match("[A-Za-z]:|~", path)
    return not (is_odd or set(parts) & {"", ".", ".."})


def lines(result: Result, seal: str, say: Callable[..., str]) -> Iterator[str]:
    """What a verification found, in words."""
    for finding in result.findings:
        values = {name: _shown(str(value)) for name, value in finding.values.items()}
        yield say("verify-" + finding.kind, **values)
    counts = {"files": result.files, "bytes": result.size, "problems": len(result.findings)}
    yield say("verify-counted", **counts)
    if not result.findings:
        yield say("verify-good")
        yield say("verify-sealed") if seal else say("verify-unsealed", seal=result.seal)


def _shown(text: str) -> str:
    """A stranger's words, with nothing that a terminal obeys."""
    escaped = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return "".join(escaped)


def _words(wished: str) -> dict[str, str]:
    """The messages in the user's language, of those that stand beside this file."""
    try:
        known = json.loads(Path(__file__).with_name("verify.json").read_text("utf-8"))
        names = ("LC_ALL", "LC_MESSAGES", "LANG")
        told = [wished, *(os.environ.get(name, "") for name in names), locale.getlocale()[0] or ""]
        first = next(filter(None, told), "")[:2].lower()
        words = known.get(first, next(iter(known.values())))
        return {str(name): str(text) for name, text in words.items()}
    except (OSError, ValueError, AttributeError, StopIteration):
        return {}


def main(arguments: list[str]) -> int:
    """Verify the bag in which this file stands, or another: ``verify.py [BAG] [--seal SEAL]``."""
    options = {"--seal": "", "--lang": ""}
    folders = []
    left = list(arguments)
    while left:
        name, _, value = left.pop(0).partition("=")
        if name in options:
            options[name] = value or (left.pop(0) if left else "")
        else:
            folders.append(name + _ + value)
    words = _words(options["--lang"])

    def say(message: str, **values: object) -> str:
        text = words.get(message)
        return text % values if text else " ".join([message, *map(str, values.values())])

    seal = options["--seal"]
    is_wrong = seal and not re.fullmatch("[0-9a-f]{64}", plain(seal))
    if is_wrong or len(folders) > 1 or any(folder.startswith("-") for folder in folders):
        print(say("verify-usage"))
        return 2
    result = verify(folders[0] if folders else str(Path(__file__).parent), seal)
    for line in lines(result, seal, say):
        print(line)
    return 1 if result.findings else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
