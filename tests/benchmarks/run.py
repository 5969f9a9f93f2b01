"""Palabre beside other generators, in one run: ``make bench``.

Every figure is the median of several whole processes, the generators taking turns. Ratios say
more than seconds: machines differ, and the same one from hour to hour.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import generator
import rivals

import built
import fixtures

BIN = Path(sys.executable).parent


@dataclass
class Figure:
    """What one kind of run took."""

    seconds: list[float]
    megabytes: float = 0.0

    @property
    def median(self) -> float:
        """In seconds."""
        return statistics.median(self.seconds)


@dataclass
class Candidate:
    """A generator with an archive of one size."""

    name: str
    folder: Path
    command: list[str]
    made: list[str]
    """What a cold build begins without."""
    post: str
    """A file in which one word is changed."""

    def cold(self) -> None:
        """Take away everything that an earlier build made."""
        for name in self.made:
            path = self.folder / name
            if path.exists():  # deleted later: creating files right after is slow on some disks
                path.rename(Path(tempfile.mkdtemp(dir=self.folder.parent)) / name)

    def change(self) -> None:
        """Change one word of one contribution."""
        file = self.folder / self.post
        text = file.read_text("utf-8")
        word = "haven" if "harbour" in text else "harbour"
        file.write_text(text.replace("harbour" if word == "haven" else "haven", word), "utf-8")

    def run(self, figure: Figure) -> None:
        """Run once; the time, and the most memory that all its processes had together."""
        environment = built.environment()
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        begin = time.perf_counter()
        process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        peak: list[float] = [0.0]
        watch = threading.Thread(target=_watch, args=(process, peak))
        watch.start()
        status = process.wait()
        figure.seconds.append(time.perf_counter() - begin)
        watch.join()
        figure.megabytes = max(figure.megabytes, *peak)
        if status:
            sys.exit(f"{self.name} ended with status {status}")


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_megabytes(pid) for pid in _tree(process.pid)))
        time.sleep(0.05)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        return


def _megabytes(pid: int) -> float:
    """Memory of a process, what it shares with others divided between them (Linux: Pss)."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def candidates(folder: Path, number: int, names: list[str]) -> list[Candidate]:
    """Each generator, its archive written."""
    files = list(generator.files(generator.Size(number)))
    post = "discussion-1/contributions/contribution-10.md"
    found = []
    for name in names:
        place = folder / f"{name}-{number}"
        place.mkdir(parents=True)
        if name == "palabre":
            fixtures.write(place, dict(files))
            command, made = [*built.PALABRE, "build"], ["site", ".palabre"]
            path = f"docs/en/{post}"
        elif name == "hugo":
            rivals.write(place, rivals.hugo(files))
            command, made = [str(BIN / "hugo"), "--quiet"], ["public"]
            path = "content/en/discussion-1/contribution-10.md"
        else:
            rivals.write(place, rivals.mkdocs(files))
            command, made = [*built.MKDOCS, "build", "-q"], ["site"]
            path = f"docs/en/{post}"
        found.append(Candidate(name, place, command, made, path))
    return found


KINDS: dict[str, Callable[[Candidate], None]] = {
    "cold": Candidate.cold,
    "one change": Candidate.change,
    "no change": lambda candidate: None,
}


def measure(
    folder: Path, number: int, names: list[str], runs: int
) -> dict[tuple[str, str], Figure]:
    """Every kind of run of every generator at one size."""
    found = candidates(folder, number, names)
    figures: dict[tuple[str, str], Figure] = {}
    for kind, prepare in KINDS.items():
        for attempt in range(runs + 1):
            for candidate in found:
                if candidate.name == "mkdocs" and (kind != "cold" or attempt > 1):
                    continue
                prepare(candidate)
                figure = figures.setdefault((candidate.name, kind), Figure([]))
                candidate.run(figure if attempt else Figure([]))  # the first is not counted
        print(f"  {number:,}: {kind} measured", file=sys.stderr)
    shutil.rmtree(folder)
    return figures


def main() -> None:
    """Measure, and print a table for the README."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20000])
    chosen = arguments.parse_args()
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", ""], check=True)
    start = time.perf_counter() - start
    processors = len(os.sched_getaffinity(0))
    print(f"{platform.machine()}, {processors} processors, Python {platform.python_version()}")
    print(f"Starting Python: {start:.2f} s. Medians of {chosen.runs} runs.\n")
    print("| contributions a language | generator | run | seconds | x Hugo | MB |")
    print("|---|---|---|---|---|---|")
    cold: dict[int, float] = {}
    for number in chosen.sizes:
        names = ["palabre"] + (["hugo"] if number <= 5000 else [])
        names += ["mkdocs"] if number <= 1000 else []
        folder = Path(tempfile.mkdtemp())
        figures = measure(folder, number, names, chosen.runs)
        for (name, kind), figure in figures.items():
            beside = figures.get(("hugo", "one change" if kind == "no change" else kind))
            ratio = f"{figure.median / beside.median:.2f}" if beside else "-"
            row = f"{figure.median:.2f} | {ratio} | {figure.megabytes:.0f} |"
            print(f"| {number:,} | {name} | {kind} | {row}", flush=True)
        cold[number] = figures["palabre", "cold"].median
    if len(cold) > 1:
        (small, first), *_, (large, last) = sorted(cold.items())
        exponent = math.log(last / first) / math.log(large / small)
        print(f"\nGrowth of Palabre, cold, {small:,} to {large:,}: exponent {exponent:.2f}")


if __name__ == "__main__":
    main()
