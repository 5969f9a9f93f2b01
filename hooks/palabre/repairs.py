"""What to write instead of what breaks a rule, where that itself tells it.

Nothing here decides what is right: it is asked after a rule was broken, and answers in the words
of the file. Where an editor has to say, it answers with nothing, and the rule's own advice stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping

import yaml

from palabre import meanings
from palabre.language import slug
from palabre.layout import ID
from palabre.problems import Rule

_LONGEST = 100
"""So many characters may somebody have to copy from a message."""

_WORD = re.compile(r"[a-z0-9-]+|[A-Z]{2}", re.ASCII)
"""What may stand in brackets beside others like it: an id, a number, a code."""
_ITEM = re.compile(r"[^\W_](?:[\w ’.-]*[\w.])?")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[^\s\"'<>@%&]*)?", re.ASCII)
_NUMBER = re.compile(r"[^\d-]*0*([1-9]\d?)\D*", re.ASCII)
_LINE = re.compile(r"(\s*(?:- )?[a-z_]+):\s*([^\s\[{|>'].*?)\s*")
_MEANT = {"authors": "name", "resources": "title"}
"""The field that people mean who write such an item without fields."""


def instead(rule: Rule, value: object, key: str, choices: Iterable[str] = ()) -> str:
    """What to write for *value*, which breaks *rule*; empty where that cannot be told.

    *key* is the field that it stands in; *choices* is what the rule lets one choose from.
    """
    if rule is Rule.DUPLICATE_VALUE and isinstance(value, list):
        return _one_line(f"[{', '.join(map(_item, dict.fromkeys(map(str, value))))}]")
    written = str(value).lower() if isinstance(value, bool) else str(value)
    is_whole = not isinstance(value, list | dict) and value is not None and _one_line(written)
    return _of_value(rule, written, key, choices) if is_whole else ""


def _one_line(written: str) -> str:
    """*written*, unless it is longer than what anybody would copy from a message."""
    return written if len(written) <= _LONGEST and written.isprintable() else ""


def _of_value(rule: Rule, written: str, key: str, choices: Iterable[str]) -> str:
    if rule is Rule.CHOICE:
        return meanings.choice(written, choices)
    if rule is Rule.MAPPING_EXPECTED:
        return _mapping(written, key)
    if rule is Rule.LIST_EXPECTED:
        return f"[{_mapping(written, key)}]" if key in _MEANT else _list(written)
    find = _FINDS.get(rule)
    return find(written) if find else ""


def _mapping(written: str, key: str) -> str:
    if key not in _MEANT:
        return ""
    if key == "resources" and "://" in written:
        return f"{{url: {_item(written)}}}"
    return f"{{{_MEANT[key]}: {_item(written)}}}"


def _list(written: str) -> str:
    words = re.split(r"[,;\s]+", written.strip())
    return f"[{', '.join(words if all(map(_WORD.fullmatch, words)) else [_item(written)])}]"


def _item(written: str) -> str:
    return written if _ITEM.fullmatch(written) else quoted(written)


def quoted(text: str) -> str:
    """*text* between quotation marks, as YAML."""
    return f"'{text}'" if '"' in text and "'" not in text else json.dumps(text, ensure_ascii=False)


def _id(written: str) -> str:
    return slug(written) if ID.fullmatch(slug(written)) else ""


def _address(written: str) -> str:
    return f"https://{written}" if _HOST.fullmatch(written) else ""


def _number(written: str) -> str:
    match = _NUMBER.fullmatch(written)
    return match[1] if match else ""


def _truth(written: str) -> str:
    return meanings.choice(written, ("true", "false"))


def _day(written: str) -> str:
    day = meanings.day(written)
    return day.isoformat() if day else ""


_FINDS: Mapping[Rule, Callable[[str], str]] = {
    Rule.TEXT_EXPECTED: quoted,
    Rule.NUMBER_EXPECTED: _number,
    Rule.TRUE_OR_FALSE: _truth,
    Rule.DATE_FORMAT: _day,
    Rule.TIMEZONE: meanings.timezone,
    Rule.COUNTRY_CODE: meanings.country,
    Rule.LANGUAGE_CODE: meanings.language,
    Rule.ID_FORMAT: _id,
    Rule.WEB_ADDRESS: _address,
    Rule.SOURCE_FORMAT: _address,
}
"""What can be told from a value by itself."""


def of_path(path: str) -> str:
    """*path* in small letters without accents, as the archive names its files."""
    stem, _, ending = path.rpartition(".")
    return f"{'/'.join(map(slug, stem.split('/')))}.{ending.lower()}"


def of_line(text: str, number: int) -> tuple[int, str]:
    """Which line to write anew, and how, where reading the YAML *text* fails at line *number*.

    Lines count from 0; where it cannot be told, *number* and nothing. The cause may be in the line
    before. Most often a value has a colon or begins with a sign that means something, and wants
    quotation marks; or the space after a field's colon is missing.
    """
    lines = text.split("\n")
    for at in (number, number - 1):
        match = _LINE.fullmatch(lines[at]) if 0 <= at < len(lines) else None
        if not match:
            continue
        key, value = match.groups()
        ways = [value] if f":{value}" in lines[at] and value[0].isalnum() else []
        for way in (*ways, quoted(value)):
            written = f"{key}: {way}"
            if _reads("\n".join((*lines[:at], written, *lines[at + 1 :])), number):
                return at, _one_line(written.strip())
    return number, ""


def _reads(text: str, number: int) -> bool:
    """Whether nothing is wrong with *text* down to line *number*."""
    try:
        return isinstance(yaml.compose(text, Loader=yaml.CSafeLoader), yaml.CollectionNode)
    except yaml.MarkedYAMLError as error:
        return bool(error.problem_mark and error.problem_mark.line > number + 1)
    except yaml.YAMLError:
        return False
