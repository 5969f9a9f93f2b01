"""Scheduled publishing: nothing is in any file of the site before its day, in no language."""

from __future__ import annotations

import gzip
import posixpath
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import built
import fixtures
from palabre import bundles, publication, schedule, search_records, site
from palabre.clock import Clock, clock
from palabre.problems import Invalid
from palabre.settings import Settings
from palabre.store import Store

FIRST = date(2027, 1, 4)
"""A Monday: the launch; each week begins on a Monday."""

WORDS = {"en": "quokka", "fr": "wombat"}
"""No other text has them."""


def monday(week: int) -> date:
    return FIRST + timedelta(weeks=week - 1)


def appearing() -> dict[str, date]:
    """By the number that its words end with, the day on which each work appears."""
    days = {"launch": FIRST, "reply": monday(6)}
    for week in range(1, 6):
        days[f"week{week}"] = monday(week)
        days[f"monday{week}"] = monday(week)  # waits for its week alone
        days[f"friday{week}"] = monday(week) + timedelta(days=4)
        days[f"both{week}"] = monday(week)  # filed in the next one too
    return days


def word(code: str, name: str) -> str:
    """A word that stands in the text *name* of the language *code* alone."""
    return f"{WORDS[code]}{name}x"


def archive() -> dict[str, str]:
    """A discussion of five weeks, all of it written before the launch."""
    files = fixtures.load("base")
    for code in WORDS:
        root = f"docs/{code}/forest"
        publish = f"publish: {FIRST}\ntimezone: Africa/Dakar\n" if code == "en" else ""
        files[f"{root}/index.md"] = page(code, "launch", publish)
        publish = f"publish: {monday(6)}\n" if code == "fr" else ""
        files[f"{root}/consolidated-reply.md"] = page(code, "reply", publish)
        for week in range(1, 6):
            dates = f"opens: {monday(week)}\ncloses: {monday(week) + timedelta(days=6)}\n"
            dates += f"publish: {monday(week)}\n"
            told = word(code, f"week{week}")
            head = f"questions: [A {told}?]\n{dates if code == 'en' else ''}"
            files[f"{root}/weeks/{week}.md"] = page(code, f"week{week}", head)
            for name in ("monday", "friday", "both"):
                path = f"{root}/contributions/{name}{week}.md"
                files[path] = post(code, name, week)
    files["docs/en/forest/contributions/friday5/map.png"] = "%hex 89504e470d0a1a0a"
    return files


def page(code: str, name: str, head: str) -> str:
    told = word(code, name)
    # Each text leads to what comes last, and to lists that are not there yet.
    folder, up = (
        ("../contributions", "../..") if name.startswith("week") else ("contributions", "..")
    )
    link = f"[later]({folder}/friday5.md#p1) [land]({up}/countries/fj.md) {attached(folder)}"
    return f"---\ntitle: T {told}\n{head}---\n\nBody {told}, {link}.\n"


def attached(folder: str) -> str:
    """A link to what is attached to the last contribution, and a picture of it."""
    return f"[map]({folder}/friday5/map.png) ![<a> map]({folder}/friday5/map.png)"


def post(code: str, name: str, week: int) -> str:
    told = word(code, f"{name}{week}")
    if code == "fr":
        head = "text: translation\ntranslation: {by: Nous, kind: human}\n"
        return (
            f"---\ntitle: T {told}\n{head}---\n\nBody {told} [later](friday5.md) {attached('.')}.\n"
        )
    weeks = [week, week + 1] if name == "both" and week < 5 else [week]
    country = {"monday": "SN", "friday": "FJ" if week == 5 else "SN", "both": "ML"}[name]
    publish = f"publish: {monday(week) + timedelta(days=4)}\n" if name == "friday" else ""
    reply = f"reply_to: monday{week % 5 + 1}\n"
    head = f"text: summary\nweeks: {weeks}\n{publish}{reply}project: P {told}\n"
    author = f"authors: [{{name: Ada {told}, organisation: Org {told}, country: {country}}}]\n"
    body = f"Body {told} [later](friday5.md#p1) {attached('.')}."
    return f"---\ntitle: T {told}\n{head}{author}---\n\n{body}\n"


def days() -> Iterator[date]:
    """From the eve of the launch to the day after the reply."""
    day = FIRST - timedelta(days=1)
    while day <= monday(6) + timedelta(days=1):
        yield day
        day += timedelta(days=1)


def found_in(told: str) -> dict[str, set[str]]:
    """By language, the works of which *told* has a word."""
    found = {}
    for code, root in WORDS.items():
        found[code] = set(re.findall(rf"{root}([a-z]+\d?)x", told.lower()))
    return found


