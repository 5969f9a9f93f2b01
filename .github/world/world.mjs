// Make hooks/palabre/world.json, the geometry of the world map: `make world`.
//
// Source: Natural Earth 4.1.0 (https://www.naturalearthdata.com), in the public domain, as the npm
// package world-atlas 2.0.2 holds it in TopoJSON. Borders are as Natural Earth draws them. The same
// versions always write the same file.
//
// For each country of ISO 3166-1: the point where a mark of it belongs; the outline, where the
// country is large enough to have one; and the radius of the largest circle within the outline.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoCentroid, geoNaturalEarth1 } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import iso from "i18n-iso-countries";
import polylabel from "polylabel";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterAttachedWeight, presimplify, simplify } from "topojson-simplify";

// The unit of the picture. At the width of a page it is somewhat less than a pixel.
const WIDTH = 1000;
const MARGIN = 8; // room for dots at the edge
const DETAIL = 1.2; // a bend that spans fewer square units is left out
const SPECK = 5; // an island of fewer square units is left out
const NORTH = 83.7; // degrees: the tip of Greenland
const SOUTH = -57; // degrees: Antarctica is left out
const MERIDIAN = -11; // cuts the picture in the Bering Strait, where it cuts no country

// Natural Earth has these within a country far away: which polygons of it they are, by centre.
const APART = {
  GF: { within: "FR", is: ([x, y]) => x < -50 && y > 0 && y < 10 },
  SJ: { within: "NO", is: ([, y]) => y > 74 },
};
// Its polygons do not tell where these are. Degrees; Kiribati's largest island is far from most.
const PLACES = {
  AQ: [-MERIDIAN, SOUTH], BQ: [-68.3, 12.2], BV: [3.4, -54.4], CC: [96.8, -12.2], CX: [105.7, -10.5],
  GI: [-5.4, 36.1], GP: [-61.5, 16.2], KI: [173, 1.4], MQ: [-61, 14.6], RE: [55.5, -21.1],
  TK: [-171.8, -9.2], TV: [179.2, -8.5], UM: [166.6, 19.3], YT: [45.1, -12.8],
};

const polygon = (rings) => ({ type: "Polygon", coordinates: rings });
const polygons = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates);
const multi = (found) => ({ type: "MultiPolygon", coordinates: found });

/** The polygons of each country, in degrees; what has no code of its own stands under "". */
function atlas(scale) {
  const file = createRequire(import.meta.url).resolve(`world-atlas/countries-${scale}.json`);
  const world = JSON.parse(readFileSync(file));
  const found = {};
  for (const { id, geometry } of feature(world, world.objects.countries).features) {
    const code = (id && iso.numericToAlpha2(id)) || "";
    (found[code] ??= []).push(...polygons(geometry));
  }
  for (const [code, { within, is }] of Object.entries(APART)) {
    const apart = (rings) => is(geoCentroid(polygon(rings)));
    found[code] = found[within].filter(apart);
    found[within] = found[within].filter((rings) => !apart(rings));
  }
  return found;
}

/** The projection, fitted so that the picture ends at NORTH. */
function fitted() {
  const extent = [[MARGIN, 0], [WIDTH - MARGIN, WIDTH]];
  const projection = geoNaturalEarth1().rotate([MERIDIAN, 0]).fitExtent(extent, { type: "Sphere" });
  const [x, y] = projection.translate();
  return projection.translate([x, y - projection([-MERIDIAN, NORTH])[1]]);
}

/** The outlines of all countries, simplified together: what was one border stays one. */
function simplified(countries, projection) {
  const flat = Object.entries(countries).map(([code, found]) => [
    code,
    geoProject(multi(found), projection),
  ]);
  const whole = simplify(presimplify(topology(Object.fromEntries(flat), 1e5)), DETAIL);
  const world = filter(whole, filterAttachedWeight(whole, SPECK, (ring) => Math.abs(area(ring))));
  const shapes = Object.entries(world.objects).map(([code, one]) => [code, feature(world, one)]);
  return Object.fromEntries(
    shapes.map(([code, { geometry }]) => [code, geometry ? polygons(geometry) : []]),
  );
}

function area(ring) {
  return ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length];
    return sum + (x * v - u * y) / 2;
  }, 0);
}

function largest(found) {
  const size = ([outer]) => Math.abs(area(outer));
  return found.reduce((a, b) => (size(a) >= size(b) ? a : b));
}

/** SVG path data in whole, relative numbers, "M612 210l3-4 2 1z"; empty where no area is left. */
function path(ring) {
  const bends = ring
    .slice(0, -1)
    .map((point) => point.map(Math.round))
    .filter(([x, y], i, all) => x !== all.at(i - 1)[0] || y !== all.at(i - 1)[1]);
  if (bends.length < 3 || area(bends) === 0) return "";
  const steps = bends.slice(1).flatMap(([x, y], i) => [x - bends[i][0], y - bends[i][1]]);
  return `M${numbers(bends[0])}l${numbers(steps)}z`;
}

const numbers = (values) => values.join(" ").replaceAll(" -", "-");
const outline = (found) => found.flat().map(path).join("");

/** What the map has to know of one country. */
function country(code, shape, islands, projection) {
  const drawn = outline(shape);
  const inside = drawn && polylabel(largest(shape), 0.1);
  const place = PLACES[code] ?? (drawn ? null : geoCentroid(polygon(largest(islands))));
  const point = (place ? projection(place) : [...inside]).map(Math.round);
  return drawn ? { point, radius: Number(inside.distance.toFixed(1)), outline: drawn } : { point };
}

const projection = fitted();
const { AQ, ...inhabited } = atlas("50m");
const shapes = simplified(inhabited, projection);
const islands = atlas("10m");
const codes = Object.keys(iso.getAlpha2Codes()).filter((code) => code !== "XK").sort();
const lines = codes.map((code) => {
  const one = country(code, shapes[code] ?? [], islands[code], projection);
  return `  ${JSON.stringify(code)}: ${JSON.stringify(one)}`;
});
const height = Math.ceil(projection([-MERIDIAN, SOUTH])[1]) + MARGIN;
console.log(`{
"width": ${WIDTH},
"height": ${height},
"elsewhere": ${JSON.stringify(outline(shapes[""]))},
"countries": {
${lines.join(",\n")}
}
}`);
