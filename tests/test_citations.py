"""Citations: what is one, what it becomes, and that every one has its back link."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as parser

import built
import fixtures
from palabre import citations, language, paragraphs, publication, site
from palabre.bundles import bundles
from palabre.clock import clock
from palabre.layout import depth
from palabre.models import Front
from palabre.page import ShownText
from palabre.problems import Rule
from palabre.reader import Reader
from palabre.recipes import recipes
from palabre.search_records import records
from palabre.site import Site
from palabre.text import CONTRIBUTIONS, Dialect
from palabre.works import Work

REPLY = "harbours/consolidated-reply"


@pytest.fixture(scope="module")
def moderators(tmp_path_factory: pytest.TempPathFactory) -> Dialect:
    """The moderators' dialect, as the repository configures it."""
    folder = tmp_path_factory.mktemp("archive")
    return Reader(fixtures.write(folder, fixtures.load("base"))).moderators


def cited(dialect: Dialect, body: str) -> list[tuple[str, str, int, str]]:
    """What *body* cites: id, fragment, line, and the paragraph in which it does."""
    found = citations.found_in(dialect.render(body).html, body, 1)
    return [(c.id, c.fragment, c.line, c.at) for c in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("So [@a-post#p3].", [("a-post", "p3", 1, "p1")]),
        ("[ @a-post#p3;@b-post#own ]", [("a-post", "p3", 1, "p1"), ("b-post", "own", 1, "p1")]),
        ("[@a-post#p3;\n@b-post#p1]", [("a-post", "p3", 1, "p1"), ("b-post", "p1", 2, "p1")]),
        ("[@a-post#p1][@b-post#p2]", [("a-post", "p1", 1, "p1"), ("b-post", "p2", 1, "p1")]),
        ("One.\n\n- *Two [@a-post#p1]*", [("a-post", "p1", 3, "p2")]),
        ("- a\n\n    b [@a-post#p1]", [("a-post", "p1", 3, "p1")]),
        ("[@a-post#p11]\n\n[@a-post#p1]", [("a-post", "p11", 1, "p1"), ("a-post", "p1", 3, "p2")]),
        ("[@a-post#p1]\n\n[@a-post#p1]", [("a-post", "p1", 1, "p1"), ("a-post", "p1", 3, "p2")]),
        ("| a |\n|---|\n| [@a-post#p1] |", [("a-post", "p1", 3, "p1")]),
        ("One.\n\n## Two [@a-post#p1]", [("a-post", "p1", 3, "")]),
        ("One.\n\n!!! note\n    Two [@a-post#p1]", [("a-post", "p1", 4, "")]),
        ("[@a-post]", [("a-post", "", 1, "p1")]),
        ("`[@a-post#p1]`", []),
        ("    [@a-post#p1]", []),
        ("```\n[@a-post#p1]\n```", []),
        ("[@awa](https://example.org/@a-post#p1)", []),
        ("https://example.org/@a-post#p1 and [#p3] [issue#3] [@] a@b", []),
        ("<abbr title='[@a-post#p1]'>x</abbr>", []),
    ],
)
def test_what_is_a_citation(
    body: str, expected: list[tuple[str, str, int, str]], moderators: Dialect
) -> None:
    assert cited(moderators, body) == expected
    assert moderators.render(body).flaws == ()


@pytest.mark.parametrize(
    ("written", "repair"),
    [
        ("[a-post#p1]", "[@a-post#p1]"),
        ("[@a-post#p1, b-post#p2]", "[@a-post#p1; @b-post#p2]"),
        ("[@A-Post#P1]", "[@a-post#p1]"),
        ("[@a-post#p1;]", "[@a-post#p1]"),
        ("(@a-post#p1)", "[@a-post#p1]"),
        ("@a-post#p1", "[@a-post#p1]"),
        ("[see @a-post#p1]", ""),
        ("[@a-post #p1]", ""),
        ("[@une île]", ""),
    ],
)
def test_what_was_meant_as_a_citation(written: str, repair: str, moderators: Dialect) -> None:
    rendered = moderators.render(f"They said {written} so.")
    assert rendered.flaws == ((Rule.CITATION_FORM, written),)
    assert citations.repaired(written) == repair
    assert not repair or cited(moderators, repair)


FORGERIES = [
    "[words](cite:a-post#p1)",
    "<a href='cite:a-post#p1'>words</a>",
    "<a href='CITE:a-post#p1'></a>",
    "<a href='cite:a-post#p1' title='x'></a>",
    '[](cite:a-post#p1"onclick)',
    "[](cite:../../x)",
]


