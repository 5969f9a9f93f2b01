"""What reads strangers' files: it answers anything at all with a document or a problem."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as parser

from palabre import privacy, source, text
from palabre.layout import Place, Role
from palabre.problems import Problem, Rule
from palabre.source import Document

PLACE = Place(Role.CONTRIBUTION, "en/harbours/contributions/a-post.md", "en", "harbours", "a-post")


def parse(content: str) -> Document | Problem:
    return source.parse(PLACE, "docs/a-post.md", content)


def front(yaml: str) -> Document:
    found = parse(f"---\n{yaml}\n---\n\nText.\n")
    assert isinstance(found, Document), found
    return found


def test_values_are_what_an_editor_sees() -> None:
    found = front("country: NO\nweek: 010\nyes: yes\nday: 2010-09-01\nnot: 2010-9-1\nfloat: 1.5")
    assert found.front == {
        "country": "NO",
        "week": "010",
        "yes": "yes",
        "day": datetime.date(2010, 9, 1),
        "not": "2010-9-1",
        "float": "1.5",
    }


def test_lines_are_those_of_the_file() -> None:
    found = front("title: A\nauthors:\n  - name: B\n    country: SN\n\nweeks: [1,\n  2]")
    assert found.line(("title",)) == 2
    assert found.line(("authors", 0, "country")) == 5
    assert found.line(("authors", 0, "gone")) == 4
    assert found.line(("weeks", 1)) == 8
    assert found.body == "Text."
    assert found.body_line == 11


def test_a_bomb_is_refused_before_it_is_parsed() -> None:
    lines = ["a: &a [1,1,1,1,1,1,1,1,1]"]
    lines += [f"{chr(98 + n)}: &{chr(98 + n)} [{('*' + chr(97 + n) + ',') * 9}]" for n in range(8)]
    found = parse("---\n" + "\n".join(lines) + "\n---\n\nText.\n")
    assert isinstance(found, Problem)
    assert found.rule is Rule.YAML_FEATURE


@given(st.text(max_size=400))
def test_any_front_matter_is_a_document_or_a_problem(content: str) -> None:
    assert isinstance(parse(f"---\n{content}\n---\nText."), Document | Problem)


@given(content=st.binary(max_size=400))
def test_any_bytes_are_a_document_or_a_problem(content: bytes) -> None:
    assert isinstance(source.read(PLACE, "docs/a-post.md", content), Document | Problem)


EXECUTABLE = re.compile(r"<(script|iframe|object|embed|form|svg|style|meta|link|math|base)")
ATTRIBUTES = frozenset("href src title alt id class rel start align lang".split())


@given(st.text(alphabet="<>/!-\"'=&;:()[]{}#*_`| \nabijlnoprstuvx1", max_size=300))
def test_nothing_executable_is_left_of_any_body(body: str) -> None:
    moderators = text.moderators(("admonition", "tables", "footnotes"), {})
    for dialect in (text.CONTRIBUTIONS, moderators):
        html = dialect.render(body, "harbours/contributions").html
        assert_harmless(html)


HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt/src=//x.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "[x](<javascript:alert(1)>)",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<div style='position:fixed;inset:0' class='md-overlay'>x</div>",
    "<details open ontoggle=alert(1)>x</details>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "text {: onclick=alert(1) }\n{: .md-overlay #__drawer }",
    "<a id='__drawer' name='forms'>x</a>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    '!!! note "<img src=x onerror=alert(1)>"\n    x',
]


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_executable_is_left_of_known_attacks(body: str) -> None:
    extensions = ("admonition", "tables", "footnotes", "pymdownx.details", "pymdownx.superfences")
    for dialect in (text.CONTRIBUTIONS, text.moderators(extensions, {})):
        html = dialect.render(body, "harbours/contributions").html
        assert_harmless(html)


def assert_harmless(html: str) -> None:
    """Nothing in *html* runs, covers the page, or stands for a part of the theme."""
    assert not EXECUTABLE.search(html.lower())
    for element in parser.fragments_fromstring(f"<div>{html}</div>")[0].iter(etree.Element):
        assert set(element.attrib) <= ATTRIBUTES
        assert not element.get("id", "").startswith("_")
        assert "md-" not in element.get("class", "")
        for address in (element.get("href", ""), element.get("src", "")):
            assert address.strip().partition(":")[0].lower() not in (
                "javascript",
                "data",
                "vbscript",
            )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Write to imane.x@example.org.", "Write to [@]."),
        ("mailto:a+b@example.co.uk", "[@]"),
        ("Call +221 33 123 45 67, or 0032 2 123 45 67", "Call [☎], or [☎]"),
        ("tel:+33123456789", "[☎]"),
        ("450,000 - 500,000 Euro in 2009-2012; 17,356 of 5%", None),
        ("At 15:30 on 2010-09-22, +5 %, page 30 +", None),
        ("https://example.org/@user and 1 600 users", None),
    ],
)
def test_personal_data_is_masked(words: str, shown: str | None) -> None:
    assert privacy.mask(words) == (words if shown is None else shown)
    assert bool(list(privacy.find(words))) == (shown is not None)
