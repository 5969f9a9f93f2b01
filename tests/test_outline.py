"""``palabre outline`` through its real entry point: what it writes is a valid reply."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import built
import fixtures
from palabre import paragraphs, settings, text
from palabre.moderation.skeleton import escaped

C = "docs/{}/harbours/contributions/{}.md"
REPLY = "docs/{}/harbours/consolidated-reply.md"
CONFIGURED = settings.read(fixtures.REPOSITORY / "mkdocs.yml")
MODERATORS = text.moderators(CONFIGURED.markdown_extensions, CONFIGURED.extension_configs)
KEY = re.compile(r"\[@[a-z-]+#p\d+\]$", re.MULTILINE)
CODES = pytest.mark.parametrize("code", ["en", "fr"])


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """An archive without a reply."""
    fixtures.write(folder, {path: file for path, file in files.items() if "reply" not in path})
    return folder


def outline(folder: Path, *words: str, code: str = "en") -> subprocess.CompletedProcess[str]:
    finished = built.run(folder, *built.PALABRE, "--lang", code, "outline", *words)
    assert "Traceback" not in finished.stderr
    return finished


def problems(folder: Path) -> list[str]:
    """What a check tells of the whole archive."""
    finished = built.run(folder, *built.PALABRE, "check")
    return [line for line in finished.stderr.splitlines() if "docs/" in line]


def saved(folder: Path, code: str) -> str:
    """The outline as the reply that it begins: nothing is wrong with it."""
    before = problems(folder)
    finished = outline(folder, "harbours", "--lang", code, "--output", REPLY.format(code))
    assert (finished.returncode, finished.stderr) == (0, "")
    assert problems(folder) == before
    return (folder / REPLY.format(code)).read_text("utf-8")


POSTS = {
    C.format("fr", "kamsar-office"): """---
title: Ce que la capitainerie a appris
text: original
weeks: [1, 2]
authors: [{name: Awa Diallo, organisation: Port de Kamsar, country: GN}]
about: [SN]
---

La capitainerie a ouvert.

## Ensuite

- Elle compte.
""",
    C.format("en", "not-filed"): """---
title: A note
text: original
authors: [{organisation: [sea-network]}]
---

By the way.
""",
    "docs/en/harbours/weeks/2.md": """---
title: Islands
questions: ["And the islands?", "Which?"]
---

Write.
""",
    "docs/organisations.yml": fixtures.load("two")["docs/organisations.yml"],
}

EXPECTED = """---
title: Synthèse
---

## Semaine 1\u00a0: Capitaineries

### Que font les capitaineries\u00a0?

[Awa Diallo, Port de Kamsar, Guinée](contributions/kamsar-office.md) (aussi\u00a0: semaine 2)

> **Ce que la capitainerie a appris**

