"""Who is credited with a text, and what they are, as far as anybody says."""

from __future__ import annotations

from pathlib import Path

import pytest

import fixtures
from palabre import credits, site
from palabre.archive import Archive
from palabre.clock import clock

POST = "docs/en/harbours/contributions/{}.md"
FRONT = "---\ntitle: A post\ntext: original\nauthors:\n{}\n---\n\nA post.\n"
ORGANISATIONS = "docs/organisations.yml"
CONTRIBUTORS = "docs/contributors.yml"


def read(folder: Path, files: dict[str, str]) -> Archive:
    """An archive with these *files*."""
    settings = fixtures.write(folder, fixtures.load("two") | files)
    return site.read(settings, clock=clock()).archive


def test_persons_sign_and_organisations_where_no_person_does(tmp_path: Path) -> None:
    authors = "  - {name: Jo Lee, organisation: Quay Watch}\n  - {organisation: [Quay Watch, Sea]}"
    archive = read(tmp_path, {POST.format("both"): FRONT.format(authors)})
    found = credits.authors(archive.contributions["both"], archive, "fr")
    assert [(one.name, one.kind) for one in found] == [
        ("Jo Lee", "contributors"),
        ("Quay Watch", "organisations"),
        ("Sea", "organisations"),
    ]
    assert [one.name for one in found[0].of] == ["Quay Watch"]
    assert [one.parts.sorted for one in found] == ["Lee, Jo", "Quay Watch", "Sea"]


@pytest.mark.parametrize(
    ("files", "kind", "written"),
    [
        ({}, "", "Mara Kovac"),
        (
            {POST.format("own"): FRONT.format("  - {name: Mara KOVAC}")},
            "contributors",
            "Kovac, Mara",
        ),
        ({POST.format("own"): FRONT.format("  - {organisation: Mara Kovac}")}, "organisations", ""),
        (
            {
                POST.format("own"): FRONT.format("  - {name: Mara Kovac}"),
                ORGANISATIONS: "- {id: mara, name: Mara Kovac}\n",
            },
            "organisations",
            "",
        ),
        (
            {CONTRIBUTORS: "- {id: mara, name: Mara Kovac, family: Mara}\n"},
            "contributors",
            "Mara, Kovac",
        ),
    ],
)
def test_what_a_moderator_is_follows_from_registries_and_posts(
    files: dict[str, str], kind: str, written: str, tmp_path: Path
) -> None:
    launch = "docs/en/rivers/index.md"
    text = fixtures.load("two")[launch]
    head, _, rest = text.partition("\n---")
    lines = [line for line in head.split("\n") if not line.startswith("moderators")]
    told = "\n".join([*lines, "moderators: [Mara Kovac]"])
    archive = read(tmp_path, {launch: f"{told}\n---{rest}", **files})
    (found,) = credits.moderators(archive.discussions["rivers"], archive, "en")
    assert found.kind == kind
    assert found.parts.sorted == (written or "Mara Kovac")
    assert not found.key