def test_nothing_is_in_any_file_before_its_day(tmp_path: Path) -> None:
    settings = fixtures.write(tmp_path, archive())
    store, seen = Store(tmp_path, "test"), []
    frame = fixtures.bare_frame(settings, "head", "main")
    for day in days():
        of_day = site.read(settings, store, clock=clock(day))
        targets = tmp_path / f"cold-{day}", tmp_path / f"warm-{day}"
        publication.publish(site.read(settings, clock=clock(day)), frame, targets[0])
        publication.publish(of_day, frame, targets[1], store)
        cold, warm = (built.files_of(target) for target in targets)
        assert cold == warm  # what was kept of the day before is of that day
        told = "\n".join((*cold, *map(_plain, cold.values())))
        told += "".join(
            repr([*search_records.records(of_day, bundle)])
            for bundle in bundles.bundles(of_day.archive)
        )
        expected = {name for name, from_day in appearing().items() if from_day <= day}
        assert found_in(told) == dict.fromkeys(WORDS, expected), day
        assert ("countries/fj.html" in told) == ("friday5" in expected)
        assert ("friday5/map.png" in told) == ("friday5" in expected)
        assert_links_lead_somewhere(cold)
        seen.append(len(expected))
    assert seen[0] == 0
    assert seen[-1] == len(appearing())


def assert_links_lead_somewhere(files: dict[str, bytes]) -> None:
    """No page leads to a page of the site that is not there."""
    for path, content in files.items():
        if path.endswith(".html") and path != "404.html":
            for href in re.findall(
                r'<[^>]*? (?:href|src)="([^"#:]+)(?:#[^"]*)?"', content.decode()
            ):
                there = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
                assert there in files, f"{path} leads to {href}"


def test_each_language_has_what_the_other_has_on_its_first_day(tmp_path: Path) -> None:
    """A translation never waits for another day than its original: one field holds for both."""
    files = archive()
    path = "docs/fr/forest/weeks/3.md"
    files[path] = files[path].replace("?]\n", f"?]\npublish: {monday(2)}\n")
    settings = fixtures.write(tmp_path, files)
    with pytest.raises(Invalid) as error:
        site.read(settings)
    assert "shared-twice" in {problem.rule.value for problem in error.value.problems}


@pytest.mark.built
def test_a_build_of_a_day_has_no_word_of_the_next(tmp_path: Path) -> None:
    """The whole site with its search index, which is compressed, at each turn."""
    fixtures.write(tmp_path, archive())
    turns = sorted({day for turn in appearing().values() for day in (turn - timedelta(1), turn)})
    for day in turns:
        built.run(tmp_path, *built.PALABRE, "build", "--as-of", str(day))
        files = built.files_of(tmp_path / "site")
        told = "\n".join((*files, *(_plain(content) for content in files.values())))
        expected = {name for name, from_day in appearing().items() if from_day <= day}
        assert found_in(told) == dict.fromkeys(WORDS, expected), day


def _plain(content: bytes) -> str:
    packed = content[:2] == b"\x1f\x8b"
    return (gzip.decompress(content) if packed else content).decode("utf-8", "replace")


def of_day(settings: Settings, now: datetime) -> int:
    """How many contributions are shown at the moment *now*."""
    return len(site.read(settings, clock=Clock(now)).archive.contributions)


def test_days_begin_where_the_discussion_is(tmp_path: Path) -> None:
    files = archive()
    path = "docs/en/forest/index.md"
    files[path] = files[path].replace("Africa/Dakar", "Pacific/Auckland")
    settings = fixtures.write(tmp_path, files)
    noon = datetime(2027, 1, 3, 12, tzinfo=UTC)  # the launch's day has begun in Auckland
    assert of_day(settings, noon) == 2
    assert of_day(settings, noon - timedelta(hours=2)) == 0


def test_the_site_is_made_anew_when_a_day_turns_it(tmp_path: Path) -> None:
    settings = fixtures.write(tmp_path, archive())
    now = datetime(2027, 1, 12, 9, tzinfo=UTC)
    assert site.read(settings, clock=Clock(now)).until == datetime(2027, 1, 15, tzinfo=UTC)
    of_friday = site.read(settings, clock=Clock(now + timedelta(days=3)))
    assert of_friday.until == datetime(2027, 1, 18, tzinfo=UTC)  # week 2 has closed, 3 opens
    of_end = site.read(settings, clock=Clock(datetime(2030, 1, 1, tzinfo=UTC)))
    assert of_end.until.year == 9999


def test_rules_hold_before_the_day(tmp_path: Path) -> None:
    """What breaks a rule is told as it is written, not on the morning on which it appears."""
    files = archive()
    path = "docs/en/forest/contributions/friday5.md"
    files[path] = files[path].replace("country: FJ", "country: ZZ")
    settings = fixtures.write(tmp_path, files)
    with pytest.raises(Invalid):
        site.read(settings, clock=clock(FIRST))


def test_a_contribution_waits_for_the_first_of_its_weeks(tmp_path: Path) -> None:
    settings = fixtures.write(tmp_path, archive())
    whole = site.read(settings, clock=clock(date(2028, 1, 1))).archive
    for name, day in appearing().items():
        if name in whole.contributions:
            assert schedule.appears(whole.contributions[name], whole) == day


def test_a_check_tells_how_much_waits(tmp_path: Path) -> None:
    """The day is far enough for a test: 2999."""
    files = {path: text.replace("2027-", "2999-") for path, text in archive().items()}
    fixtures.write(tmp_path, files)
    told = built.run(tmp_path, *built.PALABRE, "check").stdout
    assert told.endswith(f"{len(appearing())} pages wait for their day.\n")
