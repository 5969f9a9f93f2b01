"""Every rule, broken: each bad archive declares in its first lines what must be found, and where.

A bad file is a fixture (see ``fixtures``) on top of ``archives/base.txt``, named by the rule that
it breaks. ``expect: PATH:LINE RULE`` stands for each problem, in order; nothing else may be found.
``mend: …`` stands for each repair (see ``mends``): applied as the messages say, they leave nothing
to be found.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import fixtures
import mends
from palabre import language, reports, settings, site
from palabre.commands import normalise
from palabre.problems import Invalid, Problem, Rule

BAD = sorted((fixtures.TESTS / "bad").glob("*.txt"))
C = "docs/en/harbours/contributions"


def find(files: dict[str, str], folder: Path) -> tuple[Problem, ...]:
    """Every problem and warning of an archive."""
    fixtures.write(folder, fixtures.load("base") | files)
    return look(folder)


def look(folder: Path) -> tuple[Problem, ...]:
    """Every problem and warning of the archive that stands in *folder*."""
    try:
        return site.read(settings.read(folder / "mkdocs.yml")).warnings
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


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_a_bad_file_says_how_it_is_mended(bad: Path) -> None:
    head, _ = fixtures.unpack(bad.read_text("utf-8"))
    declared = mends.declared(head)
    assert declared
    by_hand = [mend for mend in declared if mend.startswith(mends.BY_HAND)]
    assert not by_hand or (declared == by_hand and len(by_hand[0]) > len(mends.BY_HAND) + 20)


MENDED = [bad for bad in BAD if f"mend: {mends.BY_HAND}" not in bad.read_text("utf-8")]


@pytest.mark.parametrize("bad", MENDED, ids=lambda path: path.stem)
def test_a_repair_mends_what_it_is_for(bad: Path, tmp_path: Path) -> None:
    head, files = fixtures.unpack(bad.read_text("utf-8"))
    found = find(files, tmp_path)
    for word in ("mend", "then"):
        declared = [d for d in mends.declared(head, word) if d != mends.NORMALISE]
        wanted = [mends.read(declaration) for declaration in declared]
        for mend in wanted:
            if mend.is_told:
                assert_told(mend, found)
        told = {(mend.path, mend.new) for mend in wanted if mend.is_told}
        for problem in found:
            for name in {*reports.EXACT} & {*problem.values}:
                assert (problem.path, problem.values[name]) in told, "a repair is not tried"
        mends.apply(wanted, tmp_path)
        found = look(tmp_path)
    assert {problem.rule for problem in found} <= {Rule.NOT_NORMALISED}
    for problem in found:
        _, command, name, path = reports.repair(problem, language.of("en")).split()
        assert f"{command} {name}" == mends.NORMALISE
        config = ["-f", str(tmp_path / "mkdocs.yml")]
        assert CliRunner().invoke(normalise.command, [str(tmp_path / path), *config]).exit_code == 0
    assert look(tmp_path) == ()


def assert_told(mend: mends.Mend, found: tuple[Problem, ...]) -> None:
    """The message of a problem there says what to write, in each language."""
    is_within = mend.line and mend.old  # else a new line, or the file as a whole
    there = [p for p in found if p.path == mend.path and (p.line == mend.line or not is_within)]
    for code in language.catalogues():
        repairs = [reports.repair(problem, language.of(code)) for problem in there]
        assert any(mend.new.strip() in repair for repair in repairs), repairs


def test_every_rule_is_broken_by_a_bad_file() -> None:
    assert {bad.stem for bad in BAD} == {rule.value for rule in Rule}


def test_base_archive_is_good(tmp_path: Path) -> None:
    assert find({}, tmp_path) == ()
