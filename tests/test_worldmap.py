"""The world map: every country has its place, and every mark is a link with a name."""

from __future__ import annotations

import gzip
import json
import re
from itertools import combinations
from math import dist
from pathlib import Path

import html5lib
import pytest

import fixtures
from palabre import language, worldmap
from palabre.assets import Assets
from palabre.templates import Templates
from palabre.worldmap import Figures

WORLD = json.loads((fixtures.REPOSITORY / "hooks/palabre/world.json").read_text("utf-8"))
COUNTRIES = WORLD["countries"]
MARKED = {
    code: Figures(f"countries/{code}.html", from_here, about)
    for code, from_here, about in (
        ("ge", 3, 5), ("md", 4, 6), ("cv", 3, 4), ("ph", 6, 3), ("sn", 5, 5), ("fr", 7, 0),
        ("it", 6, 0), ("es", 2, 1), ("nl", 1, 0), ("ch", 5, 0), ("ec", 2, 3), ("ma", 3, 6),
        ("be", 2, 0), ("gm", 0, 1), ("mu", 1, 1), ("jm", 2, 2), ("dz", 0, 2), ("us", 3, 0),
        ("ru", 1, 0), ("au", 0, 1),
    )
}  # fmt: skip


def shown(folder: Path, code: str, countries: dict[str, Figures]) -> str:
    """The map as the site in the language *code* shows it."""
    settings = fixtures.write(folder, fixtures.load("two"))
    site = next(site for site in settings.languages if site.code == code)
    world_map = worldmap.world_map(countries, language.of(code))
    assets = Assets(settings, fixtures.bare_frame(settings))
    return Templates(settings, site, assets).render("map.html", map=world_map)


def vertices(outline: str) -> set[tuple[int, int]]:
    """The absolute points of an outline; fails where it is not made as documented."""
    found = set()
    for ring in re.findall(r"M([^Mz]+)z", outline):
        start, steps = ring.split("l")
        x, y = map(int, re.findall(r"-?\d+", start))
        found.add((x, y))
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.add((x, y))
    assert re.fullmatch(r"(M\d+ \d+l(-?\d+[ ]?)+z)+", outline), outline
    return found


def test_every_country_has_a_place_within_the_picture() -> None:
    assert set(COUNTRIES) == language.countries()
    for code, country in COUNTRIES.items():
        points = {tuple(country["point"])}
        if "outline" in country:
            points |= vertices(country["outline"])
            assert country["radius"] > 0, code
        assert all(0 <= x <= WORLD["width"] and -1 <= y <= WORLD["height"] for x, y in points), code


@pytest.mark.parametrize(
    ("one", "other"), [("ES", "PT"), ("IN", "PK"), ("SN", "GM"), ("CL", "AR"), ("US", "CA")]
)
def test_neighbours_share_their_border(one: str, other: str) -> None:
    both = vertices(COUNTRIES[one]["outline"]) & vertices(COUNTRIES[other]["outline"])
    assert len(both) > 2


def test_places_are_where_they_should_be() -> None:
    x, y = zip(*(COUNTRIES[code]["point"] for code in ("CV", "SN", "ML", "PH")), strict=True)
    assert list(x) == sorted(x)  # west to east
    assert max(y) - min(y) < 25  # about one latitude
    assert "outline" not in COUNTRIES["CV"]
    assert "outline" in COUNTRIES["GF"]  # not a part of France's outline


@pytest.mark.parametrize("code", ["en", "fr"])
def test_marks_are_links_with_names(tmp_path: Path, code: str) -> None:
    page = html5lib.parse(shown(tmp_path, code, MARKED), namespaceHTMLElements=False)
    svg = page.find(".//figure/{*}svg")
    assert svg is not None
    assert page.find(f".//*[@id='{svg.get('aria-labelledby')}']") is not None
    links = svg.findall("{*}a")
    assert {link.get("href") for link in links} == {one.href for one in MARKED.values()}
    for link in links:
        country = link.get("href", "")[len("countries/") : -len(".html")]
        assert link.get("aria-label") == link.findtext("{*}title")
        assert link.get("aria-label", "").startswith(language.of(code).country(country.upper()))
        figures = MARKED[country]
        assert (link.get("class") or "").split() == [
            *(["from"] if figures.from_here else []),
            *(["about"] if figures.about else []),
        ]
        assert link.findall("{*}path") or link.findall("{*}circle")
    assert svg.findall("{*}g/{*}a")
    assert all(link.get("tabindex") == "-1" for link in svg.findall("{*}g/{*}a"))


def test_labels_say_the_figures() -> None:
    def labels(code: str) -> list[str]:
        return [m.label for m in worldmap.world_map(MARKED, language.of(code)).marks]

    assert "Georgia: 3 contributions from it, 5 contributions about it" in labels("en")
    assert "Netherlands: 1 contribution from it" in labels("en")
    assert "Géorgie\u00a0: 3 contributions en viennent, 5 contributions en parlent" in labels("fr")
    assert "Gambie\u00a0: 1 contribution en parle" in labels("fr")


def test_small_countries_are_dots_above_the_others() -> None:
    marks = worldmap.world_map(MARKED, language.of("en")).marks
    dots = [mark.label.split(":")[0] for mark in marks if not mark.outline]
    assert dots == sorted(dots)
    assert {"Cape Verde", "Gambia", "Moldova", "Mauritius"} <= set(dots)
    assert all(mark.outline for mark in marks[: -len(dots)])


def test_no_finger_reaches_two_marks() -> None:
    marks = worldmap.world_map(MARKED, language.of("en")).marks
    for one, other in combinations(marks, 2):
        assert one.reach + other.reach <= dist(one.point, other.point) + 0.1
    alone = {mark.label.split(":")[0]: mark.reach for mark in marks}
    assert alone["Mauritius"] == alone["Jamaica"] == 17  # 24 CSS pixels at a width of 720
    assert alone["United States"] == alone["Russia"] == 0  # large enough by themselves


def test_land_is_what_is_not_marked_by_its_outline() -> None:
    land = worldmap.world_map(MARKED, language.of("en")).land
    assert COUNTRIES["GM"]["outline"] in land
    assert COUNTRIES["BR"]["outline"] in land
    assert COUNTRIES["SN"]["outline"] not in land


def test_the_legend_has_what_the_map_has() -> None:
    one = worldmap.world_map({"fr": Figures("fr.html", 1, 0)}, language.of("en"))
    assert one.legend == (("from",),)
    assert len(worldmap.world_map(MARKED, language.of("en")).legend) == 3
    assert worldmap.world_map({}, language.of("en")).legend == ()


def test_what_is_shown_is_escaped(tmp_path: Path) -> None:
    html = shown(tmp_path, "en", {"ci": Figures('"><script>', 1, 1)})
    assert "<script" not in html
    assert "Côte d’Ivoire: 1 contribution" in html


def test_the_order_of_the_countries_does_not_matter(tmp_path: Path) -> None:
    turned = dict(reversed(MARKED.items()))
    assert shown(tmp_path, "fr", MARKED) == shown(tmp_path, "fr", turned)


def test_a_country_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        worldmap.world_map({"xk": Figures("", 1, 0)}, language.of("en"))


def test_the_map_is_small_on_the_wire(tmp_path: Path) -> None:
    everywhere = {code: Figures(f"countries/{code.lower()}.html", 12, 34) for code in COUNTRIES}
    assert len(gzip.compress(shown(tmp_path, "fr", MARKED).encode())) < 11_000
    assert len(gzip.compress(shown(tmp_path, "fr", everywhere).encode())) < 20_000
