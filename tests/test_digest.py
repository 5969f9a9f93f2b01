"""``palabre digest``: the weekly message for the mailing list, as text, HTML and mail."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser
from playwright.sync_api import Browser

import browser
import built
import fixtures
from palabre import privacy, publication, settings, site
from palabre.moderation.wrapping import WIDTH, columns, wrapped

SITE = "https://palabre.example.org/archive/"
HTML_LIMIT = 100_000

FRENCH = """\
Objet\u00a0: Semaine 2\u00a0: Islands – Ports et villes

Ports et villes
Semaine 2\u00a0: Islands – Du 13 septembre 2010 au 19 septembre 2010 (par
déduction)


Les questions
=============
Ce texte est en anglais. Il n’a pas encore été traduit en français.
- And the islands?
- Which of them?


3 contributions
===============
Pays\u00a0: Espagne, France, Guinée équatoriale
Signatures\u00a0: Élodie Œuvrard, Inés Ibáñez, Réseau de la mer, Awa Diallo

1. Écrit seulement en français\u00a0: une île
Élodie Œuvrard, France
Non datée, texte original
«\u00a0Personne n’a traduit ce texte\u00a0: hélas\u202f!\u00a0»
https://palabre.example.org/archive/fr/harbours/contributions/seulement-ici.html

2. Una isla sin puerto
Inés Ibáñez, Réseau de la mer, Puerto Libre, Espagne (par déduction)
Non datée, en espagnol, pas encore traduite
«\u00a0La isla no tiene puerto.\u00a0»
https://palabre.example.org/archive/fr/harbours/contributions/island.html

3. Deux côtes
Réseau de la mer, Guinée équatoriale
Awa Diallo
Non datée, traduction
«\u00a0Il y a deux côtes.\u00a0»
https://palabre.example.org/archive/fr/harbours/contributions/two-coasts.html


Lire et contribuer
==================
La page de la semaine
https://palabre.example.org/archive/fr/harbours/weeks/2.html

Comment contribuer, par courriel ou en ligne
https://palabre.example.org/archive/fr/contribute.html


