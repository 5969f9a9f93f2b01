"""Mails to letters: what somebody wrote, whatever program sent it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from datetime import date
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mails
from mails import left, parted, plain, read, rich
from palabre.mail import days
from palabre.mail.letters import letters

OWN = "We opened the office in 1986.\n\nIt works."
QUOTE = "> What did you learn?\n> Tell us all."

GMAIL_EN = f"""{OWN}

On Wed, Sep 22, 2010 at 2:05 PM, Tomas Ek <tomas@quay.example> wrote:
{QUOTE}
"""
GMAIL_FR = f"""{OWN}

Le mer. 22 sept. 2010 à 14:05, Tomas Ek <
tomas@quay.example> a écrit :

{QUOTE}
"""
OUTLOOK_EN = f"""{OWN}

-----Original Message-----
From: Tomas Ek [mailto:tomas@quay.example]
Sent: Wednesday, September 22, 2010 2:05 PM
To: harbours@lists.example
Subject: What the office learnt

What did you learn?
"""
OUTLOOK_FR = f"""{OWN}

________________________________
De\u00a0: Tomas Ek [mailto:tomas@quay.example]
Envoyé\u00a0: mercredi 22 septembre 2010 14:05
À\u00a0: harbours@lists.example; quays@lists.example;
    piers@lists.example
Objet\u00a0: What the office learnt

What did you learn?
"""
OUTLOOK_OLD_FR = f"""{OWN}

-----Message d'origine-----
De : Tomas Ek
Envoyé : mercredi 22 septembre 2010 14:05
Objet : What the office learnt

What did you learn?
"""
THUNDERBIRD_FR = f"""Le 22/09/2010 14:05, Tomas Ek a écrit :
{QUOTE}

{OWN}
"""
THUNDERBIRD_EN = f"""On 22/09/2010 14:05, Tomas Ek wrote:
{QUOTE}
>
{OWN}
"""
APPLE_EN = f"""{OWN}

On 22 Sep 2010, at 14:05, Tomas Ek <tomas@quay.example> wrote:

{QUOTE}

"""
APPLE_FR = f"""{OWN}

Le 22 sept. 2010 à 14:05, Tomas Ek <tomas@quay.example> a écrit :

{QUOTE}
"""
GERMAN = f"""{OWN}

