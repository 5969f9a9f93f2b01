"""``palabre rename`` and ``palabre withdraw``: what they change, what they leave, what they say."""

from __future__ import annotations

import gzip
import re
import time
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import built
import fixtures
from palabre import ledger, publication, settings, site
from palabre.clock import clock
from palabre.corrections.plan import Plan, Unfinished
from palabre.editing import desk

POSTS = "docs/en/harbours/contributions"
CODE = """
```
[kept](kamsar-office.md) [@kamsar-office#p1]
```

And `[kept](kamsar-office.md)`, but not [this](kamsar-office.md "as it is") or
[that](./kamsar-office.md#p2), nor [@kamsar-office#p1; @kamsar-office-2#p1].
"""


def contents(folder: Path) -> dict[str, str]:
    """Every file of the archive's content."""
    files = built.files_of(folder / "docs").items()
    return {f"docs/{path}": content.decode("utf-8", "replace") for path, content in files}


def palabre(folder: Path, *arguments: str, status: int = 0) -> str:
    """What the command tells."""
    finished = built.run(folder, *built.PALABRE, *arguments)
    assert finished.returncode == status, finished.stdout + finished.stderr
    return finished.stdout + finished.stderr


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    fixtures.write(tmp_path, fixtures.load("two"))
    return tmp_path


# --- another id


def test_a_renamed_contribution_is_named_so_everywhere_and_nothing_else_changes(
    archive: Path,
) -> None:
    reply = archive / "docs/en/harbours/consolidated-reply.md"
    text = reply.read_text("utf-8").replace("contributions/kamsar", "./contributions/kamsar")
    moved = CODE.replace("(kamsar", "(contributions/kamsar").replace("./", "./contributions/")
    reply.write_bytes((text + moved).replace("\n", "\r\n").encode())
    before = contents(archive)
    palabre(archive, "rename", "kamsar-office", "diallo-harbour")
    after = contents(archive)
    told = after.pop("docs/renamed.yml")
    assert told == "- id: kamsar-office\n  discussion: harbours\n  to: diallo-harbour\n"
    for path, old in before.items():
        new = after.pop(path.replace("kamsar-office", "diallo-harbour"))
        kept = re.findall(r"(?s)```.*?```|`.*?`|@kamsar-office-2", old)
        for part in kept:
            assert part in new
        if kept:
            assert new.count("kamsar-office") == "".join(kept).count("kamsar-office")
            continue
        expected = old.replace("kamsar-office", "diallo-harbour")
        expected = expected.replace("d416cd525a6e", "206c73f65f51")
        assert new == expected
    assert after == {}
    translation = "docs/en/harbours/contributions/diallo-harbour.md"
    assert "translation-drift" not in palabre(archive, "check", translation)


def test_who_is_renamed_twice_is_found_by_every_name(archive: Path) -> None:
    palabre(archive, "rename", "kamsar-office", "second-name")
    palabre(archive, "rename", "second-name", "third-name")
    palabre(archive, "check")
    found = site.read(settings.read(archive / "mkdocs.yml"))
    assert found.archive.former.now("kamsar-office") == "third-name"
    told = palabre(archive, "rename", "only-here", "kamsar-office", status=1)
    assert "kamsar-office: an id must be free" in told or "[" not in told
    assert "only-here" in "".join(contents(archive))
    told = palabre(archive, "rename", "kamsar-office", "fourth-name", status=1)
    assert "There is no contribution “kamsar-office”. The nearest ids: third-name" in told
    told = palabre(archive, "withdraw", "xyz", status=1)  # like none: some are named all the same
    assert "The nearest ids: delta, island" in told


def test_an_address_leads_to_another_discussion(archive: Path) -> None:
    entry = "- {id: old-name, discussion: rivers, to: only-here}\n"
    (archive / "docs/renamed.yml").write_text(entry, "utf-8")
    found = site.read(settings.read(archive / "mkdocs.yml"))
    frame = fixtures.bare_frame(found.settings, "head")
    publication.publish(found, frame, archive / "site")
    page = (archive / "site/rivers/contributions/old-name.html").read_text("utf-8")
    assert "url=../../harbours/contributions/only-here.html" in page
    assert "rivers/contributions/only-here" not in page


