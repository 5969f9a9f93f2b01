"""A build that fails, in whatever phase, leaves a whole site to readers."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

import built
import fixtures

pytestmark = pytest.mark.built

POST = "docs/en/harbours/contributions/only-here.md"
PUBLISHED = "harbours/contributions/only-here.html"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive with a good site, and templates of its own to break."""
    shutil.copytree(fixtures.REPOSITORY / "overrides", tmp_path / "overrides")
    fixtures.write(tmp_path, fixtures.load("two"), theme={"custom_dir": "overrides"})
    built.build(tmp_path)
    return tmp_path


def test_a_bad_post(archive: Path) -> None:
    good = built.contents(archive / "site")
    (archive / POST).write_text("---\ntitle: A\ndate: never\n---\n\nText.\n", "utf-8")
    for command in ([*built.PALABRE, "build"], [*built.MKDOCS, "build", "--strict"]):
        finished = built.run(archive, *command)
        told = finished.stdout + finished.stderr
        assert finished.returncode == 1
        assert f"{POST}:1:" in told
        assert "The site was not built" in told
        assert "Traceback" not in told
        assert built.contents(archive / "site") == good


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("main.html", "{% if config.theme.language == 'fr' %}{{ 1 / 0 }}{% endif %}"),
        ("palabre/term.html", "{% if site.code == 'fr' %}{{ nobody.knows }}{% endif %}"),
    ],
)
def test_a_template_that_fails_in_the_second_language(
    archive: Path, template: str, line: str
) -> None:
    good = built.contents(archive / "site")
    file = archive / "overrides" / template
    broken = file.read_text("utf-8").replace("{% block footer %}", "{% block footer %}" + line)
    file.write_text(broken if broken != file.read_text("utf-8") else broken + line, "utf-8")
    (archive / POST).write_text((archive / POST).read_text("utf-8") + "\nMore.\n", "utf-8")
    finished = built.run(archive, *built.PALABRE, "build")
    assert finished.returncode != 0
    assert built.contents(archive / "site") == good
    shutil.rmtree(archive / "overrides")
    shutil.copytree(fixtures.REPOSITORY / "overrides", archive / "overrides")
    assert "More." in (built.build(archive) / PUBLISHED).read_text("utf-8")


def test_a_kill_while_pages_are_filled(archive: Path) -> None:
    good = built.contents(archive / "site")
    for number in range(400):
        text = (archive / POST).read_text("utf-8")
        (archive / POST).with_name(f"post-{number}.md").write_text(text, "utf-8")
    process = subprocess.Popen(
        [*built.PALABRE, "build"], cwd=archive, env=built.environment(), stderr=subprocess.DEVNULL
    )
    filled = archive / "site.new" / "harbours" / "contributions"
    while not filled.exists():
        assert process.poll() is None, "the build ended before it could be killed"
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert built.contents(archive / "site") == good
    assert (built.build(archive) / "harbours/contributions/post-399.html").is_file()
    assert not (archive / "site.new").exists()


def test_a_kill_between_two_renames(archive: Path) -> None:
    good = built.contents(archive / "site")
    (archive / "site").rename(archive / "site.old")
    assert built.run(archive, *built.PALABRE, "check").returncode == 0
    assert built.contents(archive / "site") == good
    (archive / "site").rename(archive / "site.old")
    (archive / POST).write_text("Not even front matter.", "utf-8")
    assert built.run(archive, *built.MKDOCS, "build").returncode == 1
    assert built.contents(archive / "site") == good


def test_a_kill_while_the_old_site_is_deleted(archive: Path) -> None:
    shutil.copytree(archive / "site", archive / "site.old")
    (archive / "site.gone").mkdir()
    (archive / "site.gone" / "half.html").write_text("half")
    good = built.contents(archive / "site")
    assert built.contents(built.build(archive)) == good
    assert not (archive / "site.old").exists()
    assert not (archive / "site.gone").exists()