@pytest.mark.parametrize("body", FORGERIES)
def test_no_link_of_a_text_is_taken_for_a_citation(body: str, moderators: Dialect) -> None:
    assert {rule for rule, _ in moderators.render(body).flaws} & {
        Rule.CITATION_FORM,
        Rule.LINK_UNSAFE,
        Rule.RAW_HTML,
    }


@pytest.mark.parametrize("body", ["[@a-post#p1]", *FORGERIES])
def test_contributions_cite_nothing(body: str) -> None:
    assert "cite:" not in re.sub(r"&lt;.*|\[@.*", "", CONTRIBUTIONS.render(body).html)
    assert cited(CONTRIBUTIONS, body) == []


PIECES = st.sampled_from(
    [
        *"[]()<>`*;@#\\ \n&\"'!",
        "[@a-post#p1]",
        "cite:",
        "a-post#p1",
        "<a href=",
        "</a>",
        "\n\n",
        "- ",
    ]
)


LETTERS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=3)


@given(st.lists(PIECES | LETTERS, max_size=12).map("".join))
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_written_no_markup_is_forged(moderators: Dialect, body: str) -> None:
    rendered = moderators.render(body)
    found = list(citations.found_in(rendered.html, body, 1))
    words: list[citations.Cited] = []

    def put(cited: list[citations.Cited]) -> str:
        words.extend(cited)
        return "<b>§</b>"

    shown = citations.replaced(rendered.html, put)
    if not rendered.flaws:
        assert {(c.id, c.fragment) for c in found} == set(words)
        assert not parser.fragment_fromstring(shown, create_parent="div").xpath(
            "//@href[starts-with(., 'cite:')]"
        )
    tree = parser.fragment_fromstring(shown, create_parent="div")
    assert tree.xpath("count(//b[.='§'])") <= len(found)
    hidden = citations.without(rendered.html)
    assert citations.without(hidden) == hidden


@pytest.mark.parametrize(
    ("html", "shown", "hidden"),
    [
        ("so {}.", "so (x).", "so."),
        ("so{}.", "so (x).", "so."),
        ("so ({}) ever", "so (x) ever", "so ever"),
        ("so {} {}{} ever", "so (x) ever", "so ever"),
        ("<em>so</em>\n{}.", "<em>so</em>\n(x).", "<em>so</em>."),
        ("<p>{} so</p>", "<p>(x) so</p>", "<p> so</p>"),
        ("so {} and {}.", "so (x) and (x).", "so and."),
    ],
)
def test_brackets_and_spaces(html: str, shown: str, hidden: str) -> None:
    link = '<a href="cite:a-post#p1" rel="noopener"></a>'
    assert citations.replaced(html.replace("{}", link), lambda cited: "(x)") == shown
    assert citations.without(html.replace("{}", link)) == hidden


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One.", "One.!</p>"),
        ("- a\n  - b\n- c", "</ul>\n!</li>"),
        ("> One.", "!</blockquote>"),
        ("| a |\n|---|", "</table>!"),
        ("```\na\n```", "</pre>!"),
        ("1. a\n\n   b", "</p>\n!</li>"),
    ],
)
def test_the_end_of_a_paragraph(body: str, expected: str) -> None:
    html = CONTRIBUTIONS.render(f"{body}\n\nLast.").html
    ended = paragraphs.ended(html, {"p1": "!"})
    assert expected in ended
    assert ended.replace("!", "") == html


# An archive as hypothesis writes it: what is told of it is what its pages must show.

KINDS = {
    "p": "Word.",
    "li": "- Word.",
    "blockquote": "> Word.",
    "table": "| a |\n|---|",
    "pre": "```\na\n```",
}
IDS = ["post-a", "post-b", "post-c", "post-d"]
CITING = {
    "harbours/index": "title: Harbours and cities",
    "harbours/weeks/1": 'title: Offices\nquestions: ["Why?"]',
    "harbours/weeks/2": 'title: Islands\nquestions: ["How?"]',
    REPLY: "title: What was said",
    "index": "title: Harbours\ndescription: D",
    "about": "title: About\ndescription: D",
}
Claims = list[list[tuple[str, int]]]
"""What each paragraph of a text cites: ids, and numbers of paragraphs."""


