"""What somebody wrote shows as it was written, once it is Markdown."""

from __future__ import annotations

import re
from html import escape, unescape

from cmarkgfm import github_flavored_markdown_to_html
from hypothesis import given, settings
from hypothesis import strategies as st

from palabre.mail import escaping, hypertext

SIGNS = st.sampled_from("ab1 9.*_-+=#>|`~[](){}!&;:\\<^\n\t'\"/@é")
TAGS = st.sampled_from(["p", "b", "i", "td", "div", "span", "blockquote", "a", "u", "br"])


def shown(markdown: str) -> str:
    """What a reader sees of *markdown*."""
    return unescape(re.sub(r"<[^>]*>", "", github_flavored_markdown_to_html(markdown)))


@settings(max_examples=500, deadline=None)
@given(st.text(SIGNS, max_size=50))
def test_plain_text(text: str) -> None:
    def signs(of: str) -> str:
        return re.sub(r"[\s\-*\d.)]", "", of)  # a list shows its marks by itself

    assert signs(shown(escaping.as_written(text))) == signs(text)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(st.tuples(TAGS, st.text(SIGNS, max_size=20)), max_size=5))
def test_text_of_html(parts: list[tuple[str, str]]) -> None:
    link = " href='http://x.example/'"
    tree = hypertext.soup(
        "".join(f"<{tag}{link * (tag == 'a')}>{escape(text)}</{tag}>" for tag, text in parts)
    )
    assert tree
    written = "".join(text for _, text in parts)
    assert re.sub(r"\s", "", shown(hypertext.markdown(tree)[0])) == re.sub(r"\s", "", written)


def test_lines_that_were_ended_stay_ended() -> None:
    address = "Awa Diallo\n12, rue du Port\nKamsar"
    assert escaping.as_written(address) == address.replace("\n", "\\\n")
    wrapped = "The sea gives and the sea takes, so that all of us went there to\nlook at it."
    assert escaping.as_written(wrapped) == wrapped


def test_lists_stay_lists() -> None:
    text = "1. one\n2. two\n\n3) three\n\n7. seven\n\n- a\n* b"
    assert escaping.as_written(text) == text.replace("7.", "7\\.")
