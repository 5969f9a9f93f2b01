"""Saved web pages to letters."""

from __future__ import annotations

from datetime import date

import pytest

import mails
from mails import left
from palabre.mail.letters import Letter, letters


def read(html: str, charset: str = "utf-8") -> Letter:
    (letter,) = letters(mails.item(html.encode(charset), is_page=True))
    return letter


PIPERMAIL = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<HTML><HEAD><TITLE> [harbours] Quays</TITLE>
<META http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></HEAD>
<BODY BGCOLOR="#ffffff"><H1>[harbours] Re: Quays</H1>
<B>Awa Diallo</B>
<A HREF="mailto:harbours%40lists.example?Subject=Quays" TITLE="Quays">awa at port.example</A><BR>
<I>Wed Sep 22 23:30:00 CEST 2010</I>
<P><UL><LI>Previous message: <A HREF="1.html">Piers</A></UL>
<HR>
<!--beginarticle-->
<PRE>We are 1986. L'été *is* here &lt;now&gt;.

&gt;<i> On 22 Sep 2010, Tomas wrote:
</I>&gt;<i> So?
</I>
<A HREF="http://port.example/x">http://port.example/x</A>

Cordialement,
Awa Diallo
Kamsar, Guin\u00e9e
</PRE>
<!--endarticle-->
<HR><a href="http://lists.example/listinfo">More information about the list</a>
</BODY></HTML>
"""


def test_a_page_of_pipermail() -> None:
    letter = read(PIPERMAIL, "iso-8859-1")
    assert (letter.title, letter.is_reply) == ("Quays", True)
    assert (letter.sender, letter.address) == ("Awa Diallo", "awa@port.example")
    assert letter.day == date(2010, 9, 22)
    assert letter.body.startswith("We are 1986. L'été \\*is\\* here \\<now>.")
    assert letter.body.endswith("http://port.example/x")
    assert (letter.signature.name, letter.signature.country) == ("Awa Diallo", "GN")
    assert "Previous message" in left(letter, "page")
    assert "More information" in left(letter, "page")


MHONARC = """<!-- MHonArc v2.6.19 -->
<!--X-Subject: Re: Quays &#38; piers -->
<!--X-From-R13: Oio Rwozza &#60;oioNbadf.sjo{bzs&#62; -->
<!--X-Date: Wed, 22 Sep 2010 14:05:00 &#45;0500 -->
<!--X-Message-Id: 2@port.example -->
<!--X-Head-End--><html><head><title>Re: Quays</title></head><body><h1>Re: Quays</h1>
<ul><li><em>From</em>: Awa Diallo</li></ul>
<!--X-Body-of-Message-->
<p>We opened <b>one</b>.</p>
<!--X-Body-of-Message-End-->
<p>Follow-Ups</p></body></html>
"""


def test_a_page_of_mhonarc() -> None:
    letter = read(MHONARC)
    assert (letter.title, letter.is_reply) == ("Quays & piers", True)
    assert letter.message_id == "2@port.example"
    assert letter.day == date(2010, 9, 22)
    assert (letter.sender, letter.address) == ("Awa Diallo", "awa@port.example")
    assert letter.body == "We opened **one**."
    assert "Follow-Ups" in left(letter, "page")


FORUM = """<html><head><meta charset="utf-8"><title>Quays | The forum</title>
<meta property="og:title" content="Quays"><script>var x = "<article>";</script></head>
<body><nav>Home</nav><main><article><h2>Quays</h2>
<span class="author">Awa Diallo</span> <time datetime="2010-09-22T23:30:00-05:00">hier</time>
<p>Nous avons ouvert, en septembre, un deuxième bureau.</p></article></main>
<footer>Legal notice</footer></body></html>
"""


def test_a_page_of_any_kind() -> None:
    letter = read(FORUM)
    assert (letter.title, letter.sender, letter.day) == (
        "Quays",
        "Awa Diallo",
        date(2010, 9, 22),
    )
    assert "Nous avons ouvert, en septembre, un deuxième bureau." in letter.body
    assert left(letter, "page") == "Home\nLegal notice"
    assert "doubt-html" not in letter.doubts


def test_a_page_saved_as_a_mail() -> None:
    headers = "From: <Saved by Blink>\nSnapshot-Content-Location: http://x.example/\nSubject: x\n"
    part = f"Content-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n{FORUM}"
    (letter,) = letters(mails.item(mails.parted("related", part, headers=headers)))
    assert (letter.title, letter.sender) == ("Quays", "Awa Diallo")
    assert "deuxième bureau" in letter.body


@pytest.mark.parametrize(
    "html",
    [
        "<p>Only this.</p>",
        "<article><p>One.</p></article><article><p>Two.</p></article>",
        "Text alone",
        "<div>" * 500 + "Deep",
    ],
)
def test_where_a_page_says_nothing_it_is_asked(html: str) -> None:
    letter = read(html)
    assert letter.body
    assert {"doubt-html", "doubt-date", "doubt-sender"} <= set(letter.doubts)
