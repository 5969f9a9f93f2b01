"""The site as readers get it: reachable, equal in both languages, harmless, the same twice."""

from __future__ import annotations

import posixpath
import re
import textwrap
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from lxml import etree

import built
import fixtures

pytestmark = pytest.mark.built


def test_every_link_and_fragment_leads_somewhere(any_site: Path) -> None:
    site_url = built.settings_of(any_site).site_url
    with built.served(any_site, urlsplit(site_url).path) as start:
        crawl = built.Crawl(start, site_url)
    assert crawl.broken == []
    met = {posixpath.relpath(page, start) for page in crawl.found}
    everything = {page.relative_to(any_site).as_posix() for page in built.pages(any_site)}
    assert everything - met <= {"404.html", "index.html"}


def test_the_switcher_lands_on_the_exact_twin(any_site: Path) -> None:
    for page in built.pages(any_site):
        path = page.relative_to(any_site).as_posix()
        if path == "404.html":
            continue
        links = {
            a.get("hreflang"): a
            for a in built.tree(page).xpath("//nav[@class='palabre-switch']//a")
        }
        assert list(links) == ["en", "fr"], path
        address = path.removeprefix("fr/")
        for code, link in links.items():
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), link.get("href")))
            assert found == ("fr/" if code == "fr" else "") + address
            assert (any_site / found).is_file()
            assert link.get("lang") == code


def test_hreflang_links_real_texts_only(two: Path) -> None:
    def alternates(path: str) -> list[str]:
        return list(built.tree(two / path).xpath("//link[@rel='alternate']/@hreflang"))

    assert alternates("harbours/contributions/kamsar-office.html") == ["en", "fr"]
    assert alternates("harbours/contributions/only-here.html") == []
    assert alternates("fr/harbours/contributions/only-here.html") == []
    assert alternates("fr/countries/gn.html") == ["en", "fr"]


def test_html5lib_finds_no_error(any_site: Path) -> None:
    found: dict[str, list[str]] = {}
    for page in built.pages(any_site):
        strict = html5lib.HTMLParser(namespaceHTMLElements=False)
        strict.parse(page.read_text("utf-8"))
        for (line, _), code, _values in strict.errors:
            found.setdefault(code, []).append(f"{page.relative_to(any_site)}:{line}")
    assert {code: where[:3] for code, where in found.items()} == {}


def test_pages_hold_no_script_but_for_searching_and_citing(two: Path) -> None:
    for page in built.pages(two):
        tree = built.tree(page)
        assert not tree.xpath("//meta[@http-equiv] | //*[normalize-space() = '49']")
        assert not tree.xpath("//iframe | //object | //embed | //form[not(@role='search')]")
        for element in tree.iter(etree.Element):
            assert not [a for a in element.attrib if a.startswith("on")], page
            for name in ("href", "src", "action"):
                assert not re.match(r"\s*(javascript|data|vbscript):", element.get(name, ""), re.I)
        run = tree.xpath("//script[not(@type='application/ld+json')]")
        scripts = [script.get("src", "") for script in run]
        expected = ["search"] * (page.name == "search.html")
        expected += ["cite"] * len(tree.xpath("//section[@id='palabre-cite']"))
        assert [re.sub(r".*/(\w+)\.\w+\.js$", r"\1", s) for s in scripts] == expected


def test_no_page_asks_anybody_else_for_anything(any_site: Path) -> None:
    for page in built.pages(any_site):
        tree = built.tree(page)
        asked = tree.xpath(
            "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href"
        )
        assert not [value for value in asked if urlsplit(value).netloc], page


def test_no_address_or_number_of_a_person_is_shown(any_site: Path) -> None:
    for page in built.pages(any_site):
        shown = page.read_text("utf-8")
        assert "mailto:" not in shown
        assert not re.search(r"[\w.]+@[\w-]+\.\w+", re.sub(r"https?://\S+", "", shown)), page


def test_nothing_of_docs_is_published_but_pages_and_attachments(two: Path) -> None:
    others = {
        path
        for path in built.contents(two)
        if not path.endswith(OF_LANGUAGES) and not path.startswith(("assets/", "data/"))
    }
    assert others == {
        "offline.zip",
        "sitemap.xml",
        "harbours/contributions/kamsar-office/map.png",
    }


def test_contributions_are_reachable_from_all_their_indexes(real: Path) -> None:
    archive = built.archive_of(real)
    if "local-authorities" in archive.discussions:
        assert len(archive.contributions) == 15
    for prefix in ("", "fr/"):
        for contribution in archive.contributions.values():
            record = contribution.record
            wanted = [f"{contribution.discussion}/weeks/{number}" for number in record.weeks]
            wanted += [f"countries/{a.country.lower()}" for a in record.authors if a.country]
            wanted += [f"countries/{code.lower()}" for code in record.about]
            wanted += [f"topics/{topic}" for topic in record.topics]
            people, bodies = archive.contributors, archive.organisations
            wanted += [f"contributors/{people.id_of(a.name)}" for a in record.authors if a.name]
            signed = [name for author in record.authors for name in author.organisation]
            wanted += [f"organisations/{bodies.id_of(name)}" for name in signed]
            wanted += [f"languages/{contribution.written_in}"]
            own = (real / prefix / contribution.address).read_text("utf-8")
            for index in wanted:
                shown = (real / f"{prefix}{index}.html").read_text("utf-8")
                assert f'{contribution.address}">' in shown, index
                assert f'{index}.html">' in own, index


