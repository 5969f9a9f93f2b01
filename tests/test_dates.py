"""A day is told where somebody noted it down, and nowhere else."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import fixtures
from palabre import dates, ledger, site
from palabre.archive import Archive
from palabre.clock import clock

POST = "docs/en/harbours/contributions/{}.md"
FRONT = "---\ntitle: A post\ntext: original\nauthors: [{{name: Jo Lee}}]\n{}---\n\nA post.\n"


def read(folder: Path, *promised: tuple[str, str, str], **posts: str) -> Archive:
    """An archive with *posts*, each with these lines of front matter, and a ledger."""
    files = {POST.format(name): FRONT.format(lines) for name, lines in posts.items()}
    settings = fixtures.write(folder, fixtures.load("two") | files)
    if promised:
        lines = (ledger.Promise(*line) for line in promised)
        (folder / ledger.FILE).write_text(ledger.written(lines), "utf-8")
    return site.read(settings, clock=clock(date(2024, 1, 1))).archive


def test_a_contribution_is_of_its_date_whenever_the_archive_took_it_in(tmp_path: Path) -> None:
    taken_in = "published: 2020-01-02\n"
    archive = read(tmp_path, dated=f"date: 2010-09-01\n{taken_in}", undated=taken_in)
    posts = archive.contributions
    assert dates.published(posts["dated"], archive) == date(2010, 9, 1)
    assert dates.published(posts["undated"], archive) is None
    assert dates.changed(posts["undated"], archive) == date(2020, 1, 2)


def test_the_last_known_change_counts(tmp_path: Path) -> None:
    archive = read(
        tmp_path,
        corrected="published: 2020-01-02\ncorrected: 2021-01-02\n",
        scheduled="publish: 2022-01-02\ncorrected: 2021-01-02\n",
        silent="date: 2010-09-01\n",
    )
    days = {
        name: dates.changed(archive.contributions[name], archive)
        for name in ("corrected", "scheduled", "silent")
    }
    expected = {"corrected": date(2021, 1, 2), "scheduled": date(2022, 1, 2), "silent": None}
    assert days == expected


def test_a_ledger_tells_when_a_text_came_but_not_what_was_there_before_it(tmp_path: Path) -> None:
    archive = read(
        tmp_path,
        ("harbours/contributions/two-coasts.html", "en", "2020-01-02"),
        ("harbours/contributions/two-coasts.html", "fr", "2021-01-02"),
        ("harbours/weeks/1.html", "en", "2020-01-02"),
        ("harbours/weeks/2.html", "en", "2020-03-02"),
        ("rivers/index.html", "en", "2020-05-02"),
        ("rivers/index.html", "fr", "2020-04-02"),
    )
    post = archive.contributions["two-coasts"]
    assert dates.published(post, archive) is None
    assert dates.changed(post, archive) == date(2021, 1, 2)
    assert dates.changed(post, archive, "fr") == date(2021, 1, 2)
    assert dates.changed(post, archive, "en") is None
    first, second = archive.discussions["harbours"].weeks
    assert dates.published(first, archive) == date(2010, 9, 6)
    assert dates.noted(second, archive) == dates.Noted(date(2010, 9, 13), is_inferred=True)
    assert dates.published(second, archive) is None
    assert dates.published(archive.discussions["rivers"], archive) == date(2020, 4, 2)
    assert dates.changed(archive.discussions["rivers"], archive) == date(2020, 5, 2)


def test_what_waited_for_its_day_was_published_on_it(tmp_path: Path) -> None:
    files = fixtures.load("two")
    reply = "docs/en/harbours/consolidated-reply.md"
    files[reply] = files[reply].replace("title:", "publish: 2011-02-03\ntitle:", 1)
    archive = site.read(fixtures.write(tmp_path, files)).archive
    found = archive.discussions["harbours"].reply
    assert found
    assert dates.published(found, archive) == dates.changed(found, archive) == date(2011, 2, 3)


def test_a_week_without_days_is_of_the_day_on_which_the_ledger_had_it(tmp_path: Path) -> None:
    files = fixtures.load("two")
    for path in filter(lambda path: "/weeks/" in path, files):
        files[path] = re.sub("^(opens|closes|inferred): .*\n", "", files[path], flags=re.M)
    settings = fixtures.write(tmp_path, files)
    promised = (("harbours/weeks/1.html", "2020-01-02"), ("harbours/weeks/2.html", "2020-03-02"))
    lines = (ledger.Promise(address, "en", since) for address, since in promised)
    (tmp_path / ledger.FILE).write_text(ledger.written(lines), "utf-8")
    archive = site.read(settings, clock=clock(date(2024, 1, 1))).archive
    found = [dates.published(week, archive) for week in archive.discussions["harbours"].weeks]
    assert found == [None, date(2020, 3, 2)]


def test_a_week_has_no_day_before_it_opens(tmp_path: Path) -> None:
    settings = fixtures.write(tmp_path, fixtures.load("two"))
    archive = site.read(settings, clock=clock(date(2010, 9, 5))).archive
    assert [dates.noted(week, archive) for week in archive.discussions["harbours"].weeks] == [
        None,
        None,
    ]
