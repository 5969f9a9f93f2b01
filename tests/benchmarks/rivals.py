"""The same archive for other generators: a plain theme, the same records, the same indexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

import fixtures

# Hugo makes a page for each term of a taxonomy and one for the list of its terms: our indexes.
_TAXONOMIES = {
    "week": "weeks",
    "country": "countries",
    "contributor": "contributors",
    "organisation": "organisations",
    "topic": "topics",
    "tongue": "tongues",
}
HUGO_CONFIG = """\
baseURL = "https://example.org/"
title = "Archive"
defaultContentLanguage = "en"
disableKinds = ["RSS"]
disableDefaultLanguageRedirect = true
uglyURLs = true
[languages.en]
weight = 1
contentDir = "content/en"
[languages.fr]
weight = 2
contentDir = "content/fr"
[taxonomies]
""" + "".join(f'{one} = "{many}"\n' for one, many in _TAXONOMIES.items())

_ENTRY = """\
<li><strong><a href="{{ .RelPermalink }}">{{ .Title }}</a></strong><br>
{{ range .Params.contributors }}
<a href="/contributors/{{ . | urlize }}.html">{{ . }}</a> · {{ end }}
{{ range .Params.countries }}<a href="/countries/{{ . | urlize }}.html">{{ . }}</a> · {{ end }}
{{ .Date.Format "2 January 2006" }} · <em>{{ .Params.text }}</em></li>
"""
_ROWS = "".join(
    f"{{{{ range .Params.{many} }}}}<dt>{many}</dt>"
    f'<dd><a href="/{many}/{{{{ . | urlize }}}}.html">{{{{ . }}}}</a></dd>{{{{ end }}}}\n'
    for many in _TAXONOMIES.values()
)
HUGO_LAYOUTS = {
    "_default/baseof.html": """\
<!doctype html><html lang="{{ .Site.Language.Lang }}"><head><meta charset="utf-8">
<title>{{ .Title }} - {{ .Site.Title }}</title><link rel="canonical" href="{{ .Permalink }}">
{{ range .Translations }}<link rel="alternate" hreflang="{{ .Language.Lang }}"
href="{{ .Permalink }}">{{ end }}</head><body><header>{{ range .AllTranslations }}
<a href="{{ .RelPermalink }}">{{ .Language.Lang }}</a>{{ end }}</header>
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "_default/single.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<dl>"""
    + _ROWS
    + """</dl>{{ with .Params.reply_to }}{{ with $.Site.GetPage . }}
<p>In reply to <a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
""",
    "_default/list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range .Pages }}
"""
    + _ENTRY
    + """{{ end }}</ul>{{ end }}
""",
    "_default/terms.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.Alphabetical }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}
</ul>{{ end }}
""",
}


def palabre(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The archive itself, configured like the repository's own."""
    yield "mkdocs.yml", fixtures.configuration()
    yield from files


ELEVENTY_CONFIG = Path(__file__).parent / "eleventy.config.mjs"


def hugo(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The archive as a Hugo site: path below its folder, content."""
    yield "hugo.toml", HUGO_CONFIG
    for path, layout in HUGO_LAYOUTS.items():
        yield f"layouts/{path}", layout
    yield from _posts(files)


def eleventy(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The archive as an Eleventy site: the same pages at the same addresses as Hugo's."""
    yield ELEVENTY_CONFIG.name, ELEVENTY_CONFIG.read_text("utf-8")
    yield from _posts(files)


def _posts(files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each text with its whole record before it: neither of the two can share records."""
    posts = [(path, *_split(text)) for path, text in files if "/contributions/" in path]
    records = {Path(path).stem: front for path, front, _ in posts if "authors" in front}
    for path, front, body in posts:
        code, discussion, _, name = path.removeprefix("docs/").split("/")
        record = records[Path(name).stem]
        author = record["authors"][0]
        shown = {
            "title": front["title"],
            "text": front["text"],
            "date": record["date"],
            "weeks": [f"{discussion} week {n}" for n in record["weeks"]],
            "countries": [author["country"], *record["about"]],
            "contributors": [author["name"]],
            "organisations": [author["organisation"]],
            "topics": record["topics"],
            "tongues": [code],
        }
        if "reply_to" in record:
            shown["reply_to"] = f"/{discussion}/{record['reply_to']}"
        front_matter = yaml.safe_dump(shown, allow_unicode=True)
        yield f"content/{code}/{discussion}/{name}", f"---\n{front_matter}---\n\n{body}"


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
