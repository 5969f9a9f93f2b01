"""How texts are cited: names, three styles, and files that reference managers read."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser
from playwright.sync_api import Browser, Page
from pybtex.database import Person, parse_string

import browser
import built
import fixtures
from palabre import publication, site
from palabre.bibliography import bibtex, csl, files, items, ris, styles
from palabre.bibliography.entries import Citations
from palabre.bibliography.items import Item
from palabre.clock import clock
from palabre.language import of, phrase
from palabre.names import Name, taken_apart
from palabre.site import Site
from palabre.view import View

MORE = fixtures.unpack(
    """
=== docs/contributors.yml
- {id: rina-arias-morales, name: Rina Arias Morales, family: Arias Morales}
=== docs/en/harbours/contributions/hostile.md
---
title: "100 % of {boats} & #1 \\\\o/ ~ $5 ^ a_b \\"quoted\\" = what, else?"
text: original
weeks: [1]
authors:
  - name: Rina Arias Morales
  - name: Jean-Paul van der Berg
  - organisation: ["Ships, Ltd and Sons", Boats & Co.]
date: 2010-09-07
inferred: [date]
---

A text.
=== docs/fr/harbours/contributions/hostile.md
---
title: "« Cent pour cent » : pourquoi pas ?"
text: translation
translation: {by: Rina Arias Morales, kind: human, of: 0c5a4b9f03af}
---

Un texte.
"""
)[1]
"""What else an archive may hold."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An archive with texts in both languages, one and neither, dated and not, of many."""
    folder = tmp_path_factory.mktemp("cited")
    return site.read(fixtures.write(folder, fixtures.load("two") | MORE))


@pytest.fixture(scope="module")
def published(archive: Site) -> Path:
    """The same, as files."""
    frame = fixtures.bare_frame(archive.settings, "main")
    publication.publish(archive, frame, archive.settings.root / "site")
    return archive.settings.root / "site"


def views(of_site: Site) -> Iterator[View]:
    yield from map(of_site.public_view, of_site.settings.languages)


def cited(of_site: Site, code: str) -> dict[str, Item]:
    """Every item of one language, by the address of its work."""
    (view,) = (view for view in views(of_site) if view.site.code == code)
    discussions = of_site.archive.discussions.values()
    return {w.address: items.item(w, view) for d in discussions for w in items.citable(d)}


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Awa Diallo", "Diallo", "Awa"),
        ("T A Banjoko", "Banjoko", "T A"),
        ("John D Smith", "Smith", "John D"),
        ("Imane El Rhomri", "El Rhomri", "Imane"),
        ("Hassan el-Rhomri", "el-Rhomri", "Hassan"),
        ("Ana de la Cruz", "de la Cruz", "Ana"),
        ("Jan van den Berg", "van den Berg", "Jan"),
        ("Ahmed Ben Salah", "Ben Salah", "Ahmed"),
        ("Ben Okri", "Okri", "Ben"),
        ("Al Gore", "Gore", "Al"),
        ("Mohamed Ould Abdel Aziz", "Ould Abdel Aziz", "Mohamed"),
        ("Awa DIALLO", "DIALLO", "Awa"),
        ("DIALLO Awa", "DIALLO", "Awa"),
        ("Ana de la CRUZ", "de la CRUZ", "Ana"),
        ("AWA DIALLO", "DIALLO", "AWA"),
        ("Diallo, Awa Marie", "Diallo", "Awa Marie"),
        ("Antonio García-Nieto", "García-Nieto", "Antonio"),
        ("Madonna", "Madonna", ""),
        ("王芳", "王芳", ""),
        ("", "", ""),
    ],
)
def test_family_names(name: str, family: str, given: str) -> None:
    assert taken_apart(name) == Name(family, given)


@pytest.mark.parametrize(
    ("name", "registered", "family", "given"),
    [
        ("Rina Eulalia Arias Morales", "Arias Morales", "Arias Morales", "Rina Eulalia"),
        ("Ban Ki-moon", "Ban", "Ban", "Ki-moon"),
        ("Nguyen Van An", "Nguyen", "Nguyen", "Van An"),
        ("Ai Weiwei", "Somebody", "Ai Weiwei", ""),
    ],
)
def test_the_registry_knows_better(name: str, registered: str, family: str, given: str) -> None:
    assert taken_apart(name, registered) == Name(family, given)


