"""What editors' programs get of Palabre: the settings of VS Code, and hooks before commits."""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import built
import fixtures
from palabre import fields, language, models, settings
from palabre.language import countries

FOLDER = fixtures.REPOSITORY / ".vscode"
POST = "docs/en/harbours/contributions/a-post.md"
UNORDERED = "---\ntext: original\ntitle: A post\nauthors: [{name: Awa Diallo}]\n---\n\nText.\n"


def load(name: str) -> Any:
    return json.loads((FOLDER / name).read_text("utf-8"))


def hook(name: str) -> dict[str, Any]:
    config = yaml.safe_load((fixtures.REPOSITORY / ".pre-commit-config.yaml").read_text("utf-8"))
    return next(hook for hook in config["repos"][0]["hooks"] if hook["id"] == name)


def run_hook(folder: Path, name: str, *staged: str) -> tuple[int, str]:
    """What pre-commit would run when *staged* files of *folder* are to be committed."""
    told = hook(name)
    chosen = [path for path in staged if re.search(told["files"], path)]
    assert chosen
    command = shlex.split(told["entry"]) + (chosen if told.get("pass_filenames", True) else [])
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    shown = built.run(folder, *command, PATH=path)
    return shown.returncode, shown.stdout + shown.stderr


def test_hooks_normalise_then_check(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base") | {POST: UNORDERED})
    status, shown = run_hook(tmp_path, "palabre-normalise", POST, "mkdocs.yml")
    assert (status, POST in shown) == (0, True)
    assert (tmp_path / POST).read_text("utf-8").startswith("---\ntitle: A post\ntext: original\n")
    assert run_hook(tmp_path, "palabre-check", POST)[0] == 0
    (tmp_path / POST).write_text(UNORDERED.replace("original", "copied"), "utf-8")
    status, shown = run_hook(tmp_path, "palabre-check", POST)
    assert (status, "[choice]" in shown) == (1, True)


def test_the_environment_of_the_repository_comes_first(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base") | {POST: UNORDERED})
    own = tmp_path / ".venv" / "bin"
    own.mkdir(parents=True)
    (own / "palabre").write_text('#!/bin/sh\necho "own $*"\n')
    (own / "palabre").chmod(0o755)
    assert run_hook(tmp_path, "palabre-normalise", POST) == (0, f"own normalise {POST}\n")
    assert run_hook(tmp_path, "palabre-check", POST) == (0, "own check\n")


def checking() -> Any:
    """The task that VS Code starts with the folder."""
    return next(task for task in load("tasks.json")["tasks"] if "check" in task["args"])


@pytest.mark.parametrize("code", language.catalogues())
def test_vs_code_checks_whenever_a_file_is_saved(code: str, tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base") | {POST: UNORDERED.replace("original", "own")})
    told = [matcher["background"] for matcher in checking()["problemMatcher"]]
    command = [*built.PALABRE, "--lang", code, *checking()["args"]]
    environment = built.environment(PYTHONUNBUFFERED="1")
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=-1, stderr=-2, encoding="utf-8"
    ) as process:
        assert process.stdout
        told_lines = iter(process.stdout.readline, "")

        def lines() -> list[str]:
            """What is told by one check, as VS Code divides them."""
            assert re.match(told[0]["beginsPattern"], next(told_lines))
            ends = re.compile(told[0]["endsPattern"])
            return [*itertools.takewhile(lambda line: not ends.match(line), told_lines)]

        assert any("[choice]" in line for line in lines())
        (tmp_path / POST).write_text(UNORDERED, "utf-8")
        assert not any("[choice]" in line for line in lines())
        process.terminate()
    assert told[0] == told[1]


@pytest.mark.parametrize("code", language.catalogues())
@pytest.mark.parametrize("bad", ["choice", "page-twin", "translation-drift", "link-broken"])
def test_vs_code_finds_each_problem_at_its_line(bad: str, code: str, tmp_path: Path) -> None:
    head, files = fixtures.unpack((fixtures.TESTS / "bad" / f"{bad}.txt").read_text("utf-8"))
    fixtures.write(tmp_path, fixtures.load("base") | files)
    task = checking()
    shown = built.run(tmp_path, *built.PALABRE, "--lang", code, "check")
    found = [
        (f"{match[matcher['pattern']['file']]}:{match[matcher['pattern']['location']]}", match[4])
        for line in (shown.stdout + shown.stderr).splitlines()
        for matcher in task["problemMatcher"]
        if (match := re.match(matcher["pattern"]["regexp"], line))
    ]
    expected = re.findall(r"^expect: (\S+) (\S+)$", head, re.MULTILINE)
    assert found == expected


def test_vs_code_knows_the_schema_of_each_registry() -> None:
    for schema, path in load("settings.json")["yaml.schemas"].items():
        assert (fixtures.REPOSITORY / schema).is_file()
        assert re.fullmatch(rf"docs/{Path(schema).stem}\.yml", path)


def test_a_snippet_is_there_for_each_kind_field_and_country() -> None:
    snippets = load("palabre.code-snippets")
    prefixes = {prefix for snippet in snippets.values() for prefix in snippet["prefix"]}
    codes = settings.read(fixtures.REPOSITORY / "mkdocs.yml").codes
    for speaker in map(language.of, codes):
        for model in (models.Record, models.OtherText, models.WeekFront, models.Topic):
            assert fields.title(model, speaker) in prefixes
        for field in (*models.Record.model_fields, *models.Author.model_fields):
            assert {field, fields.name(field, speaker)} <= prefixes
        assert {speaker.country(code) for code in countries()} <= prefixes


def filled_in(lines: list[str], values: dict[str, str]) -> str:
    """A snippet's *lines* as somebody fills them in: *values* by key, else the first choice."""
    filled = []
    for line in lines:
        key = re.sub(r"^[\s-]*(\w+):.*", r"\1", line)
        line = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1", line)
        filled.append(re.sub(r"\$\{\d+:[^}]*\}", values.get(key, "Words"), line))
    return "\n".join(filled).replace("$0", "Text.\n")


def test_a_snippet_that_is_filled_in_is_a_good_contribution(tmp_path: Path) -> None:
    snippets = load("palabre.code-snippets")
    title = fields.title(models.Record, language.of("en"))
    snippet = next(s for s in snippets.values() if title in s["prefix"])
    values = {"weeks": "1", "country": "GN", "about": "SN", "date": "2010-09-08", "topics": "tides"}
    files = {POST: filled_in(snippet["body"], values)}
    fixtures.write(tmp_path, fixtures.load("base") | files)
    assert built.run(tmp_path, *built.PALABRE, "normalise").returncode == 0
    shown = built.run(tmp_path, *built.PALABRE, "check")
    assert shown.returncode == 0, shown.stdout + shown.stderr
