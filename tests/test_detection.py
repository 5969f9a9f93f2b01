"""The language of a text is told where it can be, and never for sure where it cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import built
from palabre.detection import detected

CODES = ("en", "fr")
BOTH = (
    "We have opened a harbour office in our town, and it answers the fishers of the whole coast "
    "when they ask about the weather, the price of fish or the law.",
    "Nous avons ouvert une capitainerie dans notre ville, et elle répond aux pêcheurs de toute la "
    "côte qui s’interrogent sur le temps, le prix du poisson ou la loi.",
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Thank you for the question about harbour offices; ours opened in May.", "en"),
        ("Merci pour la question sur les capitaineries ; la nôtre a ouvert en mai.", "fr"),
        ("I agree with Awa.", "en"),
        ("Je suis d’accord avec Awa.", "fr"),
        ("Gracias por la pregunta sobre las oficinas del puerto, que abrió en mayo.", "es"),
        ("Obrigado pela pergunta sobre os escritórios do porto, que abriu em maio.", "pt"),
        ("شكرا على السؤال حول مكاتب الميناء التي فتحت أبوابها في شهر مايو الماضي", "ar"),
        ("**Voir** [le rapport](https://example.org/the-report-of-the-harbour-office).", "fr"),
    ],
)
def test_a_language_that_is_sure(text: str, code: str) -> None:
    assert detected(text, CODES) == (code, True)
    assert detected(text, CODES[::-1]) == (code, True)


@pytest.mark.parametrize(
    ("text", "likelier"),
    [
        ("Bonjour", "fr"),
        (f"{BOTH[0]}\n\n{BOTH[1]}\n\n{BOTH[0]}", "en"),
        (f"{BOTH[0]}\n\n{BOTH[1]}\n\n{BOTH[1]}", "fr"),
        ("Nanga def, mangi fi rekk", "fr"),
        ("https://example.org/a-report-that-is-in-english", "en"),
        ("12 345 67 …", "en"),
        ("", "en"),
    ],
)
def test_a_language_that_is_not(text: str, likelier: str) -> None:
    code, is_sure = detected(text, CODES)
    assert not is_sure
    assert code in CODES
    assert code == likelier or not any(map(str.isalpha, text))


def test_a_language_of_the_site_that_the_model_does_not_know() -> None:
    code, is_sure = detected("Thank you for the question about the harbour.", ("xx", "yy"))
    assert (code, is_sure) == ("en", True) or not is_sure


@given(st.text())
def test_any_text(text: str) -> None:
    code, is_sure = detected(text, CODES)
    assert code in CODES or is_sure


def test_it_is_loaded_when_it_is_asked_for() -> None:
    code = (
        "import palabre.commands.intake, palabre.detection, sys;"
        "print([name for name in sys.modules if name in ('numpy', 'py3langid')])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=built.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"
