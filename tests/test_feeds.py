"""Feeds: what RFC 4287 asks of them, and what subscribers do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import pytest
from generator import Size, files
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import atom
import built
import fixtures
from palabre import publication, site
from palabre import settings as configuration
from palabre.clock import clock
from palabre.feeds.bodies import absolute
from palabre.feeds.documents import MOST
from palabre.paragraphs import plain
from palabre.site import Site
from palabre.xml import allowed, element

URL = "https://palabre.example.org/archive/"
ARABIC = """---
title: ميناء
text: original
weeks: [1]
authors: [{name: Layla Haddad, country: EG}]
date: 2010-09-08
published: 2026-11-02
rights: كل الحقوق محفوظة
reply_to: kamsar-office
---

نص.
"""
NOTES = """---
title: Notes & "quotes" < 3
text: original
weeks: [1]
authors: [{name: Jo O’Neill-"Lee"}, {organisation: A & B}]
date: 2010-09-09
reply_to: kamsar-office
---

See [here](#p2), [the island](island.md#p1), [a country](../../countries/es.md), a note[^1],
and `<a href="x.html">`; <https://example.org/?a=1&b=2>.

> "href="#p2" is no link."

[^1]: A footnote, " src="a.png" too.
"""


def rich() -> dict[str, str]:
    """Two discussions with more of everything that an entry may hold."""
    found = fixtures.load("two")
    for name in ("hostile", "resources", "citations", "pictures"):
        found |= fixtures.of_golden(name)
    found["docs/ar/harbours/contributions/minaa.md"] = ARABIC
    found["docs/en/harbours/contributions/notes-of-jo.md"] = NOTES.replace(" < 3", "")
    return found


@dataclass(frozen=True)
class Shown:
    """An archive and its site."""

    site: Site
    folder: Path

    def feed(self, address: str) -> etree._Element:
        """That at *address*."""
        return etree.fromstring((self.folder / address).read_bytes())

    def page(self, address: str) -> etree._Element:
        """That at *address*."""
        return built.tree(self.folder / address)

    @property
    def feeds(self) -> list[str]:
        """Their addresses, sorted."""
        found = self.folder.rglob("*.atom")
        return sorted(path.relative_to(self.folder).as_posix() for path in found)

    def entry(self, address: str, name: str) -> etree._Element:
        """The entry of *address* whose id ends with *name*."""
        found = self.feed(address).iter(f"{atom.ATOM}entry")
        return next(e for e in found if told(e, "id").endswith(name))


def publish(folder: Path, day: date | None = None) -> Shown:
    settings = configuration.read(folder / "mkdocs.yml")
    found = site.read(settings, clock=clock(day))
    target = folder / f"site-{day or 'now'}"
    publication.publish(found, fixtures.bare_frame(settings, "head", "main"), target)
    return Shown(found, target)


def written(folder: Path, content: dict[str, str]) -> Shown:
    fixtures.write(folder, content)
    return publish(folder)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    return written(tmp_path_factory.mktemp("feeds"), rich())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """More contributions than a feed has entries, and very many contributors."""
    return written(tmp_path_factory.mktemp("many"), dict(files(Size(750, weeks=2))))


def told(parent: etree._Element, name: str) -> str:
    return str(parent.findtext(f"{atom.ATOM}{name}"))


def body_of(entry: etree._Element) -> str:
    return told(entry, "content")


# --- the rules


def test_every_feed_keeps_the_rules(shown: Shown, many: Shown) -> None:
    for archive in (shown, many):
        for address in archive.feeds:
            content = (archive.folder / address).read_bytes()
            assert list(atom.breaches(content)) == [], address


MUTATIONS = {
    "2": ("<updated>", "<update>"),
    "2 no language": (' xml:lang="en">', ">"),
    "4.1.1 feed": ("http://www.w3.org/2005/Atom", "http://www.w3.org/2006/Atom"),
    "4.1.1 id": (r"<id>[^<]*</id>", ""),
    "4.1.1 author": (r"<author>.*?</author>", ""),
    "4.1.1 no link to itself": ('rel="self"', 'rel="alternate"'),
    "4.1.1 alternate": (r'application/atom\+xml" hreflang="fr"', 'text/html" hreflang="en"'),
    "4.1.2 alternate": ('type="text/html" hreflang="fr"', 'type="text/html" hreflang="en"'),
    "4.1.2": (r"<entry>\n<id>[^<]*</id>", "<entry>"),
    "4.1.2 no author": (r"</link>|/>\n<author>.*?</author>", "/>"),
    "3.2.1": (r"<name>[^<]+</name>", "<name/>"),
    "3.3": ("T12:00:00Z", "T12:00:00"),
    "3.3 no day": (r"<updated>2010-09-\d\d", "<updated>2010-09-31"),
    "4.2.6": (f"<id>{URL}", "<id>/"),
    "4.2.7.1": (f'href="{URL}', 'href="'),
    "4.2.7.4": ('hreflang="en"', 'hreflang="English"'),
    "4.2.2.1": (r'term="\w+"', ""),
    "4.2.15": (r"<updated>2\d{3}", "<updated>2009"),
    "3.1.1.2 address": (f'href=&quot;{URL}|href="{URL}', 'href="'),
    "3.1.1.2": ("&lt;p id", "&lt;/p&gt;&lt;p id"),
    "3.1.1": ('type="html"', 'type="xhtml"'),
    "6.4": (r"<title>[^<]*", "<title><b>A</b>"),
    "RFC 4685": (r' ref="[^"]*"', ""),
}


@pytest.mark.parametrize("rule", MUTATIONS)
def test_a_feed_that_breaks_a_rule_is_caught(shown: Shown, rule: str) -> None:
    before, after = MUTATIONS[rule]
    text = (shown.folder / "harbours/index.atom").read_text("utf-8")
    broken = re.sub(before, after, text, flags=re.DOTALL)
    assert broken != text
    found = list(atom.breaches(broken.encode()))
    assert [line for line in found if line.startswith(rule.partition(" ")[0])]


def test_feed_readers_read_them(shown: Shown) -> None:
    for address in shown.feeds:
        read = feedparser.parse((shown.folder / address).read_bytes())
        assert not read.bozo, address
        assert read.version == "atom10"
        assert read.feed.title_detail.language == ("fr" if address.startswith("fr/") else "en")
        for entry in read.entries:
            assert entry.updated_parsed
            assert entry.authors[0]["name"]
            assert entry.link.startswith(URL)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_character_breaks_a_feed(words: str) -> None:
    read = etree.fromstring(allowed(element("a", words or "-", b=words or "-", xml_lang="en")))
    kept = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", words or "-")
    lines = re.sub(r"\r\n?", "\n", kept)  # XML 1.0, 2.11
    assert (read.text or "") == lines
    assert read.get("b") == re.sub(r"[\n\t]", " ", lines)  # 3.3.3
    assert read.get(atom.LANG) == "en"


# --- which there are, and what is in them


def test_the_feeds_of_an_archive(shown: Shown) -> None:
    pages = {"index.html", "harbours/index.html", "rivers/index.html"}
    for kind in ("weeks", "countries", "topics", "contributors"):
        for path in shown.folder.glob(f"{'*/' if kind == 'weeks' else ''}{kind}/*.html"):
            is_list = kind != "weeks" or path.stem.isdigit()  # not a part of it
            if is_list and path.stem not in ("index", "not-stated"):
                pages.add(path.relative_to(shown.folder).as_posix())
    pages = {page for page in pages if not page.startswith("fr/")}
    expected = {page.removesuffix(".html") + ".atom" for page in pages}
    assert set(shown.feeds) == expected | {f"fr/{address}" for address in expected}
    assert {"countries/gn.atom", "topics/wind.atom", "harbours/weeks/2.atom"} <= expected
    assert "contributors/awa-diallo.atom" in expected


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_an_entry_has_all_of_its_text_in_its_language(shown: Shown, prefix: str) -> None:
    code = "fr" if prefix else "en"
    seen = set()
    for address in ("harbours/index.atom", "rivers/index.atom"):
        feed = shown.feed(prefix + address)
        entries = {
            told(e, "id").removeprefix(URL + prefix): e for e in feed.iter(f"{atom.ATOM}entry")
        }
        for work in shown.site.archive.discussions[address.partition("/")[0]].works:
            text, entry = work.shown(code), entries.pop(work.address)
            html = shown.site.texts.html(text.reading, shown.site.settings.default)
            if not text.reading.citations:
                assert plain(html).strip() in plain(body_of(entry))
            content = entry.find(f"{atom.ATOM}content")
            assert content is not None
            language = None if text.language == code else text.language
            assert content.get(atom.LANG) == language
            assert (f'<div lang="{language}" dir=' in body_of(entry)) == bool(language)
            seen.add(language)
        assert not entries
    assert {None, "es", "ar", "en" if prefix else "fr"} <= seen


def test_what_is_not_translated_or_not_original_says_so(shown: Shown) -> None:
    said = body_of(shown.entry("fr/harbours/index.atom", "only-here.html"))
    assert "anglais" in said
    assert said.startswith('<p lang="fr"><em>')
    assert f'href="{URL}fr/contribute.html"' in said
    assert '<div lang="en" dir="ltr">' in said
    assert '<div lang="ar" dir="rtl">' in body_of(shown.entry("index.atom", "minaa.html"))
    said = body_of(shown.entry("rivers/index.atom", "delta.html"))
    assert "An editorial summary, not the author’s own words." in said
    entry = shown.entry("harbours/index.atom", "two-coasts.html")
    assert "Machine translation by Babel Engine" in body_of(entry)
    names = entry.findall(f"{atom.ATOM}contributor/{atom.ATOM}name")
    assert [name.text for name in names] == ["Babel Engine"]


def test_links_and_pictures_are_whole_addresses(shown: Shown) -> None:
    page = f"{URL}harbours/contributions/"
    said = body_of(shown.entry("harbours/index.atom", "notes-of-jo.html"))
    hrefs = re.findall(r'<a[^>]* href="([^"]*)"', said)
    assert hrefs[:3] == [
        f"{page}notes-of-jo.html#p2",
        f"{page}island.html#p1",
        f"{URL}countries/es.html",
    ]
    assert "https://example.org/?a=1&amp;b=2" in hrefs
    assert f"{page}notes-of-jo.html#fn-1" in hrefs
    assert '"href="#p2" is no link."' in said
    assert '&lt;a href="x.html"&gt;' in said
    assert "palabre-permalink" not in said
    french = shown.entry("fr/harbours/index.atom", "quay.html")
    assert f'src="{page}quay/low-tide.png" width="30" height="20"' in body_of(french)
    reply = body_of(shown.entry("harbours/index.atom", "consolidated-reply.html"))
    assert f'href="{page}kamsar-office.html#p2"' in reply


def test_what_an_entry_tells_besides(shown: Shown) -> None:
    entry = shown.entry("fr/countries/gn.atom", "kamsar-office.html")
    assert told(entry, "title") == "Ce que la capitainerie a appris"
    categories = entry.findall(f"{atom.ATOM}category")
    assert [(one.get("term"), one.get("label")) for one in categories] == [
        ("1", "Semaine 1 : Capitaineries".replace(" :", "\u00a0:")),
        ("gn", "Guinée"),
        ("sn", "Sénégal"),
        ("tides", "Marées"),
    ]
    assert categories[1].get("scheme") == f"{URL}countries/index.html"
    links = [(one.get("hreflang"), one.get("href")) for one in entry.findall(f"{atom.ATOM}link")]
    there = "harbours/contributions/kamsar-office.html"
    assert sorted(links) == [("en", URL + there), ("fr", f"{URL}fr/{there}")]
    assert told(entry.find(f"{atom.ATOM}author"), "uri") == f"{URL}fr/contributors/awa-diallo.html"
    assert told(entry, "published") == told(entry, "updated") == "2010-09-01T12:00:00Z"
    assert told(entry, "rights") == "CC BY 4.0"
    answer = shown.entry("harbours/index.atom", "only-here.html")
    replied = answer.find(f"{atom.THREAD}in-reply-to")
    assert replied is not None and replied.get("ref") == URL + there
    assert shown.entry("index.atom", "island.html").find(f"{atom.ATOM}link[2]") is None
    rights = shown.entry("index.atom", "minaa.html").find(f"{atom.ATOM}rights")
    assert rights is not None and rights.get(atom.LANG) == "ar"


def test_a_feed_leads_to_its_page_and_to_its_twin(shown: Shown) -> None:
    for address in shown.feeds:
        feed, path = shown.feed(address), address.removeprefix("fr/")
        other = path if address.startswith("fr/") else f"fr/{address}"
        links = {
            (one.get("rel"), one.get("type")): one.get("href")
            for one in feed.findall(f"{atom.ATOM}link")
        }
        assert links == {
            ("self", "application/atom+xml"): URL + address,
            ("alternate", "text/html"): URL + address.replace(".atom", ".html"),
            ("alternate", "application/atom+xml"): URL + other,
        }
        assert told(feed, "id") == URL + address
        assert (shown.folder / other).is_file()


def test_the_words_of_moderators_are_told_too(shown: Shown) -> None:
    intro = shown.entry("harbours/weeks/2.atom", "weeks/2.html")
    assert told(intro, "title") == "Week 2: Islands"
    assert "<li>Which of them?</li>" in body_of(intro)
    assert told(intro.find(f"{atom.ATOM}author"), "name") == "Harbour Institute"
    french = shown.entry("fr/harbours/index.atom", "weeks/1.html")
    assert told(french.find(f"{atom.ATOM}author"), "name") == "Institut portuaire"
    untranslated = shown.entry("fr/harbours/index.atom", "weeks/2.html")
    assert body_of(untranslated).startswith('<p lang="fr">')
    assert [told(e, "id") for e in shown.feed("harbours/weeks/2.atom").iter(f"{atom.ATOM}entry")][
        -1
    ] == f"{URL}harbours/weeks/2.html"


def test_the_newest_come_first_and_not_too_many(many: Shown) -> None:
    lengths = set()
    for address in many.feeds:
        days = [told(e, "updated") for e in many.feed(address).iter(f"{atom.ATOM}entry")]
        assert days == sorted(days, reverse=True)
        lengths.add(len(days))
    assert max(lengths) == MOST
    contributions = many.site.archive.contributions.values()
    newest = sorted((str(c.record.date) for c in contributions), reverse=True)[:MOST]
    days = [told(e, "updated")[:10] for e in many.feed("fr/index.atom").iter(f"{atom.ATOM}entry")]
    assert days == newest


# --- days, and what stays for ever

FRONT = "---\ntitle: Of {name}\ntext: original\nauthors: [{{name: Jo Lee}}]\n{lines}---\n\nText.\n"


@pytest.mark.parametrize(
    ("lines", "published", "updated"),
    [
        ("date: 2010-09-07\n", "2010-09-07", "2010-09-07"),
        ("date: 2010-09-07\npublished: 2026-11-02\n", "2010-09-07", "2026-11-02"),
        ("published: 2026-11-02\ncorrected: 2026-11-03\n", None, "2026-11-03"),
        ("weeks: [2]\n", None, "2010-09-13"),
        ("weeks: [1, 2]\n", None, "2010-09-06"),
        ("", None, "2010-09-06"),
    ],
)
def test_days_are_known_ones(
    tmp_path: Path, lines: str, published: str | None, updated: str
) -> None:
    path = "docs/en/harbours/contributions/of-that-day.md"
    order = ("weeks", "date", "published", "corrected")
    assert [line.partition(":")[0] for line in lines.splitlines()] == [
        key for key in order if key in lines
    ]
    week = "weeks" in lines
    head = lines if week else ""
    text = FRONT.format(name="that day", lines="" if week else lines)
    text = text.replace("authors:", f"{head}authors:", 1)
    found = written(tmp_path, fixtures.load("two") | {path: text})
    entry = found.entry("harbours/index.atom", "of-that-day.html")
    day = entry.findtext(f"{atom.ATOM}published")
    assert day == (published and f"{published}T12:00:00Z")
    assert told(entry, "updated") == f"{updated}T12:00:00Z"


def test_where_no_day_is_known_it_is_the_same_in_every_build(tmp_path: Path) -> None:
    content = fixtures.load("two")
    path = "docs/en/rivers/index.md"
    content[path] = content[path].replace("opens: 2011-01-03\n", "")
    weeks = [name for name in content if "/rivers/weeks/" in name]
    content |= {name: re.sub(r"(opens|closes): .*\n", "", content[name]) for name in weeks}
    found = written(tmp_path, content)
    days = {told(e, "updated") for e in found.feed("rivers/index.atom").iter(f"{atom.ATOM}entry")}
    assert "1970-01-01T12:00:00Z" in days
    assert told(found.feed("topics/wind.atom"), "updated") == "1970-01-01T12:00:00Z"


def test_two_builds_are_the_same_whatever_the_day(tmp_path: Path) -> None:
    fixtures.write(tmp_path, rich())
    one, other = (publish(tmp_path, day) for day in (date(2026, 1, 1), date(2031, 5, 6)))
    assert one.feeds == other.feeds
    for address in one.feeds:
        assert (one.folder / address).read_bytes() == (other.folder / address).read_bytes()


def ids_of(found: Shown) -> dict[str, list[str]]:
    """The ids of every feed."""
    return {
        address: [str(e.text) for e in found.feed(address).iter(f"{atom.ATOM}id")]
        for address in found.feeds
    }


def test_ids_outlive_every_rename(tmp_path: Path) -> None:
    before = written(tmp_path, rich())
    for old, new in (("kamsar-office", "second-name"), ("second-name", "third-name")):
        done = built.run(tmp_path, *built.PALABRE, "rename", old, new)
        assert done.returncode == 0, done.stderr
    after = publish(tmp_path, date(2030, 1, 1))
    assert ids_of(after) == ids_of(before)
    entry = after.entry("fr/harbours/index.atom", "kamsar-office.html")
    there = f"{URL}fr/harbours/contributions/third-name.html"
    assert there in [link.get("href") for link in entry.iter(f"{atom.ATOM}link")]
    replied = after.entry("harbours/index.atom", "only-here.html").find(f"{atom.THREAD}in-reply-to")
    assert replied is not None
    assert replied.get("ref") == f"{URL}harbours/contributions/kamsar-office.html"
    assert replied.get("href") == f"{URL}harbours/contributions/third-name.html"


HIDDEN = """=== docs/withdrawn.yml
- id: gone-quokka
  discussion: harbours
  withdrawn: 2026-11-01
  reason: {en: The quokka asked., fr: Le quokka le voulait.}
=== docs/en/harbours/contributions/draft-quokka.md
---
title: A draft of the quokka
text: original
draft: true
weeks: [1]
authors: [{name: Quokka Draft, country: AU}]
---

Quokka.
=== docs/en/harbours/contributions/later-quokka.md
---
title: A scheduled quokka
text: original
publish: 2040-01-01
weeks: [1]
authors: [{name: Quokka Later, country: AU}]
---

Quokka.
=== docs/en/harbours/contributions/visible.md
---
title: A wombat
text: original
weeks: [1]
authors: [{name: Wombat Shown}]
reply_to: gone-quokka
---

Wombat answers [it](gone-quokka.md) and [that](later-quokka.md).
"""


def test_what_is_hidden_is_in_no_feed(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two") | fixtures.unpack(HIDDEN)[1])
    found = publish(tmp_path, date(2039, 12, 31))
    told_of = "".join(
        f"{address}\n" + (found.folder / address).read_text("utf-8")
        for address in (*found.feeds, "feeds.html", "fr/feeds.html")
    ).lower()
    left = re.sub(r"https?://\S*/gone-quokka\.html", "", told_of)  # what was linked says so
    assert "quokka" not in left
    assert "countries/au" not in told_of
    assert "wombat answers" in told_of
    later = publish(tmp_path, date(2040, 1, 1))
    assert "countries/au.atom" in later.feeds


def shows(site: Site) -> dict[str, str]:
    """What each feed of *site* shows, by its address."""
    return {feed.address: feed.shows for feed in site.documents}


def test_only_the_feeds_of_what_changed_are_made_anew(tmp_path: Path) -> None:
    fixtures.write(tmp_path, rich())
    path = tmp_path / "docs/en/harbours/contributions/notes-of-jo.md"
    before = shows(publish(tmp_path, date(2030, 1, 1)).site)
    path.write_text(path.read_text("utf-8").replace("See [here]", "Read [here]"), "utf-8")
    after = shows(publish(tmp_path, date(2031, 1, 1)).site)
    changed = {address for address in before if before[address] != after[address]}
    assert changed == {
        "index.atom",
        "harbours/index.atom",
        "harbours/weeks/1.atom",
        "contributors/jo-o-neill-lee.atom",
    }


# --- how they are found


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("index.html", "index.atom"),
        ("fr/contribute.html", "fr/index.atom"),
        ("search.html", "index.atom"),
        ("countries/index.html", "index.atom"),
        ("organisations/sea-network.html", "index.atom"),
        ("countries/gn.html", "countries/gn.atom"),
        ("fr/topics/tides.html", "fr/topics/tides.atom"),
        ("contributors/awa-diallo.html", "contributors/awa-diallo.atom"),
        ("harbours/index.html", "harbours/index.atom"),
        ("harbours/weeks/index.html", "harbours/index.atom"),
        ("harbours/weeks/1.html", "harbours/weeks/1.atom"),
        ("harbours/consolidated-reply.html", "harbours/index.atom"),
        ("fr/harbours/contributions/island.html", "fr/harbours/index.atom"),
    ],
)
def test_a_page_names_the_feed_that_is_nearest_to_it(shown: Shown, page: str, feed: str) -> None:
    links = shown.page(page).xpath("//link[@type='application/atom+xml']")
    assert [urljoin(URL + page, link.get("href")) for link in links] == [URL + feed]
    assert links[0].get("title") == told(shown.feed(feed), "title")
    is_own = page.removesuffix("html") == feed.removesuffix("atom")
    shown_links = shown.page(page).xpath("//a[@type='application/atom+xml']")
    assert len(shown_links) == is_own


def test_further_pages_of_a_list_name_its_feed(many: Shown) -> None:
    for page in ("countries/sn.2.html", "discussion-1/weeks/1-countries-sn.html"):
        (link,) = many.page(page).xpath("//link[@type='application/atom+xml']")
        own = re.sub(r"(\.2|-countries-sn)\.html", ".atom", page)
        assert urljoin(URL + page, link.get("href")) == URL + own


@pytest.mark.parametrize("prefix", ["", "fr/"])
def test_a_page_lists_them_all(shown: Shown, prefix: str) -> None:
    page = shown.page(f"{prefix}feeds.html")
    links = page.xpath("//a[@type='application/atom+xml']")
    expected = [a for a in shown.feeds if a.startswith("fr/") == bool(prefix)]
    assert sorted(link.get("href").removeprefix(URL) for link in links) == expected
    assert all(link.text_content().strip() for link in links)
    assert f"{prefix}feeds.html" in [
        prefix + href for href in shown.page(f"{prefix}index.html").xpath("//a/@href")
    ]


def test_very_many_contributors_are_found_from_their_list(many: Shown) -> None:
    page = many.page("feeds.html")
    hrefs = page.xpath("//a/@href")
    assert "contributors/index.html" in hrefs
    assert not [href for href in hrefs if "/contributors/" in href and ".atom" in href]
    assert f"{URL}countries/sn.atom" in hrefs


@given(st.lists(st.sampled_from(["<p>", "</p>", '<a href="', '">', "#p1", "x", '"', "&quot;"])))
def test_what_is_no_link_is_left_alone(pieces: list[str]) -> None:
    html = "".join(pieces)
    done = absolute(html, f"{URL}a/b.html")
    assert re.sub(re.escape(URL) + r"a/(b\.html)?", "", done).count("#p1") == html.count("#p1")


def _feeds_named(found: Shown) -> Iterator[str]:
    for page in built.pages(found.folder):
        folder = page.relative_to(found.folder).as_posix()
        for href in built.tree(page).xpath("//*[@type='application/atom+xml']/@href"):
            yield urljoin(URL + folder, href)


def test_every_feed_that_is_named_is_there(shown: Shown) -> None:
    named = {address.removeprefix(URL) for address in _feeds_named(shown)}
    assert named == set(shown.feeds)
