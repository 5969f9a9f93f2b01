"""Every rule, broken: each bad archive declares in its first lines what must be found, and where.

A bad file is a fixture (see ``fixtures``) on top of ``archives/base.txt``, named by the rule that
it breaks. ``expect: PATH:LINE RULE`` stands for each problem, in order; nothing else may be found.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fixtures
from palabre import language, reports, site
from palabre.problems import Invalid, Problem, Rule

BAD = sorted((fixtures.TESTS / "bad").glob("*.txt"))
C = "docs/en/harbours/contributions"


def find(files: dict[str, str], folder: Path) -> tuple[Problem, ...]:
    """Every problem and warning of an archive."""
    try:
        return site.read(fixtures.write(folder, fixtures.load("base") | files)).warnings
    except Invalid as error:
        return error.problems


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_problems_are_found(bad: Path, tmp_path: Path) -> None:
    head, files = fixtures.unpack(bad.read_text("utf-8"))
    expected = re.findall(r"^expect: (.+)$", head, re.MULTILINE)
    found = find(files, tmp_path)
    assert [f"{p.path}:{p.line} {p.rule.value}" for p in found] == expected
    assert bad.stem in {problem.rule.value for problem in found}


@pytest.mark.parametrize("code", language.catalogues())
@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_a_problem_says_where_what_and_how(bad: Path, code: str, tmp_path: Path) -> None:
    for problem in find(fixtures.unpack(bad.read_text("utf-8"))[1], tmp_path):
        line = reports.describe(problem, language.of(code))
        assert f"{problem.path}:{problem.line}" in line
        assert line.endswith(f"[{problem.rule.value}]")
        assert problem.found in line
        assert problem.key in line
        assert "\n" not in line
        assert not re.search(r"%\(|\{\w+\}", line), "a placeholder was not filled in"


def test_every_rule_is_broken_by_a_bad_file() -> None:
    assert {bad.stem for bad in BAD} == {rule.value for rule in Rule}


def test_base_archive_is_good(tmp_path: Path) -> None:
    assert find({}, tmp_path) == ()
