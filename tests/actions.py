"""The repository's workflows, read as GitHub reads them, and their steps, run as it runs them.

What stands between a workflow and its steps is GitHub's: expressions, the environment of a step, a
service that answers. Expressions are looked up in a context that the test gives, the service is a
small program named ``gh`` that notes what it is asked and gives the answers that it was told.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import built
import fixtures

WORKFLOWS = sorted((fixtures.REPOSITORY / ".github/workflows").glob("*.yml"))
EXPRESSION = re.compile(r"\$\{\{ *([^}]*?) *\}\}")

GH = """#!{python}
import json, os, pathlib, shutil, sys
asked = sys.argv[1:]
body = sys.stdin.read() if "--input" in asked else ""
with open(os.environ["GH_LOG"], "a", encoding="utf-8") as log:
    log.write(json.dumps([asked, body]) + "\\n")
if asked[:2] == ["run", "download"]:
    folder = pathlib.Path(asked[asked.index("--dir") + 1])
    folder.mkdir(parents=True)
    shutil.copy(os.environ["GH_ARTIFACT"], folder)
for part, answer in json.loads(os.environ["GH_ANSWERS"]).items():
    if part in " ".join(asked):
        if answer is None:
            sys.exit("HTTP 403")
        print(json.dumps(answer))
        break
"""


@dataclass(frozen=True)
class Step:
    """A step of a job."""

    workflow: str
    job: str
    values: Mapping[str, Any]

    @property
    def script(self) -> str:
        """What it runs; empty where it uses an action."""
        return str(self.values.get("run", ""))


def load(path: Path) -> dict[str, Any]:
    """A workflow; its ``on`` is no truth value, as YAML 1.1 has it."""
    found: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in found.items()}


def steps() -> Iterator[Step]:
    """Every step of every workflow."""
    for path in WORKFLOWS:
        for job, values in load(path)["jobs"].items():
            yield from (Step(path.stem, job, step) for step in values["steps"])


def step(workflow: str, name: str) -> Step:
    """The step of that name."""
    (found,) = (s for s in steps() if s.workflow == workflow and s.values.get("name") == name)
    return found


def evaluate(text: str, context: Mapping[str, Any]) -> str:
    """*text* with its expressions looked up in *context*, which must have them."""

    def look_up(match: re.Match[str]) -> str:
        value: Any = context
        for name in match[1].split("."):
            value = value[name]
        return str(value)

    return EXPRESSION.sub(look_up, text)


@dataclass(frozen=True)
class Runner:
    """A machine of GitHub's, with a checkout of the main branch in *folder*/work."""

    folder: Path
    context: Mapping[str, Any]

    @property
    def work(self) -> Path:
        """Where steps run."""
        return self.folder / "work"

    @property
    def asked(self) -> list[tuple[list[str], str]]:
        """What ``gh`` was asked, each with what it was given to send."""
        log = self.folder / "gh.log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        return [(arguments, body) for arguments, body in map(json.loads, lines)]

    def run(
        self, step: Step, answers: Mapping[str, object] | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run *step* to its end, as a step without ``shell`` is run."""
        programs = self.folder / "programs"
        programs.mkdir(exist_ok=True)
        (programs / "gh").write_text(GH.format(python=sys.executable))
        (programs / "gh").chmod(0o755)
        (self.folder / "temp").mkdir(exist_ok=True)
        script = self.folder / "step.sh"
        script.write_text(step.script, "utf-8")
        event = self.folder / "event.json"
        event.write_text(json.dumps(self.context["github"]["event"]), "utf-8")
        own = step.values.get("env", {})
        return built.run(
            self.work,
            *("bash", "-e", str(script)),
            PATH=f"{programs}{os.pathsep}{os.environ['PATH']}",
            RUNNER_TEMP=str(self.folder / "temp"),
            GITHUB_EVENT_PATH=str(event),
            GITHUB_OUTPUT=str(self.folder / "output"),
            GITHUB_REPOSITORY="palabre-archive/palabre",
            GITHUB_RUN_ID="99",
            GH_LOG=str(self.folder / "gh.log"),
            GH_ANSWERS=json.dumps(answers or {}),
            **{name: evaluate(str(value), self.context) for name, value in own.items()},
            **more,
        )