@given(st.text(st.characters(categories=("L", "Zs", "Po", "Pd"))), st.text())
def test_no_word_of_a_name_is_lost(name: str, family: str) -> None:
    found = taken_apart(name, family)
    assert Counter(found.whole.replace(",", " ").split()) == Counter(name.replace(",", " ").split())


BASE = "https://palabre.example.org/archive/"
N = "\u00a0"
EXPECTED = {
    "en harbours/contributions/kamsar-office.html": {
        "apa": "Diallo, A. (2010, September 1). *What the harbour office learned* (The moderators, "
        "Trans.) [Online forum post in the discussion *Harbours and cities*]. Palabre. "
        f"{BASE}harbours/contributions/kamsar-office.html / (Diallo, 2010)",
        "chicago": "Diallo, Awa. 2010. “What the harbour office learned.” Translated by The "
        "moderators. Online forum post in the discussion *Harbours and cities*. Palabre, "
        f"September 1. {BASE}harbours/contributions/kamsar-office.html / (Diallo 2010)",
        "iso": "DIALLO, Awa, 2010. What the harbour office learned [online forum post]. Translated "
        "by The moderators. In: *Harbours and cities* [online]. Palabre, 1 September 2010. "
        f"Available from: {BASE}harbours/contributions/kamsar-office.html / (Diallo 2010)",
    },
    "fr harbours/contributions/kamsar-office.html": {
        "apa": "Diallo, A. (2010, 1er septembre). *Ce que la capitainerie a appris* [Message de "
        "forum dans la discussion *Ports et villes*]. Palabre. "
        f"{BASE}fr/harbours/contributions/kamsar-office.html / (Diallo, 2010)",
        "chicago": f"Diallo, Awa. 2010. «{N}Ce que la capitainerie a appris{N}». Message de forum "
        "dans la discussion *Ports et villes*. Palabre, 1er septembre. "
        f"{BASE}fr/harbours/contributions/kamsar-office.html / (Diallo 2010)",
        "iso": "DIALLO, Awa, 2010. Ce que la capitainerie a appris [message de forum]. "
        f"In{N}: *Ports et villes* [en ligne]. Palabre, 1er septembre 2010. Disponible à l’adresse"
        f"{N}: {BASE}fr/harbours/contributions/kamsar-office.html / (Diallo 2010)",
    },
    # In one language only: what is cited is the page that has the text as its own.
    "fr harbours/contributions/only-here.html": {
        "apa": "O’Neill, J. (s.\u00a0d.). *Written in English only* [Message de forum dans la "
        "discussion *Ports et villes*]. Palabre. "
        f"{BASE}harbours/contributions/only-here.html / (O’Neill, s.{N}d.)",
        "chicago": f"O’Neill, John. s.{N}d. «{N}Written in English only{N}». Message de forum dans "
        "la discussion *Ports et villes*. Palabre. "
        f"{BASE}harbours/contributions/only-here.html / (O’Neill, s.{N}d.)",
        "iso": f"O’NEILL, John, s.{N}d. Written in English only [message de forum]. In{N}: "
        f"*Ports et villes* [en ligne]. Palabre. Disponible à l’adresse{N}: "
        f"{BASE}harbours/contributions/only-here.html / (O’Neill s.{N}d.)",
    },
    "en harbours/contributions/two-coasts.html": {
        "apa": "Sea Network, & Diallo, A. (n.d.). *Two coasts* (machine translation by Babel "
        "Engine, not revised) [Online forum post in the discussion *Harbours and cities*]. "
        f"Palabre. {BASE}harbours/contributions/two-coasts.html / (Sea Network & Diallo, n.d.)",
        "chicago": "Sea Network and Awa Diallo. n.d. “Two coasts.” Machine translation by Babel "
        "Engine, not revised. Online forum post in the discussion *Harbours and cities*. Palabre. "
        f"{BASE}harbours/contributions/two-coasts.html / (Sea Network and Diallo, n.d.)",
        "iso": "SEA NETWORK and DIALLO, Awa, n.d. Two coasts [online forum post]. Machine "
        "translation by Babel Engine, not revised. In: *Harbours and cities* [online]. Palabre. "
        f"Available from: {BASE}harbours/contributions/two-coasts.html / (Sea Network and Diallo "
        "n.d.)",
    },
    "fr harbours/contributions/two-coasts.html": {
        "apa": "Réseau de la mer et Diallo, A. (s.\u00a0d.). *Deux côtes* (A. Diallo, trad.) "
        "[Message de forum dans la discussion *Ports et villes*]. Palabre. "
        f"{BASE}fr/harbours/contributions/two-coasts.html / (Réseau de la mer et Diallo, s.{N}d.)",
        "chicago": f"Réseau de la mer et Awa Diallo. s.{N}d. «{N}Deux côtes{N}». Traduction "
        "automatique, révisée par Awa Diallo. Message de forum dans la discussion "
        f"*Ports et villes*. Palabre. {BASE}fr/harbours/contributions/two-coasts.html / "
        f"(Réseau de la mer et Diallo, s.{N}d.)",
        "iso": f"RÉSEAU DE LA MER et DIALLO, Awa, s.{N}d. Deux côtes [message de forum]. "
        f"Traduction automatique, révisée par Awa Diallo. In{N}: *Ports et villes* [en ligne]. "
        f"Palabre. Disponible à l’adresse{N}: {BASE}fr/harbours/contributions/two-coasts.html / "
        f"(Réseau de la mer et Diallo s.{N}d.)",
    },
    "en rivers/contributions/delta.html": {
        "apa": "Diallo, A. (n.d.). *A delta in summary* [Editors’ summary of an online forum post "
        f"in the discussion *Rivers*]. Palabre. {BASE}rivers/contributions/delta.html / "
        "(Diallo, n.d.)",
        "chicago": "Diallo, Awa. n.d. “A delta in summary.” Editors’ summary of an online forum "
        f"post in the discussion *Rivers*. Palabre. {BASE}rivers/contributions/delta.html / "
        "(Diallo, n.d.)",
        "iso": "DIALLO, Awa, n.d. A delta in summary [editors’ summary of an online forum post]. "
        "In: *Rivers* [online]. Palabre. Available from: "
        f"{BASE}rivers/contributions/delta.html / (Diallo n.d.)",
    },
    "en harbours/weeks/2.html": {
        "apa": "Harbour Institute ([2010, September 13]). *Week 2: Islands* [Introduction to a "
        f"week of the online discussion *Harbours and cities*]. Palabre. "
        f"{BASE}harbours/weeks/2.html / (Harbour Institute, [2010])",
        "chicago": "Harbour Institute. [2010]. “Week 2: Islands.” Introduction to a week of the "
        "online discussion *Harbours and cities*. Palabre, [September 13]. "
        f"{BASE}harbours/weeks/2.html / (Harbour Institute [2010])",
        "iso": "HARBOUR INSTITUTE, [2010]. Week 2: Islands [introduction to a week of an online "
        "discussion]. In: *Harbours and cities* [online]. Palabre, [13 September 2010]. Available "
        f"from: {BASE}harbours/weeks/2.html / (Harbour Institute [2010])",
    },
    # Nobody is named who moderates.
    "en rivers/weeks/1.html": {
        "apa": "*Week 1: Mouths* [Introduction to a week of the online discussion *Rivers*]. "
        f"(n.d.). Palabre. {BASE}rivers/weeks/1.html / (*Week 1: Mouths*, n.d.)",
        "chicago": "“Week 1: Mouths.” n.d. Introduction to a week of the online discussion "
        f"*Rivers*. Palabre. {BASE}rivers/weeks/1.html / (*Week 1: Mouths*, n.d.)",
        "iso": "Week 1: Mouths [introduction to a week of an online discussion], n.d. In: *Rivers* "
        f"[online]. Palabre. Available from: {BASE}rivers/weeks/1.html / (*Week 1: Mouths* n.d.)",
    },
    "fr harbours/consolidated-reply.html": {
        "apa": f"Institut portuaire (s.{N}d.). *Ce qui fut dit des ports* [Synthèse de la "
        f"discussion en ligne *Ports et villes*]. Palabre. "
        f"{BASE}fr/harbours/consolidated-reply.html / (Institut portuaire, s.{N}d.)",
        "chicago": f"Institut portuaire. s.{N}d. «{N}Ce qui fut dit des ports{N}». Synthèse de la "
        "discussion en ligne *Ports et villes*. Palabre. "
        f"{BASE}fr/harbours/consolidated-reply.html / (Institut portuaire, s.{N}d.)",
        "iso": f"INSTITUT PORTUAIRE, s.{N}d. Ce qui fut dit des ports [synthèse d’une discussion "
        f"en ligne]. In{N}: *Ports et villes* [en ligne]. Palabre. Disponible à l’adresse{N}: "
        f"{BASE}fr/harbours/consolidated-reply.html / (Institut portuaire s.{N}d.)",
    },
    # Four authors, a day that the editors inferred, a title that ends with a question mark.
    "fr harbours/contributions/hostile.html": {
        "apa": "Arias Morales, R., van der Berg, J.-P., Ships, Ltd and Sons et Boats & Co. ([2010, "
        f"7 septembre]). *« Cent pour cent » : pourquoi pas ?* (R. Arias Morales, trad.) "
        "[Message de forum dans la discussion *Ports et villes*]. Palabre. "
        f"{BASE}fr/harbours/contributions/hostile.html / (Arias Morales et al., [2010])",
        "chicago": "Arias Morales, Rina, Jean-Paul van der Berg, Ships, Ltd and Sons et Boats & "
        f"Co. [2010]. «{N}« Cent pour cent » : pourquoi pas ?{N}». Traduction par Rina "
        "Arias Morales. Message de forum dans la discussion *Ports et villes*. Palabre, "
        f"[7 septembre]. {BASE}fr/harbours/contributions/hostile.html / "
        "(Arias Morales et al. [2010])",
        "iso": f"ARIAS MORALES, Rina et al., [2010]. « Cent pour cent » : pourquoi pas ? "
        f"[message de forum]. Traduction par Rina Arias Morales. In{N}: *Ports et villes* [en "
        f"ligne]. Palabre, [7 septembre 2010]. Disponible à l’adresse{N}: "
        f"{BASE}fr/harbours/contributions/hostile.html / (Arias Morales et al. [2010])",
    },
    "en harbours/contributions/hostile.html": {
        "chicago": "Arias Morales, Rina, Jean-Paul van der Berg, Ships, Ltd and Sons, and Boats & "
        'Co. [2010]. “100 % of {boats} & #1 \\o/ ~ $5 ^ a_b "quoted" = what, else?” Online forum '
        "post in the discussion *Harbours and cities*. Palabre, [September 7]. "
        f"{BASE}harbours/contributions/hostile.html / (Arias Morales et al. [2010])",
    },
}
"""By the language of the readers and the page; titles stand between asterisks."""


