"""The rules in words: what each demands, what breaks it and what keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from palabre.language import Language
from palabre.layout import Role
from palabre.pictures import MOST_BYTES
from palabre.problems import Rule
from palabre.source import FRONT_MATTER_BYTES, LIMITS, YAML_DEPTH
from palabre.values import MOST_CHARACTERS

GROUPS = {
    Rule.FILE_KIND: "files",
    Rule.FRONT_MATTER: "front-matter",
    Rule.FIELD_MISSING: "values",
    Rule.ID_TAKEN: "relations",
    Rule.BODY_TOO_COMPLEX: "bodies",
}
"""The first rule of each group, in the order of :class:`~palabre.problems.Rule`."""

_NAMES = re.compile(r"%\((\w+)\)s")
_LIMITS: Mapping[Rule, object] = {
    Rule.FILE_SIZE: LIMITS[Role.CONTRIBUTION],
    Rule.FRONT_MATTER_SIZE: FRONT_MATTER_BYTES,
    Rule.YAML_DEPTH: YAML_DEPTH,
    Rule.TOO_LONG: MOST_CHARACTERS,
    Rule.IMAGE_SIZE: MOST_BYTES // 1024,
}


def listed(language: Language, rules: Iterable[Rule] = Rule) -> Iterator[str]:
    """The lines that tell of *rules*, each group of them under a heading."""
    chosen, group = set(rules), ""
    for rule in Rule:
        group = GROUPS.get(rule, group)
        if rule in chosen:
            if group:
                yield from (language.say(f"group-{group}").upper(), "")
            yield from _entry(rule, language)
            group = ""


def demand(rule: Rule, language: Language) -> str:
    """What *rule* demands; what depends on the file is left open."""
    message = f"rule-{rule.value}"
    values: dict[str, object] = dict.fromkeys(_NAMES.findall(language.say(message)), "…")
    if rule in _LIMITS:
        values |= {"limit": _LIMITS[rule], "max_length": _LIMITS[rule]}
    return language.say(message, **values) if values else language.say(message)


def _entry(rule: Rule, language: Language) -> Iterator[str]:
    say, name = language.say, rule.value
    yield say("list-warning", name=name) if rule.is_warning else name
    words = demand(rule, language)
    yield f"  {words[:1].upper()}{words[1:]}"
    labels = {part: say(f"list-{part}") for part in ("bad", "good")}
    width = max(map(len, labels.values()))
    for part, label in labels.items():
        for line in say(f"{part}-{name}").split("\n"):
            yield f"  {label:{width}}  {line}".rstrip()
            label = ""
    yield ""
