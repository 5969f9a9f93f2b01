"""How a real browser shows two pages, compared: every property of every element."""

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

_STYLES = """() => {
  document.getAnimations().forEach(animation => animation.cancel());  // transitions end at once
  const found = {};
  const note = (where, element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && pseudo !== "::marker" && style.content === "none") return;
    const seen = [...style].filter(p => !p.startsWith("--"));  // a variable alone shows nothing
    found[where + (pseudo || "")] = seen.map(p => p + ": " + style.getPropertyValue(p)).join("\\n");
  };
  [...document.querySelectorAll("html, body, body *")].forEach((element, index) => {
    const where = [index, element.localName, ...element.classList].join(".");
    note(where, element, null);
    for (const pseudo of ["::before", "::after"]) note(where, element, pseudo);
    if (getComputedStyle(element).display === "list-item") note(where, element, "::marker");
  });
  return found;
}"""


def differences(page: Page, url_full: str, url_reduced: str) -> list[str]:
    """What is seen otherwise at *url_reduced* than at *url_full*, which has the same markup.

    Wide and narrow, light, dark and printed, at rest and with every element hovered and focused.
    """
    return list(each_difference(page, url_full, url_reduced))


def each_difference(page: Page, url_full: str, url_reduced: str) -> Iterator[str]:
    """Like :func:`differences`, one at a time: the next one is sought when it is asked for."""
    for width, (name, media) in product(WIDTHS, MEDIA.items()):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(**media)
        full, reduced = _looks(page, url_full), _looks(page, url_reduced)
        for state in full:
            for line in _compare(full[state], reduced[state]):
                yield f"{width} px, {name}, {state}: {line}"


def _looks(page: Page, url: str) -> dict[str, dict[str, str]]:
    """The properties of each element, one a line, at rest and in use."""
    page.goto(url)
    at_rest = page.evaluate(_STYLES)
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    document: dict[str, Any] = session.send("DOM.getDocument", {"depth": -1})
    for node in _elements(document["root"]):
        forced = {"nodeId": node["nodeId"], "forcedPseudoClasses": list(_STATES)}
        session.send("CSS.forcePseudoState", forced)
    in_use = page.evaluate(_STYLES)
    session.detach()
    return {"at rest": at_rest, "in use": in_use}


def _elements(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if node["nodeType"] == 1:
        yield node
    for child in node.get("children", ()):
        yield from _elements(child)


def _compare(full: dict[str, str], reduced: dict[str, str]) -> Iterator[str]:
    for where in dict.fromkeys([*full, *reduced]):
        one, other = full.get(where, ""), reduced.get(where, "")
        if one != other:
            changed = sorted(set(one.splitlines()) ^ set(other.splitlines()))
            yield f"{where}: {'; '.join(changed)[:300]}"
