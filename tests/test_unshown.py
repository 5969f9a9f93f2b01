"""What nobody is shown is in no file: neither of a site with its books, nor of a sealed edition.

Every text has words of its own in all that it says. They are looked for in every file, and in every
file that is packed in another, by their letters alone: whatever hyphens, line breaks or escapes of
a format stand between these.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest

import books
import built
import fixtures
from test_sealing import commit, edition, seal

FAR = "publish: 2099-01-01\n"
FIELDS = (
    "title body name role body-of place project topic resource address source rights picture"
).split()
HIDDEN = ("gone", "later", "week", "inweek", "talk", "intalk", "draft")
SHOWN = "here"

_TEX = str.maketrans("", "", "\\{}~")


def word(work: str, field: str, code: str = "en") -> str:
    """What *work* says in *field*: with an accent that formats write in their own ways."""
    return f"Qz{work}é{''.join(filter(str.isalpha, field))}{code}qz"


def slug(work: str, field: str, code: str = "en") -> str:
    return word(work, field, code).lower().replace("é", "e")


def post(work: str, discussion: str, head: str = "") -> dict[str, str]:
    """A contribution in both languages, with a picture, whose every part has words of its own."""

    def say(field: str, code: str = "en") -> str:
        return word(work, field, code)

    root, name = f"{discussion}/contributions", f"{work}-post"
    picture = f"{name}/{slug(work, 'picture')}.png"
    author = (
        f"  - name: Ada {say('name')}\n    role: {say('role')}\n"
        f"    organisation: {say('body-of')}\n    place: {say('place')}\n"
        f"    country: {'SN' if work == SHOWN else 'FJ'}\n"
    )
    front = (
        f"title: {say('title')}\ntext: original\n{head}authors:\n{author}"
        f"topics: [{slug(work, 'topic')}]\nproject: {say('project')}\nrights: {say('rights')}\n"
        f"source: https://example.org/{slug(work, 'source')}\n"
        f"resources:\n  - title: {say('resource')}\n"
        f"    url: https://example.org/{slug(work, 'address')}\n"
    )
    body = f"{say('body')} ![A {say('body')}]({picture})\n\nMore {say('body')}."
    other = (
        f"title: {say('title', 'fr')}\ntext: translation\n"
        f"translation: {{by: {say('name', 'fr')}, kind: human, of: {'0' * 12}}}\n"
    )
    other += "draft: true\n" if "draft" in head else ""
    twin = f"{say('body', 'fr')}\n\nEncore {say('body', 'fr')}."
    if work == SHOWN:  # what leads to the others
        body += "\n\n[Later](later-post.md#p1) and [in a week](../weeks/2.md)."
        twin += "\n\n[Plus tard](later-post.md#p1)."
    return {
        f"docs/en/{root}/{name}.md": f"---\n{front}---\n\n{body}\n",
        f"docs/en/{root}/{picture}": books.picture(3, 2),
        f"docs/fr/{root}/{name}.md": f"---\n{other}---\n\n{twin}\n",
    }


def week(work: str, path: str, head: str) -> dict[str, str]:
    """The intro of a week, which nobody is shown yet."""
    return {
        f"docs/{code}/{path}.md": (
            f"---\ntitle: {word(work, 'title', code)}\n"
            f"questions: ['{word(work, 'source', code)}?']\n{head if code == 'en' else ''}---\n\n"
            f"{word(work, 'body', code)}.\n"
        )
        for code in ("en", "fr")
    }


def talk(work: str) -> dict[str, str]:
    """A whole discussion, which nobody is shown yet."""
    dates = f"opens: 2099-01-01\ntimezone: Africa/Dakar\nrights: {word(work, 'rights')}\n{FAR}"
    return {
        f"docs/{code}/meeting/index.md": (
            f"---\ntitle: {word(work, 'title', code)}\nconvenors: [{word(work, 'name', code)}]\n"
            f"moderators: [{word(work, 'role', code)}]\noccasion: {word(work, 'place', code)}\n"
            f"{dates if code == 'en' else ''}---\n\n{word(work, 'body', code)}.\n"
        )
        for code in ("en", "fr")
    }


def archive() -> dict[str, str]:
    works = {
        **post(SHOWN, "harbours", "weeks: [1]\n"),
        **post("gone", "harbours", "weeks: [1]\nreply_to: here-post\n"),
        **post("later", "harbours", f"weeks: [1]\nreply_to: here-post\n{FAR}"),
        **week("week", "harbours/weeks/2", f"opens: 2099-01-01\n{FAR}"),
        **post("inweek", "harbours", "weeks: [2]\n"),
        **talk("talk"),
        **post("intalk", "meeting"),
        **post("draft", "harbours", "weeks: [1]\ndraft: true\n"),
    }
    topics = fixtures.load("base")["docs/topics.yml"]
    return fixtures.load("base") | works | {"docs/topics.yml": topics + vocabulary()}


def vocabulary() -> str:
    """Topics of one contribution each: what they are called is no secret, who spoke of them is."""
    return "".join(
        f"- id: {slug(work, 'topic')}\n  label: {{en: Of the {work}, fr: Du {work}}}\n"
        f"  definition: {{en: What the {work} is., fr: Ce qu’est {work}.}}\n"
        for work in (SHOWN, *HIDDEN)
    )


def letters(text: str) -> str:
    """*text* without anything but letters, and these without case and accents."""
    plain = unicodedata.normalize("NFD", text).lower()
    return re.sub("[^a-z]", "", plain)


def written(content: bytes) -> Iterator[str]:
    """The words of *content*, and what they say where they are escaped."""
    text = content.decode("utf-8", "ignore").replace("\0", "")
    yield text
    yield unquote(text)
    yield html.unescape(text)
    yield re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text, flags=re.IGNORECASE)
    yield text.translate(_TEX)


def unpacked(content: bytes) -> Iterator[bytes]:
    """*content*, and all that is packed in it."""
    yield content
    if content[:2] == b"\x1f\x8b":
        yield from unpacked(gzip.decompress(content))
    elif content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield "\n".join(packed.namelist()).encode()
            for name in packed.namelist():
                yield from unpacked(packed.read(name))
    elif content[:5] == b"%PDF-":
        yield "\n".join(books.pages(content)).encode()
        with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
            yield str(dict(pdf.docinfo)).encode()
            with pdf.open_outline() as outline:
                yield "\n".join(_titles(outline.root)).encode()
            for one in pdf.objects:
                if isinstance(one, pikepdf.Dictionary | pikepdf.Array):
                    yield repr(one).encode()
                elif isinstance(one, pikepdf.Stream) and one.get("/Type") == "/Metadata":
                    yield one.read_bytes()


def _titles(items: Iterable[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.children)


_WORD = re.compile(rf"qz({'|'.join((SHOWN, *HIDDEN))})e([a-z]+?)(en|fr)qz")
Found = dict[str, set[tuple[str, str, str]]]


def words_of(folder: Path) -> Found:
    """By file below *folder*, what it has of whose words."""
    found: Found = {}
    for path, content in built.files_of(folder).items():
        told = (path.encode(), *unpacked(content))
        runs = (letters(text) for piece in told for text in written(piece))
        found[path] = {(m[1], m[2], m[3]) for run in runs for m in _WORD.finditer(run)}
    return found


def told_of(found: Found, but: str = "topic") -> set[str]:
    """Whose words stand there, whatever they say; those of the vocabulary are everybody's."""
    return {work for words in found.values() for work, field, _ in words if field != but}


