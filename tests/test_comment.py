"""The comment on a pull request: what it tells, and that strangers' words are nothing but words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as parser

import built
import fixtures
from palabre import language
from palabre.problems import Problem, Rule, shorten
from palabre.review import comment, markdown, proposal

TWO = fixtures.load("two")
POSTS = "harbours/contributions"
KAMSAR = f"docs/fr/{POSTS}/kamsar-office.md"
DIKE = f"docs/fr/{POSTS}/une-digue.md"
NEW = (
    "---\ntitle: {title}\ntext: original\nauthors: [{{name: Zoé Marée, country: ML}}]\n---\n\n"
    "La digue tient.\n"
)
DRAFT = NEW.replace("text: original\n", "text: original\ndraft: true\n{more}")


def told(
    folder: Path,
    after: Mapping[str, str | None],
    before: Mapping[str, str] = TWO,
    *options: str,
) -> str:
    """What ``palabre check`` comments where *after* is put on top of *before*; None: not there."""
    folder.mkdir(exist_ok=True)
    fixtures.write(folder, before)
    shutil.copytree(folder / "docs", folder / "base/docs", symlinks=True)
    fixtures.write(folder, {path: text for path, text in after.items() if text is not None})
    for path in (path for path, text in after.items() if text is None):
        (folder / path).unlink()
    command = ("check", "--format", "comment", "--base", "base/docs", *options)
    finished = built.run(folder, *built.PALABRE, *command)
    assert "Traceback" not in finished.stderr
    assert finished.returncode == int("to mend" in finished.stdout), finished.stderr
    return finished.stdout


def halves(text: str) -> tuple[str, str]:
    """The comment in each language."""
    marker, *found = re.split(r"<details>", text)
    assert marker.strip() == comment.MARKER
    first, second = found
    return first, second


def test_both_languages_tell_what_is_new_and_what_is_missing(tmp_path: Path) -> None:
    english, french = halves(told(tmp_path, {DIKE: NEW.format(title="Une digue tient")}))
    assert "<b>English</b>: 1 new page" in english
    assert "### New\n\n- **Une digue tient**, Zoé Marée (French: original)" in english
    assert "Mali (+1, new)" in english
    assert "no text in English yet" in english
    assert "`palabre translate une-digue --to en`" in english
    assert "<b>Français</b>\u00a0: 1 nouvelle page" in french
    assert "### Nouveau\n\n- **Une digue tient**, Zoé Marée (français\u00a0: original)" in french
    assert "Mali (+1, nouvelle)" in french
    assert "pas encore de texte en anglais" in french
    for half in (english, french):
        assert "seulement-ici" not in half, "what was missing before is not this request's"


def test_what_waits_for_its_day_is_told_with_its_day(tmp_path: Path) -> None:
    waiting = NEW.format(title="Une digue tient").replace(
        "authors:", "publish: 2999-03-01\nauthors:"
    )
    for half, day in zip(
        halves(told(tmp_path, {DIKE: waiting})), ("1 March", "1er mars"), strict=True
    ):
        assert f"Une digue tient**, Zoé Marée ({'French' if '1 M' in day else 'français'}" in half
        assert f"{day} 2999" in half


@pytest.mark.parametrize(
    ("change", "fate"),
    [
        (("a ouvert", "a fermé"), "French: **the author’s own words change**"),
        (("about: [GN, SN]", "about: [GN]"), "French: only its fields change"),
    ],
)
def test_an_authors_words_are_told_from_what_is_said_of_them(
    tmp_path: Path, change: tuple[str, str], fate: str
) -> None:
    english, _ = halves(told(tmp_path, {KAMSAR: TWO[KAMSAR].replace(*change)}))
    assert f"### Changed\n\n- **What the harbour office learned**, Awa Diallo ({fate})" in english
    assert ("Senegal (−1" in english) == ("[GN]" in change[1])
    assert "translation-drift" in english or "fields" in fate


def test_every_kind_of_change_is_told(tmp_path: Path) -> None:
    english, _ = halves(
        told(
            tmp_path,
            {
                f"docs/en/{POSTS}/two-coasts.md": None,
                f"docs/en/{POSTS}/only-here.md": None,
                f"docs/fr/{POSTS}/kamsar-office/map.png": "%hex 89504e470d0a1a0b",
                f"docs/fr/{POSTS}/only-here.md": NEW.format(title="Ici"),
                "docs/en/harbours/weeks/2.md": TWO["docs/en/harbours/weeks/2.md"] + "\nMore.\n",
                "docs/fr/rivers/index.md": TWO["docs/fr/rivers/index.md"] + "\nPlus.\n",
                "docs/en/about.md": "---\ntitle: About\ndescription: D\n---\n\nText.\n",
                "docs/fr/about.md": "---\ntitle: De nous\ndescription: D\n---\n\nTexte.\n",
                "docs/topics.yml": TWO["docs/topics.yml"].replace("Salt", "Brine"),
            },
        )
    )
    for entry in (
        "- Page: **About** (English; French)\n",
        "- **What the harbour office learned**, Awa Diallo (its attachments change)\n",
        "- **Dos costas**, Sea Network, Awa Diallo (English: text removed)\n",
        "- **Ici**, Zoé Marée (French: new text; English: text removed)\n",
        "- Week 2: **Islands** (English: the text changes)\n",
        "- Discussion: **Rivers** (French: the text changes)\n",
        "- `docs/topics.yml`\n",
    ):
        assert entry in english, entry


def test_what_is_removed_leaves_addresses_that_lead_nowhere(tmp_path: Path) -> None:
    gone = {path: None for path in TWO if "/rivers/contributions/" in path}
    english, french = halves(told(tmp_path, gone))
    assert "### Removed\n\n- **A delta in summary**, Awa Diallo\n" in english
    assert "### Retiré\n\n- **Résumé d’un delta**, Awa Diallo\n" in french
    for half in (english, french):
        assert "- `rivers/contributions/delta.html`\n- `countries/eg.html`\n" in half
    assert "Egypt (−1, removed)" in english


def test_drafts_are_told_with_their_questions(tmp_path: Path) -> None:
    asking = DRAFT.format(title="Une digue", more='open_questions: ["Qui l’a écrit ?", "a@b #1"]\n')
    files = {DIKE: asking, f"docs/en/{POSTS}/alone.md": DRAFT.format(title="Alone", more="")}
    english, french = halves(told(tmp_path, files))
    assert f"- **Une digue**, in `{DIKE}`: a draft." in english
    assert "removed:\n  - Qui l’a écrit ?\n" in english
    assert "once `draft` is removed.\n" in english
    assert f"- **Une digue**, dans `{DIKE}`\u00a0: un brouillon." in french
    assert "nothing changes for readers" in english


def test_each_problem_has_its_place_and_its_repair(tmp_path: Path) -> None:
    bad = NEW.format(title="Une digue").replace("ML", "EU")
    english, french = halves(told(tmp_path, {DIKE: bad}))
    assert "1 problem to mend" in english
    assert "What will be new or change is told here once" in english
    assert f"- `{DIKE}`, line 4, `authors[1].country`: a country must be" in english
    assert "; found `EU`. **Write for example SN" in english
    assert "1 problème à corriger" in french
    assert f"- `{DIKE}`, ligne 4, `authors[1].country (pays)`\u00a0: un pays doit être" in french
    assert "`EU`. **Écrivez par exemple SN" in french
    assert "translation-drift" not in english, "warnings that were there before are left out"


def test_where_the_published_content_is_broken_that_is_said(tmp_path: Path) -> None:
    bad = {DIKE: NEW.format(title="Une digue").replace("ML", "EU")}
    text = told(tmp_path, {DIKE: None}, TWO | bad)
    assert "The published content breaks rules itself" in halves(text)[0]


def test_a_preview_is_led_to(tmp_path: Path) -> None:
    files = {DIKE: NEW.format(title="Une digue")}
    served = told(tmp_path / "a", files, TWO, "--preview", "https://p.example/7/")
    page = f"{POSTS}/une-digue.html"
    for half in halves(served):
        assert f" · [English](https://p.example/7/{page})" in half
        assert f" · [Français](https://p.example/7/fr/{page})" in half
    fetched = told(tmp_path / "b", files, TWO, "--preview", "https://p.example/run#a")
    for half in halves(fetched):
        assert "](https://p.example/run#a)" in half
        assert f" · `{page}` · `fr/{page}`" in half


def test_without_a_base_all_that_is_missing_is_told(tmp_path: Path) -> None:
    fixtures.write(tmp_path, TWO)
    finished = built.run(tmp_path, *built.PALABRE, "check", "--format", "comment")
    english, _ = halves(finished.stdout)
    assert "a translation is planned, into English" in english
    assert "### New" not in english


def test_a_comment_is_never_too_long(tmp_path: Path) -> None:
    title = "`" * 100 + "Длина"
    many = {f"docs/fr/{POSTS}/post-{n:03}.md": NEW.format(title=f"'{title}'") for n in range(400)}
    text = told(tmp_path, many)
    assert comment.LIMIT - 2000 < len(text) <= comment.LIMIT
    halved = halves(text)
    entries = {len(re.findall(r"^- ", half, re.MULTILINE)) for half in halved}
    assert len(entries) == 1, "neither language tells less"
    left = re.search(r"\*([\d,]+) more entries have no room here", halved[0])
    assert left
    lists = len("Weeks Countries Contributors Languages".split())
    new_untranslated_and_not_normal = 3 * len(many)
    every = entries.pop() + int(left[1].replace(",", ""))
    assert every == new_untranslated_and_not_normal + lists
    assert all(half.rstrip().endswith("</details>") for half in halved)


def test_strangers_words_stay_words(tmp_path: Path) -> None:
    title = "@octocat closes #1 [a](https://evil.example) ![b](c) **d** `e` $f$ www.g.example"
    name = "Zoé @octocat"
    post = NEW.format(title=f"'{title}'").replace("Zoé Marée", f"'{name}'")
    asking = f"open_questions: ['{title}']\n"
    drafted = DRAFT.format(title=f"'{title}'", more=asking)
    files = {DIKE: post, f"docs/fr/{POSTS}/ici.md": drafted}
    text = told(tmp_path, files, TWO, "--preview", "https://p.example/)[x](y) <b>/")
    assert text.count(markdown.code(title)) == 2 * len(("new", "untranslated", "draft", "question"))
    assert markdown.code(name) in text
    tree = rendered(text)
    tags = {str(element.tag) for element in tree.iter() if isinstance(element.tag, str)}
    ours = set("div details summary b h3 ul li strong code a".split())
    assert tags == ours
    links = [link.get("href") for link in tree.iter("a")]
    assert all(link.startswith("https://p.example/%29%5Bx%5D%28y%29%20%3Cb%3E/") for link in links)
    for code in tree.iter("code"):
        code.text = ""
    assert not FOUND_BY_GITHUB.search(tree.text_content())


# --- what GitHub makes of strangers' words

OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]


def rendered(text: str) -> parser.HtmlElement:
    """*text* as GitHub's own parser makes HTML of it."""
    made = cmarkgfm.markdown_to_html_with_extensions(text, OPTIONS, EXTENSIONS)
    return parser.fragment_fromstring(made, create_parent="div")


