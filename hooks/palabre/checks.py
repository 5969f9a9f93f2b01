"""The rules that need more than one file.

Each check is a generator that yields problems; its docstring says what must hold. What a single
value must be is said in :mod:`palabre.values`, what a file must be in :mod:`palabre.reader`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath

from palabre import promises
from palabre.alignment import author_positions, originals, paragraphs, translations
from palabre.archive import Archive
from palabre.directory import Directory
from palabre.evidence import cited_paragraphs, equal_evidence
from palabre.language import languages, slug
from palabre.layout import CONTRIBUTE, HOME, RESERVED, Role, is_key
from palabre.likeness import nearest
from palabre.problems import Problem, Rule, shorten
from palabre.reading import Reading, Target
from palabre.source import KeyPath
from palabre.spellings import near_names
from palabre.works import Contribution

Check = Callable[[Archive], Iterator[Problem]]


def page_twins(archive: Archive) -> Iterator[Problem]:
    """A page of the archive itself stands in both languages; the home page always does.

    Bad: ``docs/en/about.md`` alone. Good: ``docs/fr/about.md`` beside it.
    """
    codes = archive.settings.codes
    pages = [r.place for r in archive.readings if r.place.role is Role.PAGE]
    standing = {(place.language, place.name) for place in pages}
    for name in sorted({place.name for place in pages} | {HOME, CONTRIBUTE}):
        twins = [code for code in codes if (code, name) in standing]
        for code in codes:
            if code not in twins:
                found = ", ".join(archive.settings.path(f"{twin}/{name}.md") for twin in twins)
                path = archive.settings.path(f"{code}/{name}.md")
                yield Problem(path, 1, Rule.PAGE_TWIN, values={"twin": found or "—"})


def reserved_ids(archive: Archive) -> Iterator[Problem]:
    """No page, discussion or contribution takes a name that addresses of the archive need.

    Bad: ``docs/en/topics/index.md``. Good: ``docs/en/port-topics/index.md``.
    """
    for key, work in (*archive.discussions.items(), *archive.contributions.items()):
        if key in RESERVED or key in languages():
            yield next(iter(work.texts.values())).reading.problem(Rule.ID_RESERVED, (), key)
    for page in archive.pages:
        for text in page.texts.values() if page.name in RESERVED - {HOME} else ():
            yield text.reading.problem(Rule.ID_RESERVED, (), page.name)


def references(archive: Archive) -> Iterator[Problem]:
    """Weeks, their questions, topics and the contribution replied to exist.

    Bad: ``weeks: [9]`` in a discussion of four. Good: ``weeks: [2]``.
    """
    topics, weeks_of = _topics(archive), _weeks(archive)
    labelled = {slug(name): t.id for t in archive.topics.values() for name in t.label.values()}
    every = (*archive.readings, *archive.drafts)  # a reply may be published before what it answers
    ids = {r.place.name for r in every if r.place.role is Role.CONTRIBUTION}
    ids |= archive.former.withdrawn.keys()
    for contribution in archive.contributions.values():
        record, reading = contribution.record, contribution.reading
        weeks = sorted(weeks_of[contribution.discussion])
        for index, week in enumerate(record.weeks):
            if week not in weeks:
                known = ", ".join(map(str, weeks)) or "—"
                yield reading.problem(Rule.WEEK_UNKNOWN, ("weeks", index), week, candidates=known)
        asked = _number_of_questions(contribution, archive) if record.questions else 0
        for index, question in enumerate(record.questions):
            if question > asked:
                key = ("questions", index)
                known = ", ".join(map(str, range(1, asked + 1))) or "—"
                yield reading.problem(Rule.QUESTION_UNKNOWN, key, question, candidates=known)
        for index, topic in enumerate(record.topics):
            if topics is not None and topic not in topics:
                near = labelled.get(topic) or nearest(topic, topics)
                yield reading.problem(Rule.TOPIC_UNKNOWN, ("topics", index), topic, candidates=near)
        reply_to = record.reply_to
        if reply_to and (reply_to not in ids or reply_to == contribution.id):
            now = archive.former.now(reply_to)
            near = now if now != reply_to else nearest(reply_to, sorted(ids - {contribution.id}))
            yield reading.problem(Rule.REPLY_UNKNOWN, ("reply_to",), reply_to, candidates=near)


def _number_of_questions(contribution: Contribution, archive: Archive) -> int:
    """How many questions are asked in the first week that *contribution* is filed in."""
    week = archive.first_week(contribution)
    texts = week.texts.values() if week else ()
    return max((len(text.front.questions) for text in texts), default=0)


def _weeks(archive: Archive) -> Mapping[str, set[int]]:
    """The weeks of each discussion that have a file, good or bad."""
    weeks: dict[str, set[int]] = defaultdict(set)
    for reading in archive.readings:
        if reading.place.role is Role.WEEK:
            weeks[reading.place.discussion].add(int(reading.place.name))
    return weeks


def _topics(archive: Archive) -> tuple[str, ...] | None:
    """The ids in the registry of topics, good or bad; ``None`` where it could not be read."""
    for reading in archive.readings:
        if reading.place.role is Role.REGISTRY and reading.place.name == "topics":
            return reading.keys if reading.keys or not reading.problems else None
    return ()


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
    name: str,
    spelled: dict[tuple[str, str], str],
    contribution: Contribution,
    key: KeyPath,
) -> Iterator[Problem]:
    if directory.is_registered(name):
        return
    kind = "organisations" if key[-1] == "organisation" else "contributors"
    own = directory.id_of(name)
    if not is_key(own):
        values = {"registry": f"{kind}.yml", "slug": own or "—", "name": shorten(name)}
        yield contribution.reading.problem(Rule.NAME_ID, key, name, **values)
        return
    taken = directory.registered.get(own)
    first = taken.name("") if taken else spelled.setdefault((kind, own), name)
    if first != name:
        values = {"other": first, "registry": f"{kind}.yml"}
        yield contribution.reading.problem(Rule.NAME_COLLISION, key, name, **values)


def attachments(archive: Archive) -> Iterator[Problem]:
    """An attachment stands beside its contribution's record, in a folder named by its id.

    Bad: a picture beside the translation. Good: beside the file with `authors`.
    """
    standing: set[str] = set()
    records = {(r.place.name, r.place.language) for r in archive.readings if r.holds_record}
    for place in archive.attachments:
        if place.address.lower() in standing:  # one file on disks that ignore case
            yield Problem(archive.settings.path(place.uri), 1, Rule.ID_TAKEN, shorten(place.uri))
        standing.add(place.address.lower())
        if (place.name, place.language) not in records:
            path = archive.settings.path(place.uri)
            yield Problem(path, 1, Rule.FILE_PLACE, shorten(place.uri))


def links(archive: Archive, generated: frozenset[str]) -> Iterator[Problem]:
    """A link leads to a file of the archive or a generated page, and to a fragment that it has.

    Bad: ``[see](gone.md)``, ``[see](other.md#p99)``. Good: ``[see](other.md#p2)``.
    """
    left = {address for address, _ in archive.former.pages}  # of which no paragraph is left
    texts: dict[str, list[Reading]] = defaultdict(list)
    for reading in archive.readings:
        texts[reading.place.address].append(reading)
    for reading in archive.readings:
        for link in reading.links:
            address = link.address or reading.place.address
            there = texts.get(address, ())
            # A file that could not be read is told there, not here.
            if any(r.has_fragment(link.fragment) or not r.is_readable for r in there):
                continue
            is_left = address in left
            if there or (is_left and link.fragment) or (not is_left and address not in generated):
                values = {} if there else _meant(link, texts)
                values = _left(link, archive) if is_left else values
                found = shorten(link.written)
                yield Problem(reading.path, link.line, Rule.LINK_BROKEN, found, values=values)


def _left(link: Target, archive: Archive) -> dict[str, str]:
    """What the rule's strings name besides: the link to where a contribution is now, or to the page
    that says that it was withdrawn, which has no paragraphs.
    """
    name = PurePosixPath(link.path).stem
    now = archive.former.now(name)
    fragment = "" if now in archive.former.withdrawn else f"#{link.fragment}"
    path = link.written.partition("#")[0]
    return {"write": re.sub(rf"{name}(?=\.md$)", now, path) + fragment}


def _meant(link: Target, texts: Iterable[str]) -> dict[str, str]:
    """What the rule's strings name besides: the link to the nearest file of the same folder."""
    folder, _, name = link.path.rpartition("/")
    beside = [PurePosixPath(a).stem for a in texts if a.rpartition("/")[0] == folder]
    stem = name.removesuffix(".md")
    near = get_close_matches(stem, beside, n=1, cutoff=0.8)
    return {"write": link.written.replace(stem, near[0])} if near and stem in link.written else {}


CHECKS: tuple[Check, ...] = (
    page_twins,
    reserved_ids,
    originals,
    translations,
    author_positions,
    references,
    names,
    near_names,
    attachments,
    paragraphs,
    cited_paragraphs,
    equal_evidence,
    promises.former,
    promises.paragraphs,
)


def check(archive: Archive, generated: frozenset[str]) -> Iterator[Problem]:
    """Every rule that *archive* breaks, whose *generated* pages have these addresses."""
    for rule in CHECKS:
        yield from rule(archive)
    yield from links(archive, generated)
