"""What of a stylesheet stays, and that nothing seen goes."""

from __future__ import annotations

from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser

import browser
import fixtures
from kinds import Kinds
from looks import differences
from palabre import settings, stylesheet, text

THEME = Path(material.__file__).parent / "templates/assets/stylesheets"
OWN = fixtures.REPOSITORY / "overrides/assets/stylesheets"

MARKUP = """
<body dir="ltr"><header class="md-header{% if home %} wide{% endif %}" id="top" data-a="x">
<p class="{{ 'late' if x else "early" }}" data-b="{{ x }}">{# <i class="no"> #}
<span dir="rtl" style="color: var(--ink)"></span>
"""

# A stylesheet, and what of it stays.
CASES = {
    # types, classes, ids
    "p{top:0}i{top:1px}": "p{top:0}i{top:1px}",  # in a comment: rather too much than too little
    "del,q,nav{top:0}": "del,q{top:0}",  # those of texts
    "nav{top:0}": "",
    ".md-header .wide,.md-search{top:0}": ".md-header .wide{top:0}",
    ".late{top:0}.early{top:0}.later{top:0}": ".late{top:0}.early{top:0}",
    ".admonition.note>.language-py .k{top:0}": ".admonition.note>.language-py .k{top:0}",
    "#top{top:0}#fnref-1{top:0}#__top{top:0}": "#top{top:0}#fnref-1{top:0}",
    "tbody *{top:0}": "tbody *{top:0}",
    # what a selector does not require, and what it does
    "p:not(.md-search){top:0}": "p:not(.md-search){top:0}",
    "p:is(.md-search,.wide){top:0}": "p:is(.md-search,.wide){top:0}",
    "p:is(.md-search,nav){top:0}": "",
    "p:nth-child(2n)::marker{top:0}": "p:nth-child(2n)::marker{top:0}",
    "p::-ms-clear,nav{top:0}": "p::-ms-clear,nav{top:0}",  # not made valid for who knows no -ms-
    # attributes
    "[data-a] p{top:0}[data-c] p{top:0}": "[data-a] p{top:0}",
    "[data-a=x]{top:0}[data-a=y]{top:0}": "[data-a=x]{top:0}",
    '[data-a="x"]{top:0}[data-a="y"]{top:0}': '[data-a="x"]{top:0}',
    "[data-a=Y i]{top:0}[data-a^=y]{top:0}": "[data-a=Y i]{top:0}[data-a^=y]{top:0}",
    "[data-b=y]{top:0}[href=y]{top:0}": "[data-b=y]{top:0}[href=y]{top:0}",
    "[dir] p{top:0}[dir=rtl] p{top:0}[dir=auto] p{top:0}": "[dir] p{top:0}[dir=rtl] p{top:0}",
    "[id=__top]{top:0}[hidden]{top:0}p[title]{top:0}": "p[title]{top:0}",
    # groups of rules
    '@charset "UTF-8";@media print{nav{top:0}p{top:0}}': "@media print{p{top:0}}",
    "@media print{nav{top:0}}@page{margin:0}": "@page{margin:0}",
    "@supports (top:0){@media print{p{top:0}}}": "@supports (top:0){@media print{p{top:0}}}",
    # custom properties and animations
    "p{--a:1;--b:var(--a);--c:2}p{top:var(--b,0)}": "p{--a:1;--b:var(--a)}p{top:var(--b,0)}",
    ":root{--a:1;--b:var(--a)}nav{top:var(--b)}": "",
    ":root{--ink:red}": ":root{--ink:red}",
    "@keyframes a{to{top:var(--x)}}@keyframes b{to{top:var(--y)}}p{--x:1;--y:2;animation:1s b}": (
        "@keyframes b{to{top:var(--y)}}p{--y:2;animation:1s b}"
    ),
    # white space
    "p > del ,\n  q { top : 0 ; color: rgb(0, 0, 0) !important; } /* p */": (
        "p>del,q{top:0;color:rgb(0,0,0)!important}"
    ),
    "p{width:calc(1px + 2px);content:' ,  '}": 'p{width:calc(1px + 2px);content:" ,  "}',
    "p{top:0;top:1dvh}nav{}p{}": "p{top:0;top:1dvh}",
}


