"""The strings that people see: complete in every language, used, and well set in French."""

from __future__ import annotations

import re
from ast import Call, Constant, Name, parse, walk
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, get_args, get_origin

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import fixtures
from palabre import fields, indexes, language, listings, records, works
from palabre.bibliography import styles
from palabre.bibliography.items import Kind
from palabre.commands import digest
from palabre.editing import composition, forms, twins
from palabre.exports.tables import tables
from palabre.intake import accounts, enclosures
from palabre.models import Record, Translation
from palabre.moderation import tasks
from palabre.problems import Rule
from palabre.review import changes, remarks, rulebook, workflow
from palabre.sealing import verifier

CODE = fixtures.REPOSITORY / "hooks" / "palabre"
TEMPLATES = fixtures.REPOSITORY / "overrides" / "palabre"


CLICK = Path(click.__file__).parent
OF_CLICK = "click.po"
"""Click's own messages, which are their own English: no catalogue of English has it."""


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def messages(path: Path) -> dict[str, list[str]]:
    """Every message of a catalogue with its strings."""
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            [message.string] if isinstance(message.string, str) else list(message.string or ())
        )
        for message in read(path)
        if message.id
    }


def catalogue(code: str) -> dict[str, list[str]]:
    """All that Palabre says in one language; each message stands in one file."""
    found: dict[str, list[str]] = {}
    for path in sorted((language.CATALOGUES / code / "LC_MESSAGES").glob("*.po")):
        own = messages(path) if path.name != OF_CLICK else {}
        assert not found.keys() & own.keys(), path
        found |= own
    return found


CATALOGUES = {code: catalogue(code) for code in language.catalogues()}


def choices() -> Iterator[str]:
    """What the fields may say that have but a few words to choose from."""
    for model in (Record, Translation):
        for field in model.model_fields.values():
            for part in (field.annotation, *get_args(field.annotation)):
                yield from get_args(part) if get_origin(part) is Literal else ()


FORMER = ("apart", "renamed", "unlisted", "unused", "withdrawn")
"""What a page in the place of another tells of."""

LEFT = (
    "quote footer signature sent-from preamble alternative picture forward-header note seal page "
    "long undecodable"
).split()
"""What can be left of a message."""


