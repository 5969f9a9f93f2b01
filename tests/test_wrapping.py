"""Lines of mail: what they may hold, and where they may end."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from palabre.language import words
from palabre.moderation.wrapping import WIDTH, columns, cut, wrapped
from palabre.paragraphs import excerpt

NARROW = st.characters(max_codepoint=0x2AF, exclude_categories=["Cc", "Cs"])
"""Letters, stops and spaces of European languages, no-break spaces among them."""

ANY = st.characters(exclude_categories=["Cs"])


@given(st.text(NARROW | st.sampled_from(" >\u00a0\u202f"), max_size=600))
@example("From here " * 20)
@example("> " * 100)
@example("« Où\u00a0? » " * 20)
@example(f"{'x' * 200} From {'y' * 200}")
def test_words_stay_in_their_order_and_lines_are_short(text: str) -> None:
    lines = wrapped(text)
    assert [word for line in lines for word in words(line)] == words(text)
    for line in lines:
        assert columns(line) <= WIDTH or len(words(line)) == 1
        assert not line.endswith(" ")
        assert not re.match(r">|From |  ", line)


@given(st.text(ANY, max_size=400))
@example("港湾都市の会議では、漁師と港の事務所が話し合いました。" * 9)
@example("港\u00a0湾" * 60)
def test_nothing_is_lost_in_any_script(text: str) -> None:
    assert "".join("".join(words(line)) for line in wrapped(text)) == "".join(words(text))


def test_a_line_is_full_before_it_ends() -> None:
    lines = wrapped("harbour " * 40)
    assert all(columns(f"{line} harbour") > WIDTH for line in lines[:-1])


def test_scripts_without_spaces_are_broken_between_letters_not_before_stops() -> None:
    lines = wrapped("港湾都市の会議では、漁師と港の事務所が話し合いました。" * 9)
    assert {columns(line) for line in lines[:-1]} <= {WIDTH, WIDTH - 2}
    assert not [line for line in lines if line[0] in "、。"]


def test_no_break_spaces_hold() -> None:
    for before in range(60, 75):
        lines = wrapped("x" * before + " Qui donc\u00a0? «\u00a0Nous\u00a0» 12\u202f000")
        assert {"donc\u00a0?", "«\u00a0Nous\u00a0»", "12\u202f000"} <= set(words(" ".join(lines)))


@pytest.mark.parametrize("text", ["A short one.", "harbour; " * 40, "港" * 200, "x" * 300])
def test_a_text_is_cut_to_two_lines(text: str) -> None:
    lines = cut(f"“{text}", 2, "”")
    assert len(lines) <= 2
    assert lines[-1].endswith("”")
    assert ("…" in lines[-1]) == (text[:3] in ("har", "港港港"))
    assert not re.search("[;,]…", lines[-1])


def test_excerpts_keep_no_break_spaces_and_know_scripts_without_spaces() -> None:
    assert excerpt("<p>Qui donc\u00a0?  Et\nmoi.</p>") == "Qui donc\u00a0? Et moi."
    assert excerpt(f"<p>{'港' * 400}</p>") == f"{'港' * 160}…"


@given(st.text(NARROW, max_size=400), st.integers(1, 3))
def test_a_cut_text_is_the_beginning_of_the_whole(text: str, number: int) -> None:
    shown = words(" ".join(cut(text, number)))
    whole = words(text)
    assert shown[:-1] == whole[: len(shown[:-1])]