@pytest.mark.parametrize("css", CASES)
def test_stays(css: str) -> None:
    assert stylesheet.reduce(css, text.vocabulary([MARKUP])) == CASES[css]


BODY = """
A [link](https://example.org/) and `code`, *em*, **strong**, <kbd>K</kbd> <mark>m</mark>.[^1]

## Heading
### Below
#### And below

- one
- two
    1. nested

> A quote

Term | Other
---- | ----:
cell | `code`

```python
def f(x: int) -> str:
    return "a" + str(x)  # why
```

!!! note "A note"
    Text with a [link](https://example.org/).

!!! danger
    Text.

??? question "Open"
    Hidden.

---

<dl><dt>Term</dt><dd>Meaning</dd></dl>
<p>x<sup>2</sup> <small>small</small> <abbr title="t">abbr</abbr> <del>d</del> <ins>i</ins></p>

[^1]: The note.
"""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="stylesheet" href="{css}"></head><body dir="ltr">
<a class="md-skip" href="#h">Skip</a>
<header class="md-header"><nav class="md-header__inner md-grid"><a class="md-header__button">P</a>
<span class="md-icon"><svg viewBox="0 0 24 24"><path d="M0 0h24v24"/></svg></span></nav></header>
<div class="md-container"><main class="md-main"><div class="md-main__inner md-grid">
<div class="md-content"><article class="md-content__inner md-typeset"><h1 id="h">Title</h1>
<ul class="palabre-byline"><li>By</li></ul><dl class="palabre-record"><dt>A</dt><dd>B</dd></dl>
<div class="palabre-text">{body}</div><div class="palabre-text" dir="rtl">{body}</div>
</article></div></div></main></div>
<footer class="md-footer"><div class="md-footer-meta md-typeset">
<div class="md-footer-meta__inner md-grid"><a href="#h">Up</a></div></div></footer></body></html>"""


def theme() -> str:
    """All of Material's rules and our own."""
    (main,) = THEME.glob("main.*.css")
    sheets = [main, *sorted(OWN.glob("*.css"))]
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets)


def markup(css: str) -> str:
    config = settings.read(fixtures.REPOSITORY / "mkdocs.yml")
    dialect = text.moderators(config.markdown_extensions, config.extension_configs)
    return PAGE.format(css=css, body=dialect.render(BODY).html)


def test_small() -> None:
    css = theme()
    reduced = stylesheet.reduce(css, text.vocabulary([markup("")]))
    assert len(reduced) < len(css) / 3
    assert "md-search" not in reduced
    assert stylesheet.reduce(reduced, text.vocabulary([markup("")])) == reduced


@pytest.mark.built
def test_nothing_seen_changes(tmp_path: Path, chromium: Browser) -> None:
    full = theme()
    reduced = stylesheet.reduce(full, text.vocabulary([markup("")]))
    assert ".md-typeset blockquote{" in reduced
    damaged = reduced.replace(".md-typeset blockquote{", ".md-typeset nothing{")
    with browser.page(chromium) as page:
        for name, css in {"reduced": reduced, "damaged": damaged}.items():
            (tmp_path / f"{name}.css").write_text(css, "utf-8")
            (tmp_path / f"{name}.html").write_text(markup(f"{name}.css"), "utf-8")
            found = differences(page, (tmp_path / f"{name}.html").as_uri(), full)
            browser.expect_none({name: found if name == "reduced" else []})
    assert any("blockquote" in line for line in found)


@pytest.mark.built
def test_nothing_seen_changes_on_any_kind_of_page(chromium: Browser, kinds: Kinds) -> None:
    found, full = {}, theme()
    with browser.page(chromium) as page:
        for shown in kinds:
            if shown.language == kinds.languages[0]:  # both use the same templates
                found[shown] = differences(page, shown.url, full)
        assert differences(page, shown.url, full + "h1{left:1px}")
    assert len(found) > 15
    browser.expect_none(found)
