"""Drafts: nothing of them is in any file of the site, and nothing else waits for them."""

from __future__ import annotations

from pathlib import Path

import built
import fixtures
from palabre import bundles, publication, search_records, site
from palabre.problems import Invalid, Rule

SECRET = ("Binta", "secret", "not-yet", "plan.pdf")
DRAFT = "docs/en/harbours/contributions/not-yet.md"


def test_no_file_of_the_site_names_a_draft(tmp_path: Path) -> None:
    settings = fixtures.write(tmp_path, fixtures.load("base") | fixtures.of_golden("draft"))
    found = site.read(settings)
    publication.publish(found, fixtures.bare_frame(settings, "head", "main"), tmp_path / "site")
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert any("An answer" in path.read_text("utf-8", "replace") for path in files)
    for path in files:
        told = path.relative_to(tmp_path).as_posix() + path.read_text("utf-8", "replace")
        # The record of who answers it may name nothing either.
        assert not [word for word in SECRET if word.lower() in told.lower()], path


def test_a_draft_is_not_found_by_its_words(tmp_path: Path) -> None:
    files = fixtures.load("base") | fixtures.of_golden("draft")
    found = site.read(fixtures.write(tmp_path, files))
    told = [
        repr([*search_records.records(found, bundle)]) for bundle in bundles.bundles(found.archive)
    ]
    assert any("An answer" in records for records in told)
    assert not any("secret" in records.lower() for records in told)


def test_who_removes_draft_publishes(tmp_path: Path) -> None:
    files = fixtures.load("base") | fixtures.of_golden("draft")
    settled = files[DRAFT].replace("draft: true\n", "")
    try:
        site.read(fixtures.write(tmp_path, files | {DRAFT: settled}))
    except Invalid as error:
        assert [p.rule for p in error.problems] == [Rule.QUESTIONS_OPEN]
    else:
        raise AssertionError("open questions must be settled first")
    settled = "".join(line for line in settled.splitlines(True) if "open_questions" not in line)
    found = site.read(fixtures.write(tmp_path, files | {DRAFT: settled}))
    assert set(found.archive.contributions) == {"not-yet", "answer"}
    assert found.archive.answered(found.archive.contributions["answer"])


def test_a_check_tells_of_drafts(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base") | fixtures.of_golden("draft"))
    told = built.run(tmp_path, *built.PALABRE, "check").stdout
    # The record of one, its translation, and a translation of a text that is published.
    assert told.endswith("1 contribution in 1 discussion. 3 drafts wait to be settled.\n")
