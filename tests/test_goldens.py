"""What pages show: a tiny archive and its expected pages, one golden file a behaviour.

A golden is a fixture (see ``fixtures``); its first lines say what it shows and name the archive it
builds upon (``archive: two``) and the day that it is (``day: 2010-09-08``). Each ``>>> PATH`` is
the expected content of a page, filled into a shell that consists of the slots alone. A new
behaviour is a new file here, and ``make goldens`` writes its pages for you to read.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import fixtures
from palabre import publication, site
from palabre.clock import clock

GOLDENS = sorted((fixtures.TESTS / "goldens").glob("*.txt"))
EXPECTED = re.compile(r"^>>> (.+)\n", re.MULTILINE)


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_golden(golden: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = golden.read_text("utf-8")
    source, *expected = EXPECTED.split(text)
    head, files = fixtures.unpack(source)
    named = re.search(r"^archive: (\w+)$", head, re.MULTILINE)
    settings = fixtures.write(tmp_path, fixtures.load(named[1] if named else "base") | files)
    frame = fixtures.bare_frame(settings, "head", "main")
    day = re.search(r"^day: (.+)$", head, re.MULTILINE)
    found = site.read(settings, clock=clock(date.fromisoformat(day[1]) if day else None))
    publication.publish(found, frame, tmp_path / "site")
    assert expected, f"{golden.name} names no page with >>>"
    shown = {path: _page(tmp_path / "site" / path) for path in expected[::2]}
    if request.config.getoption("--update-goldens"):
        golden.write_text(source + "".join(f">>> {k}\n{v}\n" for k, v in shown.items()), "utf-8")
    else:
        pairs = zip(expected[::2], expected[1::2], strict=True)
        assert shown == {path: content.strip("\n") + "\n" for path, content in pairs}


def _page(path: Path) -> str:
    """A page without its blank lines, which no reader sees."""
    lines = path.read_text("utf-8").split("\n")
    return "\n".join(line.rstrip() for line in lines if line.strip()) + "\n"