def telling(found: Found) -> Found:
    """The files that have words of what is hidden."""
    return {path: words for path, words in found.items() if told_of({path: words}) - {SHOWN}}


def assert_all_is_seen(found: Found) -> None:
    """Whatever the shown contribution says was found where it must be: the search sees."""
    both = {(SHOWN, field, code) for field in ("title", "body") for code in ("en", "fr")}
    english = {one for one in both if one[2] == "en"}
    root, name = "harbours", "harbours/contributions/here-post"
    titles = {(SHOWN, "title", "en")}
    expected = {
        f"{name}.html": english | {(SHOWN, f, "en") for f in ("role", "place", "resource")},
        f"fr/{name}.html": both - english | {(SHOWN, "name", "fr")},
        f"{root}/index.atom": english,
        f"{name}.bib": titles | {(SHOWN, "name", "en")},
        f"{name}.ris": titles,
        f"{name}.csl.json": titles,
        f"{root}/citations.bib": titles,
        f"{root}/proceedings.pdf": english | {(SHOWN, "resource", "en")},
        f"{root}/proceedings.epub": english,
        f"{root}/proceedings-both.pdf": both,
        f"{root}/proceedings-both.epub": both,
        "data/texts.csv": both,
        "data/texts.jsonl": both,
        "data/contributions.jsonl": titles | {(SHOWN, "project", "en")},
        "data/authors.csv": {(SHOWN, f, "en") for f in ("name", "role", "bodyof", "place")},
        "data/paragraphs.tmx": both & {(SHOWN, "body", c) for c in ("en", "fr")},
        "offline.zip": both,
        f"{root}/resources.html": {(SHOWN, "resource", "en"), (SHOWN, "address", "en")},
    }
    for path, words in expected.items():
        assert words <= found[path], (path, words - found[path])
    index = {words for path, w in found.items() if path.startswith("pagefind/") for words in w}
    assert both <= index


@pytest.mark.built
def test_what_nobody_is_shown_is_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    fixtures.write(folder, archive())
    commit(folder)
    build = [*built.PALABRE, "build", "--proceedings"]
    before = words_of(built.build(folder, build))
    assert told_of(before) == {SHOWN, "gone"}  # which stays in the store
    finished = built.run(folder, *built.PALABRE, "withdraw", "gone-post", "--yes")
    assert finished.returncode == 0, finished.stderr
    commit(folder)

    site = words_of(built.build(folder, build))
    assert telling(site) == {}
    assert_all_is_seen(site)
    bag, _ = edition(seal(folder), folder)
    sealed = words_of(bag)
    assert telling(sealed) == {}
    assert_all_is_seen({path.removeprefix("data/site/"): w for path, w in sealed.items()})
    assert told_of(words_of(bag / "data/sources")) == {SHOWN}

    later = words_of(built.build(folder, [*build, "--as-of", "2099-01-01"]))
    assert told_of(later) == {SHOWN, *HIDDEN} - {"gone", "draft"}