Am Mittwoch, 22. September 2010 schrieb Tomas Ek:
{QUOTE}
"""
REPLIES = [
    GMAIL_EN,
    GMAIL_FR,
    OUTLOOK_EN,
    OUTLOOK_FR,
    OUTLOOK_OLD_FR,
    THUNDERBIRD_EN,
    THUNDERBIRD_FR,
    APPLE_EN,
    APPLE_FR,
    GERMAN,
]


@pytest.mark.parametrize("text", REPLIES)
def test_what_a_reply_quotes_is_left(text: str) -> None:
    letter = read(plain(text))
    assert letter.body == OWN
    assert "What did you learn?" in left(letter, "quote")
    assert "Tomas Ek" in left(letter, "quote")
    assert "doubt-quotes" not in letter.doubts


@pytest.mark.parametrize("text", REPLIES)
def test_quotes_are_kept_on_demand(text: str) -> None:
    letter = read(plain(text), keep_quotes=True)
    assert "\n> What did you learn?" in f"\n{letter.body}"
    assert "It works." in letter.body.splitlines()
    assert not left(letter, "quote")


def test_the_quotes_that_a_reply_stands_between_are_kept() -> None:
    text = "On 22 Sep 2010, Tomas wrote:\n> One?\n\nYes.\n\n> Two?\n>> Zero\n\nNo.\n\n> Bye\n"
    letter = read(plain(text))
    assert "> One?\n\nYes.\n\n> Two?\n>\n> > Zero\n\nNo." in letter.body
    assert "doubt-quotes" in letter.doubts
    assert left(letter, "quote") == "> Bye"


@pytest.mark.parametrize(
    "text",
    [
        "He told us:\n\n> The sea gives.\n\nWe agree.",
        "Le ministre a écrit en 2009 :\n\nLa mer donne.\n\nNous sommes d’accord.",
        "From: the sea\nTo: the land\n\nNobody quotes here.",
        "On the quay we\nwrote:\n\nThe sea gives.",
    ],
)
def test_the_writers_own_quotes_stay(text: str) -> None:
    assert read(plain(text)).body.replace("\\\n", "\n") == text


def test_what_yahoo_quotes_without_marks_is_left() -> None:
    head = "--- En date de : Mer 22.9.10, Tomas Ek <tomas@quay.example> a écrit :"
    letter = read(plain(f"{OWN}\n\n{head}\n\nDe: Tomas Ek\nObjet: Quays\n\nSo?"))
    assert letter.body == OWN
    assert left(letter, "quote").startswith(head)


def test_a_message_that_is_all_quote_keeps_it() -> None:
    letter = read(plain(QUOTE))
    assert letter.body == QUOTE.replace("\n", "\\\n")
    assert "doubt-quotes" in letter.doubts


FOOTERS = [
    "_______________________________________________\nharbours mailing list\n"
    "harbours@lists.example\nhttp://lists.example/listinfo/harbours",
    "_______________________________________________\nharbours mailing list -- h@lists.example\n"
    "To unsubscribe send an email to h-leave@lists.example",
    '-- \nYou received this message because you are subscribed to the Google Groups "h" group.\n'
    "To post to this group, send email to h@groups.example.\nFor more options, visit this group",
    "-- \nVous recevez ce message, car vous êtes abonné au groupe Google Groupes h.\n"
    "Pour vous désabonner de ce groupe, envoyez un e-mail à h@groups.example",
    "------------------------------------\n\nYahoo! Groups Links\n\n<*> To visit your group",
    "You are receiving this message because you are a member of the community Harbours.\n"
    "View this contribution on the web site http://dgroups.example/1\n"
    "A reply to this message will be sent to all members of Harbours.",
    "Pour se désinscrire : http://lists.example/fin",
    "If you no longer wish it, unsubscribe here: http://lists.example/end",
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_footers_of_lists_are_left(footer: str) -> None:
    letter = read(plain(f"{OWN}\n\n{footer}\n"))
    assert letter.body == OWN
    assert left(letter, "footer") == footer


@pytest.mark.parametrize(
    "text",
    [
        "Fishers may unsubscribe from the weather service.\n\nMany do.",
        "Écrivez à la liste de diffusion du port.\n\nElle a cent membres.",
        "Our mailing list is the best.\n\nReaders reply to sender and to all.",
    ],
)
def test_a_text_about_subscriptions_is_no_footer(text: str) -> None:
    assert read(plain(text)).body == text


SIGNED = [
    (
        "-- \nAwa Diallo\nCoordinator, Port Authority of Kamsar\nKamsar, Guinea\n+224 620 00 00\n",
        ("Awa Diallo", "Coordinator", "Port Authority of Kamsar", "Kamsar", "GN"),
    ),
    (
        "Cordialement,\n\nAwa DIALLO\nChargée de mission\nMinistère de la Pêche\nDakar - Sénégal\n",
        ("Awa DIALLO", "Chargée de mission", "Ministère de la Pêche", "Dakar", "SN"),
    ),
    ("Best regards,\nAwa", ("Awa", "", "", "", "")),
    ("Bien à vous,\n\nAwa Diallo\nAbidjan, Côte d'Ivoire", ("Awa Diallo", "", "", "Abidjan", "CI")),
    ("Awa Diallo, juriste, Kamsar (Guinée)", ("Awa Diallo", "juriste", "", "Kamsar", "GN")),
    (
        "Awa Diallo\nRéseau des ports (RDP)\nKamsar, Guinée",
        ("Awa Diallo", "", "Réseau des ports (RDP)", "Kamsar", "GN"),
    ),
    ("Awa Diallo\nDirectrice\nKinshasa, RDC", ("Awa Diallo", "Directrice", "", "Kinshasa", "CD")),
]


@pytest.mark.parametrize(("signature", "told"), SIGNED)
def test_signatures_tell_who_wrote(signature: str, told: tuple[str, ...]) -> None:
    letter = read(plain(f"{OWN}\n\n{signature}"))
    found = letter.signature
    assert (found.name, found.role, found.organisation, found.place, found.country) == told
    assert letter.body == OWN
    assert left(letter, "signature") == signature.strip()
    assert "doubt-signature" not in letter.doubts


@pytest.mark.parametrize(
    "ending",
    [
        "Best regards,\nAwa Diallo\nGuinea and Senegal desk\nKamsar, Guinea\nDakar, Senegal",
        "Best regards,\nB. O.",
        "",
    ],
)
def test_what_a_signature_does_not_tell_is_asked(ending: str) -> None:
    letter = read(plain(f"{OWN}\n\n{ending}"))
    assert letter.signature.country == ""
    assert "doubt-signature" in letter.doubts


@pytest.mark.parametrize(
    "ending",
    [
        "Best ports of all\nKamsar\nDakar",
        "Thanks to all donors\nof the port",
        "Awa agrees with us.",
    ],
)
def test_what_only_looks_like_a_signature_stays(ending: str) -> None:
    assert read(plain(f"{OWN}\n\n{ending}")).body.replace("\\\n", "\n") == f"{OWN}\n\n{ending}"


def test_a_postscript_stays() -> None:
    letter = read(plain(f"{OWN}\n\nBest regards,\nAwa Diallo\n\nPS: bring boots.\n"))
    assert letter.body == f"{OWN}\n\nPS: bring boots."
    assert left(letter, "signature") == "Best regards,\nAwa Diallo"


def test_prose_after_thanks_is_no_signature() -> None:
    text = (
        "Thanks to all of you,\nwe have now opened a second office in the old part of the town,\n"
        "and we will open yet another one as soon as we find a house by the sea."
    )
    assert read(plain(text)).body.replace("\\\n", "\n") == text


def test_what_a_telephone_adds_is_left() -> None:
    letter = read(plain(f"{OWN}\n\nEnvoyé de mon iPhone"))
    assert (letter.body, left(letter, "sent-from")) == (OWN, "Envoyé de mon iPhone")


def test_headers_are_told() -> None:
    raw = plain(OWN)
    letter = read(raw)
    assert letter.title == "What the office learnt"
    assert (letter.sender, letter.address) == ("Awa Diallo", "awa@port.example")
    assert letter.day == date(2010, 9, 22), "in the sender's zone"
    assert letter.message_id == "2@port.example"
    assert letter.answers == ("1@port.example", "0@port.example")
    assert letter.is_reply
    assert letter.checksum == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(
    ("subject", "title", "is_reply"),
    [
        ("RE: TR: Réf : Les ports", "Les ports", True),
        ("[ports] Re[2]: [ports] Fwd: Quays", "Quays", True),
        ("Fwd: Quays", "Quays", False),
        ("=?iso-8859-1?Q?R=E9p=A0:_=C9t=E9?= =?utf-8?B?IMOgIERha2Fy?=", "Été à Dakar", True),
        ("Question: what now?", "Question: what now?", False),
        ("", "", False),
    ],
)
def test_titles(subject: str, title: str, is_reply: bool) -> None:
    letter = read(plain(OWN, f"From: a@b.example\nSubject: {subject}\n"))
    assert (letter.title, letter.is_reply) == (title, is_reply)


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("awa at port.example (Awa Diallo)", "Awa Diallo", "awa@port.example"),
        ("awa@port.example", "", "awa@port.example"),
        ('"awa@port.example" <awa@port.example>', "", "awa@port.example"),
        ('"Awa Diallo via harbours" <h@lists.example>', "Awa Diallo", "h@lists.example"),
        ("=?utf-8?Q?Kan,_Zo=C3=A9_=22Z=22?= <z@x.example>", 'Kan, Zoé "Z"', "z@x.example"),
        ("", "", ""),
    ],
)
def test_senders(value: str, name: str, address: str) -> None:
    letter = read(plain(OWN, f"From: {value}\n"))
    assert (letter.sender, letter.address) == (name, address)
    assert ("doubt-sender" in letter.doubts) == (not name)


@pytest.mark.parametrize("value", ["", "Date: Thu, 1 Jan 1970 00:00:00 +0000\n", "Date: x\n"])
def test_a_date_that_makes_no_sense_is_none(value: str) -> None:
    letter = read(plain(OWN, value))
    assert letter.day is None
    assert "doubt-date" in letter.doubts


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("mar. 5 oct. 2010 à 14:05", date(2010, 10, 5)),
        ("mercredi 1er septembre 2010 14:05", date(2010, 9, 1)),
        ("Wed, Mar 3, 2010 at 2:05 PM", date(2010, 3, 3)),
        ("March 3rd, 2010", date(2010, 3, 3)),
        ("2010-09-22T23:30:00-05:00", date(2010, 9, 22)),
        ("22/09/2010 14:05", date(2010, 9, 22)),
        ("9/22/2010 2:05 PM", date(2010, 9, 22)),
        ("05/10/2010", None),
        ("31 février 2010", None),
        ("yesterday", None),
    ],
)
def test_days_in_words(words: str, day: date | None) -> None:
    assert days.in_words(words) == day


TEXT = "L’été à Kamsar coûte 5 € – “rien”…"
LATIN = "L'été à Kamsar"


@pytest.mark.parametrize(
    ("kind", "raw", "text", "is_sure"),
    [
        ("charset=iso-8859-1", TEXT.encode("cp1252"), TEXT, True),
        ("charset=us-ascii", TEXT.encode("cp1252"), TEXT, False),
        ("charset=utf-8", TEXT.encode("cp1252"), TEXT, False),
        ("", TEXT.encode("cp1252"), TEXT, False),
        ("", TEXT.encode(), TEXT, True),
        ("charset=iso-8859-1", TEXT.encode(), TEXT, True),
        ("charset=x-unknown", TEXT.encode(), TEXT, True),
        ("charset=windows-1252http-equivContent-Type", TEXT.encode("cp1252"), TEXT, True),
        ("charset=utf-7", LATIN.encode("utf-7"), LATIN, True),
        ("charset=iso-2022-jp", "日本".encode("iso-2022-jp"), "日本", True),
        ("charset=koi8-r", "Порт".encode("koi8-r"), "Порт", True),
        ("charset=idna", b"a.b", "a.b", True),
        ("charset=utf-16", b"\xff\xfe" + LATIN.encode("utf-16-le"), LATIN, True),
    ],
)
def test_charsets(kind: str, raw: bytes, text: str, is_sure: bool) -> None:
    headers = f"From: Awa <a@b.example>\nContent-Type: text/plain; {kind}\n\n"
    letter = read(headers.encode() + raw)
    assert letter.body == text
    assert ("doubt-charset" in letter.doubts) == (not is_sure)


def test_a_bold_first_row_is_the_head_of_its_table() -> None:
    cells = "<tr><td><p><b>Port</b></p></td><td><p><strong>Quays</strong></p></td></tr>"
    rows = "<tr><td>Kamsar</td><td><b>2</b></td></tr>"
    assert read(rich(f"<table>{cells}{rows}</table>")).body == (
        "| Port | Quays |\n| --- | --- |\n| Kamsar | **2** |"
    )
    assert "|  |  |" in read(rich(f"<table>{rows}{rows}</table>")).body


def test_quoted_printable_and_base64() -> None:
    headers = "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
    letter = read(f"{headers}quoted-printable\n\nL'=E9t=E9 =\n=E0 Kamsar=92s".encode())
    assert letter.body == "L'été à Kamsar’s"
    assert read(f"{headers}base64\n\nTCfpdOk=".encode()).body == "L'été"


def test_flowed_lines_are_joined() -> None:
    text = "One long \nparagraph \nflows.\n\nAnother.\n> quoted \n> too.\n-- \nAwa Diallo\n"
    raw = plain(text).replace(b"charset=utf-8", b"charset=utf-8; format=flowed")
    letter = read(raw)
    assert letter.body == "One long paragraph flows.\n\nAnother."
    assert left(letter, "quote") == "> quoted too."
    assert letter.signature.name == "Awa Diallo"
    deleted = read(raw.replace(b"format=flowed", b"format=flowed; delsp=yes"))
    assert deleted.body.startswith("One longparagraphflows.")


def test_what_markdown_would_misread_shows_as_it_was_written() -> None:
    text = "# No heading\n1986. No list\n+ plus\n<b>no tag</b>\n\n- a list\n- of two\n\n  x *y* _z_"
    assert read(plain(text)).body == (
        "\\# No heading\\\n1986\\. No list\\\n\\+ plus\\\n\\<b>no tag\\</b>\n\n"
        "- a list\n- of two\n\nx \\*y\\* \\_z\\_"
    )


def test_hidden_characters_are_taken_out() -> None:
    assert read(plain("a\u202eb\x00c\ufeffd\u200be\x07f")).body == "abcdef"


HTML = """<html><head><title>x</title><style>p {color: red}</style></head><body>
<p>Bonjour <b>à tous</b>,<br>voici <a href="http://port.example/a_(b)">un lien</a>.</p>
<ul><li>un<li>deux</ul><script>alert(1)</script><div style="display:none">caché</div>
<p><a href="javascript:alert(1)">clic</a> 1986. &lt;b&gt;</p>
<img src="http://spy.example/p.gif" width="1" height="1"><img src="cid:x" alt="le quai">
"""


def test_html_becomes_markdown() -> None:
    letter = read(rich(HTML))
    assert letter.body == (
        "Bonjour **à tous**,\\\nvoici [un lien](http://port.example/a_%28b%29).\n\n"
        "- un\n- deux\n\nclic 1986. \\<b>"
    )
    assert left(letter, "picture") == "le quai cid:x"


@pytest.mark.parametrize(
    "quote",
    [
        '<div class="gmail_quote">On Wed, Sep 22, 2010 at 2:05 PM, Tomas Ek <span>&lt;'
        '<a href="mailto:t@q.example">t@q.example</a>&gt;</span> wrote:<br>'
        '<blockquote class="gmail_quote">What did you learn?</blockquote></div>',
        '<div class="moz-cite-prefix">Le 22/09/2010 à 14:05, Tomas Ek a écrit&nbsp;:<br></div>'
        '<blockquote type="cite"><p>What did you learn?</p></blockquote>',
        '<div style="border:none;border-top:solid #B5C4DF 1.0pt"><p class="MsoNormal"><b>De&nbsp;:'
        "</b> Tomas Ek [mailto:t@q.example] <br><b>Envoyé&nbsp;:</b> mercredi 22 septembre<br>"
        "<b>À&nbsp;:</b> Awa<br><b>Objet&nbsp;:</b> Ports</p></div><p>What did you learn?</p>",
        '<hr><div id="divRplyFwdMsg"><b>From:</b> Tomas Ek &lt;t@q.example&gt;<br><b>Sent:</b> '
        "Wednesday<br><b>To:</b> Awa<br><b>Subject:</b> Ports</div><div>What did you learn?</div>",
    ],
)
def test_quotes_in_html_are_left(quote: str) -> None:
    letter = read(rich(f"<div>We opened.</div><div><br></div>{quote}"))
    assert letter.body == "We opened."
    assert "What did you learn?" in left(letter, "quote")
    assert "Tomas Ek" in left(letter, "quote")


PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
AS_HTML = "Content-Type: text/html; charset=utf-8\n\n"


def test_the_plain_version_is_preferred_unless_it_is_a_stub() -> None:
    letter = read(parted("alternative", f"{PLAIN}It works.", f"{AS_HTML}<p>It <b>works</b>.</p>"))
    assert (letter.body, letter.left) == ("It works.", ())
    more = read(parted("alternative", f"{PLAIN}It works.", f"{AS_HTML}<p>It works. Now.</p>"))
    assert (more.body, left(more, "alternative")) == ("It works.", "It works. Now.")
    for stub in ("", "See HTML."):
        html = "<p>It <b>works</b>, and this is how: we all went to the sea, and looked at it.</p>"
        found = read(parted("alternative", f"{PLAIN}{stub}", f"{AS_HTML}{html}"))
        assert found.body.startswith("It **works**, and")


def test_attachments_are_kept() -> None:
    file = (
        "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
        "Content-Disposition: attachment; filename*=utf-8''../ann%C3%A9e.pdf\n\nJVBERg=="
    )
    footer = f"{PLAIN}{FOOTERS[0]}"
    letter = read(parted("mixed", f"{PLAIN}{OWN}", file, footer))
    (found,) = letter.attachments
    assert (found.name, found.content_type) == ("../année.pdf", "application/pdf")
    assert found.content == b"%PDF"
    assert letter.body == OWN
    assert "listinfo" in left(letter, "footer")


FORWARDS = [
    "---------- Forwarded message ----------\nFrom: Tomas Ek <tomas@quay.example>\n"
    "Date: Mon, Sep 6, 2010 at 9:00 AM\nSubject: Quays\nTo: awa@port.example\n\n",
    "-------- Message transféré --------\nSujet : \tQuays\nDate : \tMon, 06 Sep 2010 09:00 +0200\n"
    "De : \tTomas Ek <tomas@quay.example>\nPour : \tawa@port.example\n\n",
    "Début du message réexpédié :\n\nDe : Tomas Ek <tomas@quay.example>\n"
    "Date : 6 septembre 2010 09:00:00 HAEC\nÀ : awa@port.example\nObjet : Quays\n\n",
    "________________________________\nDe : Tomas Ek\nEnvoyé : lundi 6 septembre 2010 09:00\n"
    "À : Awa\nObjet : Quays\n\n",
]


@pytest.mark.parametrize("head", FORWARDS)
def test_what_is_passed_on_is_the_letter(head: str) -> None:
    headers = mails.HEADERS.replace("Re: [harbours] What", "TR : What")
    letter = read(plain(f"Pour info, merci !\n\n{head}{OWN}\n\nBest regards,\nTomas Ek\n", headers))
    assert letter.body == OWN
    assert (letter.sender, letter.title) == ("Tomas Ek", "Quays")
    assert letter.signature.name == "Tomas Ek"
    assert letter.day == date(2010, 9, 6)
    assert "doubt-forward" in letter.doubts
    assert left(letter, "note") == "Pour info, merci !"
    assert "Quays" in left(letter, "forward-header")


def test_a_forward_within_a_forward() -> None:
    inner = FORWARDS[0].replace("Tomas Ek", "Zoé Kan")
    letter = read(plain(f"{FORWARDS[0]}See below.\n\n{inner}{OWN}"))
    assert (letter.body, letter.sender) == (OWN, "Zoé Kan")
    assert "See below." in left(letter, "note")
    assert (letter.message_id, letter.answers) == ("2@port.example", ())


def test_a_message_within_a_message_is_a_letter() -> None:
    inner = f"Content-Type: message/rfc822\n\nFrom: Tomas Ek <t@q.example>\nSubject: Quays\n\n{OWN}"
    alone = read(parted("mixed", inner))
    assert (alone.sender, alone.body) == ("Tomas Ek", OWN)
    first, second = letters(mails.item(parted("mixed", f"{PLAIN}For you.", inner)))
    assert (first.body, second.body, second.part) == ("For you.", OWN, 2)
    assert first.checksum != second.checksum
    assert "doubt-forward" in first.doubts
    assert "doubt-forward" in second.doubts


DIGEST = """Send Harbours mailing list submissions to
\tharbours@lists.example

