"""``palabre check --list``: every rule is there, and its examples do what they say.

An example is put where an editor would write it, in the archive ``base`` with a few files more:
the bad one must break its rule, the good one must keep it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import built
from palabre import language
from palabre.problems import Rule
from palabre.review import rulebook
from test_bad import find

AUTHORS = "authors: [{name: Awa Diallo}]"
Files = dict[str, str]

TOLD = {
    Rule.FILE_KIND: "no line of text is a shortcut",
    Rule.FILE_ENCODING: "a catalogue is all UTF-8",
    Rule.FILE_SIZE: "nobody reads an example of 64 KB",
    Rule.FRONT_MATTER_SIZE: "nobody reads an example of 8 KB",
    Rule.TOO_LONG: "nobody reads an example of 300 characters",
    Rule.IMAGE_SIZE: "nobody sees an example of 500 KB",
    Rule.BODY_TOO_COMPLEX: "nobody reads an example of forty levels",
    Rule.RENAMED_TO: "it is an entry of a registry that a command writes",
    Rule.ADDRESS_LOST: "what was published stands in no file of docs/",
    Rule.PARAGRAPH_MOVED: "what was published stands in no file of docs/",
}
"""The examples that are words about a file, and why; ``tests/bad/`` has the files."""


def text(front: str, body: str = "Text.") -> str:
    """A file."""
    return f"---\n{front}\n---\n\n{body}\n"


def changed(front: str, lines: str) -> str:
    """*front* with *lines* in the place of those that begin with the same key, or after them."""
    key = lines.split(":")[0]
    keys = re.findall(r"^[a-z_]+", lines, re.MULTILINE)
    kept = [line for line in front.split("\n") if line.split(":")[0] not in keys]
    at = next((n for n, line in enumerate(front.split("\n")) if line.split(":")[0] == key), 99)
    return "\n".join((*kept[:at], lines, *kept[at:]))


RECORD = f"title: A\ntext: original\n{AUTHORS}"


def surroundings(code: str) -> Files:
    """What examples in the language *code* refer to."""
    folder = f"docs/{code}/harbours/contributions/our-harbour"
    return {
        f"{folder}.md": text(RECORD),
        f"{folder}/quay.jpg": "%hex ff",
        "docs/en/lakes/index.md": text("title: Lakes"),
    }


def of_post(example: str, code: str) -> Files:
    """Fields of a contribution."""
    return {f"docs/{code}/harbours/contributions/a-post.md": text(changed(RECORD, example))}


def of_author(example: str, code: str) -> Files:
    """Fields of an author."""
    author = changed("name: Awa Diallo", example).replace("\n", "\n    ")
    return of_post(f"authors:\n  - {author}", code)


def of_translation(example: str, code: str) -> Files:
    """Fields of a translation."""
    other = next(c for c in ("en", "fr") if c != code)
    path = "harbours/contributions/a-post.md"
    translation = changed("title: A\ntext: translation", example)
    return {f"docs/{other}/{path}": text(RECORD), f"docs/{code}/{path}": text(translation)}


def of_week(example: str, code: str) -> Files:
    """Fields of a week: both dates stand in one of its files."""
    return {"docs/en/harbours/weeks/1.md": text(f'title: W\nquestions: ["Q"]\n{example}')}


def of_discussion(example: str, code: str) -> Files:
    """Fields of a discussion."""
    return {"docs/en/lakes/index.md": text(f"title: Lakes\n{example}")}


def of_topic(example: str, code: str) -> Files:
    """Fields of a topic."""
    definition = "definition: {en: The sea., fr: La mer.}"
    return {"docs/topics.yml": f"- id: tides\n  {example}\n  {definition}\n"}


def of_contributor(example: str, code: str) -> Files:
    """An entry of the registry of contributors."""
    return {"docs/contributors.yml": f"{example}\n"}


def of_front_matter(example: str, code: str) -> Files:
    """Every field of a contribution."""
    return {f"docs/{code}/harbours/contributions/a-post.md": text(example)}


def of_whole_file(example: str, code: str) -> Files:
    """A page."""
    return {f"docs/{code}/contribute.md": f"{example}\n"}


def of_body(example: str, code: str) -> Files:
    """A contribution's text."""
    return {f"docs/{code}/harbours/contributions/a-post.md": text(RECORD, example)}


def of_reply(example: str, code: str) -> Files:
    """A consolidated reply in one language."""
    return {f"docs/{code}/harbours/consolidated-reply.md": text("title: A", example)}


def of_replies(example: str, code: str) -> Files:
    """A consolidated reply: of each text its language's folder."""
    texts = re.findall(r"^docs/(\w\w)/…: (.*)$", example, re.MULTILINE)
    return {path: body for folder, words in texts for path, body in of_reply(words, folder).items()}


def of_paths(example: str, code: str) -> Files:
    """Files: of each there is its path."""
    fronts = {"/index.md": "title: A", "/team.md": "title: A\ndescription: D"}
    return {
        path: "%hex ff"
        if "/our-harbour/" in path
        else text(next((f for end, f in fronts.items() if path.endswith(end)), RECORD))
        for path in example.split("\n")
    }


