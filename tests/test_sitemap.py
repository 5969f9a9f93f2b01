"""The sitemap names each text once, its twin in the other language, and no day that is not true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree

import built
import fixtures
from palabre import publication, site, sitemap
from palabre.ledger import Promise
from palabre.ledger import written as ledger_of
from palabre.site import Site
from palabre.sitemap import Limits

ROOT = "https://palabre.example.org/archive/"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
POST = "harbours/contributions/{}.html"


def archive() -> dict[str, str]:
    """Texts in both languages, in one, in a third; days that are known or not."""
    files = fixtures.load("two")
    for name, told in (
        ("en/harbours/contributions/only-here", "published: 2023-01-02\ncorrected: 2024-02-03\n"),
        ("fr/harbours/contributions/kamsar-office", "published: 2023-01-02\n"),
    ):
        path = f"docs/{name}.md"
        files[path] = files[path].replace("\n---\n\n", f"\n{told}---\n\n")
    files["ledger.tsv"] = ledger_of(
        (
            Promise(POST.format("kamsar-office"), "fr", "2023-01-02"),
            Promise(POST.format("kamsar-office"), "en", "2023-05-06"),
            Promise("harbours/weeks/1.html", "en", "2023-05-06"),
        )
    )
    return files


def read(folder: Path, **config: str) -> Site:
    """The archive, ready to be shown."""
    return site.read(fixtures.write(folder, archive(), **config))


def entries(files: Mapping[str, str]) -> Iterator[etree._Element]:
    """Every address of a sitemap, from all of its files."""
    for text in files.values():
        yield from etree.fromstring(text.encode()).iterfind("s:url", NAMES)


def location(entry: etree._Element) -> str:
    """The address of an entry."""
    return entry.findtext("s:loc", namespaces=NAMES) or ""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree._Element]:
    """The entries of the archive's sitemap, by address."""
    files = sitemap.files(read(tmp_path_factory.mktemp("sitemap")))
    assert list(files) == ["sitemap.xml"]
    told = [(location(entry).removeprefix(ROOT), entry) for entry in entries(files)]
    assert len(dict(told)) == len(told)
    return dict(told)


def test_a_text_is_named_where_it_is_its_own(found: Mapping[str, etree._Element]) -> None:
    for name, wanted in (
        ("kamsar-office", {"", "fr/"}),
        ("only-here", {""}),
        ("seulement-ici", {"fr/"}),
        ("island", {"", "fr/"}),  # in a third language: each page stands for itself
    ):
        assert {p for p in ("", "fr/") if p + POST.format(name) in found} == wanted, name
    assert {"index.html", "fr/topics/tides.html", "harbours/weeks/2.html"} <= found.keys()
    assert not {"fr/harbours/weeks/2.html", "search.html", "404.html"} & found.keys()
    assert not [address for address in found if "side-by-side" in address]


def test_languages_are_those_that_heads_name(
    found: Mapping[str, etree._Element], tmp_path: Path
) -> None:
    """Both pages name both, where both have a text of their own; else none names any."""
    checked = read(tmp_path)
    frame = fixtures.bare_frame(checked.settings, "head", "main")
    publication.publish(checked, frame, tmp_path / "site")
    numbers = set()
    for address, entry in found.items():
        links = {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", NAMES)}
        alternates = built.tree(tmp_path / "site" / address).xpath("//link[@hreflang]")
        assert links == {link.get("hreflang"): link.get("href") for link in alternates}, address
        assert not links or f"{ROOT}{address}" in links.values()
        assert {str(url).removeprefix(ROOT) for url in links.values()} <= found.keys()
        numbers.add(len(links))
    assert numbers == {0, 2}


def test_days_are_those_that_are_known(found: Mapping[str, etree._Element]) -> None:
    """A translation came later than its original; lists and moderators' texts have none."""
    days = {
        address: day
        for address, entry in found.items()
        if (day := entry.findtext("s:lastmod", namespaces=NAMES))
    }
    office = POST.format("kamsar-office")
    assert days == {
        office: "2023-05-06",
        f"fr/{office}": "2023-01-02",
        POST.format("only-here"): "2024-02-03",
    }


def test_what_is_too_large_is_divided(found: Mapping[str, etree._Element], tmp_path: Path) -> None:
    checked = read(tmp_path)
    for limits, least in ((Limits(addresses=7), 7), (Limits(size=1200), 1)):
        index, *parts = sitemap.files(checked, limits).items()
        names = etree.fromstring(index[1].encode()).findall("s:sitemap/s:loc", NAMES)
        assert [name.text for name in names] == [ROOT + name for name, _ in parts]
        sizes = [len(list(entries({"": text}))) for _, text in parts]
        assert min(sizes[:-1]) >= least
        assert max(sizes) <= limits.addresses
        assert max(len(text.encode()) for _, text in parts) <= limits.size
        assert list(map(location, entries(dict(parts)))) == [ROOT + address for address in found]
    publication.publish(checked, fixtures.bare_frame(checked.settings, "main"), tmp_path / "site")
    assert not (tmp_path / "site/sitemap-1.xml").exists()


def test_the_limits_are_those_of_the_protocol() -> None:
    assert (Limits().addresses, Limits().size) == (50_000, 52_428_800)


def test_addresses_are_escaped(tmp_path: Path) -> None:
    url = "https://palabre.example.org/a&b'<c>/"
    files = sitemap.files(read(tmp_path, site_url=url))
    assert all(location(entry).startswith(url) for entry in entries(files))
    links = [link.get("href") for entry in entries(files) for link in entry.iter("{*}link")]
    assert links
    assert all(str(link).startswith(url) for link in links)


def test_a_discussion_may_have_the_name_of_a_part(tmp_path: Path) -> None:
    """A part of the sitemap is no page, and its name no address of one."""
    limits = Limits(addresses=7)
    parts = set(sitemap.files(read(tmp_path), limits)) - {"sitemap.xml"}
    assert parts == {f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)}
