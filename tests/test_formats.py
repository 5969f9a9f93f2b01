"""What ``palabre check`` tells, in each of its forms, of the files asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from cmarkgfm import cmark
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import built
import fixtures
from palabre import language
from palabre.problems import Problem, Rule
from palabre.review import markdown as github
from palabre.review import workflow

SCHEMA = json.loads((fixtures.TESTS / "check.schema.json").read_text("utf-8"))
C = "docs/en/harbours/contributions"
POST = "---\ntitle: A\ntext: original\nauthors: [{name: Awa Diallo, country: %s}]\n---\n\n%s\n"
WARNED = POST % ("GN", "Write to awa@ports.example.")
WRONG = POST % ("EU", "Text.")
LANGUAGES = [language.of(code) for code in language.catalogues()]


def archive(folder: Path, **posts: str) -> Path:
    """An archive with a contribution for each of *posts*, in *folder*."""
    named = {f"{C}/{name.replace('_', '-')}.md": post for name, post in posts.items()}
    fixtures.write(folder, fixtures.load("base") | named)
    return folder


def test_problems_of_the_files_asked_for_are_told(tmp_path: Path) -> None:
    archive(tmp_path, bad_post=WRONG, worse_post=WRONG, warned=WARNED)
    one = built.run(tmp_path, *built.PALABRE, "check", f"{C}/bad-post.md", f"{C}/warned.md")
    assert one.returncode == 1
    assert re.findall(r"\[([a-z-]+)\]$", one.stderr, re.MULTILINE) == [
        "country-code",
        "personal-data-in-body",
    ]
    assert one.stderr.splitlines()[2:] == [
        "1 problem, 1 warning",
        "In other files: 1 problem. See: palabre check",
    ]


def test_what_others_did_wrong_fails_nobody(tmp_path: Path) -> None:
    archive(tmp_path, bad_post=WRONG, warned=WARNED)
    finished = built.run(tmp_path, *built.PALABRE, "check", f"{C}/warned.md", "docs/fr")
    number = sum(path.startswith("docs/fr") for path in fixtures.load("base")) + 1
    assert finished.returncode == 0
    assert finished.stdout == f"{number} files are in order.\n"
    assert "[personal-data-in-body]" in finished.stderr
    assert "In other files: 1 problem. See: palabre check" in finished.stderr


def test_rules_across_files_hold_for_a_single_file(tmp_path: Path) -> None:
    reply = WARNED.replace("title: A", "title: A\nreply_to: %s")
    archive(
        tmp_path, first_post=POST % ("GN", "A."), answer=reply % "first-post", other=reply % "x-y"
    )
    good = built.run(tmp_path, *built.PALABRE, "check", f"{C}/answer.md")
    bad = built.run(tmp_path, *built.PALABRE, "check", f"{C}/other.md")
    assert (good.returncode, bad.returncode) == (0, 1)
    assert "[reply-unknown]" in bad.stderr


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    archive(tmp_path)
    finished = built.run(tmp_path, *built.PALABRE, "--lang", "fr", "check", "docs/gone.md")
    assert finished.returncode == 2
    assert "docs/gone.md" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_terminal_shows_colours(tmp_path: Path) -> None:
    archive(tmp_path, warned=WARNED)
    shown = built.run_at_terminal(tmp_path, *built.PALABRE, "check")
    assert f"\x1b[1m{C}/warned.md:7\x1b[0m" in shown
    assert "\x1b[33mwarning: \x1b[0m" in shown
    assert "[\x1b[2mpersonal-data-in-body\x1b[0m]" in shown


def test_no_colours_are_shown_to_who_wants_none_or_to_no_terminal(tmp_path: Path) -> None:
    archive(tmp_path, warned=WARNED)
    shown = built.run_at_terminal(tmp_path, *built.PALABRE, "check", NO_COLOR="1")
    piped = built.run(tmp_path, *built.PALABRE, "check")
    assert "\x1b" not in shown + piped.stdout + piped.stderr
    assert piped.stderr.strip() in shown


@pytest.mark.parametrize("code", language.catalogues())
def test_json_is_as_its_schema_says(tmp_path: Path, code: str) -> None:
    archive(tmp_path, bad_post=WRONG, warned=WARNED)
    asked = (*built.PALABRE, "--lang", code, "check", "--format", "json")
    finished = built.run(tmp_path, *asked)
    told = json.loads(finished.stdout)
    jsonschema.validate(told, SCHEMA)
    assert (finished.returncode, finished.stderr) == (1, "")
    assert told["language"] == code
    assert told["counts"] == {"errors": 1, "warnings": 1}
    first, second = told["problems"]
    assert (first["path"], first["line"], first["key"]) == (
        f"{C}/bad-post.md",
        4,
        "authors[1].country",
    )
    assert (first["rule"], first["found"], first["is_warning"]) == ("country-code", "EU", False)
    assert first["rule_text"] == language.of(code).say("rule-country-code")
    assert second["is_warning"]


def test_json_of_an_archive_in_order(tmp_path: Path) -> None:
    finished = built.run(archive(tmp_path), *built.PALABRE, "check", "--format", "json")
    told = json.loads(finished.stdout)
    jsonschema.validate(told, SCHEMA)
    assert (finished.returncode, told["problems"]) == (0, [])


COMMAND = re.compile(r"::(error|warning) file=([^,:]*),line=(\d+),title=([^,:]*)::(.*)")


def annotated(line: str) -> tuple[str, ...]:
    """A workflow command as GitHub takes it apart: kind, file, line, title and message."""
    match = COMMAND.fullmatch(line)
    assert match, line
    signs = {"0D": "\r", "0A": "\n", "3A": ":", "2C": ",", "25": "%"}
    return tuple(re.sub("%([0-9A-F]{2})", lambda m: signs[m[1]], part) for part in match.groups())


def test_github_annotates_ten_of_a_kind_and_tells_the_others(tmp_path: Path) -> None:
    posts = {f"post_{number:02}": WRONG for number in range(12)}
    archive(tmp_path, warned=WARNED, **posts)
    (tmp_path / "changed").write_text(f"README.md\n{C}/post-11.md\n{C}/gone.md\n")
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n")
    asked = (*built.PALABRE, "--lang", "fr", "check", "--format", "github", "--changed", "changed")
    finished = built.run(tmp_path, *asked, GITHUB_STEP_SUMMARY=str(summary))
    *commands, count = finished.stdout.splitlines()
    told = [annotated(command) for command in commands]
    assert finished.returncode == 1
    assert count == "12 problèmes, 1 avertissement"
    assert [path for kind, path, *_ in told if kind == "error"] == [
        f"{C}/post-{number:02}.md" for number in (11, *range(9))
    ]
    kind, path, line, title, message = told[-1]
    assert (kind, path, line, title) == ("warning", f"{C}/warned.md", "7", "personal-data-in-body")
    assert "awa@ports.example" in message
    written = summary.read_text("utf-8")
    assert written.startswith("Before.\n## 12 problèmes")
    rows = html.fromstring(markdown(written)).xpath("//tbody/tr")
    assert [row[0].text_content() for row in rows] == [f"{C}/post-09.md:4", f"{C}/post-10.md:4"]
    assert "authors[1].country (pays)" in rows[0][1].text_content()


def test_github_without_a_summary_loses_nothing(tmp_path: Path) -> None:
    archive(tmp_path, **{f"post_{number:02}": WRONG for number in range(12)})
    asked = (*built.PALABRE, "check", "--format", "github", "--changed", "-")
    finished = built.run(tmp_path, *asked, GITHUB_STEP_SUMMARY="")
    assert len([annotated(line) for line in finished.stdout.splitlines()[:-1]]) == 12


def markdown(text: str) -> str:
    """*text* as GitHub shows it."""
    extensions = ("table", "strikethrough", "autolink", "tagfilter")
    return str(cmark.markdown_to_html_with_extensions(text, 0, extensions))


hostile = st.text(
    st.one_of(st.characters(), st.sampled_from("::,%|\\`*_[]()<>!@#&~\n\r\u2028\x1b")), max_size=40
)


@given(hostile, hostile, st.sampled_from([Rule.EMPTY, Rule.NOT_NORMALISED]))
def test_no_value_becomes_a_workflow_command(path: str, found: str, rule: Rule) -> None:
    for speaker in LANGUAGES:
        line = workflow.command(
            Problem(f"docs/{path}", 3, rule, found, values={"path": path}), speaker
        )
        assert len(line.splitlines()) == 1
        kind, file, number, title, _ = annotated(line)
        assert kind == ("warning" if rule.is_warning else "error")
        assert file.startswith("docs/")
        assert len(file) == len(path) + 5
        assert (number, title) == ("3", rule.value)


@given(hostile)
def test_a_cell_shows_a_value_and_nothing_else(value: str) -> None:
    cell = github.cell(value)
    page = html.fromstring(markdown(f"| a | b |\n| --- | --- |\n| {cell} | x |\n"))
    ((shown, last),) = page.xpath("//tbody/tr")
    assert last.text_content() == "x"
    assert [child for child in shown if isinstance(child.tag, str)] == []
    words = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    assert shown.text_content() == words


def test_nobody_is_called_by_a_cell() -> None:
    shown = markdown(github.cell("@awa-diallo #12 ports-net/palabre#3"))
    assert not re.search(r"[@#]\w", shown)


def test_a_summary_is_no_larger_than_github_takes() -> None:
    problems = [Problem(f"docs/{n}.md", 1, Rule.EMPTY, "é" * 60) for n in range(9000)]
    written = workflow.summary(problems, "9000", LANGUAGES[0])
    assert 900_000 < len(written.encode()) < 1024 * 1024
    rows = len(re.findall(r"^\| docs", written, re.MULTILINE))
    assert f"{9000 - rows:,} more problems" in written.replace("\\", "")