Today's Topics:

   1. Quays (Tomas Ek)
   2. Piers (Zoé Kan)


----------------------------------------------------------------------

Message: 1
Date: Mon, 6 Sep 2010 09:00:00 +0200
From: Tomas Ek <tomas@quay.example>
Subject: [harbours] Quays
To: harbours@lists.example
Message-ID: <11@quay.example>
Content-Type: text/plain; charset="iso-8859-1"

Quays are été.

------------------------------

Message: 2
Date: Tue, 7 Sep 2010 09:00:00 +0200
From: zoe at pier.example (Zoé Kan)
Subject: Re: Piers
Message-ID: <12@pier.example>

Piers are short.

------------------------------

_______________________________________________
Harbours mailing list


End of Harbours Digest, Vol 1, Issue 2
**************************************
"""


def test_a_digest_holds_several_letters() -> None:
    first, second = letters(mails.item(plain(DIGEST)))
    assert (first.part, first.title, first.body) == (1, "Quays", "Quays are été.")
    assert (first.sender, first.day) == ("Tomas Ek", date(2010, 9, 6))
    assert (second.part, second.title, second.body) == (2, "Piers", "Piers are short.")
    assert (second.sender, second.message_id) == ("Zoé Kan", "12@pier.example")
    assert "Today's Topics" in left(first, "preamble")
    assert "End of Harbours Digest" in left(first, "preamble")
    assert len({first.checksum, second.checksum}) == 2


@pytest.mark.parametrize(
    "footer",
    [
        "",
        f"Sujet: Pied de page des remises groupées\n\n{'_' * 47}\nListe Ports\n\n{'-' * 30}\n\n",
    ],
)
def test_a_digest_ends_in_any_language(footer: str) -> None:
    head, _, _ = DIGEST.partition("_____")
    end = f"{footer}Fin de Lot Ports, Vol 1, Parution 2\n{'*' * 35}\n"
    *_, last = letters(mails.item(plain(head + end)))
    assert (last.title, last.body) == ("Piers", "Piers are short.")
    assert "Fin de Lot Ports" in left(letters(mails.item(plain(head + end)))[0], "preamble")


def test_a_digest_of_parts_holds_several_letters() -> None:
    parts = [f"\nFrom: N{n} <n@x.example>\nSubject: S{n}\n\nText {n}" for n in (1, 2, 3)]
    found = letters(mails.item(parted("digest", *parts)))
    assert [(one.sender, one.body, one.part) for one in found] == [
        ("N1", "Text 1", 1),
        ("N2", "Text 2", 2),
        ("N3", "Text 3", 3),
    ]


def test_seals_are_left() -> None:
    seal = "-----BEGIN PGP SIGNATURE-----\n\niQEc\n-----END PGP SIGNATURE-----"
    text = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\n{OWN}\n- -- a dash\n{seal}\n"
    letter = read(plain(text))
    assert letter.body == f"{OWN}\\\n-- a dash"
    assert left(letter, "seal") == seal
    secret = read(parted("encrypted", "Content-Type: application/pgp-encrypted\n\nVersion: 1"))
    assert "doubt-encrypted" in secret.doubts


def test_a_claim_of_confidentiality_is_asked_about() -> None:
    claim = "This e-mail is confidential and intended only for the addressee.\n" * 12
    letter = read(plain(f"{OWN}\n\nBest regards,\nAwa Diallo\n\n{claim}"))
    assert letter.body.startswith(f"{OWN}\n\nThis e-mail is")
    assert letter.body.count("addressee") == 12
    assert letter.signature.name == "Awa Diallo"
    assert "doubt-disclaimer" in letter.doubts


LINES = st.sampled_from(
    [
        "",
        "",
        "The sea gives",
        "and the sea takes, so that all of us went there to look at it.",
        "- an item",
        "> What did you learn?",
        ">> Nothing at all",
        "On Wed, Sep 22, 2010 at 2:05 PM, Tomas Ek <tomas@quay.example> wrote:",
        "Le 22 sept. 2010 à 14:05, Tomas Ek a écrit :",
        "-----Message d'origine-----",
        "---------- Forwarded message ----------",
        "From: Tomas Ek",
        "De : Zoé Kan",
        "Sent: Wednesday 22 September 2010",
        "Objet : Les quais",
        "Best regards,",
        "-- ",
        "Awa Diallo",
        "Coordinator, Port Network",
        "Dakar, Senegal",
        "PS: bring boots",
        "________________________________",
        "harbours mailing list",
        "http://lists.example/listinfo/harbours",
        "unsubscribe: http://lists.example/end",
        "Sent from my telephone",
        "This e-mail is confidential",
        "------------------------------",
        "Message: 1",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25), st.booleans(), st.booleans())
def test_no_word_is_lost(lines: list[str], keep_quotes: bool, is_html: bool) -> None:
    raw = rich("<br>".join(map(escape, lines))) if is_html else plain("\n".join(lines))
    found = letters(mails.item(raw), keep_quotes)
    told = [f"{one.body} {one.title} {one.sender} {one.day}" for one in found]
    told += [part.text for one in found for part in one.left]
    words = Counter(re.findall(r"[^\W\d_]{2,}", " ".join(told)))
    written = Counter(re.findall(r"[^\W\d_]{2,}", "\n".join(lines)))
    assert not {
        word for word, times in written.items() if words[word] < times and word not in HEADS
    }


HEADS = set("From Subject Message De Objet Sent".split())
"""In a digest, the names of headers are no text."""
