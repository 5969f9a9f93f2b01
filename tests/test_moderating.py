"""MODERATING, in both languages: what it shows is so (see :mod:`guides`).

``--update-goldens`` writes outputs anew.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import built
import guides
from guides import CODES, Guide
from palabre import cli
from test_contributing import commands

TOLD = ("new", "intake", "translate", "status", "digest", "outline", "check", "build") + (
    "withdraw",
    "rename",
    "pseudonymise",
    "ledger",
)
"""What moderators do by commands."""

DISCUSSION = "vergers"


def guide(code: str) -> Guide:
    return Guide("MODERATING", code)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[Path, str]]]:
    """For each guide, the archive that was worked on, and the guide as it must be."""
    found = {}
    for code in guides.NAMES:
        folder = guides.copy(tmp_path_factory.mktemp(code) / "archive")
        found[code] = folder, guide(code).worked_through(folder)
    return found