def test_mkdocs_palabre_and_properdocs_build_the_same_site(real: Path, tmp_path: Path) -> None:
    expected = built.contents(real)
    for name, command in (("mkdocs", built.MKDOCS), ("properdocs", built.PROPERDOCS)):
        folder = built.copy_repository(tmp_path / name)
        found = built.contents(built.build(folder, [*command, "build", "--strict"]))
        assert set(found) == set(expected), name
        assert [path for path in found if found[path] != expected[path]] == [], name


def test_mkdocs_warns_of_nothing(tmp_path: Path) -> None:
    folder = built.copy_repository(tmp_path / "archive")
    finished = built.run(folder, *built.MKDOCS, "build", "--strict")
    assert finished.returncode == 0
    assert "WARNING" not in finished.stderr + finished.stdout


def test_another_day_and_another_place_give_the_same_bytes(real: Path, tmp_path: Path) -> None:
    folder = built.copy_repository(tmp_path / "elsewhere" / "deeper")
    travel = tmp_path / "travel"
    travel.mkdir()
    (travel / "sitecustomize.py").write_text(
        textwrap.dedent("""\
            import time_machine
            time_machine.travel("2031-05-01 12:00 +0000").start()
            """)
    )
    changes = {"PYTHONPATH": f"{travel}:{fixtures.REPOSITORY / 'hooks'}", "TZ": "Asia/Tokyo"}
    day = built.run(
        folder, built.MKDOCS[0], "-c", "import datetime; print(datetime.date.today())", **changes
    )
    assert day.stdout.strip() == "2031-05-01"
    assert built.contents(built.build(folder, None, **changes)) == built.contents(real)


def test_a_mirrored_configuration_gives_the_mirror_image(tmp_path: Path) -> None:
    """With the other language as default, each page has the other's address, and nothing else.

    What is listed by language (switcher, `hreflang`, texts, links to edit, data) begins with
    the default language, so the pages are compared piece by piece, without the pieces' order.
    """
    images = []
    for default in ("en", "fr"):
        folder = tmp_path / default
        folder.mkdir()
        files = fixtures.load("two") | fixtures.of_golden("resources")
        files |= fixtures.of_golden("withdrawn") | fixtures.of_golden("renamed")
        files |= fixtures.of_golden("citations")
        fixtures.write(folder, files, default)
        other = "fr" if default == "en" else "en"
        site_ = built.build(folder)
        images.append(
            {
                _place(path, default, other): Counter(_pieces(path, body, default, other))
                for path, body in built.contents(site_).items()
                if path.endswith(".html") and path != "404.html"
            }
        )
    one, mirrored = images
    assert set(one) == set(mirrored)
    assert [place for place in one if one[place] != mirrored[place]] == []


OF_LANGUAGES = (".html", ".atom", ".bib", ".ris", ".csl.json")
"""How the names of files end that stand in each language."""


def _place(path: str, default: str, other: str) -> str:
    """Where *path* stands, whichever language is at the root; other files belong to none."""
    if not path.endswith(OF_LANGUAGES):
        return path
    return path if path.startswith(f"{other}/") else f"{default}/{path}"


def _pieces(path: str, body: bytes, default: str, other: str) -> list[str]:
    """The lines of a page, with every address as :func:`_place` says it."""
    base = "https://palabre.example.org/archive/"

    def resolve(match: re.Match[str]) -> str:
        address = match[2].removeprefix(base)
        if urlsplit(address).netloc or address.startswith("#"):
            return match[0]
        absolute = match[2].startswith(base)
        folder = "" if absolute else posixpath.dirname(path)
        address, mark, fragment = address.partition("#")
        target = posixpath.normpath(posixpath.join(folder, address))
        return f'{match[1]}="{_place(target, default, other)}{mark}{fragment}"'

    shown = re.sub(r'\b(href|src)="?([^" >\\]+)"?', resolve, body.decode())
    written = re.escape(base) + r'([^\s"<#]+)'  # in citations, and for programs
    shown = re.sub(written, lambda match: base + _place(match[1], default, other), shown)
    # The data package describes everything in the default language, and beside that in both; it
    # is packed into the zip too, so that both have another size.
    shown = re.sub(r">(JSON|ZIP)</a> \([^)]+\)", r">\1</a>", shown)
    return [
        piece
        for piece in re.split(r'\s*(?:\n| · |</?p>|<p class="palabre-mend">|[{}\[\],])\s*', shown)
        if piece
    ]