@st.composite
def archives(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, dict[str, Claims]]]:
    """The files of an archive, and what each of its pages claims, by language."""
    files = {path: text for path, text in fixtures.load("base").items() if "/weeks/" not in path}
    lengths = {}
    for key in IDS:
        blocks = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3))
        lengths[key] = len(blocks)
        body = "\n\n***\n\n".join(KINDS[kind] for kind in blocks)
        name = draw(st.sampled_from(["Awa Diallo", "Élodie Œuvrard", "Jo Lee"]))
        draft = "draft: true\n" * draw(st.booleans() if key == "post-d" else st.just(False))
        front = f"title: T\ntext: summary\n{draft}authors: [{{name: {name}}}]"
        codes = draw(st.sampled_from([["en"], ["fr"], ["en", "fr"], ["fr", "en"]]))
        for code in codes:
            path = f"docs/{code}/harbours/contributions/{key}.md"
            files[path] = f"---\n{front}\n---\n\n{body}\n"
            front = "title: T\ntext: summary"
    ones = st.sampled_from(IDS).flatmap(lambda k: st.tuples(st.just(k), st.integers(1, lengths[k])))
    claims: dict[str, dict[str, Claims]] = {}
    for path, front in CITING.items():
        both = path in ("index", "about", "harbours/index")
        codes = ["en", "fr"] if both else draw(st.sampled_from([["en"], ["fr"], ["en", "fr"], []]))
        for code in codes:
            told = draw(st.lists(st.lists(ones, max_size=3), min_size=1, max_size=3))
            claims.setdefault(path, {})[code] = told
            said = "\n\n".join(
                f"Word{' [' + '; '.join(f'@{k}#p{n}' for k, n in one) + ']' if one else ''}."
                for one in told
            )
            files[f"docs/{code}/{path}.md"] = f"---\n{front}\n---\n\n{said}\n"
    return files, claims


Arrow = tuple[str, str, str, str]
"""From a paragraph of a page to a paragraph of a contribution's page: addresses and fragments."""


def claimed(claims: dict[str, dict[str, Claims]], code: str, published: set[str]) -> set[Arrow]:
    """What readers of *code* must find: *claims* in their language, else in the other."""
    return {
        (f"{path}.html", f"p{at}", f"harbours/contributions/{key}.html", f"p{number}")
        for path, texts in claims.items()
        for at, one in enumerate(texts.get(code) or next(iter(texts.values())), 1)
        for key, number in one
        if key in published
    }