def shown(citation: str) -> str:
    """What readers see of a citation, titles between asterisks."""
    tree = parser.fromstring(f"<p>{citation}</p>")
    for hidden in tree.xpath(".//*[@hidden]"):
        hidden.drop_tree()
    for title in tree.xpath(".//cite"):
        title.text = f"*{title.text or ''}"
        last = title[-1] if len(title) else None
        if last is None:
            title.text += "*"
        else:
            last.tail = f"{last.tail or ''}*"
    return str(tree.text_content())


@pytest.mark.parametrize(
    ("key", "style"), [(key, style) for key in EXPECTED for style in EXPECTED[key]]
)
def test_each_style_has_its_form(archive: Site, key: str, style: str) -> None:
    code, page = key.split(" ")
    found = Citations(cited(archive, code)[page], of(code))
    how = styles.STYLES[style]
    assert f"{shown(found.entry(how))} / {shown(found.in_text(how))}" == EXPECTED[key][style]


ITEM = Item(
    "x.en",
    "post",
    (Name("Diallo", "Awa"),),
    None,
    None,
    date(2010, 9, 7),
    False,
    phrase("A title."),
    "en",
    phrase("Harbours"),
    "Palabre",
    "https://example.org/x.html",
)


@pytest.mark.parametrize(
    ("style", "number", "begin"),
    [
        ("apa", 2, "A0, G., & A1, G. (2010"),
        ("apa", 20, f"{', '.join(f'A{n}, G.' for n in range(19))}, & A19, G. (2010"),
        ("apa", 22, f"{', '.join(f'A{n}, G.' for n in range(19))}, … A21, G. (2010"),
        ("chicago", 2, "A0, Gi, and Gi A1. 2010"),
        ("chicago", 6, "A0, Gi, Gi A1, Gi A2, Gi A3, Gi A4, and Gi A5. 2010"),
        ("chicago", 7, "A0, Gi, Gi A1, Gi A2 et al. 2010"),
        ("iso", 2, "A0, Gi and A1, Gi, 2010"),
        ("iso", 3, "A0, Gi, A1, Gi and A2, Gi, 2010"),
        ("iso", 4, "A0, Gi et al., 2010"),
    ],
)
def test_many_authors(style: str, number: int, begin: str) -> None:
    many = replace(ITEM, authors=tuple(Name(f"A{n}", "Gi") for n in range(number)))
    citations = Citations(many, of("en"))
    assert shown(citations.entry(styles.STYLES[style])).startswith(begin)
    who = "A0 and A1" if number == 2 else "A0 et al."
    if style != "apa":
        assert shown(citations.in_text(styles.STYLES[style])) == f"({who} 2010)"


