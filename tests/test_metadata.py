"""What pages tell programs: it parses, is true and complete, and stays in its script."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from lxml import html as parser

import built
import fixtures
from palabre import language, publication, site
from palabre.clock import clock
from palabre.metadata.linked_data import written
from palabre.store import Store

ROOT = "https://palabre.example.org/archive/"
POSTS = "docs/{}/harbours/contributions/{}.md"
FRONT = "---\ntitle: {}\ntext: original\nauthors: [{{name: {}}}]\n{}---\n\n{}\n"
LEDGER = (
    "address\tlanguage\tsince\tparagraphs\tseals\n"
    "harbours/weeks/1.html\ten\t2024-01-02\t0\t\n"
    "harbours/weeks/2.html\ten\t2024-03-02\t0\t\n"
)

LINE: Mapping[str, object] = {"type": "string", "minLength": 1, "pattern": r"\S"}
URL: Mapping[str, object] = {"type": "string", "pattern": rf"^{ROOT}\S+$"}
DAY: Mapping[str, object] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
CODE: Mapping[str, object] = {"type": "string", "pattern": "^[a-z]{2,3}$"}


def nodes(of: Mapping[str, object], *required: str, **more: object) -> dict[str, object]:
    """The schema of a list of nodes that have the properties *of*, and no others."""
    return {"type": "array", "minItems": 1, "items": node(of, *required, **more)}


def node(of: Mapping[str, object], *required: str, **more: object) -> dict[str, object]:
    """The schema of a node that has the properties *of*, and no others."""
    closed = {"additionalProperties": False, "required": list(required)}
    return {"type": "object", "properties": of, **closed, **more}


AGENT = {
    "@type": {"enum": ["Person", "Organization", "SoftwareApplication"]},
    "name": LINE,
    "url": URL,
    "affiliation": nodes({"@type": {"const": "Organization"}, "name": LINE}, "@type", "name"),
}
AGENTS = nodes(AGENT, "name")
PART = {"@type": {"const": "CreativeWork"}, "name": LINE, "url": URL}
TEXT = {**PART, "inLanguage": CODE}
SAID = {
    "headline": LINE,
    "url": URL,
    "author": AGENTS,
    "datePublished": DAY,
    "inLanguage": CODE,
    "text": LINE,
}
COMMENT = {"@type": {"const": "Comment"}, **SAID, "comment": {"$ref": "#/$defs/comments"}}
ABOUT_PAGE = {
    "@context": {"const": "https://schema.org"},
    "mainEntityOfPage": URL,
    "copyrightNotice": LINE,
    "license": {"type": "string", "format": "uri", "pattern": "^https?://"},
    "isPartOf": nodes(PART, *PART),
}
NEEDED = ("@context", "@type", "headline", "url", "mainEntityOfPage", "inLanguage")
POSTING = {
    "@type": {"const": "DiscussionForumPosting"},
    **ABOUT_PAGE,
    **SAID,
    "dateModified": DAY,
    "translator": AGENTS,
    "translationOfWork": node(TEXT, *TEXT),
    "isBasedOn": node(TEXT, *TEXT),
    "workTranslation": nodes(TEXT, *TEXT),
    "comment": {"$ref": "#/$defs/comments"},
}
ARTICLE = {
    "@type": {"const": "Article"},
    **ABOUT_PAGE,
    **{name: SAID[name] for name in SAID if name != "text"},
    "citation": nodes({"@id": URL}, "@id"),
}
DOWNLOAD = {
    "@type": {"const": "DataDownload"},
    "name": LINE,
    "encodingFormat": {"type": "string", "pattern": r"^[a-z]+/[a-z.+-]+$"},
    "contentUrl": URL,
}
DATASET = {
    "@context": {"const": "https://schema.org"},
    "@type": {"const": "Dataset"},
    "name": LINE,
    "description": {"type": "string", "minLength": 50, "maxLength": 5000},
    "url": URL,
    "inLanguage": {"type": "array", "items": CODE, "minItems": 2, "maxItems": 2},
    "isAccessibleForFree": {"const": True},
    "license": ABOUT_PAGE["license"],
    "copyrightNotice": LINE,
    "creator": AGENTS,
    "temporalCoverage": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d/(\d{4}-\d\d-\d\d|\.\.)$"},
    "spatialCoverage": {"type": "array", "items": LINE, "minItems": 1, "uniqueItems": True},
    "hasPart": nodes(PART, *PART),
    "distribution": nodes(DOWNLOAD, *DOWNLOAD),
}
SCHEMA = {
    "$defs": {"comments": nodes(COMMENT, *(name for name in SAID if name != "datePublished"))},
    "oneOf": [
        node(POSTING, *NEEDED, "author", "text", "isPartOf"),
        node(ARTICLE, *NEEDED),
        node(DATASET, "@context", "@type", "name", "description", "url", "license", "distribution"),
    ],
}
Draft202012Validator.check_schema(SCHEMA)
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker(["date"]))


def archive() -> dict[str, str]:
    """Originals, translations, summaries, third languages, posts undated or not, and replies."""
    files = fixtures.load("two") | fixtures.of_golden("citations")
    taken_in = "published: 2023-01-02\n"
    dated = f"{taken_in}corrected: 2023-02-03\nreply_to: delta\nweeks: [2]\n"
    files |= {
        POSTS.format("en", "dated"): FRONT.format(
            "Dated",
            "Jo Lee",
            f"date: 2010-09-14\n{dated}rights: Mine\n",
            "One.\n\nTwo & \\<three>.",
        ),
        POSTS.format("en", "guessed"): FRONT.format(
            "Guessed", "Jo Lee", f"date: 2010-09-15\ninferred: [date]\n{taken_in}", "Three."
        ),
        POSTS.format("fr", "again"): FRONT.format(
            "Encore", "Binta Sow", "date: 2010-09-16\nreply_to: dated\n", "Oui. " * 100
        ),
        "ledger.tsv": LEDGER,
    }
    return files


def publish(folder: Path, files: Mapping[str, str], day: date | None = None) -> Path:
    """The site of *files*, as it is on *day*."""
    folder.mkdir(exist_ok=True)
    written_in = fixtures.write(folder, files)
    frame = fixtures.bare_frame(written_in, "head", "main")
    publication.publish(site.read(written_in, clock=clock(day)), frame, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree._Element]:
    """Every page of the archive, by address."""
    folder = publish(tmp_path_factory.mktemp("metadata"), archive())
    return {
        page.relative_to(folder).as_posix(): parser.document_fromstring(page.read_text("utf-8"))
        for page in built.pages(folder)
    }


def data(page: etree._Element) -> Any:
    """The JSON-LD of a page; ``None`` where there is none."""
    scripts = page.xpath("//script[@type='application/ld+json']")
    assert len(scripts) < 2
    return json.loads(scripts[0].text) if scripts else None


def meta(page: etree._Element, name: str) -> list[str]:
    """What the head says as *name*."""
    return [str(value) for value in page.xpath(f"//meta[@name='{name}']/@content")]


def test_the_data_of_every_page_keeps_the_schema(pages: Mapping[str, etree._Element]) -> None:
    found = {address: told for address, page in pages.items() if (told := data(page))}
    errors = {
        f"{address}: {error.message[:300]}"
        for address, told in found.items()
        for error in VALIDATOR.iter_errors(told)
    }
    assert not errors
    kinds = Counter(told["@type"] for told in found.values())
    files = archive()
    posts = {path.rsplit("/")[-1] for path in files if "/contributions/" in path and ".md" in path}
    posts -= {"not-yet.md"}  # a draft
    articles = 2 * len(("two launches", "of", "three weeks", "with a reply")) + 4
    expected = {"DiscussionForumPosting": 2 * len(posts), "Article": articles, "Dataset": 2}
    assert kinds == expected


def test_the_schema_misses_what_search_engines_ask_for(
    pages: Mapping[str, etree._Element],
) -> None:
    told = data(pages["harbours/contributions/dated.html"])
    for name in ("author", "text", "url"):
        assert not VALIDATOR.is_valid({k: v for k, v in told.items() if k != name}), name
    assert not VALIDATOR.is_valid(told | {"datePublished": "undated"})
    nameless = [{"@type": "Comment", **told["comment"][0], "author": [{"@type": "Person"}]}]
    assert not VALIDATOR.is_valid(told | {"comment": nameless})


def test_a_posting_says_what_is_known_of_it(pages: Mapping[str, etree._Element]) -> None:
    told = data(pages["harbours/contributions/dated.html"])
    assert told["text"] == "One.\n\nTwo & <three>."
    assert (told["datePublished"], told["dateModified"]) == ("2010-09-14", "2023-02-03")
    assert told["copyrightNotice"] == "Mine"
    assert "license" not in told
    assert [part["name"] for part in told["isPartOf"]] == ["Harbours and cities", "Islands"]
    assert told["author"][0]["url"] == f"{ROOT}contributors/jo-lee.html"
    for name in ("guessed", "island"):
        assert "date" not in json.dumps(data(pages[f"harbours/contributions/{name}.html"])).lower()
    office = data(pages["fr/harbours/contributions/kamsar-office.html"])
    assert office["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert office["author"][0]["affiliation"] == [
        {"@type": "Organization", "name": "Port de Kamsar"}
    ]


def test_translations_and_originals_name_each_other(pages: Mapping[str, etree._Element]) -> None:
    folder = "harbours/contributions"
    original = data(pages[f"fr/{folder}/kamsar-office.html"])
    translation = data(pages[f"{folder}/kamsar-office.html"])
    assert (original["inLanguage"], translation["inLanguage"]) == ("fr", "en")
    assert original["workTranslation"][0]["url"] == translation["url"]
    assert translation["translationOfWork"]["url"] == original["url"]
    assert translation["translator"] == [{"name": "The moderators"}]
    machine = data(pages[f"{folder}/two-coasts.html"])
    assert machine["translator"] == [{"@type": "SoftwareApplication", "name": "Babel Engine"}]
    assert machine["translationOfWork"]["url"] == f"{ROOT}{folder}/two-coasts.html#text-es"
    assert pages[f"{folder}/two-coasts.html"].xpath("//*[@id='text-es']")
    summary = data(pages["rivers/contributions/delta.html"])
    assert not {"translationOfWork", "isBasedOn", "workTranslation"} & summary.keys()


def test_a_page_in_another_language_tells_of_the_text(pages: Mapping[str, etree._Element]) -> None:
    """Untranslated, it is that of the page whose own the text is; in a third language its own."""
    address = "harbours/contributions/{}.html"
    own, other = (data(pages[prefix + address.format("only-here")]) for prefix in ("", "fr/"))
    assert (other["inLanguage"], other["url"]) == ("en", own["url"])
    third = data(pages["fr/" + address.format("island")])
    assert (third["inLanguage"], third["url"]) == ("es", f"{ROOT}fr/{address.format('island')}")
    intro = pages["fr/harbours/weeks/2.html"]
    assert data(intro)["headline"] == meta(intro, "citation_title")[0] == "Week 2: Islands"
    assert meta(intro, "citation_language") == ["en"]
    assert meta(intro, "citation_public_url") == [f"{ROOT}harbours/weeks/2.html"]


def test_replies_are_comments_and_say_their_first_words(
    pages: Mapping[str, etree._Element],
) -> None:
    (first,) = data(pages["rivers/contributions/delta.html"])["comment"]
    assert (first["headline"], first["text"]) == ("Dated", "One. Two & <three>.")
    (second,) = first["comment"]
    assert second["url"] == f"{ROOT}fr/harbours/contributions/again.html"
    assert second["datePublished"] == "2010-09-16"
    assert second["text"].endswith("…")
    assert len(second["text"]) <= 161


def test_moderators_sign_what_they_wrote_and_name_what_they_cite(
    pages: Mapping[str, etree._Element],
) -> None:
    reply = data(pages["fr/harbours/consolidated-reply.html"])
    assert reply["author"] == [{"name": "Institut portuaire"}]
    cited = [one["@id"].removeprefix(ROOT) for one in reply["citation"]]
    expected = "harbours/contributions/kamsar-office rivers/contributions/delta "
    expected += "harbours/contributions/two-coasts"
    assert cited == [f"fr/{address}.html" for address in expected.split()]
    assert "datePublished" not in reply


def test_the_head_and_the_citation_of_a_week_tell_the_same_day(tmp_path: Path) -> None:
    """That on which it opened, once it has; what editors inferred is told to people alone."""
    files = fixtures.load("two")
    for day, told in ((date(2010, 9, 30), ["2010-09-06"]), (date(2010, 9, 5), [])):
        folder = publish(tmp_path / str(day), files, day)
        page = built.tree(folder / "harbours/weeks/1.html")
        assert meta(page, "DC.date") == told
        assert [*filter(None, [data(page).get("datePublished")])] == told
        record = (folder / "harbours/weeks/1.bib").read_text("utf-8")
        assert ("date = {2010-09-06}" in record) == bool(told)
    page = built.tree(tmp_path / "2010-09-30/site/harbours/weeks/2.html")
    assert "datePublished" not in data(page)
    assert not meta(page, "citation_publication_date")
    record = (tmp_path / "2010-09-30/site/harbours/weeks/2.bib").read_text("utf-8")
    assert "date = {2010-09-13}" in record
    assert "inferred" in record


def test_the_archive_is_a_dataset(pages: Mapping[str, etree._Element]) -> None:
    told = data(pages["fr/index.html"])
    assert told["temporalCoverage"] == "2010-09-06/.."
    assert "Sénégal" in told["spatialCoverage"]
    assert "9 contributions" in told["description"]


def test_all_data_of_the_dataset_is_there(tmp_path: Path) -> None:
    folder = publish(tmp_path, archive())
    told = data(built.tree(folder / "index.html"))["distribution"]
    there = {path.name for path in (folder / "data").iterdir() if path.suffix != ".html"}
    assert {one["name"] for one in told} == there
    assert {one["contentUrl"].removeprefix(f"{ROOT}data/") for one in told} == there


def test_zotero_and_libraries_find_a_forum_post(pages: Mapping[str, etree._Element]) -> None:
    page = pages["harbours/contributions/kamsar-office.html"]
    names = "z:itemType citation_title citation_author citation_publication_date citation_language"
    values = [meta(page, name) for name in names.split()]
    title = "What the harbour office learned"
    assert values == [["forumPost"], [title], ["Diallo, Awa"], ["2010/09/01"], ["en"]]
    schemas = dict(zip(page.xpath("//link/@rel"), page.xpath("//link/@href"), strict=True))
    assert schemas["schema.DC"] == "http://purl.org/dc/elements/1.1/"
    assert meta(page, "DC.contributor") == ["The moderators"]
    assert meta(page, "DC.date") == ["2010-09-01"]
    assert meta(page, "DC.source") == ["Harbours and cities"]
    assert meta(page, "DC.rights") == ["CC BY 4.0"]
    reply = pages["harbours/consolidated-reply.html"]
    assert meta(reply, "z:itemType") == ["report"]
    assert meta(reply, "DC.publisher") == ["Port Network"]


def test_an_organisation_has_no_family_name(pages: Mapping[str, etree._Element]) -> None:
    page = pages["harbours/contributions/two-coasts.html"]
    assert meta(page, "citation_author") == ["Sea Network,", "Diallo, Awa"]
    assert meta(page, "DC.creator") == ["Sea Network", "Awa Diallo"]


def test_lists_and_texts_shown_again_tell_nothing(pages: Mapping[str, etree._Element]) -> None:
    silent = "countries/gn contributors/index search harbours/weeks/index contribute"
    for address in (*silent.split(), "harbours/contributions/kamsar-office.side-by-side"):
        page = pages[f"{address}.html"]
        assert data(page) is None
        assert not page.xpath("//meta[contains(@name, 'citation_') or starts-with(@name, 'DC')]")


@settings(deadline=None)
@given(st.dictionaries(st.text(), st.recursive(st.text(), st.lists), max_size=5))
def test_whatever_is_said_stays_in_its_script(said: dict[str, Any]) -> None:
    text = written(said)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == said
    script = parser.document_fromstring(f"<p></p><script>{text}</script>").xpath("//script")
    assert len(script) == 1


def test_hostile_words_show_as_they_are(tmp_path: Path) -> None:
    """Front matter is refused that holds markup, but not quotes; a body may show it as code."""
    title, name = 'A "quoted" & \\u003c post -- {{ 7 * 7 }}', "' onload=alert(1) x='"
    body = "`</script><script>alert(1)</script>` &lt;/script&gt; `<!--` &amp;amp;"
    files = fixtures.load("two")
    files[POSTS.format("en", "hostile")] = FRONT.format(
        json.dumps(title), json.dumps(name), f"rights: {json.dumps(title)}\n", body
    )
    page = built.tree(publish(tmp_path, files) / "harbours/contributions/hostile.html")
    told = data(page)
    assert told["headline"] == told["copyrightNotice"] == meta(page, "citation_title")[0] == title
    assert told["author"][0]["name"] == meta(page, "DC.creator")[0] == name
    assert told["text"] == "</script><script>alert(1)</script> </script> <!-- &amp;"
    assert len(page.xpath("//script[not(@src)]")) == 1
    assert not page.xpath("//@onload")


@pytest.mark.parametrize("code", ["en", "fr"])
def test_an_archive_without_contributions_is_described(tmp_path: Path, code: str) -> None:
    prefix = "" if code == "en" else f"{code}/"
    page = publish(tmp_path, fixtures.load("base")) / f"{prefix}index.html"
    told = data(built.tree(page))
    assert not list(VALIDATOR.iter_errors(told))
    assert language.of(code).count("contributions", 0) in told["description"]


SECRET = {
    "scheduled-post": "date: 2010-09-19\nreply_to: kamsar-office\npublish: 2010-09-20\n",
    "draft-post": "draft: true\nreply_to: kamsar-office\n",
}
"""Contributions that nobody may see, with their front matter."""


def test_what_is_not_shown_is_not_told(tmp_path: Path) -> None:
    """Neither in data, nor tags, nor the sitemap: a withdrawn post, a scheduled one and a draft."""
    files = archive()
    for name, front in SECRET.items():
        title = f"Secret {name}"
        files[POSTS.format("en", name)] = FRONT.format(title, "Secret Person", front, title)
    cited = "docs/en/harbours/weeks/2.md"
    files[cited] += "\nSee [@scheduled-post#p1], [@draft-post#p1].\n"
    entry = "{id: withdrawn-post, discussion: harbours, withdrawn: 2010-09-05}"
    files["docs/withdrawn.yml"] = f"- {entry}\n"
    folder = publish(tmp_path, files, date(2010, 9, 18))
    assert "Secret" not in "".join(
        path.read_text("utf-8") for path in folder.rglob("*") if path.suffix in (".html", ".xml")
    )
    sitemap = (folder / "sitemap.xml").read_text("utf-8")
    told = [json.dumps(data(built.tree(page))) for page in built.pages(folder)]
    for name in (*SECRET, "withdrawn-post"):
        assert name not in sitemap
        assert not [one for one in told if name in one]
    address = "harbours/contributions/scheduled-post.html"
    later = publish(tmp_path / "later", files, date(2010, 9, 20))
    assert address in (later / "sitemap.xml").read_text("utf-8")
    office = later / "harbours/contributions/kamsar-office.html"
    assert "Secret scheduled-post" in json.dumps(data(built.tree(office)))


def test_a_page_is_made_anew_for_what_its_data_shows_of_others(tmp_path: Path) -> None:
    """The first words of a reply, not its last ones; the day on which a week was published."""
    settings = fixtures.write(tmp_path, archive())
    frame = fixtures.bare_frame(settings, "head", "main")
    post, week = "rivers/contributions/delta.html", "harbours/weeks/2.html"

    def build() -> dict[str, bytes]:
        for name in ("site", "cold"):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
        store = Store(settings.root, settings.site_url)
        publication.publish(site.read(settings, store), frame, tmp_path / "site", store)
        store.close()
        publication.publish(site.read(settings), frame, tmp_path / "cold")
        warm = built.contents(tmp_path / "site")
        assert warm == built.contents(tmp_path / "cold")
        return warm

    def edit(path: str, old: str, new: str) -> None:
        text = (tmp_path / path).read_text("utf-8")
        assert old in text
        (tmp_path / path).write_text(text.replace(old, new, 1), "utf-8")

    made = [build()]
    again = POSTS.format("fr", "again")
    (tmp_path / again).write_text((tmp_path / again).read_text("utf-8") + "\nNon.\n", "utf-8")
    made.append(build())
    edit(again, "Oui. Oui.", "Oui. Si.")
    made.append(build())
    edit("ledger.tsv", "2024-03-02", "2024-03-03")
    made.append(build())
    assert [one[post] == two[post] for one, two in pairwise(made)] == [
        True,
        False,
        True,
    ]
    assert [one[week] == two[week] for one, two in pairwise(made)] == [
        True,
        True,
        False,
    ]


def test_saying_words_again_costs_little_on_the_wire(tmp_path: Path) -> None:
    """A long post: what compressing leaves of all that programs are told."""
    draw = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(draw.choices(letters, k=draw.randint(2, 9))) for _ in range(3000)]
    body = "\n\n".join(" ".join(words[start : start + 60]) for start in range(0, 3000, 60))
    files = archive() | {POSTS.format("en", "long"): FRONT.format("Long", "Jo Lee", "", body)}
    page = publish(tmp_path, files) / "harbours/contributions/long.html"
    whole = page.read_text("utf-8")
    bare = built.tree(page)
    for told in bare.xpath("//script | //meta[contains(@name, 'c')] | //link[@rel!='canonical']"):
        told.drop_tree()
    without = etree.tostring(bare, encoding="unicode", method="html")
    assert len(whole) > 1.7 * len(without)
    costs = len(gzip.compress(whole.encode())) - len(gzip.compress(without.encode()))
    assert costs < 1500, costs
