"""How a real browser shows a page with two stylesheets, compared: every property of all types."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from playwright.sync_api import Page

WIDTHS = (1280, 360)
"""In px."""
MEDIA: dict[str, dict[str, Any]] = {
    "light": {"media": "screen", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
    "print": {"media": "print", "color_scheme": "light"},
}
_STATES = ("hover", "focus", "focus-visible", "focus-within", "active")

_TYPES = """() => {
  // One element of each type: what a selector can tell apart by names, ancestors and neighbours.
  const types = new Map();
  const own = (one) => one && [one.localName, ...one.classList, ...one.getAttributeNames(),
    one.lang, one.dir, one.rel, one.type, one.id.replace(/[^a-z:].*/, "")].join(".");
  const place = (one) => [own(one), own(one.previousElementSibling), !one.nextElementSibling,
    one.childElementCount === 0].join();
  const walk = (one, above) => {
    const type = above + " > " + place(one);
    if (!types.has(type)) types.set(type, one);
    for (const child of one.children) walk(child, type);
  };
  walk(document.documentElement, "");
  const shown = [...types.values()].filter(one => !one.closest("head"));
  for (const one of shown)
    for (let up = one; up; up = up.parentElement) up.dataset.looked = "";
  window.looked = shown;
  // A variable alone shows nothing; what runs along or across a line is told as left, top, width.
  window.properties = [...getComputedStyle(document.body)].filter(p =>
    !p.startsWith("--") && !/(^|-)(inline|block)(-|$)/.test(p));
  return shown.length;
}"""

_STYLES = """(isFull) => {
  // Whose styles count; then those of every element, by what can be seen of it.
  for (const sheet of document.styleSheets)
    sheet.disabled = (sheet.ownerNode.id !== "full") === isFull;
  document.getAnimations().forEach(animation => animation.cancel());  // transitions end at once
  const found = new Map();
  const note = (where, element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && pseudo !== "::marker" && style.content === "none") return;
    found.set(where + (pseudo || ""), window.properties.map(p => style.getPropertyValue(p)));
  };
  window.looked.forEach((element, index) => {
    const where = [index, element.localName, ...element.classList].join(".");
    note(where, element, null);
    for (const pseudo of ["::before", "::after"]) note(where, element, pseudo);
    if (getComputedStyle(element).display === "list-item") note(where, element, "::marker");
  });
  return found;
}"""

_COMPARE = f"""() => {{
  const styles = {_STYLES};
  const full = styles(true), reduced = styles(false), lines = [];
  for (const where of new Set([...full.keys(), ...reduced.keys()])) {{
    const [one, other] = [full.get(where) ?? [], reduced.get(where) ?? []];
    const changed = window.properties.filter((_, index) => one[index] !== other[index]);
    if (changed.length) lines.push(where + ": " + changed.slice(0, 5).map((property) => {{
      const index = window.properties.indexOf(property);
      return `${{property}}: ${{one[index]}} -> ${{other[index]}}`;
    }}).join("; "));
  }}
  return lines;
}}"""


def differences(page: Page, url: str, full: str) -> list[str]:
    """What is seen otherwise on a page with its own stylesheet than with *full*, as CSS.

    Wide and narrow, light, dark and printed; on screens also with every element hovered and
    focused.
    """
    page.goto(url)
    assert page.evaluate("document.styleSheets.length") == 1
    page.add_style_tag(content=full).evaluate("style => { style.id = 'full'; }")
    assert page.evaluate(_TYPES) > 5, f"{url} shows nothing"
    found = [f"{name}, at rest: {line}" for name, line in _each_difference(page, *MEDIA)]
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    asked = {"nodeId": root, "selector": "[data-looked]"}
    for node in session.send("DOM.querySelectorAll", asked)["nodeIds"]:
        forced = {"nodeId": node, "forcedPseudoClasses": list(_STATES)}
        session.send("CSS.forcePseudoState", forced)
    found += [f"{name}, in use: {line}" for name, line in _each_difference(page, "light", "dark")]
    session.detach()
    return found


def _each_difference(page: Page, *media: str) -> Iterator[tuple[str, str]]:
    for width, name in product(WIDTHS, media):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(**MEDIA[name])
        for line in page.evaluate(_COMPARE):
            yield f"{width} px, {name}", line