def test_no_full_stop_follows_another() -> None:
    for title in ("Why?", "Stop.", "And so on…"):
        one = replace(ITEM, title=phrase(title), archive="Archive Inc.")
        entry = shown(Citations(one, of("en")).entry(styles.STYLES["chicago"]))
        assert f"“{title}” Online" in entry
    assert "Archive Inc., September 7. https" in entry


def test_one_paragraph_is_named_in_the_text() -> None:
    for code, expected in (("en", "(Diallo, 2010, para. 3)"), ("fr", "(Diallo, 2010, paragr. 3)")):
        found = Citations(ITEM, of(code)).in_text(styles.STYLES["apa"], "3")
        assert shown(found) == expected


@given(st.text(), st.text(), st.text(), st.sampled_from(list(styles.STYLES)))
def test_whatever_is_cited_is_escaped(title: str, name: str, container: str, style: str) -> None:
    hostile = replace(
        ITEM,
        title=phrase(f"{title}<script>", "es"),
        authors=(Name(name + "<b>", name), Name(f"<i>{name}")),
        translator=Name("<u>", name),
        translation="human",
        container=phrase(f"<h1>{container}"),
        archive=f"<img>{name}",
    )
    citations = Citations(hostile, of("en"))
    html = citations.entry(styles.STYLES[style]) + citations.in_text(styles.STYLES[style])
    assert set(re.findall(r"</?(\w+)", html)) <= {"cite", "span"}
    assert 'lang="es"' in html


