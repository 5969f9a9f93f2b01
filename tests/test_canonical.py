"""Front matter in its canonical form: the same values, written one way, the body as it was."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import built
import fixtures
from palabre import canonical, layout, source
from palabre.models import Record
from palabre.source import Document

PLACE = layout.locate("en/harbours/contributions/a-post.md", ("en", "fr"), frozenset({"en", "fr"}))
VALUES = {
    "title": "What the office learned: a report",
    "text": "original",
    "weeks": [2],
    "authors": [{"country": "NO", "name": "Awa Diallo", "role": "Office, head of"}],
    "about": ["NO", "SN"],
    "date": date(2010, 9, 22),
    "draft": True,
    "open_questions": [
        "Does the author consent to publication?",
        "Which rights hold for the text?",
    ],
}
CANONICAL = """\
title: "What the office learned: a report"
text: original
draft: true
open_questions: ["Does the author consent to publication?", "Which rights hold for the text?"]
weeks: [2]
authors:
  - name: Awa Diallo
    role: Office, head of
    country: "NO"
about: ["NO", SN]
date: 2010-09-22
"""
TEXTS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=60)


def nfc(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: nfc(item) for key, item in value.items()}
    if isinstance(value, list):
        return [nfc(item) for item in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def read(raw: bytes) -> Document:
    assert PLACE
    document = source.read(PLACE, "a-post.md", raw)
    assert isinstance(document, Document), document
    return document


def test_order_and_form() -> None:
    assert canonical.front_matter(VALUES, Record) == CANONICAL


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=4), st.integers(1, 99), st.dates())
def test_what_is_written_is_read(title: str, texts: list[str], number: int, day: date) -> None:
    author = {"name": title, "role": texts[0], "place": texts[-1]}
    values: dict[str, Any] = {"title": title, "authors": [author], "open_questions": texts}
    values |= {"weeks": [number], "date": day, "draft": True, "translation": {"by": title}}
    written = canonical.document(values, Record, "Text.").encode()
    assert read(written).front == nfc(values)
    assert canonical.is_normal(read(written), Record)
    assert canonical.normalise(read(written), Record, written) == written


@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["C"])))
def test_what_is_quickly_seen_to_be_plain_is_so(text: str) -> None:
    text = f"a {text}"
    if canonical._PLAIN.fullmatch(text):
        assert {canonical._dump(text, inside, None) for inside in (True, False)} == {text}


@pytest.mark.parametrize(
    "body", [b"\n\nText.  \n\n\n", b"", b"\n", b"\r\n\r\nLines.\r\n", b"\n---\n\n- a\n---\n"]
)
def test_a_body_is_never_touched(body: bytes) -> None:
    end = b"\r\n" if b"\r\n" in body else b"\n"
    head = end.join([b"---", b'authors: [{name: "Awa Diallo"}]', b"text: original", b"title: A"])
    raw = head + end + b"---" + body
    once = canonical.normalise(read(raw), Record, raw)
    assert (
        once
        == end.join([b"---", b"title: A", b"text: original", *head.split(end)[1:2]]).replace(
            b'"', b""
        )
        + end
        + b"---"
        + body
    )
    assert canonical.normalise(read(once), Record, once) == once


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("\ufeff---", "---"), ("---", "---\N{NO-BREAK SPACE}"), ("---\N{NO-BREAK SPACE}", "----\t")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("body", ["", "\n\nOne.\n\n---\n\nTwo.\n\n---\n"])
def test_no_line_of_a_body_is_taken_for_the_end(
    opening: str, closing: str, end: str, body: str
) -> None:
    front = "text: original\ntitle: A\nauthors: [{name: Awa Diallo}]"
    raw = f"{opening}\n{front}\n{closing}{body}".replace("\n", end).encode()
    once = canonical.normalise(read(raw), Record, raw)
    assert once != raw
    assert once.endswith(f"\n---{body}".replace("\n", end).encode())
    assert once.count(b"One.") == body.count("One.")
    assert canonical.normalise(read(once), Record, once) == once


def test_comments_are_not_lost() -> None:
    for front in ("# so\ntext: original\ntitle: A", "title: A # so", "title: >- # so\n  A"):
        raw = f"---\n{front}\nauthors: [{{name: Awa}}]\n---\n".encode()
        assert canonical.normalise(read(raw), Record, raw) == raw
    raw = b'---\ntext: original\ntitle: "#A # so"\nauthors: [{name: Awa}]\n---\n'
    assert canonical.normalise(read(raw), Record, raw) != raw


def test_nothing_is_written_through_a_link_beside_a_file(tmp_path: Path) -> None:
    post = "docs/en/harbours/contributions/a-post.md"
    front = "---\ntext: original\ntitle: A\nauthors: [{name: Awa}]\n---\n\nText.\n"
    hidden = post.replace("a-post.md", ".a-post.md.new")
    links = {hidden: f"%symlink {tmp_path / 'mine'}", "mine": "Mine."}
    fixtures.write(tmp_path, fixtures.load("base") | links | {post: front})
    finished = built.run(tmp_path, *built.PALABRE, "normalise", post)
    assert finished.returncode == 0, finished.stderr
    assert (tmp_path / "mine").read_text() == "Mine."
    assert (tmp_path / post).read_text("utf-8").startswith("---\ntitle: A\n")
    assert not (tmp_path / post).is_symlink()


def test_the_command(tmp_path: Path) -> None:
    post = "docs/en/harbours/contributions/a-post.md"
    bad, unread = post.replace("a-", "b-"), post.replace("a-", "c-")
    files = {
        post: "---\ntext: original\ntitle: A\nauthors: [{name: Awa}]\n---\n\nText.\n",
        bad: "---\ntext: original\ntitle: A\nauthors: 3\n---\n",
        unread: "Text alone.\n",
    }
    fixtures.write(tmp_path, fixtures.load("base") | files)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    elsewhere = built.run(tmp_path, *built.PALABRE, "normalise", "docs/fr")
    assert elsewhere.stdout == "0 files changed.\n", elsewhere.stderr
    finished = built.run(tmp_path, *built.PALABRE, "normalise")
    assert finished.stdout.splitlines() == [f"{post}: front matter written anew", "1 file changed."]
    assert [line.split()[0] for line in finished.stderr.splitlines()] == [bad, unread]
    changed = {path for path, content in before.items() if path.read_bytes() != content}
    assert changed == {tmp_path / post}
    assert not list(tmp_path.rglob("*.new"))
