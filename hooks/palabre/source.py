"""The guard: the files of ``docs/``, and their front matter, as a hostile stranger may send them.

Nothing here knows what a field means. A file becomes a :class:`Document`: front matter as plain
values, the line of each key, and the body. YAML is scanned for what we refuse before it is parsed.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from os import scandir, stat_result
from pathlib import Path
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from palabre import repairs
from palabre.layout import ATTACHMENTS, MARKDOWN, Place, Role, locate
from palabre.problems import Problem, Rule, shorten
from palabre.settings import Settings

FRONT_MATTER_BYTES = 8 * 1024
YAML_DEPTH = 8

FOLDER_DEPTH = 5
_KB = 1024
LIMITS = dict.fromkeys(Role, 32 * _KB) | {
    Role.CONTRIBUTION: 64 * _KB,
    Role.REGISTRY: 512 * _KB,
    Role.ATTACHMENT: 32 * _KB * _KB,
}
"""The size of a file, in bytes. Moderators' Markdown takes time that grows faster than it."""

KeyPath = tuple[str | int, ...]

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff{_BIDI}]")
"""Control and bidirectional characters, and two that are none, which no XML may hold: none is of
use in a text, some hide what it says."""


@dataclass(frozen=True)
class Document:
    """A file taken apart, not yet judged."""

    place: Place
    path: str
    """As problems name it."""
    front: Mapping[str, Any] | list[Any]
    """Front matter, or all of a registry: ``str``, ``int``, ``bool``, ``date``, lists, mappings."""
    lines: Mapping[KeyPath, int]
    """The 1-based line of each key and list item."""
    body: str = ""
    body_line: int = 1
    written: str = ""
    """The front matter, or all of a registry, as it is written."""

    @property
    def face(self) -> str:
        """Digest of the front matter as it is written."""
        return hashlib.sha256(self.written.encode()).hexdigest()

    def line(self, key: KeyPath) -> int:
        """The line of *key*, or of the nearest key around it."""
        return nearest_line(self.lines, key)


def nearest_line(lines: Mapping[KeyPath, int], key: KeyPath) -> int:
    """The line of *key*, or of the nearest key around it; 1 where there is none."""
    while key and key not in lines:
        key = key[:-1]
    return lines.get(key, 1)


def walk(settings: Settings, languages: frozenset[str]) -> tuple[list[Place], list[Problem]]:
    """Every file of ``docs/`` that may be read, in order, and what is wrong with the others.

    Symbolic links, sockets and the like are never opened or followed: one that was published
    would show the machine's own files. *languages*: the codes that may name a folder.
    """
    places: list[Place] = []
    problems: list[Problem] = []
    for uri, status in _entries(settings.docs):
        path, is_hidden = settings.path(uri), "/." in f"/{uri}"
        if stat.S_ISDIR(status.st_mode):
            problems.append(Problem(path, 1, Rule.FILE_PLACE, shorten(uri)))
        elif not stat.S_ISREG(status.st_mode):
            problems.append(Problem(path, 1, Rule.FILE_KIND))
        elif is_hidden:
            continue  # MkDocs does not publish dot files either
        elif not uri.endswith((MARKDOWN, ".yml", *ATTACHMENTS)):
            found, values = shorten(uri.rpartition("/")[2]), _renamed(uri, settings, languages)
            problems.append(Problem(path, 1, Rule.FILE_TYPE, found, values=values))
        elif not (place := locate(uri, settings.codes, languages)):
            values = _renamed(uri, settings, languages)
            problems.append(Problem(path, 1, Rule.FILE_PLACE, shorten(uri), values=values))
        elif status.st_size > (limit := LIMITS[place.role]):
            size = str(status.st_size)
            problems.append(Problem(path, 1, Rule.FILE_SIZE, size, values={"limit": limit}))
        else:
            places.append(place)
    return sorted(places, key=lambda place: place.uri), problems


def _renamed(uri: str, settings: Settings, languages: frozenset[str]) -> dict[str, str]:
    """What the rule's strings name besides: the path that the file should have, if it is sure."""
    tidy = repairs.of_path(uri)
    is_sure = tidy.endswith((MARKDOWN, *ATTACHMENTS)) and locate(tidy, settings.codes, languages)
    return {"move": settings.path(tidy)} if is_sure and tidy != uri else {}