# What reference managers read.

_TEX = re.compile(r"\\text(\w+)\{\}|\\([%&#_$])|\{(\")\}|(~|\\,)")
_NAMED = {
    "backslash": "\\",
    "braceleft": "{",
    "braceright": "}",
    "asciitilde": "~",
    "asciicircum": "^",
    "~": "\u00a0",
    "\\,": "\u202f",
}


def of_tex(value: str) -> str:
    """What TeX shows of *value*."""
    return _TEX.sub(lambda m: m[2] or m[3] or _NAMED[m[1] or m[4]], value)


def bib_name(person: Person) -> str:
    """A name as a list sorts it, without the braces that hold one together."""
    parts = (person.prelast_names + person.last_names, person.first_names + person.middle_names)
    return ", ".join(of_tex(_unbraced(" ".join(part))) for part in parts if part)


def _unbraced(text: str) -> str:
    is_held = text.startswith("{") and text.endswith("}") and not text.startswith('{"}')
    return text[1:-1] if is_held else text


def collapsed(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()


def assert_bibtex(text: str, expected: Iterable[Item]) -> None:
    data = parse_string(text, "bibtex")
    known = {item.id: item for item in expected}
    assert list(data.entries) == list(known)
    for key, entry in data.entries.items():
        item, values = known[key], entry.fields
        assert [bib_name(one) for one in entry.persons.get("author", [])] == [
            name.sorted for name in item.authors
        ]
        # pybtex knows authors and editors alone to be persons.
        translators = [bib_name(Person(values["translator"]))] if "translator" in values else []
        assert translators == ([item.translator.sorted] if item.translator else [])
        assert of_tex(values["title"]) == item.title.text
        assert values.get("date") == (item.date.isoformat() if item.date else None)
        assert values["language"] == item.language
        assert values["url"] == item.url
        assert of_tex(values["organization"]) == item.archive


def assert_ris(text: str, expected: Iterable[Item]) -> None:
    found = {entry["id"]: entry for entry in rispy.loads(text)}
    known = {item.id: item for item in expected}
    assert list(found) == list(known)
    for key, entry in found.items():
        item = known[key]
        assert entry.get("authors", []) == [name.sorted for name in item.authors]
        translators = [item.translator.sorted] if item.translator else []
        assert entry.get("subsidiary_authors", []) == translators
        assert entry["title"] == item.title.text
        assert entry["secondary_title"] == item.container.text
        assert entry.get("date") == (f"{item.date:%Y/%m/%d}/" if item.date else None)
        assert entry.get("year") == (str(item.date.year) if item.date else None)
        assert entry["language"] == item.language
        assert entry["urls"] == [item.url]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_programs_read_what_each_page_offers(archive: Site, published: Path, code: str) -> None:
    folder = published / ("" if code == "en" else code)
    found = cited(archive, code)
    assert len(found) == 11
    for page, item in found.items():
        stem = page.removesuffix(".html")
        assert_bibtex((folder / f"{stem}.bib").read_text("utf-8"), [item])
        assert_ris((folder / f"{stem}.ris").read_text("utf-8"), [item])
        (entry,) = json.loads((folder / f"{stem}.csl.json").read_text("utf-8"))
        assert (entry["id"], entry["title"]) == (item.id, item.title.text)
        assert ("issued" in entry) == bool(item.date)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_one_file_has_a_whole_discussion(archive: Site, published: Path, code: str) -> None:
    for discussion in archive.archive.discussions.values():
        folder = published / ("" if code == "en" else code) / discussion.id
        all_of_it = cited(archive, code)
        expected = [all_of_it[work.address] for work in items.citable(discussion)]
        assert_bibtex((folder / "citations.bib").read_text("utf-8"), expected)
        assert_ris((folder / "citations.ris").read_text("utf-8"), expected)
        entries = json.loads((folder / "citations.csl.json").read_text("utf-8"))
        assert [entry["id"] for entry in entries] == [item.id for item in expected]


def test_what_is_said_of_the_text_is_in_every_file(published: Path) -> None:
    folder = published / "harbours/contributions"
    machine = "Undated. Machine translation by Babel Engine, not revised"
    entry = parse_string((folder / "two-coasts.bib").read_text("utf-8"), "bibtex")
    fields = entry.entries["two-coasts.en"].fields
    assert (fields["note"], fields["langid"]) == (machine, "english")
    assert rispy.loads((folder / "two-coasts.ris").read_text("utf-8"))[0]["notes"] == [
        "Undated",
        "Machine translation by Babel Engine, not revised",
    ]
    (summary,) = json.loads((published / "fr/rivers/contributions/delta.csl.json").read_text())
    assert summary["genre"] == "résumé, par la rédaction, d’un message de forum"
    assert summary["note"].startswith("Sans date. Résumé de la rédaction")
    (post,) = json.loads((published / "fr/harbours/contributions/hostile.csl.json").read_text())
    assert post["translator"] == [{"family": "Arias Morales", "given": "Rina"}]
    assert post["author"][2:] == [{"literal": "Ships, Ltd and Sons"}, {"literal": "Boats & Co."}]
    assert post["issued"] == {"date-parts": [[2010, 9, 7]]}
    assert (
        post["note"]
        == "Jour déduit par la rédaction de l’archive. Traduction par Rina Arias Morales"
    )


def test_a_text_has_the_same_key_in_both_sites_and_no_other_has_it(archive: Site) -> None:
    english, french = cited(archive, "en"), cited(archive, "fr")
    for page, item in english.items():
        is_same = item.language == french[page].language
        assert (item.id == french[page].id) == is_same
        assert item.id.endswith(f".{item.language}")
    ids = {item.id: item.language for item in (*english.values(), *french.values())}
    assert len(ids) == len({(p, i.language) for c in (english, french) for p, i in c.items()})


words = st.text(min_size=1).map(collapsed).filter(lambda text: any(map(str.isalnum, text)))


@given(st.lists(st.builds(Name, words), max_size=3), words, words, st.none() | st.dates())
def test_hostile_values_survive_ris(
    authors: list[Name], title: str, archive_name: str, day: date | None
) -> None:
    def one_line(text: str) -> str:
        return text.translate(dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), " "))

    def cleaned(text: str) -> str:
        return one_line(text).strip()

    hostile = replace(
        ITEM,
        authors=tuple(authors),
        title=phrase(title),
        archive=archive_name,
        translator=Name(title),
        translation="human",
        date=day,
    )
    (entry,) = rispy.loads(ris.entry(hostile, of("en")))
    assert [one.strip() for one in entry.get("authors", [])] == [
        cleaned(name.family) for name in authors
    ]
    assert entry["title"].strip() == cleaned(title)
    assert entry["publisher"].strip() == cleaned(archive_name)
    assert entry["subsidiary_authors"][0].strip() == cleaned(title)
    assert entry["id"] == "x.en"


