"""Names that the archive knows are recognised; those that are nearly so are asked about."""

from __future__ import annotations

import pytest

from palabre.intake.acquaintance import Acquaintance
from palabre.models import Name

REGISTERED = [
    Name(id="sea-network", name={"en": "Sea Network", "fr": "Réseau de la mer"}, also=("SeaNet",)),
]
KNOWN = Acquaintance(REGISTERED, ["Awa Diallo", "Élodie Œuvrard", "SeaNet"])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("awa  DIALLO", "Awa Diallo"),
        ("Elodie Oeuvrard", "Élodie Œuvrard"),
        ("Awa-Diallo", "Awa Diallo"),
        ("seanet", "sea-network"),
        ("RESEAU DE LA MER", "sea-network"),
        ("sea-network", "sea-network"),
        ("Awa Dialo", ""),
        ("", ""),
    ],
)
def test_a_known_name(name: str, key: str) -> None:
    assert KNOWN.key(name) == key


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Awa Dialo", ["Awa Diallo"]),
        ("Diallo, Awa", ["Awa Diallo"]),
        ("A. Diallo", ["Awa Diallo"]),
        ("B. Diallo", []),
        ("A. D.", []),
        ("Reseaux de la mer", ["sea-network"]),
        ("Moussa Sow", []),
        ("Awa", []),
    ],
)
def test_a_name_nearly_known(name: str, keys: list[str]) -> None:
    assert KNOWN.near(name) == keys


def test_a_name_is_told_in_a_language() -> None:
    assert KNOWN.called("sea-network", "fr") == "Réseau de la mer"
    assert KNOWN.called("Awa Diallo", "fr") == "Awa Diallo"


def test_a_name_is_known_from_when_it_is_added() -> None:
    known = Acquaintance([], [])
    assert not known.key("Moussa Sow")
    known.add("Moussa Sow")
    known.add("MOUSSA SOW")
    assert known.key("moussa sow") == "Moussa Sow"
