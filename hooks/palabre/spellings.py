"""Contributors and organisations that seem to be named in several ways: a rule across files."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from palabre import likeness
from palabre.archive import Archive
from palabre.directory import Directory
from palabre.language import countries, of, slug
from palabre.likeness import Words
from palabre.problems import Problem, Rule
from palabre.source import KeyPath
from palabre.works import Contribution

_LEGAL_FORMS = frozenset(
    "asbl bv bvba eirl ev gie gmbh inc incorporated limited llc ltd ngo ong ongd plc sa sarl sas "
    "scrl sprl srl vzw".split()
)
"""Words that an organisation writes beside its name, or leaves out."""

Use = tuple[Contribution, KeyPath]
Uses = Mapping[str, list[Use]]
"""Where each name stands, in the order in which posts use them."""


def near_names(archive: Archive) -> Iterator[Problem]:
    """One contributor or organisation is named in one way, or in ways that the registry knows.

    Bad: ``name: Diallo, Awa`` where another post has ``name: Awa Diallo``. Good: the same name in
    both, or an entry in the registry that has the other spelling under `also`.
    """
    people, organisations = _uses(archive)
    left_out = _LEGAL_FORMS | _common_words(archive.settings.codes)
    yield from _told(archive, "contributors", archive.contributors, people, frozenset())
    yield from _told(archive, "organisations", archive.organisations, organisations, left_out)


def _uses(archive: Archive) -> tuple[Uses, Uses]:
    """Where the names of people stand, and those of organisations."""
    people: dict[str, list[Use]] = defaultdict(list)
    organisations: dict[str, list[Use]] = defaultdict(list)
    for contribution in archive.contributions.values():
        for position, author in enumerate(contribution.record.authors):
            if author.name:
                people[author.name].append((contribution, ("authors", position, "name")))
            for name in author.organisation:
                use = (contribution, ("authors", position, "organisation"))
                organisations[name].append(use)
    return people, organisations


def _told(
    archive: Archive, kind: str, directory: Directory, uses: Uses, left_out: frozenset[str]
) -> Iterator[Problem]:
    registry = archive.settings.path(f"{kind}.yml")
    for name, other in _near(directory, uses, left_out, archive.settings.codes).items():
        key, also = directory.id_of(other), _quoted(name)
        where, entry = registry, f"- {{id: {key}, …, also: [{also}, …]}}"
        if not directory.is_registered(other):
            first, at = uses[other][0]
            where = f"{first.reading.path}:{first.reading.line(at)}"
            entry = f"- {{id: {key}, name: {_quoted(other)}, also: [{also}]}}"
        values = {"other": other, "where": where, "registry": registry, "entry": entry}
        for contribution, at in uses[name]:
            yield contribution.reading.problem(Rule.NAME_NEAR, at, name, **values)


def _near(
    directory: Directory, uses: Uses, left_out: frozenset[str], codes: tuple[str, ...]
) -> dict[str, str]:
    """What each name may have to be that the registry does not know.

    That is a registered one or, of two that the registry does not know, the one that stands in
    more places, or in the first. *left_out* are words that tell no two names apart.
    """
    registered = {name for key in directory.registered for name in directory.spellings(key)}
    words = {
        name: _words(slug(name) if name in registered else directory.id_of(name), left_out)
        for name in (*uses, *sorted(registered - uses.keys()))
    }
    rank = {name: (-len(places), order) for order, (name, places) in enumerate(uses.items())}
    found: dict[str, str] = {}
    for pair in likeness.pairs(words, are_people=not left_out):
        right, wrong = sorted(pair, key=lambda n: (n not in registered, rank.get(n, (0, 0))))
        is_told = wrong in registered or directory.id_of(right) == directory.id_of(wrong)
        if not is_told and not _are_countries(words[right], words[wrong], codes):
            found.setdefault(wrong, right)
    return found


def _words(name: str, left_out: frozenset[str]) -> Words:
    words = tuple(name.split("-"))
    return tuple(word for word in words if word not in left_out) or words


def _quoted(text: str) -> str:
    """*text* as YAML: JSON is part of it."""
    return json.dumps(text, ensure_ascii=False)


@cache
def _common_words(codes: tuple[str, ...]) -> frozenset[str]:
    """Articles and the like, which names of organisations have or have not."""
    return frozenset(slug(word) for code in codes for word in of(code).say("common-words").split())


def _are_countries(one: Words, other: Words, codes: tuple[str, ...]) -> bool:
    """Whether two names differ by two countries: one in Austria, one in Australia."""
    told = [_countries(codes).get(word) for word in {*one} ^ {*other}]
    return len(told) == 2 and None not in told and told[0] != told[1]


@cache
def _countries(codes: tuple[str, ...]) -> Mapping[str, str]:
    """The code of each country, by its name in every language of the site."""
    return {slug(of(code).country(country)): country for code in codes for country in countries()}