@given(st.lists(words, max_size=3), words, words, st.none() | st.dates())
def test_hostile_values_survive_bibtex(
    authors: list[str], title: str, archive_name: str, day: date | None
) -> None:
    hostile = replace(
        ITEM,
        authors=tuple(map(Name, authors)),
        title=phrase(title),
        archive=archive_name,
        date=day,
    )
    entries = [bibtex.entry(item, of("en")) for item in (hostile, replace(ITEM, id="y.en"))]
    data = parse_string("".join(entries), "bibtex")
    assert list(data.entries) == ["x.en", "y.en"]
    entry = data.entries["x.en"]
    found = [bib_name(one) for one in entry.persons.get("author", [])]
    assert list(map(squeezed, found)) == list(map(squeezed, authors))
    assert squeezed(of_tex(entry.fields["title"])) == squeezed(title)
    assert squeezed(of_tex(entry.fields["organization"])) == squeezed(archive_name)
    assert entry.fields.get("date") == (day.isoformat() if day else None)


def squeezed(text: str) -> str:
    """*text* without what only parts words, or shows nothing."""
    return "".join(c for c in text if not c.isspace() and not (c < " " or "\x7f" <= c < "\xa0"))


@given(st.text(), st.text())
def test_hostile_values_survive_csl(title: str, name: str) -> None:
    hostile = replace(ITEM, title=phrase(title or "x"), authors=(Name(name or "x", "And"),))
    (entry,) = json.loads(csl.file([csl.entry(hostile, of("en"))]))
    assert entry["title"] == (title or "x")
    assert entry["author"] == [{"family": name or "x", "given": "And"}]