def test_registries_of_ten_thousand_entries_are_soon_checked(archive: Path) -> None:
    """As a stranger may send them: all of them lead to the next, in a circle, or nowhere."""
    for last in ("n0", "only-here", "gone"):
        to = [*(f"n{number}" for number in range(1, 10_000)), last]
        lines = [
            f"- {{id: n{at}x, discussion: harbours, to: {name}x}}" for at, name in enumerate(to)
        ]
        text = "\n".join(lines).replace("only-herex", "only-here")
        (archive / "docs/renamed.yml").write_text(text, "utf-8")
        begun = time.perf_counter()
        told = palabre(archive, "check", status=0 if last == "only-here" else 1)
        assert ("10,000 problems" in told) == (last != "only-here")
        assert time.perf_counter() - begun < 30


@pytest.mark.parametrize("name", ["Ça", "two-coasts", "topics", "../../etc", "harbours"])
def test_an_id_that_cannot_be_is_refused(archive: Path, name: str) -> None:
    before = contents(archive)
    assert name in palabre(archive, "rename", "kamsar-office", name, status=1)
    assert contents(archive) == before


def test_of_a_draft_that_nobody_has_seen_no_address_is_left(archive: Path) -> None:
    draft = archive / POSTS / "only-here.md"
    draft.write_text(draft.read_text("utf-8").replace("text: o", "draft: true\ntext: o"), "utf-8")
    assert "never published" in palabre(archive, "rename", "only-here", "was-here")
    assert not (archive / "docs/renamed.yml").exists()
    palabre(archive, "check")


def test_paragraphs_keep_their_numbers_under_another_name(archive: Path) -> None:
    palabre(archive, "ledger", "--write")
    palabre(archive, "rename", "only-here", "was-here")
    palabre(archive, "check")
    post = archive / POSTS / "was-here.md"
    post.write_text(post.read_text("utf-8").replace("Nobody", "Before.\n\nNobody"), "utf-8")
    told = palabre(archive, "check", status=1)
    assert f"{POSTS}/was-here.md:10" in told
    assert "[paragraph-moved]" in told
    post.write_text(post.read_text("utf-8").replace("Before.", "Before. {#before}"), "utf-8")
    palabre(archive, "check")


def test_what_moderators_cite_goes_along(archive: Path) -> None:
    for code in ("en", "fr"):
        week = archive / f"docs/{code}/harbours/weeks/1.md"
        week.write_text(week.read_text("utf-8") + "\nSel [@kamsar-office#p2].\n", "utf-8")
    before = contents(archive)
    palabre(archive, "rename", "kamsar-office", "diallo-harbour")
    palabre(archive, "check")
    week = archive / "docs/fr/harbours/weeks/1.md"
    assert "[@diallo-harbour#p2]" in week.read_text("utf-8")
    week.write_text(before["docs/fr/harbours/weeks/1.md"], "utf-8")
    assert "diallo-harbour" in palabre(archive, "check", status=1)
    week.write_text(week.read_text("utf-8").replace("kamsar-office", "diallo-harbour"), "utf-8")
    told = palabre(archive, "withdraw", "diallo-harbour", "--yes", status=1)
    assert "docs/fr/harbours/weeks/1.md:8: @diallo-harbour#p2" in told
    assert "[citation-unknown]" in told


# --- withdrawn


SECRET = ("Una isla sin puerto", "no tiene puerto", "Ibáñez", "ibanez", "Puerto Libre")


def kept(path: Path) -> bytes:
    """What a file holds, in the clear."""
    raw = path.read_bytes()
    return gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw


