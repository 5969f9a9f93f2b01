"""What lies in files: every message is found, and none stops another."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mails
from palabre.mail.letters import Letter, letters
from palabre.mail.mailboxes import Item, Unread, items
from palabre.text import CONTRIBUTIONS

FROM = "From awa@port.example Wed Sep 22 14:05:00 2010\n"


def found(*paths: Path) -> list[Item | Unread]:
    return list(items(paths))


def box(path: Path, *messages: str, line: str = FROM) -> Path:
    path.write_bytes("\n".join(f"{line}{message}\n" for message in messages).encode())
    return path


def message(number: int, body: str = "") -> str:
    return f"From: N{number} <n@x.example>\nSubject: S{number}\n\n{body or f'Text {number}.'}\n"


def test_a_mailbox_gives_its_messages(tmp_path: Path) -> None:
    prose = "From here on, all is new.\n\nFrom the sea\nit came.\n\n>From above\n>>From below"
    path = box(tmp_path / "Harbours", message(1), message(2, prose), message(3))
    one, two, three = found(path)
    assert isinstance(one, Item) and isinstance(two, Item) and isinstance(three, Item)
    assert [i.number for i in (one, two, three)] == [1, 2, 3]
    assert one.raw.decode().startswith("From: N1")
    unescaped = prose.replace(">From above", "From above").replace(">>From", ">From")
    assert two.raw.decode().rstrip().endswith(unescaped)
    assert letters(three)[0].body == "Text 3."


@pytest.mark.parametrize(
    "line",
    [
        "From - Wed Sep 22 14:05:00 2010\n",
        "From awa at port.example  Wed Sep 22 14:05:00 2010\n",
        "From awa@port.example Wed, 22 Sep 2010 14:05:00 +0200\r\n",
        "From MAILER-DAEMON\n",
        "From awa@port.example\n",
    ],
)
def test_the_lines_between_messages(tmp_path: Path, line: str) -> None:
    assert len(found(box(tmp_path / "x.mbox", message(1), message(2), line=line))) == 2


def test_folders_are_looked_through(tmp_path: Path) -> None:
    for folder in ("Mail/cur", "Mail/new", "Mail/tmp", "Mail/.Sent/cur", "Mail/.Sent/new", "pages"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "Mail/cur/1.host:2,S").write_text(message(1))
    (tmp_path / "Mail/new/2.host").write_text(message(2))
    (tmp_path / "Mail/tmp/3.host").write_text(message(3))
    (tmp_path / "Mail/.Sent/cur/4.host").write_text(message(4))
    (tmp_path / "pages/post.HTM").write_text("<p>Hello</p>")
    (tmp_path / "pages/post.eml").write_text(message(5))
    box(tmp_path / "pages/box", message(6), message(7))
    (tmp_path / "pages/.hidden").write_text("x")
    told = [(i.path.name, i.is_page) for i in found(tmp_path) if isinstance(i, Item)]
    assert told == [
        ("1.host:2,S", False),
        ("2.host", False),
        ("4.host", False),
        ("box", False),
        ("box", False),
        ("post.HTM", True),
        ("post.eml", False),
    ]


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Outlook")
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "c.eml").write_bytes(b"\n")
    (tmp_path / "d.png").write_bytes(b"\x89PNG")
    (tmp_path / "e.eml").write_text(message(1))
    (tmp_path / "f.mbox").write_bytes(b"")
    (tmp_path / "g.eml").symlink_to("/proc/self/environ")
    os.mkfifo(tmp_path / "h.eml")
    reasons = [i.reason if isinstance(i, Unread) else i.path.name for i in found(tmp_path)]
    kinds = ["outlook", "archive", "empty", "kind", "", "empty", "kind", "kind"]
    assert reasons == [f"unread-{kind}" if kind else "e.eml" for kind in kinds]
    (missing,) = found(tmp_path / "none.eml")
    assert isinstance(missing, Unread) and missing.reason == "unread-missing"


def test_a_message_that_is_too_large_stops_no_other(tmp_path: Path) -> None:
    path = tmp_path / "x.mbox"
    with path.open("w") as file:
        file.write(f"{FROM}{message(1)}\n{FROM}{message(2)}\n")
        file.writelines("x" * 1023 + "\n" for _ in range(33 * 1024))
        file.write(f"\n{FROM}{message(3)}")
    first, second, third = found(path)
    assert isinstance(first, Item) and isinstance(third, Item)
    assert isinstance(second, Unread) and second.reason == "unread-size"


def cpythons_mails() -> list[Path]:
    try:
        of_cpython = import_module("test.test_email")
    except ImportError:
        return []
    folder = Path(of_cpython.__file__ or "").parent / "data"
    return sorted(folder.glob("msg_*.txt"))


CPYTHONS = cpythons_mails()


def accounted(letter: Letter) -> Iterator[str]:
    """All text that a letter has."""
    yield letter.body
    yield letter.title
    for left in letter.left:
        yield left.text
    for attachment in letter.attachments:
        yield attachment.content.decode("utf-8", "replace")


@pytest.mark.skipif(not CPYTHONS, reason="this Python comes without test/test_email/data")
def test_nothing_of_cpythons_mails_is_lost() -> None:
    assert len(CPYTHONS) > 40
    for path in CPYTHONS:
        raw = path.read_bytes()
        whole = letters(mails.item(raw))
        assert whole, path
        told = " ".join(part for letter in whole for part in accounted(letter))
        words = set(re.findall(r"[A-Za-z]{3,}", told))
        for text in texts_of(raw):
            lost = {w for w in re.findall(r"[A-Za-z]{3,}", text) if w not in words}
            assert not lost, (path, lost)


def texts_of(raw: bytes) -> Iterator[str]:
    """What CPython's own parser finds of texts in a mail."""
    from email import message_from_bytes

    for part in message_from_bytes(raw).walk():
        if part.get_content_maintype() == "text" and not part.is_multipart():
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            text = payload.decode("ascii", "ignore")
            yield (
                re.sub(r"<[^<>]*>|&\w+;", " ", text) if "html" in part.get_content_type() else text
            )


