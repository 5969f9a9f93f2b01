"""Personal addresses and numbers are taken out of letters, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palabre import privacy
from palabre.redaction import EMAIL, PHONE, redact


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Write to awa@example.org.", f"Write to {EMAIL}."),
        ("Write to <awa@example.org>.", f"Write to {EMAIL}."),
        (r"Write to awa\_d\@example.org", f"Write to {EMAIL}"),
        ("Write to awa&#64;example&period;org", f"Write to {EMAIL}"),
        ("Write to awa＠example.org", f"Write to {EMAIL}"),
        ("Write to a\u200bwa@exam*ple*.org", f"Write to {EMAIL}"),
        ("Write to awa @ example.org", f"Write to {EMAIL}"),
        ("awa (at) example (dot) org", EMAIL),
        ("awa [arobase] example.org", EMAIL),
        ("[Awa](mailto:awa@example.org?subject=A) writes", "Awa writes"),
        ("[awa@example.org](mailto:awa@example.org)", EMAIL),
        ("[call](tel:0338210000) us", "call us"),
        ("[chat](https://wa.me/221771234567)", "chat"),
        ("<https://example.org/?to=awa%40example.org>", EMAIL),
        ("see https://api.whatsapp.com/send?phone=221771234567 now", f"see {PHONE} now"),
        ("Tél. : +221 33 821 00 00", f"Tél. : {PHONE}"),
        ("Tél. : 33 821 00 00", f"Tél. : {PHONE}"),
        ("Tel/Fax: (033) 821-00-00 / 77 123 45 67.", f"Tel/Fax: {PHONE}."),
        ("Mobile no. 0712345678", f"Mobile no. {PHONE}"),
        ("**Téléphone :** 33.821.00.00", f"**Téléphone :** {PHONE}"),
        ("Tel: +221 33 821 00 00 / 77 123 45 67", f"Tel: {PHONE}"),
        ("T: 033 821 0000, M : 077 123 4567", f"T: {PHONE}, M : {PHONE}"),
        ("WhatsApp 77 123 45 67 ou 76 123 45 67", f"WhatsApp {PHONE}"),
        ("06 12 34 56 78", PHONE),
        ("01.42.68.53.00 ou 0612345678", f"{PHONE} ou {PHONE}"),
        ("06/12/34/56/78, 06 - 12 - 34 - 56 - 79", f"{PHONE}, {PHONE}"),
        ("Bureau : (0)1 42 68 53 00", f"Bureau : {PHONE}"),
        ("Call 020 7946 0958 or (01632) 960 001.", f"Call {PHONE} or {PHONE}."),
        ("07700 900123, 01632-960001, (202) 555-0143", f"{PHONE}, {PHONE}, {PHONE}"),
        ("0612 34 56 7 8", PHONE),
        ("⁺221 77 123 45 67, ﹢221771234567", f"{PHONE}, {PHONE}"),
        ("awa\\\n@example.org, +221\\\n77 123 45 67", f"{EMAIL}, {PHONE}"),
        ("[Awa](https://t.me/awadiallo)", "Awa"),
        ("awa.diallo AT example DOT org", EMAIL),
        ("awa arobase example point org", EMAIL),
        ("awa.diallo at example.org", EMAIL),
        ("awa.diallo_at_example.org", EMAIL),
        ("awa.diallo <at> example.org", EMAIL),
        ("awa(@)example.org, awa[@]example.org", f"{EMAIL}, {EMAIL}"),
        ("awa . diallo @ example . org", EMAIL),
        ('"awa diallo"@example.org, {awa,ousmane}@example.org', f"{EMAIL}, {EMAIL}"),
        ("awa%40example.org, awa@@example.org, awa@\n example.org", f"{EMAIL}, {EMAIL}, {EMAIL}"),
        ("awa﹫example.org, awa@example。org", f"{EMAIL}, {EMAIL}"),
        ("awa\u2063@exam\u034fple\u202d.org", EMAIL),
    ],
)
def test_a_mark_takes_its_place(written: str, left: str) -> None:
    found = redact(written)
    assert found.text == left
    assert found.removed
    assert not any(next(privacy.find(one), None) for one in found.removed)
    assert redact(left).text == left


@pytest.mark.parametrize(
    "written",
    [
        "The mobile phone project 2008-2012 reached 12 000 homes.",
        "In 2010, 1 250 000 people left; 00 of them by sea. 50 % & more.",
        "See [the report](https://example.org/2010/09/report_(final).pdf) and https://example.org.",
        "A tel of 33 people, a mobile clinic, 14 ports.",
        "We meet @ 10.30. Held at (at) noon; phone in 2010-09-22.",
        "See p. 123-145, chapter c. 1999 and F. 12 345 678 francs.",
        "Law no. 2003/04 of 12.03.2004, ISBN 978-2-07-036822-8",
        "ISBN 0521123456, 05-2010 to 06-2011; 01.02.2010 12:30, 01/02/2010 03/04/2011, 0.123456789",
        "Our site at example.org, (a) water. Health; look at dot maps: https://example.org/0612345678",
    ],
)
def test_what_is_not_personal_stays(written: str) -> None:
    assert redact(written).text == written


@pytest.mark.parametrize("sign", ["@", "＠", "﹫", "&commat;"])
def test_no_other_form_of_a_sign_hides_it_from_the_check(sign: str) -> None:
    assert next(privacy.find_shown(f"<p>awa{sign}example.org</p>"), None)


@pytest.mark.parametrize("sign", ["+", "＋", "﹢", "⁺", "₊", "&plus;"])
def test_nor_a_number(sign: str) -> None:
    assert next(privacy.find_shown(f"<p>{sign}221 77 123 45 67</p>"), None)


def test_what_was_removed_is_told_once_and_cut() -> None:
    found = redact("awa@example.org, again awa@example.org, +221 77 123 45 67, Tel 33 821 00 00")
    assert found.removed == ("a…@….org", "+22…67", "338…00")


MARKS = st.sampled_from("@ . + 0 1 7 a b - _ \\ * ` < > [ ] ( ) & ; : / % # ~ \n ＠ ＋".split(" "))
PERSONAL = (
    "awa@example.org",
    "awa&#64;example.org",
    r"awa\@example.org",
    "+221 77 123 45 67",
    "Tel 77 123 45 67",
    "[a](mailto:b@example.org)",
)
AROUND = ("00", "mailto:", "[a](", ")", "<", ">", "Tel ", "&amp;", "https://e.org/?", "%40", "\\")
HIDING = st.lists(
    st.sampled_from(PERSONAL + AROUND) | MARKS | st.text(max_size=3), max_size=12
).map("".join)


@given(HIDING)
def test_nothing_personal_is_found_afterwards(written: str) -> None:
    left = redact(written).text
    assert not next(privacy.find(left), None)
    assert redact(left).text == left