def links(text: ShownText, name: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of *text* that hold a link of the class *name*, and where these lead."""
    for element in parser.fragment_fromstring(text.html, create_parent="div").xpath(
        f"//*[@class='{name}']"
    ):
        around = element.xpath(
            "(ancestor::*[@id] | self::*[../self::div]/preceding-sibling::*[@id])"
        )
        at = around[-1].get("id")
        for link in element.xpath(".//a"):
            yield at, link.get("href")


def texts_of(found: Site, code: str) -> Iterator[tuple[Work[Front], ShownText, list[str]]]:
    """Every text on its page, with the labels of what it cites."""
    language_ = next(s for s in found.settings.languages if s.code == code)
    for recipe in recipes(found.archive, found.indexes, found.resources, found.feeds):
        work = recipe.work
        if work is None:
            continue
        page = recipe.make(found.view(language_, depth(recipe.address)))
        week = page.values.get("week")
        several = page.values.get("texts") or [
            week["text"] if isinstance(week, dict) else page.values["text"]
        ]
        assert isinstance(several, list)
        yield work, several[0], [one.label for one in several[0].cited]


@given(archives())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_citation_has_its_back_link(
    made: tuple[dict[str, str], dict[str, dict[str, Claims]]],
) -> None:
    files, claims = made
    with tempfile.TemporaryDirectory() as folder:
        found = site.read(fixtures.write(Path(folder), files))
        published = set(found.archive.contributions)
        assert published >= set(IDS) - {"post-d"}
        for code in found.settings.codes:
            forth, back = set(), set()
            for work, text, labels in texts_of(found, code):
                address, up = work.address, "../" * depth(work.address)
                for at, href in links(text, "palabre-cited"):
                    there, _, fragment = href.removeprefix(up).partition("#")
                    forth.add((address, at, there, fragment))
                for at, href in links(text, "palabre-taken"):
                    there, _, fragment = href.removeprefix(up).partition("#")
                    back.add((there, fragment, address, at))
                assert "cite:" not in text.html
                assert "post-d" not in text.html or "post-d" in published
                assert labels == sorted(labels, key=language.sort_key)
                assert len(labels) == len(set(labels))
                assert len(labels) == len({one[2] for one in forth if one[0] == address})
            assert forth == claimed(claims, code, published)
            assert back == forth
            reply = claims.get(REPLY, {}).values()
            taken = {key for told in reply for one in told for key, _ in one}
            left = found.archive.not_taken_up(found.archive.discussions["harbours"])
            assert {c.id for c in left} == published - taken


def test_who_mistakes_a_citation_is_told_what_to_write(tmp_path: Path) -> None:
    post = "---\ntitle: T\ntext: original\nauthors: [{name: Jo Lee}]\n---\n\nOne.\n\nTwo.\n"
    reply = (
        "---\ntitle: R\n---\n\nA [@our-harbor#p1].\n\nB [@our-harbour#p3] and [our-harbour#p1].\n"
    )
    folder = "docs/fr/harbours"
    files = {
        f"{folder}/contributions/our-harbour.md": post,
        f"{folder}/consolidated-reply.md": reply,
    }
    fixtures.write(tmp_path, fixtures.load("base") | files)
    told = built.run(tmp_path, *built.PALABRE, "--lang", "fr", "check")
    assert told.returncode == 1
    unknown, form, paragraph, *_ = told.stderr.replace("\u00a0", " ").split("\n")
    path = f"{folder}/consolidated-reply.md"
    assert unknown.startswith(f"{path}:5 : une citation doit nommer une contribution de l’archive")
    assert unknown.endswith("les plus proches : our-harbour [citation-unknown]")
    assert form.startswith(f"{path}:7 : une citation doit figurer seule entre crochets")
    assert form.endswith("« [our-harbour#p1] ». Écrivez « [@our-harbour#p1] » [citation-form]")
    assert paragraph.startswith(f"{path}:7 : une citation doit nommer un paragraphe qui existe")
    assert "@our-harbour#p1, @our-harbour#p2 [citation-paragraph]" in paragraph
    finished = built.run(tmp_path, *built.PALABRE, "normalise")
    assert finished.returncode == 0
    assert (tmp_path / folder / "consolidated-reply.md").read_text("utf-8") == reply


def test_citations_are_no_words_to_search_for(tmp_path: Path) -> None:
    files = fixtures.load("two") | fixtures.of_golden("citations")
    found = site.read(fixtures.write(tmp_path, files))
    every = (one for bundle in bundles(found.archive) for one in records(found, bundle))
    told = {one["url"]: one["content"] for one in every}
    assert told[f"en/{REPLY}.html"] == (
        "Offices They learned and waited. Two coasts are one, says nobody. "
        "They learned [@kamsar-office#p2]."
    )


def test_neither_end_of_a_citation_is_shown_before_its_day(tmp_path: Path) -> None:
    post = "---\ntitle: T\ntext: original\nauthors: [{name: Jo Lee}]\n"
    week = '---\ntitle: Offices\nquestions: ["Why?"]\n---\n\nThey said [@a-later-post#p1].\n'
    reply = (
        "---\ntitle: What was said at last\n{}---\n\nThey said [@a-post#p1; @a-later-post#p1].\n"
    )
    folder = "docs/en/harbours"
    files = {
        f"{folder}/contributions/a-post.md": f"{post}---\n\nOne.\n",
        f"{folder}/contributions/a-later-post.md": f"{post}publish: 2010-09-08\n---\n\nOne.\n",
        f"{folder}/consolidated-reply.md": reply.format("publish: 2010-09-09\n"),
        f"{folder}/weeks/1.md": week,
        "docs/fr/harbours/consolidated-reply.md": reply.format(""),
        "docs/fr/harbours/weeks/1.md": week,
    }
    settings_ = fixtures.write(tmp_path, fixtures.load("base") | files)
    frame = fixtures.bare_frame(settings_, "head", "main")
    for day, is_later, is_last in ((7, False, False), (8, True, False), (9, True, True)):
        found = site.read(settings_, clock=clock(date(2010, 9, day)))
        publication.publish(found, frame, tmp_path / str(day))
        shown = built.contents(tmp_path / str(day))
        for word, is_told in ((b"a-later-post", is_later), (b"What was said at last", is_last)):
            assert any(word in content for content in shown.values()) == is_told
        for prefix in ("", "fr/"):
            intro = shown[f"{prefix}harbours/weeks/1.html"].decode()
            assert ("<p id=" in intro) and ("They said.</p>" in intro) != is_later
            own = shown[f"{prefix}harbours/contributions/a-post.html"].decode()
            assert ("palabre-taken" in own) == is_last