HOSTILE = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
PIECES = st.sampled_from(
    [
        b"From a@b.example Wed Sep 22 14:05:00 2010\n",
        b"From: =?utf-8?b?w6k?= <a@b.example>\n",
        b"Subject: =?x-none?q?=FF?= Re: [x] y\n",
        b"Content-Type: multipart/mixed; boundary=x\n\n",
        b"Content-Type: multipart/alternative; boundary=y\n\n",
        b"Content-Type: message/rfc822\n\n",
        b"Content-Type: text/html; charset=utf-16\n\n",
        b"Content-Type: text/plain; format=flowed; charset*=a'b'c\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Disposition: attachment; filename*0*=x'y; filename*2=z\n\n",
        b"--x\n",
        b"--x--\n",
        b"--y\n",
        b"\n\n",
        b"> quote\n",
        b"On 22 Sep 2010 at 14:05, A <a@b.example> wrote:\n",
        b"---------- Forwarded message ----------\nFrom: A\nDate: B\nSubject: C\n\n",
        b"------------------------------\n",
        b"Message: 1\nFrom: A\nSubject: B\n\n",
        b"Best regards,\nAwa\n",
        b"-- \n",
        b"<table><tr><td><p>x<td>",
        b"<!--X-Body-of-Message-->",
        b"<!--X-Body-of-Message-End-->",
        b"<article><time datetime=2010>",
        b"-----BEGIN PGP SIGNED MESSAGE-----\n",
        b"\xff\xfe\x00",
        b"\x1b$B",
    ]
)
BYTES = st.binary(max_size=300) | st.lists(PIECES | st.binary(max_size=20), max_size=12).map(
    b"".join
)


@HOSTILE
@given(BYTES, st.booleans(), st.booleans())
def test_any_bytes_give_a_letter(raw: bytes, is_page: bool, keep_quotes: bool) -> None:
    found = letters(mails.item(raw, is_page), keep_quotes)
    assert found
    for letter in found:
        CONTRIBUTIONS.render(letter.body)
        assert all(isinstance(part, str) for part in accounted(letter))
        letter.body.encode()


@HOSTILE
@given(raw=BYTES, suffix=st.sampled_from([".mbox", ".eml", ".html", ".txt", ""]))
def test_any_file_gives_something(tmp_path: Path, raw: bytes, suffix: str) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(raw)
    every = found(path)
    assert every
    assert all(isinstance(one, Unread) or letters(one) for one in every)


BOMBS = [
    b"Content-Type: text/html\n\n" + b"<div>" * 60_000,
    b"Content-Type: text/html\n\n" + b"<table><tr><td>" * 5_000,
    b"Content-Type: text/html\n\n" + b"<!--" * 200_000,
    b"Content-Type: text/html\n\n" + b"<a href='" * 100_000,
    b"Content-Type: text/html\n\n<ol>" + b"<li>x" * 15_000,
    b"Content-Type: text/html\n\n<p>" + b"&nbsp; " * 60_000 + b"x",
    b"Content-Type: text/html\n\n<pre>" + b" " * 400_000 + b"x",
    b"Content-Type: text/html\n\n" + b"<br>" * 15_000 + b"x",
    b"Content-Type: text/html\n\n" + b"<b>x</b>" * 9_000,
    b"Content-Type: text/html\n\n" + b"<b></b><i></i>" * 4_500,
    b"Content-Type: text/html\n\n<b>" + b"! " * 200_000,
    b"\n" + b" " * 900_000 + b"x",
    b"\n" + b"> " * 300_000,
    b"\n" + b">\n" * 200_000,
    b"\n" + b"On 1 wrote " * 90_000 + b":",
    b"\n" + b"On x wrote:\n" * 80_000,
    b"\n" + b"From: x\nSent: y\n" * 60_000,
    b"\n" + b"----------------------------\n" * 30_000,
    b"\n" + b"-----BEGIN PGP SIGNED MESSAGE-----\n" * 25_000,
    b"\n" + b"unsubscribe " * 80_000,
    b"\n" + b"[" * 300_000 + b"](" * 200_000,
    b"\n" + b"http://a." * 100_000,
    b"\n" + b"_" * 900_000 + b"x" + b"_" * 90_000,
    b"\n" + b"Best regards " * 80_000,
    b"Subject: " + b"[a] Re: " * 100_000 + b"\n\nx",
    b"From: " + b"(" * 100_000 + b"\n\nx",
    b"References: " + b"<a@b> " * 100_000 + b"\n\nx",
    b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nx",
    b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 50_000,
    b"Content-Type: message/rfc822\n\n" * 20_000,
    *(
        b"".join(b"Content-Type: multipart/x; boundary=%d\n\n--%d\n" % (n, n) for n in range(most))
        for most in (60, 600)
    ),
    b"Content-Type: multipart/digest; boundary=x\n\n" + b"--x\n\nFrom: a\n\nb\n" * 5_000,
]


@pytest.mark.parametrize("raw", BOMBS, ids=lambda raw: repr(raw[:50]))
def test_every_message_comes_to_its_end(raw: bytes) -> None:
    # No clock: a pattern that went over such a text again and again would not end within a day.
    assert letters(mails.item(raw))