FOUND_BY_GITHUB = re.compile(
    r"@\w|#\d|\bgh-\d|\b[0-9a-f]{7,40}\b|://|\bwww\.|:\w+:|\$|\w/\w", re.IGNORECASE
)
"""What GitHub looks for in the text of a comment, outside of code."""

HOSTILE = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            "@octocat #1 GH-1 https://a.example www.a.example a@b.example [a](b) ![a](b) "
            "<b> </details> <!-- --> * ** _a_ ` `` ``` ~~~ ~~a~~ | - [ ] 1. > # & &lt; \\ "
            ":smile: $a$ $$ 0a1b2c3 o/r#1 [^1] \n \n\n \u202e \u200b é mot".split(" ")
        )
    ).map(" ".join),
)


@given(HOSTILE)
@example("@octocat")
@example("``` a")
@example("a\n\n# b")
@example("GH-1")
@example("Où vont-ils ? À 10 h, « ici » : voilà…")
def test_whatever_is_written_is_shown_and_is_no_markup(text: str) -> None:
    for made in (markdown.shown(text), markdown.code(text)):
        tree = rendered(
            f"- **{made}**, {made} ({made}) · [{made}](https://a.example/)\n  - {made}\n"
        )
        elements = {element.tag for element in tree.iter()} - {"div", "p"}
        assert elements <= {"ul", "li", "strong", "code", "a"}
        assert [a.get("href") for a in tree.iter("a")] == ["https://a.example/"]
        assert len(list(tree.iter("li"))) == 2
        for code in tree.iter("code"):
            code.text = ""
        assert not FOUND_BY_GITHUB.search(tree.text_content())


