"""The rules that need more than one file.

Each check is a generator that yields problems; its docstring says what must hold. What a single
value must be is said in :mod:`palabre.models`, what a body must be in :mod:`palabre.bodies`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from palabre.archive import Archive, Contribution, Directory
from palabre.language import languages
from palabre.layout import RESERVED, is_key
from palabre.models import Line, OtherText, name_of
from palabre.problems import Problem, Rule, shorten
from palabre.source import Document, KeyPath

Check = Callable[[Archive], Iterator[Problem]]


def _at(
    document: Document, rule: Rule, key: KeyPath, found: object = "", **values: object
) -> Problem:
    return Problem(document.path, document.line(key), rule, shorten(found), name_of(key), values)


def _nearest(name: str, known: Iterable[str]) -> str:
    known = list(known)
    return ", ".join(get_close_matches(name, known, cutoff=0.5) or known[:5])


def page_twins(archive: Archive) -> Iterator[Problem]:
    """A page of the archive itself stands in both languages; the home page always does.

    Bad: ``docs/en/about.md`` alone. Good: ``docs/fr/about.md`` beside it.
    """
    codes = archive.settings.codes
    names = {uri.partition("/")[2] for uri in archive.files if uri.count("/") == 1}
    for name in sorted(names | {"index.md", "contribute.md"}):
        standing = [code for code in codes if f"{code}/{name}" in archive.files]
        for code in codes:
            if code not in standing:
                twins = ", ".join(archive.settings.path(f"{c}/{name}") for c in standing) or "—"
                path = archive.settings.path(f"{code}/{name}")
                yield Problem(path, 1, Rule.PAGE_TWIN, values={"twin": twins})


def reserved_ids(archive: Archive) -> Iterator[Problem]:
    """No discussion or contribution takes a name that addresses of the archive need.

    Bad: ``docs/en/topics/index.md``. Good: ``docs/en/port-topics/index.md``.
    """
    for key, work in (*archive.discussions.items(), *archive.contributions.items()):
        if key in RESERVED or key in languages():
            document = next(iter(work.texts.values())).document
            yield Problem(document.path, 1, Rule.ID_RESERVED, key)


def originals(archive: Archive) -> Iterator[Problem]:
    """A contribution has one original; `written_in` stands only where it is not held.

    Bad: ``text: original`` in English and in French. Good: one of them is a translation.
    """
    for contribution in archive.contributions.values():
        found = [t for t in contribution.texts.values() if t.front.text == "original"]
        for text in found[1:]:
            yield _at(text.document, Rule.ORIGINAL_TWICE, ("text",), found[0].document.path)
        record = contribution.record
        if found and record.written_in:
            key = ("written_in",)
            yield _at(contribution.document, Rule.WRITTEN_IN, key, record.written_in)
        for index, code in enumerate(record.planned):
            if code in contribution.texts or code not in archive.settings.codes:
                yield _at(contribution.document, Rule.PLANNED, ("planned", index), code)


def translations(archive: Archive) -> Iterator[Problem]:
    """A translation of an original that is held names its fingerprint, and the current one.

    Bad: ``translation: {by: …, kind: human}``. Good: ``… of: 3f9c2a7d41be}``.
    """
    for contribution in archive.contributions.values():
        original = contribution.original
        drifted = contribution.has_drifted
        for code, text in contribution.texts.items():
            if not original or not text.front.translation:
                continue
            told = text.front.translation.of
            if told is None or drifted[code]:
                rule = Rule.TRANSLATION_DRIFT if told else Rule.TRANSLATION_OF
                found = told or ""
                now = original.fingerprint
                yield _at(text.document, rule, ("translation", "of"), found, now=now)


def author_positions(archive: Archive) -> Iterator[Problem]:
    """`roles` and `places` of another text have one item for each author of the record.

    Bad: two roles for one author. Good: as many as there are authors.
    """
    for contribution in archive.contributions.values():
        number = len(contribution.record.authors)
        for text in contribution.texts.values():
            if isinstance(text.front, OtherText):
                for key, values in (("roles", text.front.roles), ("places", text.front.places)):
                    if values is not None and len(values) != number:
                        found = len(values)
                        yield _at(text.document, Rule.POSITIONS, (key,), found, number=number)


def references(archive: Archive) -> Iterator[Problem]:
    """Weeks, topics and the contribution replied to exist.

    Bad: ``weeks: [9]`` in a discussion of four. Good: ``weeks: [2]``.
    """
    topics, weeks_of = _topics(archive), _weeks(archive)
    ids = {Path(uri).stem for uri in archive.files if "/contributions/" in uri}
    for contribution in archive.contributions.values():
        record, document = contribution.record, contribution.document
        weeks = sorted(weeks_of[contribution.discussion])
        for index, week in enumerate(record.weeks):
            if week not in weeks:
                known = ", ".join(map(str, weeks)) or "—"
                yield _at(document, Rule.WEEK_UNKNOWN, ("weeks", index), week, candidates=known)
        for index, topic in enumerate(record.topics):
            if topics is not None and topic not in topics:
                near = _nearest(topic, topics)
                yield _at(document, Rule.TOPIC_UNKNOWN, ("topics", index), topic, candidates=near)
        reply_to = record.reply_to
        if reply_to and (reply_to not in ids or reply_to == contribution.id):
            near = _nearest(reply_to, sorted(ids - {contribution.id}))
            yield _at(document, Rule.REPLY_UNKNOWN, ("reply_to",), reply_to, candidates=near)


def _weeks(archive: Archive) -> Mapping[str, set[int]]:
    """The weeks of each discussion that have a file, good or bad."""
    weeks: dict[str, set[int]] = defaultdict(set)
    for uri in archive.files:
        if match := re.fullmatch(r"[^/]+/([^/]+)/weeks/(\d+)\.md", uri):
            weeks[match[1]].add(int(match[2]))
    return weeks


def _topics(archive: Archive) -> list[str] | None:
    """The ids in the registry of topics, good or bad; ``None`` where it could not be read."""
    if "topics.yml" not in archive.files:
        return []
    front = archive.registries["topics"].front if "topics" in archive.registries else None
    if not isinstance(front, list):
        return None
    return [str(entry.get("id")) for entry in front if isinstance(entry, Mapping)]


def names(archive: Archive) -> Iterator[Problem]:
    """Every contributor and organisation has an id of its own: its slug, or a registered one.

    Bad: ``name: 王芳``, which has no ASCII slug. Good: the same with an entry in the registry.
    """
    spelled: dict[tuple[str, str], str] = {}
    for contribution in archive.contributions.values():
        for position, author in enumerate(contribution.record.authors):
            at = ("authors", position)
            if author.name:
                key = (*at, "name")
                yield from _name(archive.contributors, author.name, spelled, contribution, key)
            for name in author.organisation:
                key = (*at, "organisation")
                yield from _name(archive.organisations, name, spelled, contribution, key)


def _name(
    directory: Directory,
    name: Line,
    spelled: dict[tuple[str, str], str],
    contribution: Contribution,
    key: KeyPath,
) -> Iterator[Problem]:
    if directory.is_registered(name):
        return
    kind = "organisations" if key[-1] == "organisation" else "contributors"
    slug = directory.id_of(name)
    if not is_key(slug):
        yield _at(contribution.document, Rule.NAME_ID, key, name, registry=f"{kind}.yml", slug=slug)
        return
    taken = directory.registered.get(slug)
    first = taken.name("") if taken else spelled.setdefault((kind, slug), name)
    if first != name:
        yield _at(
            contribution.document,
            Rule.NAME_COLLISION,
            key,
            name,
            other=first,
            registry=f"{kind}.yml",
        )


def registry_languages(archive: Archive) -> Iterator[Problem]:
    """A topic's label and definition, and a name that is given per language, have both languages.

    Bad: ``label: {en: Remittances}``. Good: the French label beside it.
    """
    for document in archive.registries.values():
        if not isinstance(document.front, list):
            continue
        for index, entry in enumerate(document.front):
            for key in ("label", "definition", "name"):
                value = entry.get(key) if isinstance(entry, Mapping) else None
                if isinstance(value, Mapping) and set(value) != set(archive.settings.codes):
                    wanted = ", ".join(archive.settings.codes)
                    found = ", ".join(map(str, value))
                    yield _at(document, Rule.LANGUAGE_KEYS, (index, key), found, wanted=wanted)


def attachments(archive: Archive) -> Iterator[Problem]:
    """An attachment stands beside its contribution's record, in a folder named by its id.

    Bad: a picture beside the translation. Good: beside the file with `authors`.
    """
    for place in archive.attachments:
        contribution = archive.contributions.get(place.name)
        if contribution is None or contribution.document.place.language != place.language:
            path = archive.settings.path(place.uri)
            yield Problem(path, 1, Rule.FILE_PLACE, shorten(place.uri))


CHECKS: tuple[Check, ...] = (
    page_twins,
    reserved_ids,
    originals,
    translations,
    author_positions,
    references,
    names,
    registry_languages,
    attachments,
)