def needed() -> set[str]:
    """Every message that the code or a template asks for."""
    callers = "say|count|asking|phrase|words|alternatives|in_language"
    asked = rf"(?:{callers})\(\s*(?:[\w.]+, )?['\"]([a-z-]*[a-z])['\"][,)]"
    call = re.compile(asked)
    sources = [*CODE.rglob("*.py"), *TEMPLATES.rglob("*.html")]
    found = {name for path in sources for name in call.findall(path.read_text("utf-8"))}
    helps = re.compile(r"\"(help-[a-z-]+)\"")
    found |= {name for path in sources for name in helps.findall(path.read_text("utf-8"))}
    of_rules = ("rule", "repair", "bad", "good")
    found |= {f"{part}-{rule.value}" for rule in Rule for part in of_rules}
    found |= {"list-bad", "list-good", *(f"group-{group}" for group in rulebook.GROUPS.values())}
    found |= {"repair-write", "repair-rename", "repair-move", "repair-withdrawn"}
    found |= {f"words-{name}" for name in ("true", "false", *choices())}
    found |= {f"record-{name}" for name in records.FIELDS}
    for model in fields.MODELS:
        found |= {f"key-{field}" for field in model.model_fields}
        found |= {fields.description_id(model, field) for field in model.model_fields}
        found |= {fields.title_id(model)}
    for kind in indexes.KINDS:
        found |= {kind.name, *(f"{kind.name}-{part}" for part in ("intro", "all", "none"))}
        if len(kind.relations) > 1:
            found |= {f"{kind.name}-{r}{end}" for r in kind.relations for end in ("", "-count")}
    found |= {f"{name}-not-stated" for name in ("weeks", "countries", "languages")}
    found |= {
        f"{n}-{kind}"
        for kind in listings.NARROWED_BY
        for n in ("narrow", "narrow-many", "narrowed")
    }
    found |= {f"cite-{n}-{kind}" for n in ("kind", "what") for kind in get_args(Kind)}
    of_style = ("{}", "{}-nobody", "{}-two", "{}-several", "{}-text", "{}-text-two", "name-{}")
    found |= {f"cite-{part.format(style)}" for style in styles.STYLES for part in of_style}
    dated = ("apa", "chicago")
    found |= {f"cite-{style}-day{end}" for style in dated for end in ("", "-first")}
    found |= {
        "cite-apa-many",
        "cite-chicago-text-undated",
        "cite-chicago-viewed",
        "cite-iso-viewed",
    }
    values = "text number day file folder seal code-text rule discussion week code"
    found |= {f"value-{what}" for what in values.split()}
    found |= {f"digest-next-{form}" for form in digest.FORMATS}
    found |= {"figure-countries", "figure-languages", "published-on", "corrected-on"}
    found |= {f"standing-{s}" for s in ("original", "translation", "summary", "untranslated")}
    kinds = ("original", "summary", "human", "machine", "machine-revised")
    found |= {f"text-{kind}" for kind in kinds}
    found |= {f"discussion-{name}" for name in ("occasion", "convenors", "moderators")}
    found |= {f"map-{part}" for part in ("from", "about")}
    found |= {f"map-legend-{relations}" for relations in ("from", "about", "from-about")}
    found |= {"checked-drafts", "checked-scheduled", "output-exists", "proceedings-exists"}
    found |= {f"state-{state}" for state in ("upcoming", "open", "closed")}
    found |= {f"mark-{mark}" for mark in get_args(works.Mark)}
    found |= {f"period-{name}" for name in ("opens", "closes", "opens-closes")}
    wrong = "missing unreadable no-mapping languages catalogue inherit docs site-url"
    found |= {f"config-{what}" for what in wrong.split()}
    phases = ("read", "frame", "books", "pages", "search", "offline", "place")
    found |= {f"phase-{phase}" for phase in phases}
    found |= {f"column-{name}" for name in workflow.COLUMNS}
    found |= {f"intake-why-{reason}" for reason in get_args(accounts.Reason)}
    found |= {f"intake-file-{reason}" for reason in get_args(enclosures.Reason)}
    filters = (*indexes.FILTERS, "discussion", "language")
    found |= {f"search-{name}" for name in ("failed", *filters)}
    for fate in changes.Fate:
        found |= {f"comment-{fate.value}", f"comment-{fate.value}-count"}
    found |= {f"comment-term-{fate}" for fate in ("added", "removed")}
    found |= {f"comment-text-{fate}" for fate in "added changed front removed words".split()}
    found |= {f"comment-as-{kind}" for kind in ("original", "summary", "translation")}
    found |= set(remarks.KINDS.values())
    headings = "to-mend registries missing warnings vanished lists".split()
    others = "errors draft draft-alone planned untranslated".split()
    found |= {f"comment-{name}" for name in (*headings, *others)}
    items = {item.name for item in forms.ITEMS} | {"id"}
    wanted = items | {*composition.OF_AUTHOR, *composition.OF_TEXT} - {"rights"}
    found |= {f"field-{name.replace('_', '-')}" for name in wanted}
    hints = (item.name for item in forms.ITEMS if item.has_hint)
    found |= {f"hint-{name.replace('_', '-')}" for name in hints}
    found |= {f"{n}-{consent}" for consent in forms.CONSENTS for n in ("consent", "question")}
    found |= {f"form-{part}" for part in ("name", "description", "intro")}
    found |= {
        f"page-{n}" for kind in (twins.WEEK, twins.DISCUSSION) for n in kind.own + kind.shared
    }
    found |= {"ask-number", "ask-number-open", "answer-near", "answer-known"}
    found |= {"new-next", "new-next-text"}
    found |= {
        "file-changed",
        "not-built",
        "digest-unmade",
        "still-served",
        "date-pattern",
        "date-pattern-first",
    }
    asked_later = re.compile(r'"((?:doubt|unread)-[a-z]+)"')
    found |= {name for path in sources for name in asked_later.findall(path.read_text("utf-8"))}
    found |= {f"{kind}-{part}" for kind in FORMER for part in ("title", "told")}
    found |= {"ledger-unreadable", "ledger-unwritten", "value-name", "value-new-id"}
    found |= {"rename-leads", "rename-unpublished", "withdraw-mentions"}
    found |= {f"pseudonymise-{part}" for part in ("changes", "doubts")}
    found |= {f"{n}-{kind}" for kind in tasks.KINDS for n in ("status", "status-how")}
    found |= {f"status-{column}" for column in ("count", "from", "about")}
    found |= {f"status-page-{role}" for role in ("discussion", "consolidated-reply")}
    found |= {f"status-into-{state}" for state in ("planned", "begun", "unplanned")}
    found |= {f"outline-{relation}" for relation in ("from", "about")}
    of_books = "topics contents colophon also countries-from countries-about"
    told = "how commit checksum address dates archive cite rights no-extra no-pango written unmade"
    found |= {f"proceedings-{name}" for name in (*of_books.split(), *told.split())}
    for table in tables(language.catalogues()):
        found |= {f"data-{table.name}-{c.kind.replace('_', '-')}" for c in table.columns}
        found |= {f"data-type-{column.type}" for column in table.columns}
        found |= {f"data-file-{table.name}{end}" for end in ("", "-row")}
    files = ("paragraphs", "topics", "datapackage")
    found |= {f"data-file-{name}{end}" for name in files for end in ("", "-row")}
    found |= {"data-proceedings", "data-proceedings-both", "data-citations"}
    found |= {
        f"form-{form}" for form in "csv jsonl tmx ttl json pdf epub bib ris csl-json zip".split()
    }
    of_header = ("from", "sent", "to", "subject", "other")
    found |= {f"mail-header-{name}" for name in of_header} | {f"left-{kind}" for kind in LEFT}
    found |= {f"verify-{name}" for name in (*verifier.KINDS, *verifier.OUTCOMES)}
    of_seal = ("changed", "exists", "name", "no-commit", "no-git", "unknown")
    found |= {f"seal-{name}" for name in of_seal}
    return found | {"via-email", "via-online", "notice-planned", "notice-untranslated"}


