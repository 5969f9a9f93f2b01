"""The archive as data: valid by its own description, complete, and harmless."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from rdflib.namespace import RDF, SKOS

import built
import fixtures
from palabre import publication, site
from palabre.clock import clock
from palabre.exports import edition
from palabre.exports.cells import GUARDED, cell
from palabre.exports.sheets import CSV, JSON_LINES
from palabre.exports.tables import tables
from palabre.licences import Licence, licence
from palabre.settings import Settings
from palabre.store import Store

DAY = date(2010, 9, 20)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HIDDEN = ("quokka", "wombat", "narwhal")
"""Words of texts that are not shown, and of no other."""

ODD = {
    "docs/en/harbours/contributions/formula.md": """---
title: "=HYPERLINK(“https://example.org”)"
text: original
authors:
  - name: "@Zoé, Ndiaye"
    organisation: "A; B | C"
    country: NA
about: [NA]
rights: CC0 1.0
source: [https://example.org/a?b=1&c=2, "sha256:aa"]
---

+1 for “quotes”, commas, and 5 < 7;
=1+1 in a second line; -2 after a semicolon.

'=not a formula

```
	=tab
\u00a0
-line
```
""".replace(', "sha256:aa"', ""),
    "docs/en/rivers/contributions/waits.md": """---
title: Waits for its quokka
text: original
authors: [{name: Quokka Author, country: CV}]
publish: 2010-09-21
---

Of the quokka.
""",
    "docs/en/rivers/contributions/answers.md": """---
title: Answers what waits
text: original
authors: [{name: John O’Neill}]
reply_to: waits
---

I agree with [what waits](waits.md).
""",
    "docs/en/rivers/contributions/unready.md": """---
title: A draft of a wombat
text: original
draft: true
authors: [{name: Wombat Author}]
---

Of the wombat.
""",
    "docs/withdrawn.yml": """- id: gone
  discussion: rivers
  withdrawn: 2010-09-10
  reason: {en: It told of a narwhal.}
""",
}


def unguarded(words: str) -> str:
    """What *words* of a cell were before they were guarded."""
    return GUARDED.sub(r"\1", words)


def odd_archive() -> dict[str, str]:
    """Two discussions with more of everything, hostile values, and what must not be shown."""
    files = fixtures.load("two") | ODD
    for name in ("hostile", "resources", "citations", "own-ids"):
        files |= fixtures.of_golden(name)
    return files


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the odd archive, as of :data:`DAY`."""
    folder = tmp_path_factory.mktemp("odd")
    return publish(fixtures.write(folder, odd_archive()))


def publish(settings: Settings, store: Store | None = None) -> Path:
    found = site.read(settings, store, clock=clock(DAY))
    publication.publish(found, fixtures.bare_frame(settings, "head", "main"), settings.site, store)
    return settings.site


@pytest.fixture
def data(published: Path) -> Path:
    return published / "data"


def rows(data: Path, name: str) -> list[dict[str, str]]:
    with (data / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def objects(data: Path, name: str) -> list[dict[str, Any]]:
    lines = (data / f"{name}.jsonl").read_text("utf-8").split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


def names() -> list[str]:
    return [table.name for table in tables(("en", "fr"))]


def test_the_package_is_valid(data: Path) -> None:
    """JSON Lines are given as what they parse to: their reader is a package of its own."""
    described = json.loads((data / "datapackage.json").read_text("utf-8"))
    package = frictionless.Package.from_descriptor(described, basepath=str(data))
    for resource in package.resources:
        if resource.format == JSON_LINES:
            table = resource.name.removesuffix("-jsonl")
            index = next(
                i for i, r in enumerate(described["resources"]) if r["name"] == resource.name
            )
            schema = described["resources"][index]["schema"]
            described["resources"][index] = {
                "name": resource.name,
                "data": objects(data, table),
                "schema": schema,
            }
    report = frictionless.Package.from_descriptor(described, basepath=str(data)).validate()
    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "message"])
    told = {task.name: task.stats.get("rows") for task in report.tasks}
    for name in names():
        assert told[name] == told[f"{name}-jsonl"] == len(rows(data, name))


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("texts", "contribution", "no-such-contribution"),
        ("texts", "kind", "letter"),
        ("texts", "language", None),
        ("contributions", "date", "in spring"),
        ("contributions", "weeks", "one"),
        ("authors", "contribution", "no-such-contribution"),
    ],
)
def test_the_package_refuses_what_is_wrong(
    data: Path, name: str, column: str, value: object
) -> None:
    described = json.loads((data / "datapackage.json").read_text("utf-8"))
    kept = [r for r in described["resources"] if r["format"] == JSON_LINES]
    inline = []
    for resource in kept:
        found = objects(data, resource["path"].removesuffix(".jsonl"))
        if resource["name"] == f"{name}-jsonl":
            found[0][column] = value
        schema = resource["schema"]
        inline.append({"name": resource["name"], "data": found, "schema": schema})
    package = frictionless.Package.from_descriptor({"name": "x", "resources": inline})
    assert not package.validate().valid


