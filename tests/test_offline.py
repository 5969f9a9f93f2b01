"""The copy to take along: a zip that programs can read, and a site that needs no server."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

import browser
import built
import fixtures
from palabre import language, offline
from palabre.layout import OFFLINE
from palabre.members import Members, note
from palabre.parcel import Member, Parcel
from palabre.store import Store

NAMES = st.from_regex(r"[a-z0-9é-]{1,9}\.(html|png)", fullmatch=True)


@given(st.dictionaries(NAMES, st.binary(max_size=300)), st.sets(NAMES))
def test_a_parcel_is_a_zip(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes], others: set[str]
) -> None:
    first, second = (tmp_path_factory.mktemp("zip") / "a.zip" for _ in range(2))
    files, notes = dict(sorted(files.items())), BytesIO()
    with Parcel(first) as parcel:
        for name, content in files.items():
            note(name, parcel.add(name, content), notes)
    whole = first.read_bytes()
    notes.seek(0)
    members = Members(notes)
    with Parcel(second) as taken:
        for name in sorted({*files, *others}):
            one = members.find(name)
            assert bool(one) == (name in files)
            if one:
                taken.take(name, one, whole[one.at : one.at + one.packed])
    assert second.read_bytes() == whole
    with zipfile.ZipFile(first) as zipped:
        assert zipped.testzip() is None
        assert {name: zipped.read(name) for name in zipped.namelist()} == files


def test_a_parcel_may_hold_more_than_old_zips(tmp_path: Path) -> None:
    with Parcel(tmp_path / "many.zip") as parcel:
        for number in range(70_000):
            parcel.take(f"{number}", Member(0, 0, 0, 0, 0, 0), b"")
    with zipfile.ZipFile(tmp_path / "many.zip") as zipped:
        assert zipped.namelist() == [str(number) for number in range(70_000)]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://palabre.example.org/archive/", "palabre-example-org-archive"),
        ("https://con/", "con-site"),
        ("https://例え.テスト/../../x", "site"),
    ],
)
def test_the_folder_is_named_after_the_address(tmp_path: Path, url: str, name: str) -> None:
    found = fixtures.write(tmp_path, fixtures.load("base"), site_url=url)
    assert offline.folder_name(found) == name


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_what_did_not_change_is_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = fixtures.write(tmp_path, fixtures.load("base"))
    site = tmp_path / "site"
    write(site / "a.html", "One")
    write(site / "b/c.html", "Two")
    write(site / "pagefind/d.js", "Three")
    store = Store(tmp_path, "test")
    first = offline.publish(found, site, store).read_bytes()
    (site / OFFLINE).unlink()
    (site / "a.html").unlink()
    write(site / "b/c.html", "Other")
    write(site / "e.html", "New")
    second = offline.publish(found, site, store)
    with zipfile.ZipFile(second) as zipped:
        contents = {Path(n).name: zipped.read(n) for n in zipped.namelist() if "/site/" in n}
    assert contents == {"c.html": b"Other", "e.html": b"New"}
    kept = second.read_bytes()
    second.unlink()
    for damage in (kept, first[:-1] + b"?"):  # what is kept is not trusted
        (store.folder("offline") / OFFLINE).unlink()
        (store.folder("offline") / OFFLINE).write_bytes(damage)
        assert offline.publish(found, site, store).read_bytes() == kept
        second.unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1284000000")
    with zipfile.ZipFile(offline.publish(found, site, store)) as zipped:
        assert {one.date_time for one in zipped.infolist()} == {(2010, 9, 9, 2, 40, 0)}
    store.close()


def unpacked(site: Path, folder: Path) -> Path:
    """The one folder in the zip of *site*."""
    with zipfile.ZipFile(site / OFFLINE) as zipped:
        assert zipped.testzip() is None
        assert all(re.fullmatch(r"[\w./-]+", name, re.ASCII) for name in zipped.namelist())
        zipped.extractall(folder)
    (top,) = folder.iterdir()
    return top


def links(page: Path) -> Iterator[str]:
    """What a reader, or the page itself, follows from it."""
    tree = built.tree(page)
    found = tree.xpath("//a/@href | //area/@href | //img/@src | //svg//@href | //form/@action")
    found += tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src")
    found += tree.xpath("//meta[@http-equiv='refresh']/@content")
    for link in found:
        yield re.sub(r"^0; url=", "", link)


@pytest.mark.built
def test_every_link_of_the_copy_leads_to_a_file(any_site: Path, tmp_path: Path) -> None:
    top = unpacked(any_site, tmp_path)
    site_url = built.settings_of(any_site).site_url
    shown = {page.as_uri(): set(built.tree(page).xpath("//@id")) for page in built.pages(top)}
    broken, abroad = [], []
    for page in built.pages(top):
        for link in links(page):
            address, fragment = urldefrag(urljoin(page.as_uri(), link))
            address = address.partition("?")[0]
            # A feed brings what is new: only the site has it.
            on_the_site = page.name == "search.html" or link.endswith(".atom")
            if link.startswith(site_url) and not on_the_site:
                abroad.append(f"{page}: {link}")
            if urlsplit(address).scheme != "file":
                continue
            file = Path(unquote(urlsplit(address).path))
            if not file.is_file() or (fragment and fragment not in shown[address]):
                broken.append(f"{page}: {link}")
    assert (broken, abroad) == ([], [])
    files = set(built.files_of(any_site))
    needless = {p for p in files if p.startswith("pagefind/") or p.endswith(".atom")}
    needless |= {"404.html", "sitemap.xml", OFFLINE}
    assert set(built.files_of(top / "site")) == files - needless
    assert any(p.endswith(".atom") for p in files)


@pytest.mark.built
def test_both_languages_begin_alike(real: Path, tmp_path: Path) -> None:
    top = unpacked(real, tmp_path)
    names = {code: language.of(code).say("offline-start") for code in ("en", "fr")}
    assert {path.name for path in top.iterdir()} == {
        *(f"{name}.html" for name in names.values()),
        "site",
    }
    for code, name in names.items():
        tree = built.tree(top / f"{name}.html")
        assert tree.get("lang") == code
        assert built.tree(top / tree.xpath("//a/@href")[0]).get("lang") == code


@pytest.mark.built
@pytest.mark.parametrize(("code", "name"), [("en", "Start-here"), ("fr", "Commencer-ici")])
def test_a_folder_can_be_read_in_a_browser(
    chromium: Browser, real: Path, tmp_path: Path, code: str, name: str
) -> None:
    top = unpacked(real, tmp_path)
    site_url = built.settings_of(real).site_url
    speaker = language.of(code)
    with browser.page(chromium, browser.NARROW) as page:
        page.goto((top / f"{name}.html").as_uri())
        page.wait_for_url("**/index.html")
        assert page.evaluate("document.documentElement.lang") == code
        page.fill("input[name=q]", "mer")
        page.press("input[name=q]", "Enter")
        page.wait_for_url("**/search.html?q=mer")
        told = page.get_by_text(speaker.say("search-unloaded"))
        told.wait_for(state="visible")
        way = page.get_by_role("link", name=speaker.say("search-online"))
        assert str(way.get_attribute("href")).startswith(site_url)
        assert str(page.get_attribute("form", "action")).startswith(site_url)
        page.wait_for_timeout(2500)
        assert told.evaluate("e => e.getBoundingClientRect().bottom < innerHeight")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("main").get_by_role("link", name=speaker.say("countries")).click()
        page.wait_for_url("**/countries/index.html")


@pytest.mark.built
def test_words_of_the_folder_are_not_shown_on_the_site(chromium: Browser, real: Path) -> None:
    with (
        built.served(real, urlsplit(built.settings_of(real).site_url).path) as start,
        browser.page(chromium) as page,
    ):
        page.goto(f"{start}search.html")
        page.locator(".palabre-unloaded p").wait_for(state="detached")
