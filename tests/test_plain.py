"""The words of texts, without markup."""

from __future__ import annotations

import pytest

from palabre import plain
from palabre.text import CONTRIBUTIONS


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One *two*\nthree.", (("p1", "One two three."),)),
        ("## Ships\n\nAll.\n\n---\n\nNone.", (("", "Ships"), ("p1", "All."), ("p2", "None."))),
        ("- one\n- two\n\n  more", (("p1", "one"), ("p2", "two\nmore"))),
        ("> one\n>\n> two", (("p1", "one\ntwo"),)),
        ("| a | b |\n|---|---|\n| 1 | 2 |", (("p1", "a b\n1 2"),)),
        ("```\nif x:\n\n    y\n```", (("p1", "if x:\n\n    y"),)),
        ("Said.[^1]\n\n[^1]: Where.", (("p1", "Said.[1]"), ("", "Where."))),
        ("One  \ntwo {#mine}", (("mine", "One two"),)),
        ("« Oui », dit-elle : 5 < 7 & &lt;b&gt;", (("p1", "« Oui », dit-elle : 5 < 7 & <b>"),)),
        ("[a link](https://example.org/?a=1&b=2 'title')", (("p1", "a link"),)),
        ("", ()),
    ],
)
def test_parts(body: str, expected: plain.Parts) -> None:
    for is_linked in (True, False):
        rendered = CONTRIBUTIONS.render(body, is_linked=is_linked)
        assert plain.parts(rendered.html) == expected
        names = [name for name, _ in plain.parts(rendered.html) if name]
        assert len(names) == len(rendered.blocks) + len(rendered.named)


def test_a_blank_line_stands_between_parts() -> None:
    html = CONTRIBUTIONS.render("# \n\n## Ships\n\n- one\n- two\n", is_linked=True).html
    assert plain.text(plain.parts(html)) == "Ships\n\none\n\ntwo"
