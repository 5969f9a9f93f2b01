"""What to write instead of what breaks a rule: only what keeps it."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from palabre import meanings, reader, repairs, source
from palabre.layout import Place, Role
from palabre.problems import Problem, Rule
from palabre.validation import validate


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Sénégal", "SN"),
        ("senegal", "SN"),
        ("Senegall", "SN"),
        ("Cote d'Ivoire", "CI"),
        ("Allemagne", "DE"),
        ("Niger", "NE"),
        ("UK", "GB"),
        ("sn", "SN"),
        ("SEN", "SN"),
        ("EU", ""),
        ("SU", ""),  # the Soviet Union: which of its countries?
        ("Nigera", ""),  # Niger or Nigeria?
        ("Atlantis", ""),
    ],
)
def test_countries_are_known_by_their_names(written: str, code: str) -> None:
    assert meanings.country(written) == code


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("13/04/2010", date(2010, 4, 13)),
        ("04/13/2010", date(2010, 4, 13)),
        ("4.4.2010", date(2010, 4, 4)),
        ("2010/9/2", date(2010, 9, 2)),
        ("1er octobre 2010", date(2010, 10, 1)),
        ("Tuesday, April 13, 2010", date(2010, 4, 13)),
        ("le 22 sept. 2010", date(2010, 9, 22)),
        ("3/4/2010", None),  # March or April?
        ("3/4/24", None),
        ("31/02/2010", None),
        ("April 2010", None),
        ("from 13 to 14 April 2010", None),
        ("2010", None),
    ],
)
def test_days_are_known_where_one_alone_is_meant(written: str, day: date | None) -> None:
    assert meanings.day(written) == day


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Dakar", "Africa/Dakar"),
        ("africa/dakar", "Africa/Dakar"),
        ("Europe/Bruxelles", "Europe/Brussels"),
        ("Le Caire", "Africa/Cairo"),
        ("UTC+1", ""),
        ("Africa/Atlantis", ""),
    ],
)
def test_timezones_are_known_by_their_cities(written: str, zone: str) -> None:
    assert meanings.timezone(written) == zone


@pytest.mark.parametrize(
    ("written", "code"), [("français", "fr"), ("Spanish", "es"), ("fr-BE", "fr"), ("xx", "")]
)
def test_languages_are_known_by_their_names(written: str, code: str) -> None:
    assert meanings.language(written) == code


AUTHORS = "authors: [{name: Awa Diallo}]"
POST = Place(Role.CONTRIBUTION, "en/harbours/contributions/a-post.md", "en", "harbours", "a-post")


def problems(lines: str) -> list[Problem]:
    """What is wrong with the front matter of a contribution that has *lines*."""
    document = source.parse(
        POST, "a-post.md", f"---\ntitle: A\ntext: original\n{lines}\n---\n\nA.\n"
    )
    if isinstance(document, Problem):
        return [document]
    return validate(reader.model_of(document), document)[1]


VALUES = st.one_of(
    st.text(max_size=80),
    st.from_regex(r"[a-zé: '\"\[\]{},#&*!/.0-9-]{1,20}", fullmatch=True),
    st.sampled_from(["Sénégal", "13/04/2010", "oui", "01", "e-mail", "www.example.org", "fra"]),
    st.integers(),
    st.booleans(),
    st.dates(),
)


@given(st.sampled_from(["weeks", "about", "date", "via", "topics", "written_in", "draft"]), VALUES)
def test_what_is_told_keeps_the_rule(field: str, value: object) -> None:
    is_list = field in ("weeks", "about", "topics")
    for given_value in (value, [value]) if is_list else (value,):
        line = yaml.safe_dump({field: given_value}, allow_unicode=True, width=1000)
        for problem in problems(line.strip()):
            told = problem.values.get("write")
            if told and problem.rule is not Rule.YAML_SYNTAX:
                of_item = is_list and problem.rule not in (Rule.LIST_EXPECTED, Rule.DUPLICATE_VALUE)
                now = problems(f"{field}: [{told}]" if of_item else f"{field}: {told}")
                assert problem.rule not in {p.rule for p in now}, told


@given(st.from_regex(r"[a-z' \":&*!%@`#>|?,-]{1,30}", fullmatch=True))
def test_a_line_that_is_told_can_be_read(value: str) -> None:
    for problem in problems(f"project: {value}"):
        if problem.rule in (Rule.YAML_SYNTAX, Rule.YAML_FEATURE) and "write" in problem.values:
            written = str(problem.values["write"])
            assert problem.rule not in {p.rule for p in problems(written)}, written


@given(st.text(), st.integers(-1, 5))
def test_no_text_is_too_strange(text: str, number: int) -> None:
    repairs.of_line(text, number)
    repairs.of_path(text)
    for rule in Rule:
        assert "\n" not in repairs.instead(rule, text, "authors", ("original", "summary"))