def test_files_are_what_the_package_says(data: Path) -> None:
    described = json.loads((data / "datapackage.json").read_text("utf-8"))
    told = {resource["path"]: resource for resource in described["resources"]}
    assert {"datapackage.json", "index.html", *told} == {path.name for path in data.iterdir()}
    for path, resource in told.items():
        content = (data / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        for kind in ("titles", "descriptions"):
            assert list(resource[kind]) == described["languages"] == ["en", "fr"]
    assert [one.get("name", one["title"]) for one in described["licenses"]] == [
        "CC-BY-4.0",
        "CC0-1.0",
    ]


def test_counts_are_those_of_the_home_page(published: Path, data: Path) -> None:
    for home in (published / "index.html", published / "fr" / "index.html"):
        figures = built.tree(home).xpath('//p[@class="palabre-figures"]/text()')
        shown = [int(re.search(r"(\d+) contribution", figure)[1]) for figure in figures]  # type: ignore[index]
        discussions = rows(data, "discussions")
        assert shown == [int(one["contributions"]) for one in discussions]
        found = [one["discussion"] for one in rows(data, "contributions")]
        assert shown == [found.count(one["id"]) for one in discussions]
    texts = [one["contribution"] for one in rows(data, "texts") if one["contribution"]]
    for one in rows(data, "contributions"):
        assert texts.count(one["id"]) == len(one["languages"].split("|"))


@pytest.mark.parametrize("name", names())
def test_csv_says_what_json_lines_say(data: Path, name: str) -> None:
    pairs = list(zip(rows(data, name), objects(data, name), strict=True))
    assert pairs
    for row, found in pairs:
        assert list(row) == list(found)
        for key, value in found.items():
            told = value if not isinstance(value, list) else "|".join(map(str, value))
            told = json.dumps(told) if isinstance(told, bool) else told
            assert unguarded(row[key]) == ("" if told is None else str(told))


def test_no_cell_is_a_formula(data: Path) -> None:
    guarded = 0
    for name in names():
        raw = (data / f"{name}.csv").read_text("utf-8-sig")
        for row in rows(data, name):
            for value in row.values():
                for start in re.split(r"[\n;\t]", value):
                    assert not start.lstrip().startswith(("=", "+", "-", "@"))
                guarded += value != unguarded(value)
        assert raw.startswith(next(iter(rows(data, name)[0])))
    assert guarded >= 3
    text = next(one for one in objects(data, "texts") if one["contribution"] == "formula")
    assert text["title"].startswith("=HYPERLINK(")
    assert "\n-line" in text["text"]


@given(st.text(st.sampled_from("=+-@'; \t\nab\u00a0|\"\r,＝"), max_size=12))
def test_guarding_can_be_undone(words: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([cell(words), "x"])
    file.seek(0)
    (read,) = csv.reader(file)
    assert read == [cell(words), "x"]
    assert unguarded(read[0]) == words
    starts = re.split(r"[\n;\t]", read[0])
    assert not any(start.lstrip()[:1] in set("=+-@＝") for start in starts)
    assert cell(unguarded(cell(words))) == cell(words)


def test_csv_is_rfc_4180(data: Path) -> None:
    for name in names():
        raw = (data / f"{name}.{CSV}").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        outside = re.sub(rb'"(?:[^"]|"")*"', b"", raw)
        assert b"\r\n" in outside
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\"", outside)


def paragraphs_of(page: Path, prefix: str = "") -> dict[str, tuple[str, str]]:
    """The paragraphs that a page numbers or names, by id: their element, and their words."""
    tree = built.tree(page)
    found = {}
    for link in tree.xpath('//a[@class="palabre-permalink"]'):
        name = link.get("href")[1:]
        (element,) = tree.xpath("//*[@id=$name]", name=name)
        words = "".join(element.itertext()).removeprefix(link.text).strip()
        is_own = name.startswith(prefix) if prefix else not re.match(r"[a-z]{2}-p\d", name)
        if is_own:
            found[name.removeprefix(prefix)] = element.tag, words
    return found


def aligned_on_pages(published: Path, data: Path) -> Iterator[str]:
    """Of each work with several texts, the paragraphs that pages show in two of them at least."""
    archive = built.archive_of(published)
    for one in rows(data, "texts"):
        address = one["id"].partition("/")[2]
        folders = {"en": published, "fr": published / "fr"}
        if one["language"] not in folders or one["id"] not in shown_first(data).values():
            continue
        same = [o["language"] for o in rows(data, "texts") if o["id"].partition("/")[2] == address]
        pages = [
            paragraphs_of(folders[code] / f"{address}.html")
            if code in folders
            else paragraphs_of(published / f"{address}.html", f"{code}-")
            for code in same
        ]
        sequences = {tuple((name, tag) for name, (tag, _) in page.items()) for page in pages}
        if len(pages) > 1 and len(sequences) == 1:
            key = one["contribution"] or address
            for name in pages[0]:
                if sum(bool(page[name][1]) for page in pages) > 1:
                    yield f"{key}#{name}"
    assert archive.contributions


def shown_first(data: Path) -> dict[str, str]:
    """The first text of each work, by its address."""
    found: dict[str, str] = {}
    for one in rows(data, "texts"):
        if one["language"] in ("en", "fr"):
            found.setdefault(one["id"].partition("/")[2], one["id"])
    return found


def test_units_are_the_aligned_paragraphs(published: Path, data: Path) -> None:
    tree = etree.parse(data / "paragraphs.tmx")
    ids = tree.xpath("/tmx/body/tu/@tuid")
    assert len(ids) == len(set(ids)) > 10
    assert sorted(ids) == sorted(aligned_on_pages(published, data))
    codes = {tuple(unit.xpath("tuv/@xml:lang")) for unit in tree.iter("tu")}
    assert {("fr", "en"), ("es", "en", "fr"), ("en", "fr")} <= codes


ELEMENTS = {
    "tmx": (r"header body", {"version"}),
    "header": (r"((note|prop|ude) )*", set[str]()),
    "body": (r"(tu )*", set[str]()),
    "tu": (r"((note|prop) )*(tuv )+", set[str]()),
    "tuv": (r"((note|prop) )*seg ", {XML_LANG}),
    "prop": ("", {"type"}),
    "seg": ("", set[str]()),
}
"""TMX 1.4b, section 4 (Detailed Specifications): what an element holds, and must say.

Of `header` more below.
"""


def test_units_are_tmx(data: Path) -> None:
    tree = etree.parse(data / "paragraphs.tmx")
    root = tree.getroot()
    assert root.tag == "tmx"
    assert root.get("version") == "1.4"
    for element in root.iter():
        content, required = ELEMENTS[element.tag]
        inside = "".join(f"{child.tag} " for child in element)
        assert re.fullmatch(content.strip() or " *", inside.strip() or "") or re.fullmatch(
            content, inside
        ), element.tag
        assert required <= set(element.keys())
        if element.tag not in ("prop", "seg"):
            assert not "".join((element.text or "", *(c.tail or "" for c in element))).strip()
    header = root.find("header")
    assert header is not None
    needed = "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype"
    assert set(needed.split()) <= set(header.keys())
    assert header.get("segtype") in ("block", "paragraph", "sentence", "phrase")
    for unit in root.iter("tu"):
        codes = unit.xpath("tuv/@xml:lang")
        assert len(codes) == len(set(codes)) > 1
        assert unit.get("srclang") in (*codes, "*all*")
        assert all(segment.text.strip() for segment in unit.iter("seg"))


def test_topics_are_skos(data: Path) -> None:
    graph = rdflib.Graph().parse(data / "topics.ttl", format="turtle")
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    base = str(scheme).removesuffix("index.html")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts == set(graph.objects(scheme, SKOS.hasTopConcept))
    assert {str(one) for one in concepts} == {f"{base}{n}.html" for n in ("tides", "salt", "wind")}
    for concept in concepts:
        assert (concept, SKOS.inScheme, scheme) in graph
        assert (concept, SKOS.topConceptOf, scheme) in graph
        notation = graph.value(concept, SKOS.notation)
        assert str(concept) == f"{base}{notation}.html"
        for kind in (SKOS.prefLabel, SKOS.definition):
            found = {getattr(word, "language", "") for word in graph.objects(concept, kind)}
            assert found == {"en", "fr"}
    tides = rdflib.URIRef(f"{base}tides.html")
    assert rdflib.Literal("Marées", lang="fr") in set(graph.objects(tides, SKOS.prefLabel))


def test_labels_cannot_leave_their_quotes(tmp_path: Path) -> None:
    label = 'A "quote" \\ and ^^x:y @en . "'
    topics = [
        {
            "id": "odd-topic",
            "label": {"en": label, "fr": "É\u00a0;"},
            "definition": {"en": "One.", "fr": "Une."},
        }
    ]
    files = fixtures.load("base") | {"docs/topics.yml": json.dumps(topics)}
    data = publish(fixtures.write(tmp_path, files)) / "data"
    graph = rdflib.Graph().parse(data / "topics.ttl", format="turtle")
    assert rdflib.Literal(label, lang="en") in set(graph.objects(None, SKOS.prefLabel))
    assert len(set(graph.subjects(RDF.type, None))) == 2


def test_nothing_is_told_of_what_is_not_shown(data: Path) -> None:
    files = built.files_of(data)
    assert len(files) > 10
    for path, content in files.items():
        words = content.decode().lower()
        for word in (*HIDDEN, "waits.html", "gone", "unready"):
            assert word not in words, path
    answer = next(one for one in objects(data, "contributions") if one["id"] == "answers")
    assert answer["reply_to"] is None
    text = next(one for one in objects(data, "texts") if one["contribution"] == "answers")
    assert text["text"] == "I agree with what waits."


def test_no_address_of_a_person_is_told(data: Path) -> None:
    for path, content in built.files_of(data).items():
        assert not re.search(rb"[\w.]+@[\w-]+\.\w", content), path


def test_records_are_whole(data: Path) -> None:
    one = next(one for one in objects(data, "contributions") if one["id"] == "formula")
    assert one["countries_from"] == one["countries_about"] == ["NA"]
    assert one["sources"] == ["https://example.org/a?b=1&c=2"]
    assert one["rights"] == "CC0 1.0"
    island = next(one for one in objects(data, "authors") if one["contribution"] == "island")
    assert island["organisation_ids"] == ["sea-network", "puerto-libre"]
    assert island["inferred"] == ["country"]
    coasts = [t for t in objects(data, "texts") if t["contribution"] == "two-coasts"]
    assert {t["language"]: t["translation"] for t in coasts} == {
        "en": "machine",
        "fr": "machine-revised",
        "es": None,
    }
    assert {t["language"]: t["is_outdated"] for t in coasts} == {
        "en": True,
        "fr": False,
        "es": None,
    }


def test_addresses_lead_to_the_texts(published: Path, data: Path) -> None:
    base = built.settings_of(published).site_url
    for one in objects(data, "texts"):
        path, _, fragment = one["address"].removeprefix(base).partition("#")
        tree = built.tree(published / path)
        assert one["title"] in "".join(tree.itertext()) or fragment
        assert not fragment or tree.xpath("//*[@id=$name]", name=fragment)


def test_the_same_archive_gives_the_same_files(published: Path, tmp_path: Path) -> None:
    again = publish(fixtures.write(tmp_path, odd_archive()))
    assert built.files_of(again / "data") == built.files_of(published / "data")


def test_what_is_remembered_is_what_would_be_made(tmp_path: Path) -> None:
    files = odd_archive()
    settings = fixtures.write(tmp_path, files)
    path = "docs/en/harbours/contributions/only-here.md"
    texts = []
    for number, words in enumerate(("Nobody", "Somebody", "Everybody", "Who")):
        (tmp_path / path).write_text(files[path].replace("Nobody", words), "utf-8")
        store = Store(tmp_path, "test")
        if number == 2:  # what is kept is not trusted
            remembered = store.path("words.sqlite")
            remembered.write_bytes(remembered.read_bytes()[:-100])
        found = site.read(settings, store, clock=clock(DAY))
        edition.publish(found.archive, found.texts, tmp_path / f"kept{number}", store)
        store.close()
        edition.publish(found.archive, found.texts, tmp_path / f"new{number}")
        kept = built.files_of(tmp_path / f"kept{number}")
        assert kept == built.files_of(tmp_path / f"new{number}")
        texts.append(kept["data/texts.jsonl"])
        assert store.path("words.sqlite").is_file()
    assert len(set(texts)) == 4


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        ("CC BY 4.0", ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")),
        (
            "CC BY-NC-SA 3.0",
            ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ),
        ("cc-by-4.0", ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")),
        ("CC0", ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")),
        ("CC BY", ("", "")),
        ("© Port Network", ("", "")),
    ],
)
def test_licences_are_recognised(rights: str, expected: tuple[str, str]) -> None:
    assert licence(rights) == Licence(rights, *expected)