def _entries(docs: Path) -> Iterator[tuple[str, stat_result]]:
    """Every file below *docs*, and every folder that lies too deep to be looked into."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with scandir(docs / folder) as entries:
            for entry in entries:
                uri = f"{folder}{entry.name}"
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode) and uri.count("/") < FOLDER_DEPTH:
                    waiting.append(f"{uri}/")
                else:
                    yield uri, status


def read(place: Place, path: str, raw: bytes) -> Document | Problem:
    """The document in *raw*, the content of the file at *place*; or what keeps it from being one.

    *path* names it in problems.
    """
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Problem(path, line, Rule.FILE_ENCODING, f"0x{raw[error.start]:02X}")
    if match := CONTROL.search(text):
        line = text.count("\n", 0, match.start()) + 1
        return Problem(path, line, Rule.CONTROL_CHARACTER, f"U+{ord(match[0]):04X}")
    return parse(place, path, text)


def parse(place: Place, path: str, text: str) -> Document | Problem:
    """Take *text* apart: a registry is all YAML, every other file has front matter and a body."""
    if place.role is Role.REGISTRY:
        found = _load(text, path, 0)
        return found if isinstance(found, Problem) else Document(place, path, *found, written=text)
    handler = YAMLHandler()
    try:
        front, body = handler.split(text) if handler.detect(text) else ("", "")
    except ValueError:  # the opening line has no closing one
        front = ""
    if not front:
        return Problem(path, 1, Rule.FRONT_MATTER)
    if len(front.encode()) > FRONT_MATTER_BYTES:
        return Problem(
            path, 1, Rule.FRONT_MATTER_SIZE, str(len(front)), values={"limit": FRONT_MATTER_BYTES}
        )
    found = _load(front, path, text.count("\n", 0, text.index(front)))
    if isinstance(found, Problem):
        return found
    if not isinstance(found[0], dict):
        return Problem(path, 2, Rule.MAPPING_EXPECTED, shorten(found[0]))
    before = len(text) - len(body)
    gap = len(body) - len(body.lstrip("\n"))
    return Document(
        place,
        path,
        *found,
        body=body.strip("\n"),
        body_line=text.count("\n", 0, before + gap) + 1,
        written=front,
    )


class _Loader(yaml.CSafeLoader):
    """YAML in which a value is what an editor sees.

    Plain words are text (``NO`` is Norway) but for ``true``, ``false``, ``null``, whole numbers
    without a leading zero, and dates written YYYY-MM-DD: the core schema of YAML 1.2.2, section
    10.3, without floats and octal, and with dates.
    """


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"0|-?[1-9]\d{0,15}", "-0123456789"),
    ("timestamp", r"\d{4}-\d\d-\d\d", "0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$", re.ASCII), list(_first)
    )


def _date_or_text(value: str) -> date | str:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value  # 2010-13-45: the field's own rule tells


_SCALARS: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:bool": lambda value: value == "true",
    "tag:yaml.org,2002:null": lambda value: None,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:timestamp": _date_or_text,
}


class _Flaw(Exception):
    """A key that stands twice, or a collection that lies too deep."""

    def __init__(self, rule: Rule, node: yaml.Node, found: str = "") -> None:
        super().__init__()
        self.rule, self.node, self.found = rule, node, found


_REFUSED = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, yaml.DirectiveToken)
_SIGNS = re.compile("[&*!%]")
"""Without one of these a text has none of the tokens refused."""


def _load(text: str, path: str, lines_before: int) -> tuple[Any, dict[KeyPath, int]] | Problem:
    """The values of a YAML text, and the line of each key."""

    def problem(rule: Rule, number: int, found: str = "", **values: object) -> Problem:
        return Problem(path, lines_before + number + 1, rule, shorten(found), values=values)

    def mendable(rule: Rule, number: int, found: str = "") -> Problem:
        number, write = repairs.of_line(text, number)
        found = found or (text + "\n").split("\n")[number].strip()
        return problem(rule, number, found, **({"write": write} if write else {}))

    loader = None
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader) if _SIGNS.search(text) else ():
            if isinstance(token, _REFUSED):
                found = text[token.start_mark.index : token.end_mark.index]
                return mendable(Rule.YAML_FEATURE, token.start_mark.line, found)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return {}, {}
        lines: dict[KeyPath, int] = {}
        return _value(node, (), lines_before + 1, lines), lines
    except _Flaw as flaw:
        return problem(flaw.rule, flaw.node.start_mark.line, flaw.found, limit=YAML_DEPTH)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mendable(Rule.YAML_SYNTAX, mark.line if mark else 0)
    finally:
        if loader:
            loader.dispose()


def _value(node: yaml.Node, key: KeyPath, first: int, lines: dict[KeyPath, int]) -> Any:
    """The value of *node*; fills *lines* with the line of each key in it."""
    if isinstance(node, yaml.ScalarNode):
        convert = _SCALARS.get(node.tag)
        return convert(node.value) if convert else node.value
    if len(key) >= YAML_DEPTH:
        raise _Flaw(Rule.YAML_DEPTH, node)
    if isinstance(node, yaml.SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            lines[(*key, index)] = first + item.start_mark.line
            items.append(_value(item, (*key, index), first, lines))
        return items
    mapping = {}
    for name_node, value_node in node.value:
        name = name_node.value if isinstance(name_node, yaml.ScalarNode) else "?"
        if name in mapping:
            raise _Flaw(Rule.YAML_DUPLICATE_KEY, name_node, name)
        lines[(*key, name)] = first + name_node.start_mark.line
        mapping[name] = _value(value_node, (*key, name), first, lines)
    return mapping
