"""``mkdocs serve``: what an editor changes is seen at once, and a mistake is survived."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

import built
import fixtures

pytestmark = pytest.mark.built


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with templates of its own."""
    shutil.copytree(fixtures.REPOSITORY / "overrides", tmp_path / "overrides")
    theme = {"custom_dir": "overrides"}
    fixtures.write(tmp_path, fixtures.load("two"), theme=theme, watch=["overrides"])
    return tmp_path


@pytest.fixture
def address(archive: Path) -> Iterator[str]:
    """Where the archive is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (archive / "serve.log").open("wb")
    command = [*built.MKDOCS, "serve", "--dev-addr", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        command, cwd=archive, env=built.environment(), stdout=log, stderr=subprocess.STDOUT
    )
    try:
        yield f"http://127.0.0.1:{port}/archive/"
    finally:
        process.terminate()
        process.wait()
        log.close()


def seen(page: str, words: str, seconds: float = 40) -> str:
    """The page, as soon as it shows *words*."""
    shown, end = "", time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(page, timeout=30) as response:
                shown = response.read().decode()
        except OSError:
            shown = ""
        if words in shown:
            return shown
        time.sleep(0.2)
    raise AssertionError(f"{page} never showed {words!r}: {shown[:2000]}")


def edit(file: Path, old: str, new: str) -> None:
    """Replace *old* in *file*."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_change_is_seen(archive: Path, address: str) -> None:
    post = f"{address}harbours/contributions/only-here.html"
    page = seen(post, "Nobody has translated this text.")
    assert f"{address}harbours/contributions/only-here.html" in page, "it serves its own address"
    assert not (archive / "site").exists()

    file = archive / "docs/en/harbours/contributions/only-here.md"
    edit(file, "Nobody has", "Somebody has")
    seen(post, "Somebody has translated this text.")
    seen(f"{address}fr/harbours/contributions/only-here.html", "Somebody has")

    entry = f"{address}pagefind/en/pagefind-entry.json"
    before = seen(entry, '"en"')
    edit(file, "Somebody has", "Everybody has")
    seen(post, "Everybody has translated this text.")
    end = time.monotonic() + 40
    while seen(entry, '"en"') == before:  # the index follows, behind the pages
        assert time.monotonic() < end
        time.sleep(0.2)

    edit(archive / "docs/fr/harbours/weeks/1.md", "votre capitainerie", "vos marées")
    seen(f"{address}fr/harbours/weeks/1.html", "vos marées")

    edit(archive / "docs/topics.yml", "fr: Marées", "fr: Grandes marées")
    seen(f"{address}fr/topics/index.html", "Grandes marées")

    edit(archive / "overrides/palabre/term.html", "<h1>", '<h1 class="changed">')
    seen(f"{address}countries/gn.html", '<h1 class="changed">')


def test_a_mistake_is_told_and_survived(archive: Path, address: str) -> None:
    file = archive / "docs/en/harbours/contributions/only-here.md"
    post = f"{address}harbours/contributions/only-here.html"
    seen(post, "Nobody has")
    edit(file, "text: original", "text: original\ndate: never")
    end = time.monotonic() + 40
    while b"[date-format]" not in (archive / "serve.log").read_bytes():
        assert time.monotonic() < end, (archive / "serve.log").read_text()
        time.sleep(0.2)
    seen(post, "Nobody has")
    edit(file, "\ndate: never", "")
    edit(file, "Nobody has", "Somebody has")
    seen(post, "Somebody has")