def telling(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Every file below *folder* that has one of *words*, or is named by one."""
    found = []
    for path in sorted(folder.rglob("*")):
        held = path.name.encode() + (kept(path) if path.is_file() else b"")
        found += [
            f"{path}: {word}"
            for word in words
            if word.lower() in held.decode("utf-8", "replace").lower()
        ]
    return found


@pytest.mark.built
def test_no_word_of_what_was_withdrawn_is_left(archive: Path) -> None:
    built.build(archive)
    palabre(archive, "ledger", "--write")
    assert telling(archive / "site/pagefind", SECRET)
    assert telling(archive / ".palabre", SECRET)
    told = palabre(
        archive, "withdraw", "island", "--reason", "The author asked.", "--yes", status=1
    )
    assert not telling(archive / ".palabre", SECRET), "the store is emptied at once"
    for code in ("en", "fr"):
        text = archive / f"docs/{code}/harbours/contributions/kamsar-office.md"
        assert f"docs/{code}/harbours/contributions/kamsar-office.md" in told
        text.write_text(text.read_text("utf-8").replace("island.md#p1", "island.md"), "utf-8")
    palabre(archive, "translate", "kamsar-office", "--mark-current")
    palabre(archive, "check")
    site_ = built.build(archive)
    with zipfile.ZipFile(site_ / "offline.zip") as copy:
        copy.extractall(archive / "copy")
    left = [
        line
        for folder in (site_, archive / "copy", archive / ".palabre", archive / "docs")
        for line in telling(folder, SECRET)
        # What is in the zip is in the copy; the store knows the names in it.
        if "offline" not in Path(line).name
    ]
    # The address of a list that her name is in was published; nothing is listed there.
    assert {line.rpartition(": ")[2] for line in left} == {"ibanez"}
    for line in left:
        shown = Path(line.rpartition(": ")[0]).read_text("utf-8")
        assert re.search("Nothing is listed here any more|plus rien dans cette liste", shown)
    lists = [site_ / prefix / "contributors/ines-ibanez.html" for prefix in ("", "fr")]
    assert all("isla" not in page.read_text("utf-8") for page in lists)
    page = site_ / "fr/harbours/contributions/island.html"
    assert "The author asked." in page.read_text("utf-8")
    assert "island" not in (site_ / "sitemap.xml").read_text("utf-8")
    with built.served(site_, "/archive/") as address:
        crawl = built.Crawl(address, "https://palabre.example.org/archive/")
    assert crawl.broken == []


@pytest.mark.built
def test_a_store_that_comes_from_elsewhere_forgets_too(archive: Path) -> None:
    """As the one does that a deployment brings along."""
    built.build(archive)
    (archive / "docs/es/harbours/contributions/island.md").unlink()
    for code in ("en", "fr"):
        text = archive / f"docs/{code}/harbours/contributions/kamsar-office.md"
        text.write_text(text.read_text("utf-8").replace("island.md#p1", "island.md"), "utf-8")
    registry = archive / "docs/withdrawn.yml"
    registry.write_text("- {id: island, discussion: harbours, withdrawn: 2026-11-25}\n", "utf-8")
    built.build(archive)
    assert not telling(archive / ".palabre", SECRET)


def test_nobody_is_asked_and_nothing_is_deleted(archive: Path) -> None:
    before = contents(archive)
    assert "--yes" in palabre(archive, "withdraw", "only-here", status=1)
    assert contents(archive) == before


def test_at_a_terminal_the_id_is_typed(archive: Path) -> None:
    before = contents(archive)
    command = (*built.PALABRE, "withdraw", "only-here")
    shown = built.run_at_terminal(archive, *command, answers=("Too old", "yes"), status=1)
    assert f"{POSTS}/only-here.md" in shown
    assert "Nothing was changed." in shown
    assert contents(archive) == before
    answers = ("Trop ancien", "only-here")
    built.run_at_terminal(archive, *command, answers=answers, LC_ALL="fr_FR.UTF-8")
    told = (archive / "docs/withdrawn.yml").read_text("utf-8")
    assert re.fullmatch(
        r"- id: only-here\n  discussion: harbours\n  withdrawn: \d{4}-\d\d-\d\d\n"
        r"  reason: \{fr: Trop ancien\}\n",
        told,
    )
    palabre(archive, "check")


def test_a_draft_that_nobody_has_seen_leaves_nothing(archive: Path) -> None:
    draft = archive / POSTS / "only-here.md"
    draft.write_text(draft.read_text("utf-8").replace("text: o", "draft: true\ntext: o"), "utf-8")
    assert "never published" in palabre(archive, "withdraw", "only-here", "--yes")
    assert not draft.exists()
    assert not (archive / "docs/withdrawn.yml").exists()


def test_what_lies_where_a_file_should_go_is_not_overwritten(archive: Path) -> None:
    stray = archive / "docs/fr/harbours/contributions/new-name/map.png"
    stray.parent.mkdir()
    stray.write_bytes(b"stray")
    told = palabre(archive, "rename", "kamsar-office", "new-name", status=1)
    assert "map.png" in told
    assert not (archive / "docs/renamed.yml").exists()
    assert stray.read_bytes() == b"stray"


def test_reasons_in_both_languages(archive: Path) -> None:
    reasons = ("--reason", "She asked: twice", "--reason", "fr=Elle l’a demandé")
    palabre(archive, "withdraw", "only-here", *reasons, "--yes")
    palabre(archive, "withdraw", "seulement-ici", "--yes", "--reason", "en=No more")
    withdrawn = site.read(settings.read(archive / "mkdocs.yml")).archive.former.withdrawn
    assert withdrawn["only-here"].reason == {"en": "She asked: twice", "fr": "Elle l’a demandé"}
    assert withdrawn["seulement-ici"].reason == {"en": "No more"}
    told = palabre(archive, "withdraw", "delta", "--yes", *reasons, "--reason=en=x", status=1)
    assert "English stands twice" in told


def test_a_reason_that_no_page_may_show_is_refused(archive: Path) -> None:
    before = contents(archive)
    told = palabre(archive, "withdraw", "delta", "--yes", "--reason", "<b>Ask</b>", status=1)
    assert "[markup]" in told
    assert contents(archive) == before


def test_what_the_disk_refuses_is_told_with_what_was_done(archive: Path) -> None:
    plan = Plan({"renamed.yml": b"[]\n"}, removed=("en/index.md", "en/nowhere.md", "fr/index.md"))
    with pytest.raises(Unfinished) as failed:
        plan.carry_out(desk.lay(settings.read(archive / "mkdocs.yml")))
    assert failed.value.done == ["renamed.yml", "en/index.md"]
    assert failed.value.uri == "en/nowhere.md"
    assert (archive / "docs/fr/index.md").exists()


# --- what was published

LOST = {
    "en": """
{path}:1: an address that was published (since {since}) must not be lost: others have linked to it;
found “harbours/contributions/only-here.html”. Put the file back as it was; or, to change its name,
use “palabre rename”, and to take it out of the archive, “palabre withdraw” [address-lost]
""",
    "fr": """
{path}:1 : une adresse publiée (depuis le {since}) ne doit pas être perdue : d’autres pages y
mènent ; trouvé : « harbours/contributions/only-here.html ». Remettez le fichier à sa place ; pour
changer son nom, utilisez « palabre rename » et, pour le retirer de l’archive, « palabre withdraw »
[address-lost]
""",
}
"""What is told of it, but for the kind of the spaces."""


def test_a_build_that_would_lose_an_address_fails_and_names_it(archive: Path) -> None:
    palabre(archive, "ledger", "--write")
    (archive / POSTS / "only-here.md").unlink()
    since = datetime.now(UTC).date().isoformat()
    for code, told in LOST.items():
        shown = palabre(archive, "--lang", code, "build", status=1).splitlines()
        line = told.format(path=f"{POSTS}/only-here.md", since=since).strip().replace("\n", " ")
        assert line in [re.sub("\\u00a0", " ", one) for one in shown]
    assert not (archive / "site").exists()
    assert "[address-lost]" in palabre(archive, "check", status=1)
    palabre(archive, "ledger", "--write", status=1)


def test_a_published_text_that_becomes_a_draft_is_lost(archive: Path) -> None:
    palabre(archive, "ledger", "--write")
    post = archive / POSTS / "only-here.md"
    post.write_text(post.read_text("utf-8").replace("text: o", "draft: true\ntext: o"), "utf-8")
    assert "[address-lost]" in palabre(archive, "check", status=1)


def schedule(archive: Path, day: str) -> None:
    """Let a contribution wait for *day*."""
    post = archive / POSTS / "only-here.md"
    text = re.sub(r"publish: .*\n", "", post.read_text("utf-8"))
    post.write_text(text.replace("position: 3\n", f"position: 3\npublish: {day}\n"), "utf-8")


def test_a_published_text_that_is_to_wait_is_lost_until_its_day(archive: Path) -> None:
    palabre(archive, "ledger", "--write")
    schedule(archive, "2999-01-01")
    for command in (("check",), ("build",), ("ledger",)):
        assert "[address-lost]" in palabre(archive, *command, status=1)
    palabre(archive, "build", "--as-of", "2999-01-01")
    palabre(archive, "build", "--as-of", "2020-01-01")  # nothing was published then
    assert not (archive / "site/harbours/contributions/only-here.html").exists()


def test_what_waits_is_not_promised_and_leaves_no_address(archive: Path) -> None:
    schedule(archive, "2999-01-01")
    palabre(archive, "ledger", "--write")
    assert "only-here" not in (archive / "ledger.tsv").read_text("utf-8")
    assert "never published" in palabre(archive, "rename", "only-here", "was-here")
    assert not (archive / "docs/renamed.yml").exists()
    assert "never published" in palabre(archive, "withdraw", "was-here", "--yes")
    assert not (archive / "docs/withdrawn.yml").exists()
    palabre(archive, "check")


def test_an_old_address_waits_for_where_it_leads_to(archive: Path) -> None:
    registry = archive / "docs/renamed.yml"
    registry.write_text("- {id: old-here, discussion: harbours, to: only-here}\n", "utf-8")
    schedule(archive, "2999-01-01")
    found = settings.read(archive / "mkdocs.yml")
    old = "harbours/contributions/old-here.html"
    assert old not in [recipe.address for recipe in site.read(found).recipes]
    later = site.read(found, clock=clock(date(2999, 1, 1)))
    assert old in [recipe.address for recipe in later.recipes]


def test_a_broken_file_is_not_lost_too(archive: Path) -> None:
    palabre(archive, "ledger", "--write")
    post = archive / POSTS / "only-here.md"
    post.write_text(post.read_text("utf-8").replace("text: original", "text: song"), "utf-8")
    assert "[address-lost]" not in palabre(archive, "check", status=1)


def test_lists_that_empty_lead_on(archive: Path) -> None:
    palabre(archive, "ledger", "--write")
    palabre(archive, "withdraw", "only-here", "--yes")
    found = site.read(settings.read(archive / "mkdocs.yml"))
    addresses = {recipe.address: recipe for recipe in found.recipes}
    assert not addresses["contributors/john-o-neill.html"].is_listed
    promised = {promise.address for promise in found.archive.promised}
    assert promised <= set(addresses)


def test_the_ledger_changes_only_where_the_site_does(archive: Path) -> None:
    palabre(archive, "ledger", "--write")
    path = archive / "ledger.tsv"
    path.write_text(path.read_text("utf-8").replace("20", "19"), "utf-8")
    told = palabre(archive, "ledger", "--write")
    assert "0 addresses" in told
    assert "is written" not in told
    palabre(archive, "rename", "only-here", "was-here")
    assert "1 address that" in palabre(archive, "ledger", "--write")
    lines = path.read_text("utf-8").splitlines()
    new = [line for line in lines[1:] if "\t19" not in line]
    assert [line.split("\t")[:2] for line in new] == [
        ["harbours/contributions/only-here.html", "-"],
        ["harbours/contributions/was-here.html", "en"],
    ]
    assert lines[1:] == sorted(lines[1:], key=lambda line: line.split("\t")[:2])


def test_nothing_was_published_before_its_day(archive: Path) -> None:
    """Where the sun rises first it is tomorrow already, for whoever writes the ledger."""
    for path, old, new in (
        ("docs/en/harbours/index.md", "Africa/Dakar", "Pacific/Kiritimati"),
        (f"{POSTS}/only-here.md", "position", "publish: {}\nposition"),
    ):
        day = datetime.now(ZoneInfo("Pacific/Kiritimati")).date()
        text = (archive / path).read_text("utf-8").replace(old, new.format(day))
        (archive / path).write_text(text, "utf-8")
    finished = built.run(archive, *built.PALABRE, "ledger", "--write", TZ="Etc/GMT+12")
    assert finished.returncode == 0, finished.stderr
    assert "only-here" in (archive / "ledger.tsv").read_text("utf-8")
    found = settings.read(archive / "mkdocs.yml")
    assert "only-here" in site.read(found, clock=clock(day)).archive.contributions
    before = site.read(found, clock=clock(day - timedelta(days=1)))  # no address is lost on it
    assert "only-here" not in before.archive.contributions


@pytest.mark.parametrize(
    "line",
    [
        "<" * 7,
        "address.html\t-\t2026-11-25\t0\t",  # where the first line should be
        "../a.html\t-\t2026-11-25\t0\t",
        "a.html\ten\t2026-11-25\t2\t13ca7f87",
        "é\xff",
        f"a.html\t-\t2026-11-25\t{'9' * 5000}\t",
    ],
)
def test_a_damaged_ledger_is_told(archive: Path, line: str) -> None:
    head = "" if line.startswith("address.html") else ledger.written(())
    (archive / "ledger.tsv").write_bytes(f"{head}{line}\n".encode("latin-1"))
    for command in ("check", "build", "ledger"):
        assert "ledger.tsv" in palabre(archive, command, status=1)