@given(HOSTILE)
def test_nothing_of_what_is_written_is_lost(text: str) -> None:
    line = shorten(text, markdown.LONGEST)
    for made in (markdown.shown(text), markdown.code(text)):
        item = next(rendered(f"- {made}\n").iter("li"))
        assert item.text_content().strip() == (line if line else "")


@given(HOSTILE, HOSTILE, HOSTILE)
def test_problems_of_strangers_stay_on_their_line(path: str, found: str, other: str) -> None:
    problem = Problem(
        f"docs/{path}",
        1,
        Rule.PARAGRAPHS_DIFFER,
        found,
        other,
        {
            "other": other,
            "number": 1,
            "first": found,
        },
    )
    for code in language.catalogues():
        speaker = language.of(code)
        made = markdown.words(speaker, f"rule-{problem.rule.value}", **problem.values)
        tree = rendered(f"- {made}\n")
        assert {element.tag for element in tree.iter()} <= {"div", "ul", "li", "code"}


@pytest.mark.parametrize("code", language.catalogues())
def test_our_own_words_are_no_markup(code: str) -> None:
    speaker = language.of(code)
    for rule in Rule:
        for part in ("rule", "repair"):
            said = speaker.say(f"{part}-{rule.value}")
            names = dict.fromkeys(re.findall(r"%\((\w+)\)s", said), "a")
            item = next(
                rendered(f"- {markdown.words(speaker, f'{part}-{rule.value}', **names)}\n").iter(
                    "li"
                )
            )
            assert {element.tag for element in item.iter()} <= {"li", "code"}
            assert item.text_content().strip() == (said % names if names else said)


def test_the_same_archive_changes_nothing(tmp_path: Path) -> None:
    settings = fixtures.write(tmp_path, TWO)
    found = proposal.look(settings)
    text = comment.comment(settings, found, found)
    assert text.count("<summary>") == 2
    assert "nothing changes for readers" in text
    assert not re.search(r"^- ", text, re.MULTILINE)
