"""Paragraphs: numbers that stay, and ids of their own."""

from __future__ import annotations

import re
from html import escape

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fixtures
from palabre import settings
from palabre.paragraphs import seal
from palabre.problems import Rule
from palabre.promises import _numbers_moved
from palabre.text import CONTRIBUTIONS, moderators

FOUND = settings.read(fixtures.REPOSITORY / "mkdocs.yml")
DIALECTS = (CONTRIBUTIONS, moderators(FOUND.markdown_extensions, FOUND.extension_configs))
SEALS = st.lists(st.integers(0, 99).map(str), unique=True, min_size=1).map(tuple)


@given(SEALS, st.lists(st.text("xyz"), max_size=3).map(tuple))
def test_what_is_appended_moves_nothing(then: tuple[str, ...], more: tuple[str, ...]) -> None:
    assert list(_numbers_moved(then, then + more)) == []


@given(SEALS, st.data())
def test_who_changes_words_moves_nothing(then: tuple[str, ...], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(then) - 1))
    assert list(_numbers_moved(then, (*then[:at], "new", *then[at + 1 :]))) == []


@given(SEALS, st.data())
def test_what_is_put_in_or_taken_out_moves_all_that_follow(
    then: tuple[str, ...], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(then) - 1))
    following = list(range(at + 1, len(then) + 1))
    assert list(_numbers_moved(then, (*then[:at], "new", *then[at:]))) == following
    assert list(_numbers_moved(then, (*then[:at], *then[at + 1 :]))) == (following[1:] or following)


def test_markup_case_and_spaces_are_no_words() -> None:
    assert seal("The <em>sea</em>\n&amp; then") == seal("the sea &amp; then")
    assert seal("the sea then") != seal("then the sea")


@pytest.mark.parametrize("dialect", DIALECTS, ids=["contributions", "moderators"])
@given(st.text(st.sampled_from("ab1p-#{}'\"<>& \n`é:.x")))
def test_no_marker_breaks_out(dialect: object, marker: str) -> None:
    """Whatever stands where an id would: the ids of paragraphs are clean and each is there once."""
    body = f"One.\n\nTwo {{#{marker}}}\n\nThree {{#fine}}"
    rendered = dialect.render(body, is_linked=True)  # type: ignore[attr-defined]
    ids = re.findall(r'<[^>]* id="([^"]*)"', rendered.html)
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for _, _, name in rendered.named)
    tree = html5lib.parseFragment(rendered.html, namespaceHTMLElements=False)
    for element in tree.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        assert element.tag not in ("script", "iframe", "style")


@pytest.mark.parametrize("dialect", DIALECTS, ids=["contributions", "moderators"])
def test_ids_of_their_own(dialect: object) -> None:
    body = "## Fine\n\nOne. {#one-b}\n\n- Two\n- Three {#p3}\n\nFour {#one-b}\n\n> Five {#five}\n"
    rendered = dialect.render(body)  # type: ignore[attr-defined]
    assert rendered.named == ((0, "p", "one-b"), (3, "blockquote", "five"))
    assert rendered.blocks == ("li", "li", "p")
    assert rendered.flaws == ((Rule.PARAGRAPH_ID, "{#p3}"), (Rule.PARAGRAPH_ID, "{#one-b}"))
    assert '<p id="one-b">One.</p>' in rendered.html
    assert "{#five}" not in rendered.html


def test_a_heading_s_id_is_not_taken() -> None:
    rendered = DIALECTS[1].render("One. {#offices}\n\n## Offices\n\nTwo.")
    assert rendered.flaws == ((Rule.PARAGRAPH_ID, "{#offices}"),)
    assert escape("{#offices}") in rendered.html


def test_two_texts_on_a_page_have_ids_of_their_own() -> None:
    rendered = CONTRIBUTIONS.render("Uno. {#uno}\n\nDos.", prefix="es-", is_linked=True)
    assert 'id="es-uno"' in rendered.html
    assert 'href="#es-uno"' in rendered.html
    assert 'id="es-p1"' in rendered.html
