"""Whatever a letter says becomes a line of front matter, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from palabre import privacy
from palabre.intake.lines import line
from palabre.values import Line
from test_redaction import HIDING


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("The  ports\r\n of Kamsar", "The ports of Kamsar"),
        ("<b>Ports</b> &amp; cities", "‹b›Ports‹/b› & cities"),
        ("Q&amp;amp;A", "Q& amp;A"),
        ("Qui\u00a0? «\u00a0Nous\u00a0»", "Qui\u00a0? «\u00a0Nous\u00a0»"),
        ("From awa@example.org", "From [@]"),
        ("\u202eabc\u0000d\ufeff", "abc d"),
        ("…!?", ""),
        ("\ud800x", "?x"),
        ("a" + "\u0301" * 9, "á" + "\u0301" * 3),
        ("word " * 60, "word " * 39 + "word…"),
    ],
)
def test_lines(text: str, made: str) -> None:
    assert line(text) == made


@given(HIDING | st.text())
def test_any_text(text: str) -> None:
    made = line(text)
    assert not made or TypeAdapter(Line).validate_python(made) == made
    assert len(made) <= 200
    assert not next(privacy.find_shown(made), None)