# What pages show.


def test_each_text_has_a_box_whose_files_are_there(archive: Site, published: Path) -> None:
    for language_ in archive.settings.languages:
        for page, item in cited(archive, language_.code).items():
            path = published / language_.prefix / page
            tree = built.tree(path)
            (box,) = tree.xpath("//section[@id='palabre-cite']")
            links = [link.get("href") for link in box.xpath(".//a[not(@href='#palabre-cite')]")]
            assert len(links) == len(files.FORMATS)
            assert all((path.parent / link).is_file() for link in links)
            assert len(box.xpath(".//details")) == len(styles.STYLES)
            assert len(box.xpath(".//details[@open]")) == 1
            addresses = {one.text for one in box.xpath(".//*[@data-part='address']")}
            assert addresses == {item.url}
            (script,) = tree.xpath("//script[@defer]/@src")
            assert (path.parent / script).is_file()


def test_what_is_no_text_has_no_box(published: Path) -> None:
    for page in ("harbours/weeks/2-topics-salt", "harbours/index", "index", "topics/tides"):
        assert "palabre-cite" not in (published / f"{page}.html").read_text("utf-8")
    links = built.tree(published / "fr/harbours/index.html").xpath("//a/@href")
    assert "../harbours/citations.csl.json" in links


def test_nothing_tells_of_what_waits_or_was_withdrawn(tmp_path: Path) -> None:
    withdrawn = "- {id: gone, discussion: harbours, withdrawn: 2010-09-02}\n"
    post = "---\ntitle: Secret tides\ntext: original\nweeks: [1]\nauthors: [{name: Zita Lopes}]\n"
    reply = "---\ntitle: Secret reply\npublish: 2010-09-30\n---\n\nWords.\n"
    seeded = fixtures.load("base") | {
        "docs/withdrawn.yml": withdrawn,
        "docs/en/harbours/contributions/waits.md": f"{post}publish: 2010-09-09\n---\n\nWords.\n",
        "docs/en/harbours/contributions/draft.md": f"{post}draft: true\n---\n\nWords.\n",
        "docs/en/harbours/contributions/shown.md": post.replace("Secret", "Shown") + "---\n\nHi.\n",
        "docs/en/harbours/consolidated-reply.md": reply,
        "docs/fr/harbours/consolidated-reply.md": reply.replace("publish: 2010-09-30\n", ""),
    }
    settings = fixtures.write(tmp_path, seeded)
    found = site.read(settings, clock=clock(date(2010, 9, 8)))
    publication.publish(found, fixtures.bare_frame(settings, "main"), tmp_path / "site")
    made = built.files_of(tmp_path / "site")
    ours = {p: c for p, c in made.items() if p.endswith((".bib", ".ris", ".csl.json"))}
    assert "harbours/contributions/shown.bib" in ours
    assert not [path for path in ours if re.search("gone|waits|draft|reply", path)]
    assert not [path for path, content in ours.items() if b"Secret" in content]


