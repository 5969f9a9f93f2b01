"""The same archive for other generators: a plain theme, the same records, the same indexes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

import fixtures

HUGO_THEME = Path(__file__).parent / "hugo"
ELEVENTY_CONFIG = Path(__file__).parent / "eleventy.config.mjs"


def palabre(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The archive itself, configured like the repository's own."""
    yield "mkdocs.yml", fixtures.configuration()
    yield from files


def hugo(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The archive as a Hugo site: path below its folder, content."""
    for file in sorted(path for path in HUGO_THEME.rglob("*") if path.is_file()):
        yield file.relative_to(HUGO_THEME).as_posix(), file.read_text("utf-8")
    yield from _posts(files)


def eleventy(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The archive as an Eleventy site: the same pages at the same addresses as Hugo's."""
    yield ELEVENTY_CONFIG.name, ELEVENTY_CONFIG.read_text("utf-8")
    yield from _posts(files)


def _posts(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each text with its whole record before it: neither of the two can share records."""
    posts = [(path, *_split(text)) for path, text in files if "/contributions/" in path]
    records = {Path(path).stem: (path, front) for path, front, _ in posts if "authors" in front}
    texts = Counter(Path(path).name for path, _, _ in posts)
    replies: dict[str, list[str]] = {}
    for key, (path, record) in records.items():
        if "reply_to" in record:
            replies.setdefault(record["reply_to"], []).append(f"/{path.split('/')[2]}/{key}")
    for path, front, body in posts:
        code, discussion, _, name = path.removeprefix("docs/").split("/")
        original, record = records[Path(name).stem]
        shown = _shown(discussion, original.split("/")[1], front, record)
        shown["replies"] = replies.get(Path(name).stem, [])
        shown["outputs"] = ["html", "side"] if texts[name] > 1 else ["html"]
        front_matter = yaml.dump(shown, Dumper=yaml.CSafeDumper, allow_unicode=True)
        yield f"content/{code}/{discussion}/{name}", f"---\n{front_matter}---\n\n{body}"


def _shown(
    discussion: str, tongue: str, front: Mapping[str, Any], record: Mapping[str, Any]
) -> dict[str, Any]:
    """What pages show of a contribution, and the terms it stands under; *tongue*: written in."""
    author = record["authors"][0]
    weeks = [f"{discussion} week {number}" for number in record["weeks"]]
    narrowed = {"countries": [author["country"]], "languages": [tongue], "topics": record["topics"]}
    shown = {
        "title": front["title"],
        "text": front["text"],
        "date": record["date"],
        "from": [author["country"]],
        "about": record["about"],
        "weeks": weeks,
        "parts": [f"{w} {by} {t}" for w in weeks for by, terms in narrowed.items() for t in terms],
        "countries": [author["country"], *record["about"]],
        "contributors": [author["name"]],
        "organisations": [author["organisation"]],
        "topics": record["topics"],
        "tongues": [tongue],
        "links": record.get("resources", []),
    }
    if "translation" in front:
        shown["translated_by"] = front["translation"]["by"]
    if "reply_to" in record:
        shown["reply_to"] = f"/{discussion}/{record['reply_to']}"
    return shown


def _split(text: str) -> tuple[dict[str, Any], str]:
    _, front, body = re.split(r"^---$", text, maxsplit=2, flags=re.MULTILINE)
    return yaml.safe_load(front), body


def write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write *files* below *folder*."""
    for path, content in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")


MKDOCS_CONFIG = """\
site_name: Archive
site_url: https://example.org/
use_directory_urls: false
theme: {name: material, font: false}
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
        - {locale: en, name: English, default: true}
        - {locale: fr, name: Français}
"""


def mkdocs(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The archive's texts as pages of plain MkDocs with Material: no index, no search."""
    yield "mkdocs.yml", MKDOCS_CONFIG
    for path, text in files:
        if path.endswith(".md"):
            yield path, text
