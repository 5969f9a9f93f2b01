"""The canonical form of front matter: one order of fields, one way to write each value.

A value stands on the line of its key: a list as ``[a, b]``, a mapping as ``{key: a}``. Where that
line would be too long, each item has lines of its own. Texts are NFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import islice

import yaml
from frontmatter.default_handlers import YAMLHandler

from palabre.models import Front
from palabre.source import Document
from palabre.validation import INNER

_WIDTH = 100
"""So many characters may a line with a list or a mapping have."""

_FEW_FIELDS = 2
"""So many fields may an author or a resource have that stands on the line of its list."""

_LAST = ("opens", "closes", "publish", "timezone", "rights", "inferred")
"""What holds for all texts of a work, and which of the fields above were inferred."""

_SINGLE = ("organisation", "source")
"""The fields that take one value or a list of them: a single one stands without brackets."""

_SEVERAL = (list, tuple, Mapping)
"""The types of values that hold others."""

_PLAIN = re.compile(r"[^\W\d_][\w ’.()«»/…-]*[\w).…»]")
"""Texts that need no quotation marks wherever they stand: most of them, and quickly seen; but a
word alone, without a space or a hyphen, may mean something else in YAML, such as ``NO``."""


def front_matter(values: Mapping[str, object], model: type[Front]) -> str:
    """*values*, valid for *model*, as YAML: a line feed after each line."""
    return "".join(f"{line}\n" for line in _lines(values, model))


def document(values: Mapping[str, object], model: type[Front], body: str) -> str:
    """A whole file: front matter, then *body*."""
    return f"---\n{front_matter(values, model)}---\n\n{body.strip()}\n"


def is_normal(document: Document, model: type[Front]) -> bool:
    """Whether the front matter of *document* is in canonical form, or has comments.

    Comments have no place in the canonical form, and are not to be lost.
    """
    assert isinstance(document.front, Mapping)
    written = document.written.strip("\n") + "\n"
    return written == front_matter(document.front, model) or has_comment(written)


def normalise(document: Document, model: type[Front], raw: bytes) -> bytes:
    """*raw*, the file of *document*, with its front matter in canonical form; the body as it is."""
    assert isinstance(document.front, Mapping)
    if is_normal(document, model):
        return raw
    end = b"\r\n" if b"\r\n" in raw.partition(b"---\n")[0] else b"\n"
    text = raw.decode("utf-8-sig")
    # Where the reader saw the end, or a line of the body would be taken for it.
    _, closing = islice(YAMLHandler.FM_BOUNDARY.finditer(text), 2)
    rest = re.sub(r"\A[^\r\n]*", "", text[closing.start() :])
    front = front_matter(document.front, model).encode().replace(b"\n", end)
    return b"---" + end + front + b"---" + rest.encode()


@cache
def order(model: type[Front]) -> tuple[str, ...]:
    """The fields of *model* in their order, :data:`_LAST` last."""
    known = model.model_fields
    first = (name for name in known if name not in _LAST)
    return (*first, *(name for name in _LAST if name in known))


def in_order(values: Mapping[str, object], model: type[Front]) -> Iterator[tuple[str, object]]:
    """The fields in the order of *model*, without those that say nothing."""
    for name in order(model):
        if name in values and values[name] not in (None, False, (), []):
            yield name, values[name]


def _lines(values: Mapping[str, object], model: type[Front]) -> Iterator[str]:
    for key, value in in_order(values, model):
        value = _tidy(key, value)
        if not isinstance(value, _SEVERAL):
            yield f"{key}: {_scalar(value)}"
        elif _is_short(value) and len(line := f"{key}: {_flow(value)}") <= _WIDTH:
            yield line
        elif isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {_scalar(name)}: {_scalar(item)}" for name, item in value.items())
        else:
            yield f"{key}:"
            for item in value:
                is_whole = not isinstance(item, Mapping)
                first, *others = [_scalar(item)] if is_whole else _lines(item, INNER[key])
                yield f"  - {first}"
                yield from (f"    {line}" for line in others)


def _is_short(value: object) -> bool:
    """Whether a line of its own would not be easier to read for each field of an item."""
    items = value if isinstance(value, list) else ()
    return all(len(item) <= _FEW_FIELDS for item in items if isinstance(item, Mapping))


def _tidy(key: str, value: object) -> object:
    """*value* with the fields of its parts in order, and without a list where one will do."""
    if not isinstance(value, _SEVERAL):
        return value
    if isinstance(value, Mapping):
        return dict(_tidied(value, INNER[key])) if key in INNER else value
    if len(value) == 1 and key in _SINGLE:
        return value[0]
    return [_tidy(key, item) for item in value]


def _tidied(values: Mapping[str, object], model: type[Front]) -> Iterator[tuple[str, object]]:
    for key, value in in_order(values, model):
        yield key, _tidy(key, value)


def _flow(value: object) -> str:
    """*value* within brackets, where commas and brackets have a meaning."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_flow(k)}: {_flow(v)}' for k, v in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _scalar(value, is_inside=True)


def _scalar(value: object, is_inside: bool = False) -> str:
    if isinstance(value, str):
        return _text(unicodedata.normalize("NFC", value), is_inside)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


@lru_cache(maxsize=1 << 14)
def _text(value: str, is_inside: bool) -> str:
    """*value* as YAML: plain where it can be, else within double quotation marks."""
    if (" " in value or "-" in value) and _PLAIN.fullmatch(value):
        return value
    written = _dump(value, is_inside, None)
    return _dump(value, is_inside, '"') if written[0] in "'|>" or "\n" in written else written


def _dump(value: str, is_inside: bool, style: str | None) -> str:
    written: str = yaml.dump(
        [value],
        Dumper=yaml.CSafeDumper,
        default_flow_style=is_inside,
        default_style=style,
        allow_unicode=True,
        width=1 << 20,
    )
    written = written.strip(" \n")  # a no-break space is the text's own
    return written[1:-1] if is_inside else written.removeprefix("- ")


def has_comment(written: str) -> bool:
    """Whether a comment stands in the YAML *written*: what lies between its tokens tells."""
    if "#" not in written:
        return False
    end = 0
    for token in yaml.scan(written, Loader=yaml.CSafeLoader):
        if "#" in written[end : token.start_mark.index]:
            return True
        end = max(end, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            header = written[token.start_mark.index : end].partition("\n")[0]
            if "#" in header:
                return True
    return "#" in written[end:]
