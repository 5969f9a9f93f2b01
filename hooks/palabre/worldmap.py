"""The world map: which countries are marked on it, how, and what each mark is called.

The geometry is ``world.json``, made by ``.github/world/world.mjs`` from Natural Earth (in the
public domain). Lengths are units of its picture, which is 1,000 of them wide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import dist
from pathlib import Path
from typing import Any

from palabre import language as languages
from palabre.language import Language

_GEOMETRY = Path(__file__).with_name("world.json")

_SMALL = 2.5
"""A country whose largest inner circle has a smaller radius is marked by a dot."""

_REACH = 17.0
"""Half of 24 CSS pixels (WCAG 2.2, 2.5.8) where the map is 720 of them wide."""

_LEGEND = (("from",), ("about",), ("from", "about"))


@dataclass(frozen=True)
class Figures:
    """What the archive holds of one country."""

    href: str
    """The country's page, from the page that shows the map."""
    from_here: int
    """How many contributions come from it."""
    about: int
    """How many are about it."""


@dataclass(frozen=True)
class Mark:
    """A country that the map marks: a link with a name."""

    href: str
    label: str
    """The country's name and its figures, in the page's language."""
    relations: tuple[str, ...]
    """``from``, ``about`` or both."""
    outline: str
    """SVG path data; empty where the country is too small: it is a dot."""
    point: tuple[int, int]
    reach: float
    """The radius of the circle around the point that answers to a finger; 0 where none has to."""


@dataclass(frozen=True)
class WorldMap:
    """What the template draws."""

    width: int
    height: int
    land: str
    """SVG path data of every country that isn't marked by its outline."""
    marks: tuple[Mark, ...]
    """In the order of their names, dots after outlines, so that they lie above them."""
    legend: tuple[tuple[str, ...], ...]
    """Each combination of relations that a mark has."""


def world_map(countries: Mapping[str, Figures], language: Language) -> WorldMap:
    """The map that marks *countries*: codes of ISO 3166-1 in any case, with figures above 0.

    Raises ``KeyError`` where a code is none of these.
    """
    world = _world()
    figures = {code.upper(): countries[code] for code in countries}
    places = {code: world["countries"][code] for code in figures}
    marks = [_mark(code, figures[code], places, language) for code in figures]
    outlines = [country.get("outline", "") for country in world["countries"].values()]
    drawn = {mark.outline for mark in marks}
    return WorldMap(
        width=world["width"],
        height=world["height"],
        land="".join(o for o in (*outlines, world["elsewhere"]) if o not in drawn),
        marks=tuple(sorted(marks, key=lambda m: (not m.outline, languages.sort_key(m.label)))),
        legend=tuple(r for r in _LEGEND if any(mark.relations == r for mark in marks)),
    )


@cache
def _world() -> dict[str, Any]:
    return dict(json.loads(_GEOMETRY.read_text("utf-8")))


def _mark(
    code: str, figures: Figures, places: Mapping[str, Mapping[str, Any]], language: Language
) -> Mark:
    counts = {"from": figures.from_here, "about": figures.about}
    relations = tuple(relation for relation, count in counts.items() if count)
    said = [language.count(f"map-{relation}", counts[relation]) for relation in relations]
    place = places[code]
    return Mark(
        href=figures.href,
        label=language.say("map-mark", country=language.country(code), counts=", ".join(said)),
        relations=relations,
        outline=place["outline"] if place.get("radius", 0) >= _SMALL else "",
        point=tuple(place["point"]),
        reach=_reach(code, places),
    )


def _reach(code: str, places: Mapping[str, Mapping[str, Any]]) -> float:
    """As far as a finger needs, unless another mark is nearer from there."""
    place = places[code]
    if place.get("radius", 0) >= _REACH:
        return 0
    others = (dist(place["point"], one["point"]) for c, one in places.items() if c != code)
    return round(min(_REACH, min(others, default=_REACH * 2) / 2), 1)