def test_who_becomes_known_as_a_person_is_cited_as_one(tmp_path: Path) -> None:
    """A translator of whom no other file tells is cited by the whole name."""
    settings = fixtures.write(tmp_path, fixtures.load("two"))
    page = "harbours/contributions/kamsar-office.html"
    before = site.read(settings)
    assert cited(before, "en")[page].translator == Name("The moderators")
    (tmp_path / "docs/contributors.yml").write_text("- {id: moderators, name: The moderators}\n")
    after = site.read(settings)
    assert cited(after, "en")[page].translator == Name("moderators", "The")
    shows = [{r.address: r.shows for r in one.recipes}[page] for one in (before, after)]
    assert shows[0] != shows[1]


# What the script of the box does.


@pytest.fixture
def reader(chromium: Browser, two: Path) -> Iterator[Page]:
    """A reader of a contribution in French; whatever the script complains of fails the test."""
    with browser.page(chromium) as opened, built.served(two, "/") as start:
        errors: list[str] = []
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.goto(f"{start}fr/harbours/contributions/kamsar-office.html")
        yield opened
        assert not errors


def entries(page: Page) -> list[str]:
    """What the box shows, each style opened."""
    page.eval_on_selector_all(".palabre-cite details", "all => all.forEach(one => one.open = true)")
    return page.locator(".palabre-cite details").all_inner_texts()


@pytest.mark.built
def test_the_box_cites_the_paragraph_that_the_address_names(reader: Page) -> None:
    note = reader.locator("[data-part=one]")
    assert not note.is_visible()
    assert not any("paragr." in text for text in entries(reader))
    for number in ("3", "2"):
        reader.evaluate(f"location.hash = '#p{number}'")
        reader.wait_for_function(
            f"document.querySelector('[data-part=one]').innerText.includes('{number}')"
        )
        for text in entries(reader):
            assert f"kamsar-office.html#p{number}" in text
            assert f"2010, paragr. {number})" in text
    before = reader.evaluate("scrollY")
    reader.evaluate("location.hash = '#nothing'")
    note.wait_for(state="hidden")
    assert reader.evaluate("scrollY") == before
    assert not any("#p" in text or "paragr." in text for text in entries(reader))


@pytest.mark.built
def test_the_box_knows_the_day_of_the_visit(reader: Page) -> None:
    iso = next(text for text in entries(reader) if "consulté le" in text)
    assert re.search(r"\[consulté le \d+(er)? [a-zéû]+ \d{4}\]", iso)


@pytest.mark.built
def test_a_citation_is_copied_with_its_titles(reader: Page) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.reload()
    reader.locator(".palabre-cite button").first.click()
    status = reader.locator(".palabre-cite [role=status]").first
    status.get_by_text("Copié").wait_for()
    read = "async type => (await (await navigator.clipboard.read())[0].getType(type)).text()"
    text = reader.evaluate(read, "text/plain")
    assert text.startswith("DIALLO, Awa, 2010. Ce que la capitainerie a appris [message de forum].")
    assert "<cite>Ports et villes</cite>" in reader.evaluate(read, "text/html")


@pytest.mark.built
def test_without_a_script_nothing_is_missing(chromium: Browser, two: Path) -> None:
    with browser.page(chromium, java_script_enabled=False) as page:
        page.goto((two / "harbours/contributions/kamsar-office.html").as_uri() + "#p3")
        box = page.locator(".palabre-cite")
        assert "(Diallo, 2010, para. 3). Add #p3 to the address." in box.inner_text()
        assert not box.locator("button").first.is_visible()
        assert "viewed" not in box.inner_text()
