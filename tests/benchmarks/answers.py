"""How soon ``palabre`` tells what a person waits for, on the repository's archive."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import built

MOST_SECONDS = 0.5
"""The bar, on two processors with nothing beside."""

RUNS = 9
NEW = (
    "new contribution --discussion local-authorities --language en --title A --author Awa "
    "--country SN"
).split()


def seconds(folder: Path, *command: str, **environment: str) -> float:
    """How long *command* takes, with changes to its *environment*."""
    told = built.environment(**environment)
    begin = time.perf_counter()
    subprocess.run(command, cwd=folder, env=told, capture_output=True, check=True)
    return time.perf_counter() - begin


def main() -> None:
    """Measure each in turns; end with 1 where the median of one misses the bar."""
    commands = ("python", "palabre check", "palabre status", "palabre new")
    found: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as kept:
        whole, folder = Path(kept) / "whole", Path(kept) / "archive"
        built.copy_repository(whole)
        for _ in range(RUNS):
            shutil.copytree(whole, folder)
            found["python"].append(seconds(folder, sys.executable, "-c", ""))
            found["palabre check"].append(seconds(folder, *built.PALABRE, "check"))
            found["palabre status"].append(seconds(folder, *built.PALABRE, "status"))
            found["palabre new"].append(seconds(folder, *built.PALABRE, *NEW))
            shutil.rmtree(folder)
    medians = {name: statistics.median(times) for name, times in found.items()}
    for name, median in medians.items():
        share = median / MOST_SECONDS
        print(f"{name}: {median:.2f} s, {share:.2f} of the {MOST_SECONDS} s that it may take.")
    sys.exit(max(medians.values()) > MOST_SECONDS)


if __name__ == "__main__":
    main()