> «\u00a0La capitainerie a ouvert.\u00a0» [@kamsar-office#p1]

> «\u00a0Elle compte.\u00a0» [@kamsar-office#p2]

## Semaine 2\u00a0: Islands (en anglais)

### And the islands? (en anglais)

[Awa Diallo, Port de Kamsar, Guinée](contributions/kamsar-office.md) (aussi\u00a0: semaine 1)

> **Ce que la capitainerie a appris**

> «\u00a0La capitainerie a ouvert.\u00a0» [@kamsar-office#p1]

> «\u00a0Elle compte.\u00a0» [@kamsar-office#p2]

### Which? (en anglais)

[Awa Diallo, Port de Kamsar, Guinée](contributions/kamsar-office.md) (aussi\u00a0: semaine 1)

> **Ce que la capitainerie a appris**

> «\u00a0La capitainerie a ouvert.\u00a0» [@kamsar-office#p1]

> «\u00a0Elle compte.\u00a0» [@kamsar-office#p2]

## Hors semaine

[Réseau de la mer](contributions/not-filed.md)

> **A note** (en anglais)

> «\u00a0By the way.\u00a0» [@not-filed#p1]

## Pays

- **Guinée** – venues de là\u00a0: [Awa Diallo](contributions/kamsar-office.md)
- **Sénégal** – à son sujet\u00a0: [Awa Diallo](contributions/kamsar-office.md)

## Organisations

- **Port de Kamsar** – [Awa Diallo](contributions/kamsar-office.md)
- **Réseau de la mer** – [Réseau de la mer](contributions/not-filed.md)
"""


def test_an_outline_has_all_that_was_said(tmp_path: Path) -> None:
    write(tmp_path, fixtures.load("base") | POSTS)
    finished = outline(tmp_path, "harbours", "--lang", "fr")
    assert (finished.returncode, finished.stderr) == (0, "")
    shown = finished.stdout.replace("capitaineries ?", "capitaineries\u00a0?")
    assert shown == EXPECTED
    mine = outline(tmp_path, "Ports et villes", code="fr")
    assert mine.stdout == finished.stdout, "without a language, the user's own"


def test_a_contribution_answers_the_questions_that_it_names(tmp_path: Path) -> None:
    path = C.format("fr", "kamsar-office")
    named = POSTS[path].replace("weeks: [1, 2]", "weeks: [2, 1]\nquestions: [2]")
    write(tmp_path, fixtures.load("base") | POSTS | {path: named})
    shown = outline(tmp_path, "harbours", "--lang", "fr").stdout
    parts = re.split(r"^### ", shown, flags=re.MULTILINE)
    assert ["kamsar-office" in part.partition("\n## ")[0] for part in parts[1:]] == [
        True,
        False,
        True,
    ]
    assert "### And the islands? (en anglais)\n\nAucune contribution.\n" in shown


@CODES
def test_an_outline_is_a_valid_reply(tmp_path: Path, code: str) -> None:
    more = fixtures.of_golden("hostile") | fixtures.of_golden("draft")
    write(tmp_path, fixtures.load("two") | more | fixtures.of_golden("many-ways"))
    written = saved(tmp_path, code)
    told = built.run(tmp_path, *built.PALABRE, "status", "harbours", "--format", "json")
    assert json.loads(told.stdout)["discussions"][0]["not_taken_up"] == [], "all are cited"
    assert "a secret" not in written.lower(), "drafts are not told of"
    assert len(KEY.findall(written)) > 10


def test_outlines_in_both_languages_cite_the_same(tmp_path: Path) -> None:
    """So that both are valid beside each other."""
    write(tmp_path, fixtures.load("two"))
    assert set(KEY.findall(saved(tmp_path, "en"))) == set(KEY.findall(saved(tmp_path, "fr")))


@CODES
def test_quotes_in_the_other_language_are_no_mistake(tmp_path: Path, code: str) -> None:
    """A reply is in the language of its folder, however much it quotes in another."""
    said = {
        "en": "There is nothing that the people of this office would not do for all of us. " * 3,
        "fr": "Il n’y a rien que les gens de ce bureau ne feraient pas pour nous tous. " * 3,
    }
    other = "fr" if code == "en" else "en"
    post = "---\ntitle: {}\ntext: original\nweeks: [1]\nauthors: [{{name: Jo Doe}}]\n---\n\n{}\n"
    posts = {
        C.format(other, f"post-{n}"): post.format(said[other][:70], f"{said[other]}\n\n" * 4)
        for n in range(12)
    }
    saved(write(tmp_path, fixtures.load("base") | posts), code)


POST = (
    "---\ntitle: '{}'\ntext: original\nweeks: [1, 2]\n"
    "authors: [{{name: Jo Doe, organisation: Port, country: GN}}]\nabout: [SN]\n---\n\n{}\n"
)


def test_an_outline_keeps_the_limits_of_a_text(tmp_path: Path) -> None:
    """However many contributions, questions or brackets there are, of each of which some pass."""
    many = POST.replace("[1, 2]", "[1]").replace("[SN]", "[SN, CI, GH]")
    posts = {C.format("en", f"no-{n}"): many.format("A", "x") for n in range(72)}
    posts[C.format("en", "brackets")] = POST.format("A" + "[" * 280, "[" * 5000 + "\n\n- " * 3)
    intro = "---\ntitle: '{}'\nquestions: [{}]\n---\n\nWrite.\n"
    asked = ", ".join(f'"Q {n}?"' for n in range(51))
    weeks = {f"docs/en/harbours/weeks/{n}.md": intro.format("W", asked) for n in (3, 4, 5)}
    weeks["docs/en/harbours/weeks/2.md"] = intro.format("A" + "[" * 250, '"A' + "[" * 290 + '"')
    written = saved(write(tmp_path, fixtures.load("base") | posts | weeks), "en")
    assert "**Q 50?**" in written
    assert written.count("(contributions/no-71.md)") == 6
    assert max(block.count("[") for block in written.split("\n\n")) <= 200


def test_a_long_outline_is_shortened_as_far_as_a_reply_may_be_long(tmp_path: Path) -> None:
    """First what stands above already is not told again, then fewer words are told."""
    said = "\n\n".join(f"This is what paragraph {n} says, and more, and more." for n in range(20))
    posts = {C.format("en", f"post-{n}"): POST.format("A", said) for n in range(14)}
    twice = {"docs/en/harbours/weeks/2.md": POSTS["docs/en/harbours/weeks/2.md"]}
    written = saved(write(tmp_path, fixtures.load("base") | posts | twice), "en")
    assert "“This is what paragraph 19 says, and more, and more.”" in written
    assert written.count("#p20]") == 14
    assert written.count("(also week 1) (its paragraphs: above)\n") == 14 * 2
    more = {C.format("en", f"more-{n}"): POST.format("A", said) for n in range(60)}
    write(tmp_path, fixtures.load("base") | more)
    finished = outline(tmp_path, "harbours", "--lang", "fr", code="fr")
    assert finished.returncode == 0
    assert "“" not in finished.stdout
    assert "«\u00a0This is what paragraph…\u00a0» [@more-59#p20]" in finished.stdout
    assert "32768 octets" in finished.stderr


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=60))
def test_quoted_words_are_shown_as_they_are(words: str) -> None:
    words = " ".join(words.split())
    shown = MODERATORS.render(
        f"> “{escaped(words)}” x\n\n## {escaped(words)} x\n\n- **{escaped(words)}**"
    )
    assert not shown.flaws
    quote, heading, _ = html.fragment_fromstring(shown.html, create_parent=True)
    assert " ".join(quote.text_content().split()) == " ".join(f"“{words}” x".split())
    assert " ".join(heading.text_content().split()) == " ".join(f"{words} x".split())


def test_the_first_words_of_a_long_paragraph_are_found() -> None:
    rendered = text.CONTRIBUTIONS.render(f"{'word ' * 500}\n\n## Then\n\n- a *b*", is_linked=True)
    first, second = paragraphs.first_words(rendered.html, 20)
    assert (first, second) == (("p1", "word word word word…"), ("p2", "a b"))
    assert paragraphs.excerpt(rendered.html, 20) == first[1]


def test_no_sign_that_hides_words_reaches_a_terminal(tmp_path: Path) -> None:
    """A file may not have one; but this command does not refuse such files."""
    path = C.format("en", "only-here")
    files = fixtures.load("two")
    words = {path: files[path].replace("Nobody", "&#x202e;No&#x1b;[31mbody")}
    shown = outline(write(tmp_path, files | words), "harbours", "--lang", "en").stdout
    assert "> “No" in shown
    assert "\u202e" not in shown
    assert "\x1b" not in shown


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    write(tmp_path, fixtures.load("base"))
    (tmp_path / "mine.md").write_text("Mine.")
    finished = outline(tmp_path, "harbours", "--output", "mine.md")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr.startswith("mine.md is there already")
    assert (tmp_path / "mine.md").read_text() == "Mine."


def test_what_cannot_be_asked_for_is_told(tmp_path: Path) -> None:
    write(tmp_path, fixtures.load("base"))
    elsewhere = outline(tmp_path, "harbours", "--lang", "de", code="fr")
    assert (elsewhere.returncode, elsewhere.stdout) == (1, "")
    assert "en, fr" in elsewhere.stderr
    unknown = outline(tmp_path, "lakes")
    assert unknown.returncode == 1
    assert "Harbours and cities (harbours)" in unknown.stderr


def test_broken_files_are_left_out_and_told(tmp_path: Path) -> None:
    path = C.format("en", "not-filed")
    write(tmp_path, fixtures.load("base") | POSTS | {path: "---\ntitle: [\n---\n"})
    finished = outline(tmp_path, "harbours", code="fr")
    assert finished.returncode == 0
    assert "kamsar-office#p2" in finished.stdout
    assert finished.stderr.startswith("1 fichier enfreint une règle")