def of_texts(example: str, code: str) -> Files:
    """Fields of the texts of a contribution, or of a week: of each its language's folder."""
    is_week = "opens:" in example
    path = "harbours/weeks/1.md" if is_week else "harbours/contributions/a-post.md"
    fronts: Files = {}
    for folder, field in re.findall(r"^docs/(\w\w)/…: (.*)$", example, re.MULTILINE):
        first = f"title: A\ntext: summary\n{AUTHORS}" if not fronts else "title: A\ntext: summary"
        front = fronts.get(folder, 'title: W\nquestions: ["Q"]' if is_week else first)
        fronts[folder] = changed(front, field)
    return {f"docs/{folder}/{path}": text(front) for folder, front in fronts.items()}


def of_paragraphs(example: str, code: str) -> Files:
    """Paragraphs of the texts of a contribution: of each its language's folder."""
    bodies: dict[str, list[str]] = {}
    for folder, paragraph in re.findall(r"^docs/(\w\w)/…: (.*)$", example, re.MULTILINE):
        bodies.setdefault(folder, []).append(paragraph)
    fronts = (f"title: A\ntext: summary\n{AUTHORS}", "title: A\ntext: summary")
    return {
        f"docs/{folder}/harbours/contributions/a-post.md": text(front, "\n\n".join(body))
        for front, (folder, body) in zip(fronts, bodies.items(), strict=False)
    }


PLACES: dict[Callable[[str, str], Files], str] = {
    of_author: "field-unknown country-code personal-data name-id name-near",
    of_translation: "fingerprint-format translation-block translation-of translation-drift",
    of_week: "date-order",
    of_discussion: "timezone",
    of_topic: "language-keys",
    of_contributor: "family-name",
    of_front_matter: "field-missing record-missing",
    of_whole_file: "front-matter",
    of_paths: "file-type file-place page-twin id-taken id-reserved discussion-missing",
    of_texts: "record-twice original-twice original-only shared-twice author-positions",
    of_paragraphs: "paragraphs-differ",
    of_body: "raw-html heading-level paragraph-id link-broken link-unsafe image-place "
    "personal-data-in-body link-truncated image-alternative text-language",
    of_reply: "citation-unknown citation-paragraph citation-form",
    of_replies: "citations-differ",
}
"""Where the example of a rule is put, if it is no field of a contribution."""

MAY_BREAK = {Rule.FRONT_MATTER: Rule.FIELD_MISSING}
"""The other rule that a good example may break, being no whole file, but for its form."""


@pytest.mark.parametrize("code", language.catalogues())
@pytest.mark.parametrize("rule", [rule for rule in Rule if rule not in TOLD], ids=lambda r: r.value)
def test_examples_do_what_they_say(rule: Rule, code: str, tmp_path: Path) -> None:
    place = next((p for p, names in PLACES.items() if rule.value in names.split()), of_post)
    for part in ("bad", "good"):
        example = language.of(code).say(f"{part}-{rule.value}")
        (tmp_path / part).mkdir()
        found = find(surroundings(code) | place(example, code), tmp_path / part)
        told = {problem.rule for problem in found}
        if part == "bad":
            assert rule in told
        else:
            assert told <= {MAY_BREAK.get(rule, Rule.NOT_NORMALISED)} - {rule}, found


def test_places_and_reasons_are_of_rules() -> None:
    named = [name for names in PLACES.values() for name in names.split()]
    assert len(named) == len(set(named))
    assert {Rule(name) for name in named}.isdisjoint(TOLD)


@pytest.mark.parametrize("code", language.catalogues())
def test_every_rule_is_listed(code: str, tmp_path: Path) -> None:
    finished = built.run(tmp_path, *built.PALABRE, "--lang", code, "check", "--list")
    assert finished.returncode == 0, finished.stderr
    blocks = finished.stdout.split("\n\n")
    say = language.of(code).say
    for rule in Rule:
        name = say("list-warning", name=rule.value) if rule.is_warning else rule.value
        assert f"\n{name}\n" in f"\n\n{finished.stdout}"
        for part in ("bad", "good"):
            for line in say(f"{part}-{rule.value}").split("\n"):
                assert line in finished.stdout
    headings = [say(f"group-{group}").upper() for group in rulebook.GROUPS.values()]
    assert [block for block in blocks if block in headings] == headings
    assert "%(" not in finished.stdout


def test_one_rule_is_listed_by_its_name(tmp_path: Path) -> None:
    finished = built.run(tmp_path, *built.PALABRE, "check", "--list", "country-code")
    assert finished.stdout == (
        "VALUES OF FIELDS\n\ncountry-code\n"
        "  A country must be given by its two-letter code (ISO 3166-1), in capitals\n"
        "  Bad:   country: Senegal\n"
        "  Good:  country: SN\n"
    )
    finished = built.run(tmp_path, *built.PALABRE, "check", "--list", "country")
    assert finished.returncode == 1
    assert "country-code" in finished.stderr
