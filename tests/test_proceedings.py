"""The proceedings of a discussion: what stands in the book, and that it is well made."""

from __future__ import annotations

import hashlib
import http.server
import io
import re
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from lxml import html

import books
import built
import fixtures
from palabre import language, settings, site
from palabre.clock import clock
from palabre.proceedings import bodies, epub, printing
from palabre.proceedings.manuscript import Manuscript

GOLDENS = fixtures.TESTS / "proceedings"

Make = Callable[[str, str], Manuscript]
"""Gives the book of a discussion of the archive, in a language or in both."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that nobody changes."""
    folder = tmp_path_factory.mktemp("rich")
    fixtures.write(folder, books.rich())
    return folder


@pytest.fixture(scope="module")
def make(archive: Path) -> Make:
    return cache(partial(books.manuscript, archive))


@pytest.fixture(scope="module")
def pdf(make: Make) -> bytes:
    return printing.pdf(make("harbours", "en"))


def tree(manuscript: Manuscript) -> html.HtmlElement:
    return html.document_fromstring(manuscript.html)


# --- what stands in it


@pytest.mark.parametrize("name", ["fr", "both"])
def test_golden(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    fixtures.write(tmp_path, fixtures.load("two"))
    made = books.manuscript(tmp_path, "harbours", name).html
    made = re.sub(r"Palabre \d+\.\d+\.\d+", "Palabre 0.0.0", made)
    made = "".join(f"{line.rstrip()}\n" for line in made.split("\n") if line.strip())
    golden = GOLDENS / f"{name}.html"
    if request.config.getoption("--update-goldens"):
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


def test_replies_stand_below_what_they_answer(tmp_path: Path) -> None:
    post = (
        "---\ntitle: {0}\ntext: original\nweeks: [1]\nauthors: [{{name: A B}}]\n{1}---\n\nWords.\n"
    )
    told = {
        "one": "position: 1\n",
        "two": "position: 2\n",
        "three": "position: 3\nreply_to: one\n",
        "four": "position: 4\nreply_to: three\n",
        "five": "position: 5\nreply_to: one\n",
    }
    posts = {f"docs/en/harbours/contributions/{k}.md": post.format(k, v) for k, v in told.items()}
    fixtures.write(tmp_path, fixtures.load("base") | posts)
    root = tree(books.manuscript(tmp_path, "harbours", "en"))
    order = root.xpath("//section[starts-with(@class, 'post')]/@id")
    assert order == ["c.one", "c.three", "c.four", "c.five", "c.two"]
    replies = root.xpath("//section[@class='post reply']/@id")
    assert replies == ["c.three", "c.four", "c.five"]


@pytest.mark.parametrize("name", ["en", "fr", "both"])
def test_each_contribution_stands_once_and_each_link_leads_somewhere(
    archive: Path, make: Make, name: str
) -> None:
    manuscript = make("harbours", name)
    root = tree(manuscript)
    found = site.read(settings.read(archive / "mkdocs.yml")).archive.discussions["harbours"]
    posts = root.xpath("//section[starts-with(@class, 'post')]/@id")
    assert sorted(posts) == sorted(f"c.{one.id}" for one in found.contributions)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    hrefs = [href for href in root.xpath("//a/@href") if href.startswith("#")]
    assert {href[1:] for href in hrefs} <= set(ids)
    assert len(hrefs) > len(posts)
    here = settings.read(archive / "mkdocs.yml").site_url
    links = root.xpath("//a[not(ancestor::dl[@class='account'])]/@href")
    left = [href for href in links if href.startswith(f"{here}harbours/contributions/")]
    assert all(not href.endswith(".html") for href in left), "attachments alone are elsewhere"


@pytest.mark.parametrize("name", ["en", "fr", "both"])
def test_headings_skip_no_level(make: Make, name: str) -> None:
    for key in ("harbours", "rivers"):
        root = tree(make(key, name))
        levels = [int(heading.tag[1]) for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        steps = [after - before for before, after in pairwise(levels)]
        assert max(steps) == 1


def test_paragraphs_have_the_numbers_of_the_site(archive: Path, make: Make) -> None:
    found = site.read(settings.read(archive / "mkdocs.yml")).archive
    root = tree(make("harbours", "both"))
    text = found.contributions["table"].texts["en"]
    numbers = root.xpath("//div[@id='c.table.en']//span[@class='number']/text()")
    assert numbers == [str(n + 1) for n in range(len(text.reading.blocks))]
    for n in numbers:
        (paragraph,) = root.xpath(f"//*[@id='c.table.en.p{n}']")
        own = paragraph.xpath(".//span[@class='number'] | preceding-sibling::span[1]")
        assert own[-1].text == n


def test_what_is_in_another_language_says_so(make: Make) -> None:
    root = tree(make("harbours", "en"))
    (arabic,) = root.xpath("//div[@id='c.arabic.ar']")
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    (section,) = root.xpath("//section[@id='c.arabic']")
    assert "This text is in Arabic" in section.xpath("string(.//p[@class='notice'])")
    assert section.xpath("h3/span/@lang") == ["ar"]
    both = tree(make("harbours", "both"))
    assert both.xpath("//section[@id='c.arabic']//p[@class='notice']/ancestor::div/@lang") == ["fr"]
    texts = both.xpath("//section[@id='c.kamsar-office']/div[@class='text']/@id")
    assert texts == ["c.kamsar-office.fr", "c.kamsar-office.en"], "the original comes first"
    (text,) = both.xpath("//div[@id='c.kamsar-office.fr']")
    assert text.get("lang") == "fr"


def test_both_languages_are_equals(make: Make) -> None:
    root = tree(make("harbours", "both"))
    french = root.xpath("//section[@class='register'][@lang='fr']/h2/text()")
    english = root.xpath("//section[@class='register'][not(@lang)]/h2/text()")
    assert len(french) == len(english)
    say = language.of("fr").say
    assert {"Pays", say("resources"), say("proceedings-topics")} <= set(french)
    countries = root.xpath("//section[@id='countries.fr']//span[@class='term']/text()")
    assert countries[:-1] == sorted(countries[:-1], key=language.sort_key)


def test_hostile_words_stay_words(make: Make) -> None:
    root = tree(make("harbours", "both"))
    allowed = re.compile(r"https?://|#|mailto:")
    assert not root.xpath("//script | //iframe | //form | //style | //object | //@onclick")
    assert not [a for a in root.xpath("//@*") if a.attrname.startswith("on")]
    assert all(allowed.match(href) for href in root.xpath("//@href"))
    assert all(src.startswith("picture:") for src in root.xpath("//@src"))


@pytest.mark.parametrize("words", ["&lt;b&gt; &amp;lt;", "<p>&lt;b&gt;</p> &amp;amp; <em>x</em>"])
def test_what_stands_in_no_element_is_escaped(words: str) -> None:
    pictures = bodies.Pictures("https://example.org/", {})
    assert bodies.fitted(words, "https://example.org/a.html", "c.a.en", 3, pictures) == words


def test_no_attribute_of_a_text_becomes_a_style(tmp_path: Path) -> None:
    files = fixtures.load("base")
    files["docs/en/harbours/weeks/1.md"] += """
<table><tr><td align="center; background: url(https://example.org/x.png)">A</td></tr></table>

<table><tr><td align="center">B</td></tr></table>

<ol start="-5x"><li>C</li></ol>

<ol start="5"><li>D</li></ol>
"""
    fixtures.write(tmp_path, files)
    made = books.manuscript(tmp_path, "harbours", "en")
    assert tree(made).xpath("//@style") == ["text-align: center"]
    assert tree(made).xpath("//@start") == ["5"]
    path = tmp_path / "harbours.epub"
    path.write_bytes(epub.epub(made))
    assert books.faults(path) == []


# --- what it is made of


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Somebody", "-c", "user.email=s@example.org"]
    finished = built.run(folder, "git", *who, *words)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.strip()


def told(folder: Path) -> dict[str, str]:
    """What the colophon says."""
    root = tree(books.manuscript(folder, "harbours", "en"))
    (section,) = root.xpath("//section[@id='colophon']")
    values = zip(section.iter("dt"), section.iter("dd"), strict=True)
    return {label.text_content(): value.text_content() for label, value in values}


def test_the_colophon_says_of_which_sources_it_is_made(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two"))
    assert "Commit of the sources" not in told(tmp_path)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "all")
    first = git(tmp_path, "rev-parse", "HEAD")
    other = tmp_path / "docs/en/contribute.md"
    other.write_text(f"{other.read_text('utf-8')}\nSoon.\n", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "other")
    before = told(tmp_path)
    assert before["Commit of the sources"] == first, "no other concerns the book"
    post = tmp_path / "docs/en/harbours/contributions/only-here.md"
    post.write_text(f"{post.read_text('utf-8')}\nMore.\n", "utf-8")
    after = told(tmp_path)
    assert after["Commit of the sources"].startswith(f"{first}, with changes")
    assert after["Checksum of the sources (SHA-256)"] != before["Checksum of the sources (SHA-256)"]


def test_the_checksum_can_be_computed_by_anybody(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two"))
    docs = tmp_path / "docs"
    paths = [p.relative_to(docs).as_posix() for p in docs.rglob("*") if p.is_file()]
    own = sorted(p for p in paths if p.endswith(".yml") or "/harbours/" in p)
    lines = [f"{hashlib.sha256((docs / p).read_bytes()).hexdigest()}  {p}\n" for p in own]
    whole = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert told(tmp_path)["Checksum of the sources (SHA-256)"].startswith(f"{whole}, of the list")
    assert f"of {len(own)} files" in told(tmp_path)["Checksum of the sources (SHA-256)"]


# --- the PDF


def test_the_pdf_can_be_followed_by_screen_readers(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        assert root.MarkInfo.Marked
        assert len(root.StructTreeRoot.K) > 0
        assert root.Lang == "en"
        assert root.ViewerPreferences.DisplayDocTitle
        assert document.docinfo["/Title"] == "Harbours and cities"
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Harbours and cities"
        with document.open_outline() as outline:
            parts = {item.title: [below.title for below in item.children] for item in outline.root}
        assert list(parts)[:3] == ["Contents", "The launch", "Week 1: Offices"]
        assert "What the harbour office learned" in parts["Week 1: Offices"]
        assert list(parts)[-1] == "About this book"
        descriptors = [
            font.DescendantFonts[0]
            for page in document.pages
            for font in page.Resources.get("/Font", {}).values()
        ]
        assert descriptors
        assert all(
            "/FontFile2" in d.FontDescriptor or "/FontFile3" in d.FontDescriptor
            for d in descriptors
        )
        assert all("+" in str(d.BaseFont) for d in descriptors), "parts of fonts"
        languages = {
            str(e.Lang)
            for e in document.objects
            if isinstance(e, pikepdf.Dictionary) and e.get("/Lang") is not None
        }
    assert {"en", "ar", "es"} <= languages


def test_the_same_sources_give_the_same_bytes(archive: Path, pdf: bytes) -> None:
    assert printing.pdf(books.manuscript(archive, "harbours", "en")) == pdf
    once, again = (epub.epub(books.manuscript(archive, "harbours", "en")) for _ in "ab")
    assert once == again


def test_print_tells_pages(pdf: bytes) -> None:
    pages = books.pages(pdf)
    at = {int(n): words for n, words in enumerate(pages, 1)}
    reply = next(
        n for n, words in at.items() if words.strip().startswith("What was said") and n > 2
    )
    cited = re.search(r"Awa Diallo[^()]*?, p\.\s(\d+),\s§\s(\d+)", at[reply].replace("\r\n", " "))
    assert cited, at[reply]
    assert "What the harbour office learned" in at[int(cited[1])]
    line = re.search(r"What the harbour office learned\W+(\d+)", at[2])
    assert line
    assert line[1] == cited[1], "the table of contents says the same"
    assert all(str(n) in words.split() for n, words in at.items() if n > 1), "pages have numbers"


def test_nothing_is_loaded_from_anywhere(make: Make, tmp_path: Path) -> None:
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>SECRET</text></svg>')
    manuscript = make("rivers", "en")
    own = f"http://127.0.0.1:{server.server_port}/"
    urls = (f"{own}a.png", secret.as_uri(), "picture:../../mkdocs.yml", "data:,x")
    pictures = "".join(f'<p><img src="{url}" alt="no picture"></p>' for url in urls)
    seeded = manuscript.html.replace("</body>", f"{pictures}</body>")
    try:
        printed = "".join(books.pages(printing.pdf(replace(manuscript, html=seeded))))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert asked == []
    assert printed.count("no picture") == len(urls)
    assert "SECRET" not in printed


# --- the EPUB


def test_the_epub_is_sound(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "harbours.epub"
    path.write_bytes(epub.epub(make("harbours", "both")))
    assert books.faults(path) == []


def test_the_epub_knows_pictures_by_what_they_are(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>x</text></svg>'
    folder, post = "docs/en/harbours/contributions", "---\ntitle: A\ntext: original\n"
    files = {
        f"{folder}/a-post.md": f"{post}authors: [{{name: A B}}]\n---\n\n"
        "![A plan](a-post/plan.jpg)\n\n![No plan](a-post/drawing.png)\n",
        f"{folder}/a-post/plan.jpg": books.picture(40, 30),
        f"{folder}/a-post/drawing.png": svg,
    }
    fixtures.write(tmp_path, fixtures.load("base") | files)
    made = epub.epub(books.manuscript(tmp_path, "harbours", "en"))
    assert "No plan" in books.words(made)
    with zipfile.ZipFile(io.BytesIO(made)) as whole:
        assert [n for n in whole.namelist() if "picture" in n] == ["EPUB/picture0.png"]
    path = tmp_path / "harbours.epub"
    path.write_bytes(made)
    assert books.faults(path) == []


@pytest.mark.parametrize("name", ["en", "fr", "both"])
def test_the_links_of_the_epub_lead_somewhere(make: Make, name: str) -> None:
    for key in ("harbours", "rivers"):
        assert list(books.broken(epub.epub(make(key, name)))) == []


def test_the_epub_tells_what_it_is(make: Make) -> None:
    manuscript = make("harbours", "both")
    found = books.documents(epub.epub(manuscript))
    names = {"dc": "http://purl.org/dc/elements/1.1/", "o": "http://www.idpf.org/2007/opf"}
    package = found["EPUB/package.opf"]
    assert package.xpath("//dc:language/text()", namespaces=names) == ["en", "fr"]
    assert package.xpath("//dc:title/text()", namespaces=names) == [
        "Harbours and cities / Ports et villes"
    ]
    identifier = package.xpath("//dc:identifier/text()", namespaces=names)
    assert identifier == [manuscript.identifier]
    told = {m.get("property"): m.text for m in package.xpath("//o:meta", namespaces=names)}
    assert told["schema:accessibilityHazard"] == "none"
    assert {"schema:accessMode", "schema:accessibilityFeature"} <= told.keys()
    assert package.xpath("//o:item[@properties='nav']", namespaces=names)


def test_the_epub_keeps_languages_and_paragraphs(archive: Path, make: Make) -> None:
    found = books.documents(epub.epub(make("harbours", "both")))
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    langs = [e for root in found.values() for e in root.iter() if e.get("lang")]
    assert {"fr", "ar", "es"} <= {element.get("lang") for element in langs}
    assert all(element.get(xml) == element.get("lang") for element in langs)
    ids = {id for root in found.values() for id in root.xpath("//@id")}
    assert {"c.kamsar-office.fr.p4", "c.kamsar-office.en.p4", "c.arabic.ar.p2"} <= ids
    links = [a for root in found.values() for a in root.iter(f"{books.XHTML}a")]
    cited = [a for a in links if a.get("href", "").endswith("#c.kamsar-office.en.p2")]
    assert "§\u00a02" in "".join("".join(a.itertext()) for a in cited)


# --- only what is shown

HIDDEN = "zyzzyx"
WITHDRAWN = f"""- id: gone-post
  discussion: harbours
  withdrawn: 2026-11-25
  reason: {{en: {HIDDEN}, fr: {HIDDEN}}}
"""


def seeded() -> dict[str, str]:
    """An archive with a contribution that was withdrawn, one that waits, and a draft."""
    post = (
        "---\ntitle: {word} title\ntext: original\n{more}weeks: [1]\n"
        "authors: [{{name: {word} Person, organisation: {word} Office, country: KE}}]\n"
        "topics: [tides]\n{publish}---\n\nThe word {word} is here: https://{word}.example.org/\n"
    )
    later = post.format(word=HIDDEN, more="", publish="publish: 2999-01-01\n")
    draft = post.format(word=HIDDEN, more="draft: true\n", publish="")
    answer = "---\ntitle: Answer\ntext: original\nweeks: [1]\nauthors: [{name: A B}]\n"
    folder = "docs/en/harbours/contributions"
    return fixtures.load("two") | {
        f"{folder}/later.md": later,
        f"{folder}/later/plan.png": books.picture(40, 30),
        f"{folder}/draft.md": draft,
        f"{folder}/answer.md": f"{answer}reply_to: gone-post\n---\n\nI answer.\n",
        "docs/withdrawn.yml": WITHDRAWN,
    }


def test_what_is_not_shown_is_in_no_book(tmp_path: Path) -> None:
    fixtures.write(tmp_path, seeded())
    manuscript = books.manuscript(tmp_path, "harbours", "both")
    printed = " ".join(books.pages(printing.pdf(manuscript)))
    assert "Answer" in printed
    for told in (manuscript.html, printed, books.words(epub.epub(manuscript))):
        assert HIDDEN not in told.lower()
    assert not manuscript.pictures
    after = books.manuscript(tmp_path, "harbours", "both", clock(date(2999, 1, 2)))
    assert HIDDEN in books.words(epub.epub(after)), "the test would see it"


# --- the command


def test_the_command_writes_both_formats(archive: Path, tmp_path: Path) -> None:
    palabre = [*built.PALABRE, "proceedings", "Rivers", "--to", str(tmp_path / "books")]
    finished = built.run(archive, *palabre, "--lang", "fr")
    assert finished.returncode == 0, finished.stderr
    names = ["rivers-fr.epub", "rivers-fr.pdf"]
    assert sorted(p.name for p in (tmp_path / "books").iterdir()) == names
    for path in (tmp_path / "books").iterdir():
        assert f"{path} ({language.of('en').size(path.stat().st_size)})" in finished.stdout
    again = built.run(archive, *palabre, "--lang", "fr", "--format", "epub")
    assert again.returncode == 1
    assert "rivers-fr.epub is there already" in again.stderr
    assert "--to" in again.stderr
    both = built.run(archive, *palabre, "--format", "epub", PALABRE_LANG="fr")
    path = tmp_path / "books/rivers-both.epub"
    assert (
        both.stdout
        == f"Fichier écrit\u00a0: {path} ({language.of('fr').size(path.stat().st_size)})\n"
    )


def test_the_command_says_what_it_lacks(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base"))
    palabre = [*built.PALABRE, "proceedings"]
    for words, expected in (
        (("harbours",), "Nobody has written in harbours yet"),
        (("rivers",), "“rivers” is not known here"),
        (("harbours", "--lang", "de"), "--lang takes one of: en, fr, both. Found: “de”"),
    ):
        finished = built.run(tmp_path, *palabre, *words)
        assert finished.returncode == 1
        assert expected in finished.stderr
        assert "Traceback" not in finished.stderr


MISSING = {
    "proceedings-no-extra": "raise ModuleNotFoundError('weasyprint')",
    "proceedings-no-pango": "raise OSError('cannot load library libpango-1.0-0')",
}


def without(folder: Path, lack: str) -> str:
    """A PYTHONPATH on which WeasyPrint is as where *lack* is told."""
    (folder / "lacking").mkdir(exist_ok=True)
    (folder / "lacking/weasyprint.py").write_text(MISSING[lack])
    return f"{folder / 'lacking'}:{built.environment()['PYTHONPATH']}"


@pytest.mark.parametrize(("lack", "code"), [*zip(MISSING, ("en", "fr"), strict=True)])
def test_the_command_says_what_to_install(
    archive: Path, tmp_path: Path, lack: str, code: str
) -> None:
    changes = {"PYTHONPATH": without(tmp_path, lack), "PALABRE_LANG": code}
    palabre = [*built.PALABRE, "proceedings", "rivers", "--to", str(tmp_path)]
    finished = built.run(archive, *palabre, **changes)
    say = language.of(code).say
    assert finished.returncode == 1
    assert finished.stderr.rstrip().endswith(f"{say(lack)} {say('proceedings-instead')}")
    assert "Traceback" not in finished.stderr
    alone = built.run(archive, *palabre, "--format", "epub", **changes)
    assert alone.returncode == 0, alone.stderr


FAILING = """
import weasyprint

def write_pdf(*_, **__):
    raise IndexError("list index out of range")

weasyprint.HTML.write_pdf = write_pdf
"""


def test_an_error_of_weasyprint_tells_of_which_book(archive: Path, tmp_path: Path) -> None:
    printing.must_print()
    (tmp_path / "sitecustomize.py").write_text(FAILING)
    path = f"{tmp_path}:{built.environment()['PYTHONPATH']}"
    for code, title in (("en", "Rivers"), ("fr", "Fleuves")):
        command = ["proceedings", "rivers", "--lang", code, "--to", str(tmp_path)]
        finished = built.run(archive, *built.PALABRE, *command, PYTHONPATH=path, PALABRE_LANG=code)
        assert finished.returncode == 1
        assert title in finished.stderr
        assert "IndexError: list index out of range" in finished.stderr
        assert "palabre proceedings --format epub" in finished.stderr
        assert "Traceback" not in finished.stderr
    assert not [*tmp_path.glob("rivers*")]
    finished = built.run(archive, *built.PALABRE, "build", "--proceedings", PYTHONPATH=path)
    assert finished.returncode == 1
    assert "IndexError: list index out of range" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert not (archive / "site").exists()


# --- in the site


def offered(folder: Path, page: str) -> list[str]:
    """The books that a page offers: each must be there."""
    path = folder / "site" / page
    links = built.tree(path).xpath("//a[contains(@href, 'proceedings')]")
    assert all((path.parent / link.get("href")).is_file() for link in links)
    return [link.text_content() for link in links]


@pytest.mark.built
def test_a_site_offers_the_books_that_it_has(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two"))
    build = [*built.PALABRE, "build", "--proceedings"]
    changes = {"PYTHONPATH": without(tmp_path, "proceedings-no-pango"), "PALABRE_LANG": "fr"}
    finished = built.run(tmp_path, *build, **changes)
    assert finished.returncode == 0, finished.stderr
    assert "libpango-1.0-0" in finished.stderr
    assert "Le site ne propose les actes qu’en EPUB." in finished.stderr
    assert all(name.startswith("EPUB, ") for name in offered(tmp_path, "harbours/index.html"))

    built.build(tmp_path, build)  # Pango has come: nothing else has changed
    names = offered(tmp_path, "fr/harbours/index.html")
    assert [re.sub(r"\d+(,\d)?", "N", name) for name in names] == [
        f"{form}, N\u202fko" for form in ("PDF", "EPUB") * 2
    ]
    assert len(offered(tmp_path, "rivers/index.html")) == 4
    made = {p: p.stat().st_mtime_ns for p in (tmp_path / "site").rglob("proceedings*")}
    assert len(made) == 12

    post = tmp_path / "docs/fr/rivers/contributions/delta.md"
    post.write_text(post.read_text("utf-8").replace("Un résumé.", "Un autre."), "utf-8")
    built.build(tmp_path, build)
    kept = {p for p, time in made.items() if p.stat().st_mtime_ns == time}
    changed = {p.relative_to(tmp_path / "site").as_posix() for p in made.keys() - kept}
    both = {f"rivers/proceedings-both.{form}" for form in ("pdf", "epub")}
    assert both <= changed
    assert {p for p in changed if "harbours" in p} == set()

    built.build(tmp_path)
    assert offered(tmp_path, "harbours/index.html") == []
    assert not list((tmp_path / "site").rglob("proceedings*"))


@pytest.mark.built
def test_the_proceedings_of_2010_are_small(tmp_path: Path) -> None:
    for code in ("en", "fr"):
        manuscript = books.manuscript(fixtures.REPOSITORY, "local-authorities", code)
        content = printing.pdf(manuscript)
        assert len(content) < 1_500_000
        with pikepdf.open(io.BytesIO(content)) as document:
            assert document.Root.Lang == code
        pages = books.pages(content)
        cited = [re.findall(r"p\.\s(\d+),\s§", words) for words in pages]
        assert sum(map(len, cited)) > 50
        assert all(int(n) < len(pages) for found in cited for n in found)
    path = tmp_path / "book.epub"
    path.write_bytes(epub.epub(books.manuscript(fixtures.REPOSITORY, "local-authorities", "both")))
    assert path.stat().st_size < 1_500_000
    assert books.faults(path) == []
