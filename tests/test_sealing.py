"""The sealed edition: what is in it, what never is, and when there is none."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import built
import fixtures
from palabre import language, repository
from palabre.sealing import verifier
from test_verify import alone

IGNORED = ".palabre/\nsite/\nsite.*/\nsealed/\n"
ME = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def post(head: str = "") -> str:
    return f"---\ntitle: A\ntext: original\nauthors: [{{name: A Ba}}]\n{head}---\n\nWords.\n"


POSTS = {
    "docs/en/harbours/contributions/shown-post.md": post("weeks: [1]\n"),
    "docs/en/harbours/contributions/waits-post.md": post("publish: 2099-01-01\n"),
    "docs/en/harbours/contributions/waits-post/map.png": "%hex 89504e470d0a1a0a",
    "docs/fr/harbours/contributions/draft-post.md": post("draft: true\n"),
}


def posts_in(bag: Path) -> set[str]:
    """The files of contributions that are among the sources of *bag*."""
    found = (Path(path) for path in built.files_of(bag / "data/sources"))
    return {path.name for path in found if "contributions" in path.parts}


def git(folder: Path, *command: str) -> str:
    finished = built.run(folder, "git", *ME, *command)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.strip()


def commit(folder: Path) -> str:
    """Commit all; the commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
        (folder / ".gitignore").write_text(IGNORED, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")
    return git(folder, "rev-parse", "HEAD")


def seal(folder: Path, *options: str, status: int = 0, **changes: str) -> str:
    """What the command says."""
    finished = built.run(folder, *built.PALABRE, "seal", *options, **changes)
    assert finished.returncode == status, finished.stdout + finished.stderr
    assert "Traceback" not in finished.stderr
    return finished.stdout if status == 0 else finished.stderr


def edition(told: str, folder: Path) -> tuple[Path, str]:
    """The sealed edition that the command told of, and its seal."""
    place = re.search(r"^Sealed: (.+)$", told, re.MULTILINE)
    number = re.search(r"^The seal: ([0-9a-f]{64})$", told, re.MULTILINE)
    assert place and number
    return folder / place[1], number[1]


def test_a_hook_of_another_repository_leads_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = commit(tmp_path)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    assert repository.head(tmp_path) == repository.read(tmp_path).commit == number


@pytest.mark.built
def test_sources_that_nobody_is_shown_are_left_out(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base") | POSTS)
    number = commit(tmp_path)
    told = seal(tmp_path)
    bag, key = edition(told, tmp_path)
    assert posts_in(bag) == {"shown-post.md"}
    assert "3 files of the sources are drafts or wait for their day" in told
    assert built.run(tmp_path, *built.PALABRE, "verify", str(bag), "--seal", key).returncode == 0
    sources = set(built.files_of(bag / "data/sources"))
    assert sources >= {"mkdocs.yml", ".gitignore", "docs/topics.yml"}
    assert not (tmp_path / ".palabre/sealing").exists()

    later, _ = edition(seal(tmp_path, "--as-of", "2099-01-01", "--to", "later"), tmp_path)
    assert later.parent == tmp_path / "later"
    assert later.name == f"palabre-example-org-archive-2099-01-01-{number[:7]}"
    assert posts_in(later) == {"shown-post.md", "waits-post.md", "map.png"}


@pytest.mark.built
def test_it_says_where_it_is_from_and_can_be_built_again(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    fixtures.write(folder, fixtures.load("two"))
    number = commit(folder)
    build = [*built.PALABRE, "build", "--proceedings"]
    site = built.contents(built.build(folder, build))
    told = seal(folder, "--as-of", "2026-11-20", SOURCE_DATE_EPOCH="1284000000")
    bag, key = edition(told, folder)
    info = (bag / "bag-info.txt").read_text("utf-8").splitlines()
    assert {
        "Source-Organization: Palabre",
        "External-Identifier: https://palabre.example.org/archive/",
        "Bagging-Date: 2010-09-09",
        "Site-As-Of: 2026-11-20",
        f"Source-Commit: {number}",
        "Source-Tree: clean",
    } <= {*info}
    assert any(re.fullmatch(r"Built-With: mkdocs 1\.[\d.]+", line) for line in info)
    assert not [line for line in info if "@" in line or len(line) > 79]
    for code, name in {"en": "README.txt", "fr": "LISEZMOI.txt"}.items():
        readme = (bag / name).read_text("utf-8")
        assert language.of(code).say("seal-readme-verify") in readme
        assert number in readme

    again = seal(folder, "--as-of", "2026-11-20", "--to", "b", SOURCE_DATE_EPOCH="1284000000")
    assert edition(again, folder)[1] == key  # the same archive on the same machine: the same seal

    elsewhere = tmp_path / "far/away"
    shutil.copytree(bag, elsewhere)
    proof = alone(tmp_path, str(elsewhere / "verify.py"), "--seal", key)
    assert (proof.returncode, proof.stderr) == (0, "")
    assert language.of("en").say("verify-sealed") in proof.stdout
    words = json.loads((elsewhere / "verify.json").read_text("utf-8"))
    assert list(words) == ["en", "fr"]
    assert {m.removeprefix("verify-") for m in words["fr"]} == {
        *verifier.KINDS,
        *verifier.OUTCOMES,
    }

    assert built.run(elsewhere / "data/sources", *built.PALABRE, "check").returncode == 0
    built.run(elsewhere / "data/sources", *build, "--as-of", "2026-11-20")
    shown = built.contents(elsewhere / "data/sources/site")
    assert set(shown) == set(site)
    # The moment of the one was given above; a book that is made where no repository is names no
    # commit, so that the others, or the size that pages tell, may be different.
    of_moment = {"offline.zip", *(path for path in shown if b"proceedings" in shown[path])}
    of_moment |= {path for path in shown if "proceedings" in path}
    stable = [path for path in shown if path not in of_moment]
    assert [p for p in stable if shown[p] != (elsewhere / "data/site" / p).read_bytes()] == []


@pytest.mark.built
def test_nothing_is_sealed_that_was_not_committed(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base"))
    assert seal(tmp_path, status=1).startswith("Nothing is sealed: this folder is not kept by git")
    assert seal(tmp_path, status=1, PATH="/nowhere").startswith("Nothing is sealed: git was not")
    commit(tmp_path)
    topics = tmp_path / "docs/topics.yml"
    topics.write_text(topics.read_text("utf-8") + "# more\n", "utf-8")
    (tmp_path / "notes.txt").write_text("Private", "utf-8")
    assert seal(tmp_path, status=1).splitlines()[1:] == ["  docs/topics.yml", "  notes.txt"]
    assert not (tmp_path / "sealed").exists()
    bag, _ = edition(seal(tmp_path, "--uncommitted"), tmp_path)
    assert bag.name.endswith("-changed")
    assert "Source-Tree: changed since that commit\n" in (bag / "bag-info.txt").read_text("utf-8")
    assert language.of("fr").say("seal-readme-changed") in (bag / "LISEZMOI.txt").read_text("utf-8")
    assert b"# more" in (bag / "data/sources/docs/topics.yml").read_bytes()
    assert not (bag / "data/sources/notes.txt").exists()  # git does not know it

    assert seal(tmp_path, "--uncommitted", status=1).startswith("Nothing is sealed: sealed/")
    new = tmp_path / "docs/en/harbours/contributions/new-post.md"
    new.parent.mkdir(parents=True, exist_ok=True)
    new.write_text(post(), "utf-8")
    told = seal(tmp_path, "--uncommitted", "--to", "other", status=1)
    assert told.splitlines()[-1] == "  docs/en/harbours/contributions/new-post.md"
    assert not (tmp_path / "other").exists()


@pytest.mark.built
def test_what_breaks_a_rule_is_not_sealed(tmp_path: Path) -> None:
    bad = {"docs/en/harbours/contributions/bad-post.md": "---\ntitle: Bad\n---\n\nBad.\n"}
    fixtures.write(tmp_path, fixtures.load("base") | bad)
    commit(tmp_path)
    told = seal(tmp_path, status=1)
    assert "docs/en/harbours/contributions/bad-post.md:" in told
    assert not (tmp_path / "sealed").exists()
    (tmp_path / "taken").write_text("", "utf-8")
    assert seal(tmp_path, "--to", "taken", status=2)


@pytest.mark.built
def test_links_and_odd_names_among_the_sources(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base") | {"secret": "%symlink /etc/passwd"})
    odd = tmp_path / "tests/100%\nmore.txt"
    odd.parent.mkdir()
    odd.write_text("Odd", "utf-8")
    commit(tmp_path)
    bag, key = edition(seal(tmp_path), tmp_path)
    assert not (bag / "data/sources/secret").exists()
    assert "data/sources/tests/100%25%0Amore.txt\n" in (bag / "manifest-sha256.txt").read_text()
    assert verifier.verify(str(bag), key).findings == []
    (tmp_path / "tests/100%\nMORE.txt").write_text("Odd", "utf-8")
    commit(tmp_path)
    assert seal(tmp_path, status=1).startswith("Nothing is sealed: the name of this file")
