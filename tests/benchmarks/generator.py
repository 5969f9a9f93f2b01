"""Archives of any size, the same every time: what benchmarks and long tests build."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from palabre import canonical
from palabre.models import OtherText, Record
from palabre.reading import fingerprint

WORDS = {
    "en": "the harbour office counts ships and talks to fishers about tides and weeks "
    "later a network of towns shares what it learned with families and authorities".split(),
    "fr": "la capitainerie compte les navires et parle aux pêcheurs des marées et des semaines "
    "plus tard un réseau de villes partage ses leçons avec les familles et autorités".split(),
}
NAMES = "Awa Bruno Chipo Dalia Émile Fatou Gia Hawa Inês João Kofi Lin Mariam Nino Omar Paz".split()
COUNTRIES = "GN SN FR GB IT ES MA GE PH NG CV BE EC GH EG KE IN BR CA DE".split()
TOPICS = [f"topic-{letter}" for letter in "abcdefghijklmnopqrst"]


@dataclass(frozen=True)
class Size:
    """How large an archive is."""

    contributions: int
    discussions: int = 2
    weeks: int = 5
    translated: float = 1.0
    """The share of contributions that have a text in both languages."""
    replies: float = 0.3
    """The share that answer an earlier one."""


def files(size: Size) -> Iterator[tuple[str, str]]:
    """Every file of an archive: path below its folder, content."""
    yield from _pages()
    for discussion in range(size.discussions):
        yield from _discussion(f"discussion-{discussion + 1}", size.weeks)
    chance = random.Random(size.contributions)
    for number in range(size.contributions):
        yield from contribution(number, size, chance)


def _pages() -> Iterator[tuple[str, str]]:
    for code in WORDS:
        for name in ("index", "contribute"):
            yield (
                f"docs/{code}/{name}.md",
                f"---\ntitle: {name}\ndescription: {name}\n---\n\nText.\n",
            )
    entries = (
        f"- id: {topic}\n  label: {{en: Topic {topic[-1]}, fr: Thème {topic[-1]}}}\n"
        f"  definition: {{en: What it is., fr: Ce que c’est.}}\n"
        for topic in TOPICS
    )
    yield "docs/topics.yml", "".join(entries)


def _discussion(name: str, weeks: int) -> Iterator[tuple[str, str]]:
    for code in WORDS:
        dates = "opens: 2010-09-06\ncloses: 2010-10-10\n" if code == "en" else ""
        yield f"docs/{code}/{name}/index.md", f"---\ntitle: {name}\n{dates}---\n\nText.\n"
        for week in range(1, weeks + 1):
            front = f'title: Week {week}\nquestions: ["What?"]\n'
            yield f"docs/{code}/{name}/weeks/{week}.md", f"---\n{front}---\n\nText.\n"


def contribution(number: int, size: Size, chance: random.Random) -> Iterator[tuple[str, str]]:
    """The files of one contribution: one, or two where it is translated."""
    key, discussion = f"contribution-{number}", f"discussion-{number % size.discussions + 1}"
    original = chance.choice(("en", "fr"))
    other = "fr" if original == "en" else "en"
    paragraphs = chance.randint(4, 9)
    title, body = _title(original, number, chance), _body(original, paragraphs, chance)
    author = {
        "name": _name(number // 3),
        "organisation": f"Network {_letters(1000 + number // 40)}",
    }
    record = {
        "title": title,
        "text": "original",
        "weeks": [number // size.discussions % size.weeks + 1],
        "authors": [author | {"country": chance.choice(COUNTRIES)}],
        "about": chance.sample(COUNTRIES, 2),
        "date": date(2010, 9, 6) + timedelta(days=number % 35),
        "topics": chance.sample(TOPICS, 2),
    }
    if number > size.discussions and chance.random() < size.replies:
        record["reply_to"] = f"contribution-{number - size.discussions}"
    if number % 7 == 5:
        address = f"https://example.org/reports/{number}"
        record["resources"] = [{"title": f"Report {number}", "url": address}]
    path = f"{discussion}/contributions/{key}.md"
    yield f"docs/{original}/{path}", canonical.document(record, Record, body)
    if chance.random() < size.translated:
        of = fingerprint(title, body)
        front = {
            "title": _title(other, number, chance),
            "text": "translation",
            "translation": {"by": "Translators", "kind": "human", "of": of},
        }
        text = _body(other, paragraphs, chance)
        yield f"docs/{other}/{path}", canonical.document(front, OtherText, text)


def _name(number: int) -> str:
    """A person's, that no other number has."""
    return f"{NAMES[number % len(NAMES)]} {_letters(number)}"


def _letters(number: int) -> str:
    """A word that no other number has."""
    return "".join(chr(97 + int(digit)) for digit in str(number)).capitalize()


def _title(code: str, number: int, chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS[code], k=5)).capitalize() + f" {number}"


def _body(code: str, paragraphs: int, chance: random.Random) -> str:
    return "\n\n".join(
        " ".join(chance.choices(WORDS[code], k=60)).capitalize() + "." for _ in range(paragraphs)
    )