@pytest.mark.parametrize("code", CATALOGUES)
def test_every_string_is_there_and_used(code: str) -> None:
    assert set(CATALOGUES[code]) == needed()
    assert all(all(strings) for strings in CATALOGUES[code].values())


@pytest.mark.parametrize("message", sorted(set().union(*CATALOGUES.values())))
def test_placeholders_are_the_same_in_every_language(message: str) -> None:
    placeholders = {
        code: [set(re.findall(r"%\((\w+)\)s", string)) for string in strings[message]]
        for code, strings in CATALOGUES.items()
    }
    first, *others = placeholders.values()
    assert all(other == first for other in others), placeholders


def of_click() -> set[str]:
    """Every message that Click may show to who types a command."""
    calls = [
        node
        for path in ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
        for node in walk(parse((CLICK / f"{path}.py").read_text("utf-8")))
        if isinstance(node, Call) and isinstance(node.func, Name)
    ]
    firsts = [call.args[0] for call in calls if call.func.id in ("_", "ngettext")]  # type: ignore[attr-defined]
    return {str(first.value) for first in firsts if isinstance(first, Constant)}


FOR_PROGRAMMERS = re.compile(
    r"deprecated|DeprecationWarning|decl|Unknown color|start character|Value must be an iterable"
    r"|defined twice|No options defined|UUID|Choice\(|Confirm the action"
)
"""What Click says of a mistake in a program, or of what no command here has."""


@pytest.mark.parametrize("code", [c for c in CATALOGUES if c != "en"])
def test_click_speaks_the_language(code: str, pytestconfig: pytest.Config) -> None:
    path = language.CATALOGUES / code / "LC_MESSAGES" / OF_CLICK
    said = {message for message in of_click() if not FOR_PROGRAMMERS.search(message)}
    assert said <= messages(path).keys()
    if pytestconfig.getoption("update_goldens"):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))
    with path.with_suffix(".mo").open("rb") as file:
        compiled = read_mo(file)
    for message in messages(path):
        assert list(compiled[message].string or ()) == list(read(path)[message].string or ())
    assert len(compiled) == len(read(path))


def test_french_spaces_do_not_break() -> None:
    bad = re.compile(r"(?<!\u00a0)[;?!»](?![)\[\w])|(?<=[^\W\d]) :|«(?!\u00a0)|(?<=\w)'(?=\w)")
    found = {
        message: string
        for message, strings in CATALOGUES["fr"].items()
        for string in strings
        if bad.search(string)
    }
    assert not found


def test_the_first_of_a_month() -> None:
    assert language.of("fr").day(date(2010, 10, 1)) == "1er octobre 2010"
    assert language.of("fr").day(date(2010, 10, 11)) == "11 octobre 2010"
    assert language.of("en").day(date(2010, 10, 1)) == "1 October 2010"


def test_sorting_ignores_accents_and_case() -> None:
    names = ["Espagne", "équateur", "Égypte", "Œuvre", "Oeuf", "Éthiopie", "États-Unis"]
    assert sorted(names, key=language.sort_key) == [
        "Égypte",
        "équateur",
        "Espagne",
        "États-Unis",
        "Éthiopie",
        "Oeuf",
        "Œuvre",
    ]
