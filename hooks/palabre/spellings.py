"""Contributors and organisations that seem to be named in several ways: a rule across files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache

from palabre import likeness
from palabre.archive import Archive, Contribution, Directory
from palabre.language import countries, of, slug
from palabre.likeness import Words
from palabre.problems import Problem, Rule
from palabre.source import KeyPath

_LEGAL_FORMS = frozenset(
    "asbl bv bvba eirl ev gie gmbh inc incorporated limited llc ltd ngo ong ongd plc sa "
    "sarl sas scrl sprl srl vzw".split()
)
"""Words that an organisation writes after its name, or leaves out."""

Uses = Mapping[str, list[tuple[Contribution, KeyPath]]]
"""Where each name stands."""


def near_names(archive: Archive) -> Iterator[Problem]:
    """One contributor or organisation is named in one way, or in ways that the registry knows.

    Bad: ``name: Diallo, Awa`` where another post has ``name: Awa Diallo``. Good: the same name in
    both, or an entry in the registry that has the other spelling under `also`.
    """
    people: dict[str, list[tuple[Contribution, KeyPath]]] = {}
    groups: dict[str, list[tuple[Contribution, KeyPath]]] = {}
    for contribution in archive.contributions.values():
        for position, author in enumerate(contribution.record.authors):
            if author.name:
                use = (contribution, ("authors", position, "name"))
                people.setdefault(author.name, []).append(use)
            for name in author.organisation:
                use = (contribution, ("authors", position, "organisation"))
                groups.setdefault(name, []).append(use)
    codes = archive.settings.codes
    fillers = _LEGAL_FORMS | _common_words(codes)
    for kind, directory, uses, left_out in (
        ("contributors", archive.contributors, people, frozenset[str]()),
        ("organisations", archive.organisations, groups, fillers),
    ):
        registry = archive.settings.path(f"{kind}.yml")
        for name, other in _near(directory, uses, left_out, codes).items():
            identity, also = directory.id_of(other), _quoted(name)
            if directory.is_registered(other):
                where, entry = registry, f"- {{id: {identity}, …, also: [{also}, …]}}"
            else:
                first, key = uses[other][0]
                where = f"{first.reading.path}:{first.reading.line(key)}"
                entry = f"- {{id: {identity}, name: {_quoted(other)}, also: [{also}]}}"
            values = {"other": other, "where": where, "registry": registry, "entry": entry}
            for contribution, key in uses[name]:
                yield contribution.reading.problem(Rule.NAME_NEAR, key, name, **values)


def _near(
    directory: Directory, uses: Uses, left_out: frozenset[str], codes: tuple[str, ...]
) -> dict[str, str]:
    """What each name should be that the registry does not know: a registered one or, of two names
    that it does not know, the one that stands in more places, or in the first.
    """
    registered = {name for key in directory.registered for name in directory.spellings(key)}
    words = {name: _words(name, left_out) for name in (*uses, *sorted(registered - uses.keys()))}
    rank = {name: (-len(places), order) for order, (name, places) in enumerate(uses.items())}
    found: dict[str, str] = {}
    for pair in likeness.pairs(words, are_people=not left_out):
        one, other = (words[name] for name in pair)
        right, wrong = sorted(pair, key=lambda n: (n not in registered, rank.get(n, (0, 0))))
        is_told = wrong in registered or directory.id_of(right) == directory.id_of(wrong)
        if not is_told and wrong not in found and not _are_countries(one, other, codes):
            found[wrong] = right
    return found


def _words(name: str, left_out: frozenset[str]) -> Words:
    words = tuple(slug(name).split("-"))
    return tuple(word for word in words if word not in left_out) or words


def _quoted(text: str) -> str:
    """*text* as YAML: JSON is part of it."""
    return json.dumps(text, ensure_ascii=False)


@cache
def _common_words(codes: tuple[str, ...]) -> frozenset[str]:
    """Articles and the like, which names of organisations have or have not."""
    return frozenset(slug(word) for code in codes for word in of(code).say("common-words").split())


def _are_countries(one: Words, other: Words, codes: tuple[str, ...]) -> bool:
    """Whether two names differ by two countries: one in Gambia, one in Zambia."""
    told = [_countries(codes).get(word) for word in {*one} ^ {*other}]
    return len(told) == 2 and None not in told and told[0] != told[1]


@cache
def _countries(codes: tuple[str, ...]) -> Mapping[str, str]:
    """The code of each country, by its name in every language of the site."""
    return {slug(of(code).country(country)): country for code in codes for country in countries()}
