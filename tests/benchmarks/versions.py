"""Palabre beside an earlier Palabre, in turns: ``python tests/benchmarks/versions.py REVISION``.

What was added since costs the ratio that it prints. Where very many files were deleted within the
last five minutes, ext4 creates new ones slowly, and whoever makes more of them is the worse for it:
let the disk rest before.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import generator as archives
import rivals
from answers import seconds
from run import Candidate, Generator

import fixtures

MOST = 1.25
"""The bar: what lets an archive be reused (feeds, citations, data, the zip to read offline) may add
so much to a build."""
BEFORE_REUSE = "cd927d9"
"""The last revision without it."""
COMMANDS = {"build": ("build",), "check": ("check",)}


def candidate(name: str, code: Path, folder: Path, number: int) -> Candidate:
    """An archive of *number* contributions that is built by the *code* of one revision."""
    generator = Generator(name, [], ("site", ".palabre"), rivals.palabre, "")
    files = dict(generator.files(archives.files(archives.Size(number))))
    config = files["mkdocs.yml"].replace(str(fixtures.REPOSITORY), str(code))
    rivals.write(folder / name, (files | {"mkdocs.yml": config}).items())
    return Candidate(generator, folder / name)


def main() -> None:
    """Measure in turns; end with 1 where builds take longer than the bar admits."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("revision", nargs="?", default=BEFORE_REUSE)
    arguments.add_argument("--size", type=int, default=2000)
    arguments.add_argument("--runs", type=int, default=5)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        git = ["git", "-C", str(fixtures.REPOSITORY)]
        archive = folder / "code.tar"
        subprocess.run([*git, "archive", "-o", archive, chosen.revision], check=True)
        subprocess.run(["tar", "-xf", archive, "-C", _made(folder / "code")], check=True)
        found = {
            code: candidate(name, code, folder, chosen.size)
            for name, code in (("then", folder / "code"), ("now", fixtures.REPOSITORY))
        }
        figures = measure(found, chosen.runs)
    worst = 0.0
    for command in COMMANDS:
        then, now = (statistics.median(figures[name, command]) for name in ("then", "now"))
        print(f"{command}: {then:.2f} s then, {now:.2f} s now, {now / then:.2f} times as long.")
        worst = max(worst, now / then) if command == "build" else worst
    sys.exit(worst > MOST)


def measure(found: dict[Path, Candidate], runs: int) -> dict[tuple[str, str], list[float]]:
    """The seconds of each command of each candidate; of the first turn none is counted."""
    figures: dict[tuple[str, str], list[float]] = {}
    for attempt in range(runs + 1):
        for code, one in sorted(found.items(), reverse=attempt % 2 > 0):
            one.cold()
            os.sync()  # what one wrote is not to be waited for by the other
            for name, command in COMMANDS.items():
                took = seconds(
                    one.folder,
                    *(sys.executable, "-m", "palabre", *command),
                    PYTHONPATH=str(code / "hooks"),
                )
                figures.setdefault((one.generator.name, name), []).extend([took] * (attempt > 0))
    return figures


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