La suite
========
Ce qui fut dit des ports
https://palabre.example.org/archive/fr/harbours/consolidated-reply.html
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of two discussions, with a hostile contribution."""
    folder = tmp_path_factory.mktemp("two")
    files = fixtures.load("two") | fixtures.of_golden("hostile")
    name = "docs/fr/harbours/contributions/seulement-ici.md"
    files[name] = files[name].replace("en français :", "en français\u00a0:")
    files[name] = files[name].replace("ce texte.", "ce texte\u00a0: hélas\u202f!")
    fixtures.write(folder, files)
    return folder


def digest(folder: Path, *words: str) -> str:
    """What the command shows."""
    finished = built.run(folder, *built.PALABRE, "digest", *words)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def parts_of(raw: bytes) -> tuple[EmailMessage, str, str]:
    """A mail, and its text and its HTML."""
    read = email.message_from_bytes(raw, policy=policy.default)
    text, html = read.get_body(("plain",)), read.get_body(("html",))
    assert text
    assert html
    return read, *(part.get_content().replace("\r\n", "\n") for part in (text, html))


def unflowed(text: str) -> str:
    """*text* as a program shows it that knows ``format=flowed`` (RFC 3676, 4.1 to 4.4)."""
    shown = ""
    for line in text.split("\n"):
        assert not line.startswith(">")
        line = line.removeprefix(" ")
        shown += line if line.endswith(" ") and line != "-- " else line + "\n"
    return shown.removesuffix("\n")


def test_a_week_in_french(two: Path) -> None:
    assert digest(two, "harbours", "2", "--lang", "fr") == FRENCH


def test_a_discussion_is_known_by_its_title(two: Path) -> None:
    assert digest(two, "ports et villes", "2", "--lang", "fr") == FRENCH


def test_both_languages_are_announced_the_sites_default_first(two: Path) -> None:
    shown = digest(two, "harbours", "1")
    subject, announced = shown.split("\n\n")[:2]
    assert subject == "Subject: Week 1: Offices / Semaine 1\u00a0: Capitaineries"
    assert announced == "Ce message est aussi en français\u00a0: voir plus bas."
    english, french = re.findall(r"^=+ (\w+) =+$", shown, re.MULTILINE)
    assert (english, french) == ("English", "Français")
    for code in ("en", "fr"):
        alone = digest(two, "harbours", "1", "--lang", code)
        assert alone.partition("\n\n")[2] in shown


def test_the_sites_default_may_be_french(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two"), default="fr")
    shown = digest(tmp_path, "harbours", "1")
    assert shown.startswith("Objet\u00a0: Semaine 1\u00a0: Capitaineries / Week 1: Offices\n")
    assert "This message is in English too: see further down." in shown
    assert shown.index("Ports et villes") < shown.index("Harbours and cities")
    assert f"{SITE}harbours/weeks/1.html\n" in shown
    assert f"{SITE}en/harbours/weeks/1.html\n" in shown


def test_a_week_without_contributions(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base"))
    shown = digest(tmp_path, "harbours", "1", "--lang", "en")
    assert "What do harbour offices do?" in shown
    assert "Contributions\n=============\nNo contribution is filed in this week.\n" in shown
    assert f"{SITE}contribute.html" in shown
    assert "What comes next" not in shown
    for form in ("html", "eml"):
        assert digest(tmp_path, "harbours", "1", "--format", form)


def test_what_comes_next_is_the_next_week_that_there_is(two: Path) -> None:
    shown = digest(two, "harbours", "1", "--lang", "en")
    _, _, following = shown.partition("What comes next\n===============\n")
    assert following == (
        "Week 2: Islands – From 13 September 2010 to 19 September 2010 (inferred)\n"
        "- And the islands?\n- Which of them?\n\n"
        f"The week’s page\n{SITE}harbours/weeks/2.html\n"
    )


def test_what_waits_for_its_day_is_in_no_message_before(tmp_path: Path) -> None:
    files = fixtures.load("two")
    week, post = "docs/en/harbours/weeks/2.md", "docs/es/harbours/contributions/island.md"
    files[week] = files[week].replace("opens:", "publish: 2010-09-13\nopens:")
    files[post] = files[post].replace("position: 4", "position: 4\ndate: 2010-09-20")
    del files["docs/en/harbours/consolidated-reply.md"]
    del files["docs/fr/harbours/consolidated-reply.md"]
    fixtures.write(tmp_path, files)
    before, after = ("--as-of", "2010-09-12"), ("--as-of", "2010-09-13")
    assert "What comes next" not in digest(tmp_path, "harbours", "1", "--lang", "en", *before)
    assert "Week 2: Islands" in digest(tmp_path, "harbours", "1", "--lang", "en", *after)
    assert "Week 2: Islands" in digest(tmp_path, "harbours", "1", "--lang", "en")
    refused = built.run(tmp_path, *built.PALABRE, "digest", "harbours", "2", *before)
    assert refused.stderr.startswith("Week 2 of harbours has not appeared yet")
    shown = digest(tmp_path, "harbours", "2", "--lang", "fr")
    assert "20 septembre 2010, en espagnol, pas encore traduite, envoyée après la" in shown


def test_what_came_in_during_the_week_and_is_filed_elsewhere(tmp_path: Path) -> None:
    files = fixtures.load("two")
    name = "docs/en/harbours/contributions/only-here.md"
    files[name] = files[name].replace("position: 3", "position: 3\ndate: 2010-09-12")
    fixtures.write(tmp_path, files)
    heading = "Other contributions of these days"
    shown = digest(tmp_path, "harbours", "1", "--lang", "en")
    assert f"{heading}\n{'=' * len(heading)}\n\n1. Written in English only\nJohn O’Neill\n" in shown
    assert heading not in digest(tmp_path, "harbours", "2", "--lang", "en")


def test_authors_of_one_organisation_are_named_together(tmp_path: Path) -> None:
    files = fixtures.load("two")
    name = "docs/en/harbours/contributions/only-here.md"
    both = "[{name: A Sow, organisation: Port, country: SN}, {name: B Sow, organisation: Port, "
    both += "country: SN}, {name: C Sow}]\nweeks: [2]"
    files[name] = files[name].replace("[{name: John O’Neill}]", both)
    fixtures.write(tmp_path, files)
    assert "\nA Sow, B Sow, Port, Senegal\nC Sow\n" in digest(tmp_path, "harbours", "2")


def test_every_link_is_absolute_and_leads_to_a_page(two: Path, tmp_path: Path) -> None:
    found = site.read(settings.read(two / "mkdocs.yml"))
    publication.publish(found, fixtures.bare_frame(found.settings, "main"), tmp_path)
    for week in ("1", "2"):
        links = re.findall(r"^https?:.*", digest(two, "harbours", week), re.MULTILINE)
        shown = parser.document_fromstring(digest(two, "harbours", week, "--format", "html"))
        assert sorted(links) == sorted(shown.xpath("//@href"))
        assert len(links) > 10
        for link in links:
            assert (tmp_path / link.removeprefix(SITE)).is_file(), link


@pytest.mark.parametrize("week", ["1", "2", "3", "4"])
def test_the_weeks_of_2010(week: str) -> None:
    for code in ("en", "fr", "both"):
        shown = digest(fixtures.REPOSITORY, "local-authorities", week, "--lang", code)
        _, *lines = shown.splitlines()  # the subject is to be copied as one line
        for line in lines:
            assert columns(line) <= WIDTH or line.startswith(SITE)
            assert not re.search(r"^ | $", line)
        # Each excerpt stands between quotes, on one line or two.
        for block in re.findall(r"^(?:“|«\u00a0).*\n(?!http).*\n", shown, re.MULTILINE):
            assert block.count("\n") <= 2
            assert block.endswith(("”\n", "\u00a0»\n"))
        assert not list(privacy.find(re.sub(r"^http.*", "", shown, flags=re.MULTILINE)))


def texts(folder: Path) -> Iterator[str]:
    for week in "1", "2":
        yield digest(folder, "harbours", week).partition("\n\n")[2]


def test_the_text_survives_flowed_and_quoted_printable(two: Path) -> None:
    for text in texts(two):
        sent = EmailMessage(policy=policy.SMTP)
        sent.set_content(text, cte="quoted-printable", params={"format": "flowed"})
        read = email.message_from_bytes(sent.as_bytes(), policy=policy.default)
        assert isinstance(read, EmailMessage)
        got = read.get_content().replace("\r\n", "\n")
        assert got == text
        assert unflowed(got) == text


@given(
    st.lists(st.sampled_from(("From", ">", "--", "é", "«\u00a0Où\u00a0?\u00a0»", "港", "a" * 70)))
)
def test_any_text_survives_flowed_and_quoted_printable(words: list[str]) -> None:
    lines = wrapped(" ".join(words))
    sent = EmailMessage(policy=policy.SMTP)
    whole = "\n".join(lines) + "\n"
    sent.set_content(whole, cte="quoted-printable", params={"format": "flowed"})
    read = email.message_from_bytes(sent.as_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    shown = unflowed(read.get_content().replace("\r\n", "\n"))
    assert shown.splitlines() == [line.removeprefix(" ") for line in whole.splitlines()]


def test_a_mail_is_a_draft_from_nobody_with_both(two: Path, tmp_path: Path) -> None:
    for code in ("en", "fr", "both"):
        output = tmp_path / f"{code}.eml"
        digest(two, "harbours", "1", "--lang", code, "--format", "eml", "--output", str(output))
        raw = output.read_bytes()
        assert raw.isascii()
        read, text, html = parts_of(raw)
        assert not {"From", "To", "Cc", "Bcc", "Reply-To", "Sender"} & set(read)
        assert read["X-Unsent"] == "1"
        assert read["Content-Language"] == (code if code != "both" else "en, fr")
        shown = digest(two, "harbours", "1", "--lang", code)
        assert shown.partition("\n\n")[0].endswith(read["Subject"])
        assert text == shown.partition("\n\n")[2]
        assert html == digest(two, "harbours", "1", "--lang", code, "--format", "html")


def test_html_has_nothing_that_mail_programs_refuse(two: Path) -> None:
    for week in ("1", "2"):
        shown = digest(two, "harbours", week, "--format", "html")
        html5lib.HTMLParser(strict=True).parse(shown)
        tree = parser.document_fromstring(shown)
        tags = {element.tag for element in tree.iter()}
        tables = {"table", "tr", "td"}
        texts = {"div", "h1", "h2", "h3", "p", "strong", "span", "a", "ul", "li"}
        assert tags <= {"html", "head", "meta", "title", "body"} | tables | texts
        attributes = {name for element in tree.iter() for name in element.attrib}
        layout = {"align", "border", "cellpadding", "cellspacing", "role", "width", "style"}
        assert attributes <= {"lang", "dir", "href", "charset", "name", "content"} | layout
        assert all(urlsplit(link).scheme == "https" for link in tree.xpath("//@href"))
        assert "url(" not in shown
        languages = [part.get("lang") for part in tree.xpath("//div[@lang]")]
        assert languages == ["en", "fr"]


def test_strangers_words_are_words(two: Path) -> None:
    shown = digest(two, "harbours", "1", "--format", "html")
    tree = parser.document_fromstring(shown)
    title = 'A "quoted" & {{ 7 * 7 }} {% raw %} title'
    assert [link.text_content() for link in tree.xpath("//a[contains(@href, 'hostile')]")] == [
        title,
        title,
    ]
    assert "' onmouseover=alert(1) x='" in tree.text_content()
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert tree.xpath("//div[@lang='fr']//a[contains(@href, 'hostile')]/span[@lang='en']")
    text = digest(two, "harbours", "1")
    assert f". {title}\n" in text
    assert "{{ 7 * 7 }} {% include" in text


def test_nobodys_address_is_told(tmp_path: Path) -> None:
    files = fixtures.load("two")
    name = "docs/en/harbours/contributions/only-here.md"
    told = files[name].replace(
        "Nobody has", "awa@port.example wrote, +221 33 123 45 67: nobody has"
    )
    fixtures.write(tmp_path, files | {name: told.replace("position: 3", "position: 3\nweeks: [1]")})
    for form in ("text", "html"):
        shown = digest(tmp_path, "harbours", "1", "--format", form)
        assert shown.count("[@] wrote, [☎]: nobody has") == 2
        assert "port.example" not in shown


def test_a_title_cannot_write_headers(tmp_path: Path) -> None:
    files = fixtures.load("base")
    name = "docs/en/harbours/weeks/1.md"
    title = "Offices =?utf-8?q?x=0D=0ABcc:_victim?= " + "é" * 240
    files[name] = files[name].replace("title: Offices", f'title: "{title}"')
    fixtures.write(tmp_path, files)
    output = tmp_path / "week.eml"
    digest(tmp_path, "harbours", "1", "--lang", "en", "--format", "eml", "--output", str(output))
    read, _, _ = parts_of(output.read_bytes())
    shown = title.replace("=?", "= ?")
    assert read["Subject"] == f"Week 1: {shown} – Harbours and cities"
    assert "Bcc" not in read
    assert max(map(len, output.read_bytes().split(b"\r\n"))) <= 998


def test_a_long_week_is_shortened_in_html_and_mail(tmp_path: Path) -> None:
    files = fixtures.load("base")
    for number in range(220):
        files[f"docs/en/harbours/contributions/post-{number:03}.md"] = (
            f"---\ntitle: Post {number} on the harbour and all that is around it\n"
            f"text: original\nweeks: [1]\nauthors: [{{name: A {'x' * 9}, country: SN}}]\n"
            f"position: {number + 1}\n---\n\n{'Many words of it. ' * 20}\n"
        )
    fixtures.write(tmp_path, files)
    shown = digest(tmp_path, "harbours", "1", "--format", "html")
    assert 40_000 < len(shown.encode()) < HTML_LIMIT
    listed = shown.count("<h3") // 2
    assert f"{220 - listed} more in the archive" in shown
    assert "220 contributions" in shown
    assert "\n220. Post 219" in digest(tmp_path, "harbours", "1", "--lang", "en")


def test_it_is_read_on_any_screen(two: Path, tmp_path: Path, chromium: Browser) -> None:
    folders = {fixtures.REPOSITORY: "local-authorities", two: "harbours"}
    for folder, discussion in folders.items():
        output = tmp_path / f"{discussion}.html"
        output.write_text(digest(folder, discussion, "1", "--format", "html"), "utf-8")
        for scheme in ("light", "dark"):
            with browser.page(chromium, 360, color_scheme=scheme) as page:
                wire = browser.Wire(page)
                page.goto(output.as_uri())
                assert wire.urls == [output.as_uri()]
                for width in (360, 700):
                    browser.resize(page, width)
                    assert page.evaluate("document.documentElement.scrollWidth") <= width
                text, ground = page.evaluate(
                    "[getComputedStyle(document.querySelector('h1')).color,"
                    " getComputedStyle(document.documentElement).colorScheme]"
                )
                assert ground == "light dark"
                light = text == "rgb(0, 0, 0)"
                assert light == (scheme == "light"), text


def test_a_file_is_written_once(two: Path, tmp_path: Path) -> None:
    output = tmp_path / "message.txt"
    words = ("harbours", "2", "--lang", "fr", "--output", str(output))
    assert digest(two, *words).startswith(f"Written: {output}\nNext: ")
    assert output.read_text("utf-8") == FRENCH
    output.write_text("mine", "utf-8")
    again = built.run(two, *built.PALABRE, "digest", *words)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith(f"{output} is there already")
    assert output.read_text("utf-8") == "mine"
    nowhere = str(output / "message.txt")
    refused = built.run(two, *built.PALABRE, "digest", "harbours", "2", "--output", nowhere)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"{nowhere} cannot be written")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("harbors", "1"), "“harbors” is not known here. Did you mean: Harbours and cities"),
        (("zzz", "1"), "“zzz” is not known here."),
        (("harbours", "3"), "The discussion harbours has no week 3. Its weeks: 1, 2."),
        (("harbours", "1", "--lang", "de"), "--lang takes one of: en, fr, both. Found: “de”."),
    ],
)
def test_what_is_not_there_is_told(two: Path, words: tuple[str, ...], told: str) -> None:
    finished = built.run(two, *built.PALABRE, "digest", *words)
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr.startswith(told)
    assert "Traceback" not in finished.stderr


def test_no_message_is_made_of_an_archive_that_breaks_a_rule(tmp_path: Path) -> None:
    name = "docs/en/harbours/weeks/1.md"
    files = fixtures.load("base")
    fixtures.write(tmp_path, files | {name: files[name].replace("2010-09-12", "9/12")})
    finished = built.run(tmp_path, *built.PALABRE, "digest", "harbours", "1", LC_ALL="fr_FR.UTF-8")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert f"{name}:5" in finished.stderr
    assert "Aucun message n’a été rédigé" in finished.stderr.splitlines()[-1]


def test_help_comes_without_the_archives_modules() -> None:
    code = (
        "import sys; from palabre.cli import main;"
        "main(['digest', '--help'], standalone_mode=False);"
        "heavy = ('pydantic', 'jinja2', 'cmarkgfm', 'mkdocs');"
        "print(sorted(m for m in heavy if m in sys.modules))"
    )
    finished = built.run(fixtures.REPOSITORY, built.MKDOCS[0], "-c", code)
    assert finished.stdout.splitlines()[-1] == "[]", finished.stderr
