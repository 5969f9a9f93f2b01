"""Whatever a letter's text is, it is mended so that it keeps the rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre import privacy
from palabre.intake.mending import Mended, mend
from palabre.problems import Rule
from palabre.source import CONTROL
from palabre.text import CONTRIBUTIONS
from test_redaction import HIDING


def broken(body: str) -> list[Rule]:
    rendered = CONTRIBUTIONS.render(body)
    rules = [rule for rule, _ in rendered.flaws] + [Rule.LINK_BROKEN for _ in rendered.links]
    return rules + [Rule.PERSONAL_DATA_IN_BODY for _ in privacy.find(body)]


UNSAFE = (Rule.LINK_BROKEN, Rule.LINK_UNSAFE)


@pytest.mark.parametrize(
    ("body", "mended", "rules"),
    [
        ("*Well* [written](https://e.org).", "*Well* [written](https://e.org).", ()),
        ("See [it](file:///c:/a.doc) and [that](b.html).", "See it and that.", UNSAFE),
        ("![a map](cid:1) here", "a map here", (Rule.LINK_UNSAFE,)),
        ("[![](b.png)](c)", "", (Rule.LINK_BROKEN,)),
        (r"<b>bold</b> and \<i>", r"\<b>bold\</b> and \<i>", (Rule.RAW_HTML,)),
        ("# Ports\n\nOf *Kamsar*", "\\# Ports\n\nOf *Kamsar*", (Rule.HEADING_LEVEL,)),
        ("Ports\n=====", "Ports\n\\=====", (Rule.HEADING_LEVEL,)),
    ],
)
def test_as_little_as_must_be(body: str, mended: str, rules: tuple[Rule, ...]) -> None:
    found = mend(body, broken)
    assert found
    assert found.body == mended
    assert set(found.broken) == set(rules)


def test_what_cannot_be_mended_by_sign_becomes_plain() -> None:
    found = mend("*No* \\\\<b>tag</b>\\\nof *ours*", broken)
    mended = "\\*No\\* \\\\\\<b\\>tag\\<\\/b\\>\\\nof \\*ours\\*"
    assert found == Mended(mended, (Rule.RAW_HTML,))


def test_what_nothing_mends() -> None:
    assert mend("any", lambda body: [Rule.FILE_SIZE]) is None


MARKUP = st.lists(
    st.sampled_from(
        "[ ]( ) ![ ](a.md) <b <!-- --> [a]: [^1] [^1]: # === --- ``` ~~~ | --|-- \\ & &lt; "
        "<mailto: javascript: http:// www. <https:// > * ** _ 1. -".split()
    )
    | st.sampled_from(["\n", "\n\n", "    ", "\t", " "])
    | st.text(max_size=4),
    max_size=20,
).map("".join)


@given(MARKUP | HIDING)
def test_any_text_is_mended(body: str) -> None:
    body = CONTROL.sub("", body).encode("utf-8", "replace").decode()
    found = mend(body, broken)
    assert found is not None
    assert not broken(found.body)
