"""The issue form, and what people fill into it, as GitHub hands it over."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import built
import fixtures
from palabre import privacy
from palabre import settings as configuration
from palabre.editing import desk, submissions
from palabre.editing.forms import ITEMS, LEFT_OUT, Form
from palabre.editing.reception import receive
from palabre.models import Author, Record
from palabre.reader import Reader
from test_new import LANGUAGES, archive, assert_all_is_well, texts

__all__ = ["archive"]

TEMPLATES = fixtures.REPOSITORY / ".github" / "ISSUE_TEMPLATE"
SCHEMAS = {"config.yml": "vendor.github-issue-config"}

BODY = "First.\n\n- A point.\n\nLast."


def lay(folder: Path) -> desk.Desk:
    return desk.lay(configuration.read(folder / "mkdocs.yml"))


def test_the_form_is_made_of_models_and_archive(pytestconfig: pytest.Config) -> None:
    made = Form(lay(fixtures.REPOSITORY)).document()
    path = TEMPLATES / "contribution.yml"
    if pytestconfig.getoption("update_goldens"):
        path.write_text(made, "utf-8")
    assert without_content(path.read_text("utf-8")) == without_content(made)


def without_content(form: str) -> Any:
    """*form* without the options that editors change when they add a topic or a discussion.

    Whoever adds one runs no tests: until the form is made anew, it does not offer the new one yet.
    """
    found = yaml.safe_load(form)
    for item in found["body"]:
        if item.get("id") in ("topics", "discussion"):
            del item["attributes"]["options"]
    return found


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.yml")), ids=lambda path: path.name)
def test_github_takes_the_forms(path: Path) -> None:
    schema = SCHEMAS.get(path.name, "vendor.github-issue-forms")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_every_field_is_asked_or_left_out_for_a_reason() -> None:
    asked = {item.name for item in ITEMS}
    fields = Record.model_fields.keys() | Author.model_fields.keys()
    assert not asked & LEFT_OUT.keys()
    assert (asked | LEFT_OUT.keys()) - {"discussion", "language", "consent", "body"} == fields


def test_the_form_offers_what_the_archive_has(archive: Path) -> None:
    form = yaml.safe_load(Form(lay(archive)).document())
    items = {item["id"]: item for item in form["body"] if "id" in item}
    assert list(items) == [item.name for item in ITEMS]
    assert items["topics"]["attributes"]["options"] == [
        "Tides / Marées (tides)",
        "Salt / Sel (salt)",
        "Wind / Vent (wind)",
    ]
    assert "Georgia / Géorgie (GE)" in items["country"]["attributes"]["options"]
    assert items["country"]["attributes"]["options"] == items["about"]["attributes"]["options"]
    for item in items.values():
        options = item["attributes"].get("options", [])
        assert len(options) == len(set(map(str, options)))
    assert items["body"] == list(items.values())[-1]


def issue(form: Form, answers: Mapping[str, str], part: int = 0, ticked: str = "X") -> str:
    """An issue as GitHub writes it; labels in all languages (0), or in one of them."""
    pieces = []
    for item in ITEMS:
        label = list(form.labels(item.name))[part]
        said = answers.get(item.name, "")
        if item.name == "consent":
            said = "\n".join(f"- [{ticked}] {agreed}" for agreed in form.consents().values())
        pieces.append(f"### {label}\n\n{said or '_No response_'}")
    return "\n\n".join(pieces)


FILLED = {
    "discussion": "Rivers / Fleuves (rivers)",
    "language": "French / français (fr)",
    "title": "Le coude : où ?",
    "name": "Awa Diallo",
    "role": "Capitaine",
    "organisation": "Réseau de la mer",
    "place": "Boké",
    "country": "Guinea / Guinée (GN)",
    "weeks": "1",
    "date": "2011-01-05",
    "reply_to": "https://palabre.example.org/archive/fr/rivers/contributions/delta.html",
    "topics": "Tides / Marées (tides), Salt / Sel (salt)",
    "about": "Hong Kong SAR China / R.A.S. chinoise de Hong Kong (HK), Senegal / Sénégal (SN)",
    "project": "P-7",
    "body": BODY,
}


def take(folder: Path, text: str, *words: str, status: int = 0) -> Any:
    """What ``palabre new --from-form`` says of an issue."""
    (folder / "issue.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    command = (*built.PALABRE, *words, "new", "--from-form", "issue.md", "--format", "json")
    finished = built.run(folder, *command)
    assert finished.returncode == status, finished.stdout + finished.stderr
    assert finished.stderr == ""
    return json.loads(finished.stdout)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_filled_form_becomes_a_contribution(archive: Path, part: int) -> None:
    told = take(archive, issue(Form(lay(archive)), FILLED, part).replace("\n", "\r\n"))
    assert told == {
        "path": "docs/fr/rivers/contributions/diallo-coude.md",
        "id": "diallo-coude",
        "title": "Le coude : où ?",
        "discussion": "rivers",
        "language": "fr",
        "draft": False,
        "problems": {"en": [], "fr": []},
        "notes": {"en": [], "fr": []},
    }
    assert texts(archive)[told["path"]] == (
        "---\n"
        'title: "Le coude : où ?"\n'
        "text: original\n"
        "weeks: [1]\n"
        "authors:\n"
        "  - name: Awa Diallo\n"
        "    role: Capitaine\n"
        "    organisation: sea-network\n"
        "    place: Boké\n"
        "    country: GN\n"
        "about: [HK, SN]\n"
        "date: 2011-01-05\n"
        "reply_to: delta\n"
        "topics: [tides, salt]\n"
        "project: P-7\n"
        f"---\n\n{BODY}\n"
    )
    assert_all_is_well(archive)


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_open_makes_a_draft(archive: Path, code: str) -> None:
    changed = FILLED | {
        "date": "hier",
        "weeks": "1, 9",
        "topics": "Gone / Parti (gone)",
        "body": "",
    }
    told = take(archive, issue(Form(lay(archive)), changed, ticked=" "), "--lang", code)
    assert told["draft"]
    assert len(told["problems"][code]) == 6
    written = texts(archive)[told["path"]]
    assert written.count("\n  - ") == 6 + 1
    assert "weeks: [1]\n" in written
    assert "date: " not in written.partition("authors:")[2]
    label = {"en": "Topics: “Gone", "fr": "Thèmes\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}Gone"}[code]
    assert any(problem.startswith(label) for problem in told["problems"][code])
    assert_all_is_well(archive)


def test_without_a_title_or_an_author_there_is_nothing_to_write(archive: Path) -> None:
    before = texts(archive)
    silent = dict.fromkeys(("title", "name", "organisation", "discussion", "language"), "")
    told = take(archive, issue(Form(lay(archive)), FILLED | silent), status=1)
    assert told["path"] is None
    named = {problem.partition(":")[0] for problem in told["problems"]["en"]}
    assert {"Title of the text", "Author’s name", "Discussion", "Language of the text"} <= named
    assert texts(archive) == before


def test_a_form_for_people(archive: Path) -> None:
    text = issue(Form(lay(archive)), FILLED, ticked=" ")
    (archive / "issue.md").write_text(text, "utf-8")
    command = (*built.PALABRE, "--lang", "fr", "new", "--from-form", "issue.md")
    shown = built.run(archive, *command).stdout
    assert shown.startswith(
        "Fichier créé\N{NO-BREAK SPACE}: docs/fr/rivers/contributions/diallo-coude.md\n"
    )
    assert "accepte-t-elle" in shown
    (archive / "issue.md").write_text("Bonjour", "utf-8")
    shown = built.run(archive, *command).stdout
    assert shown.endswith("Rien n’a été écrit. Corrigez cela dans le formulaire.\n")


def test_labels_within_a_text_are_text(archive: Path) -> None:
    form = Form(lay(archive))
    body = issue(form, FILLED | {"title": "Another", "body": "Within."})
    told = take(archive, issue(form, FILLED | {"body": body}))
    assert told["title"] == FILLED["title"]
    assert "### Title of the text / Titre du texte\n\nAnother" in texts(archive)[told["path"]]


def test_too_many_answers_are_too_many(archive: Path) -> None:
    changed = FILLED | {"about": ", ".join(["x"] * 20_000), "body": "<!-- -->" * 20_000 + "<!--a"}
    told = take(archive, issue(Form(lay(archive)), changed), status=1)
    assert 0 < len(told["problems"]["en"]) < 30


def test_front_matter_in_answers_is_text(archive: Path) -> None:
    evil = "---\n---\ndraft: true\nauthors: [{name: Evil Twin}]\n---"
    told = take(archive, issue(Form(lay(archive)), FILLED | {"body": evil, "role": "{a: [b, *c]}"}))
    read = Reader(configuration.read(archive / "mkdocs.yml"))
    place = lay(archive).place(told["path"].removeprefix("docs/"))
    assert place
    reading, _ = read.read(place, (archive / told["path"]).read_bytes())
    assert isinstance(reading.front, Record)
    assert reading.front.authors[0].role == "{a: [b, *c]}"
    assert_all_is_well(archive)


def test_personal_data_is_taken_out_and_told(archive: Path) -> None:
    body = "Write to ana@example.org or +33 1 23 45 67 89.<!-- eva@example.org -->\n\nBye <!-- ."
    changed = FILLED | {"body": body.replace("<!-- .", "."), "name": "Ana (ana@example.org)"}
    told = take(archive, issue(Form(lay(archive)), changed))
    assert len(told["notes"]["fr"]) == 2
    written = texts(archive)[told["path"]]
    assert "Write to [@] or [☎].\n\nBye ." in written
    assert not list(privacy.find(written))
    assert_all_is_well(archive)


def test_personal_data_in_any_form_is_taken_out(archive: Path) -> None:
    body = "Call 06 12 34 56 78, or ana (at) example.org, or ana&#64;example.org."
    changed = FILLED | {
        "body": body,
        "title": "Le coude 0612345678",
        "place": "Boké, 020 7946 0958",
    }
    told = take(archive, issue(Form(lay(archive)), changed))
    assert len(told["notes"]["en"]) == 3
    assert told["id"] == "diallo-coude"
    written = texts(archive)[told["path"]]
    assert "Call [☎], or [@], or [@]." in written
    assert not [secret for secret in ("345", "34 5", "7946", "example.org") if secret in written]
    assert_all_is_well(archive)


def test_personal_data_is_told_nowhere_either(archive: Path) -> None:
    changed = FILLED | {
        "country": "06 12 34 56 78",
        "about": "ana@m.invalid",
        "date": "ana@m.invalid",
    }
    told = take(archive, issue(Form(lay(archive)), changed))
    written = texts(archive)[told["path"]]
    assert len(told["problems"]["fr"]) == 3
    assert not [s for s in ("34 5", "m.invalid") if s in written or s in json.dumps(told)]
    assert_all_is_well(archive)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"body": "Good\n\n<script>alert(1)</script>"}, "Text:3: HTML is not allowed here"),
        ({"body": "A\n\n<!-- comment that has no end"}, "Text:3: HTML is not allowed"),
        (
            {"body": "![x](https://example.org/x.png)"},
            "Text:1: a picture must stand in the archive",
        ),
        ({"body": "[x](javascript:alert(1))"}, "Text:1: a link must begin with https://"),
        ({"body": "word " * 20000}, "Text:1: the file may have 65536 bytes at most"),
        ({"title": "A <b>title"}, "Title of the text: the value must be one line without"),
        ({"title": "A\n\nB"}, "Title of the text: the value must be one line without"),
        ({"discussion": "../../etc"}, "Discussion: “../../etc” is not known here"),
        ({"language": "../klingo"}, "Language of the text: “../klingo” is not known here"),
    ],
)
def test_hostile_answers_are_not_taken(archive: Path, changes: dict[str, str], told: str) -> None:
    before = texts(archive)
    found = take(archive, issue(Form(lay(archive)), FILLED | changes), status=1)
    assert any(problem.startswith(told) for problem in found["problems"]["en"]), found
    assert texts(archive) == before


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> desk.Desk:
    folder = tmp_path_factory.mktemp("still")
    fixtures.write(folder, fixtures.load("two"))
    return lay(folder)


_ANSWERS = st.text() | st.sampled_from(
    ["_No response_", "### Text / Texte", "- [X] a", "---", "<!--", "-->", "1, 2", "GE", "a@b.org"]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from([item.name for item in ITEMS]), _ANSWERS), st.text())
def test_any_answers_end_as_a_good_file_or_in_words(
    still: desk.Desk, answers: dict[str, str], more: str
) -> None:
    form = Form(still)
    base = FILLED if len(more) % 2 else {}
    submission = submissions.read(issue(form, {**base, **answers}) + more, form)
    speaker = form.speakers[0]
    outcome = receive(still, submission, speaker)
    assert all(remark(speaker) for remark in (*outcome.problems, *outcome.notes))
    if outcome.made:
        _, problems = still.problems(outcome.made.place, outcome.made.content.encode())
        assert [problem for problem in problems if not problem.rule.is_warning] == []
    else:
        assert outcome.problems
