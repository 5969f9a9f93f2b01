"""The questions about what is new, in their order: those that were not answered before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import click

from palabre import reports
from palabre.editing import identifiers
from palabre.editing.composition import OF_AUTHOR, Answers, Composer, Texts, field_of
from palabre.editing.prompts import SEPARATOR, Prompts
from palabre.editing.twins import LISTS, Twins
from palabre.language import Language
from palabre.models import Author
from palabre.problems import Problem

_ASKED = ("weeks", "date", "via", "reply_to", "topics", "about")
"""What is asked after title and authors; options give the rest."""


@dataclass(frozen=True)
class Interview:
    """Asks for what *given*, the options, leaves open; these are no longer in doubt."""

    composer: Composer
    prompts: Prompts
    given: Answers

    def hold(self) -> Answers:
        """All answers."""
        click.echo(self._speaker.say("ask-intro"))
        texts = {key: list(values) for key, values in self.given.texts.items() if values}
        for name in ("discussion", "language"):
            if name not in texts:
                texts[name] = self._chosen(name)
        discussion = self.composer.value("discussion", texts["discussion"][0])
        if "title" not in texts:
            texts["title"] = [self._free("title", is_needed=True)]
        authors = self.given.authors or tuple(self._authors())
        for name in _ASKED:
            if name not in texts:
                texts[name] = self._answers(name, discussion)
        if "id" not in texts:
            texts["id"] = [self._id(texts["title"][0], authors)]
        return Answers(texts, authors, self.given.body)

    @property
    def _speaker(self) -> Language:
        return self.prompts.speaker

    def _question(self, name: str) -> str:
        return self._speaker.say(f"field-{name.replace('_', '-')}")

    def _chosen(self, name: str) -> list[str]:
        """The discussion, where there are several, or the language."""
        default = self.composer.default(name)
        if name == "discussion" and default:
            return default
        return [self._choice(name, "".join(default), is_needed=True)]

    def _choice(self, name: str, default: str = "", is_needed: bool = False) -> str:
        choices = self.composer.choices.of(name)
        assert choices
        return self.prompts.one(self._question(name), choices, default, is_needed)

    def _answers(self, name: str, discussion: str) -> list[str]:
        choices = self.composer.choices.of(name, discussion)
        question = self._question(name)
        if name in ("weeks", "topics", "about"):
            return self.prompts.many(question, choices) if choices and choices.all else []
        if not choices:
            return [self._free(name)]
        is_listed = name != "reply_to"  # these are searched by a part of their title
        return [self.prompts.one(question, choices, is_listed=is_listed)] if choices.all else []

    def _free(self, name: str, default: str = "", is_needed: bool = False) -> str:
        check = partial(self._wrong, name)
        return self.prompts.line(self._question(name), default, is_needed, check)

    def _wrong(self, name: str, text: str) -> str:
        """What is wrong with *text* as the field *name*."""
        if name == "name" and SEPARATOR in text:
            return self._speaker.say("ask-one-name")
        found = self.composer.breaches(name, self.composer.value(name, text))
        return "\n".join(self._told(problem) for problem in found)

    def _told(self, problem: Problem) -> str:
        return reports.explain(problem, self._speaker, self._question(field_of(problem.key)))

    def _authors(self) -> Iterable[dict[str, list[str]]]:
        """Each author, until none is named; an organisation may stand alone."""
        names = self.composer.choices.of("name")
        assert names
        check = partial(self._wrong, "name")
        name = self.prompts.one(self._question("name"), names, check=check)
        while True:
            yield self._author(name)
            question = self._speaker.say("ask-another")
            name = self.prompts.one(question, names, check=check)
            if not name:
                return

    def _author(self, name: str) -> dict[str, list[str]]:
        """One author; what their latest record says is offered."""
        known = self.composer.desk.authors.get(name, Author.model_construct())
        organisations = self.composer.choices.of("organisation")
        assert organisations
        answers = {"name": [name], "role": [self._free("role", known.role or "")]}
        answers["organisation"] = self.prompts.many(
            self._question("organisation"),
            organisations,
            known.organisation,
            partial(self._wrong, "organisation"),
        )
        if not name and not answers["organisation"]:
            click.echo(self._speaker.say("rule-author-nameless"))
            return self._author(self._free("name"))
        answers["place"] = [self._free("place", known.place or "")]
        answers["country"] = [self._choice("country", known.country or "")]
        return {key: answers[key] for key in OF_AUTHOR}

    def _id(self, title: str, authors: tuple[Texts, ...]) -> str:
        first = authors[0]
        author = next(filter(None, (*first.get("name", ()), *first.get("organisation", ()))), "")
        proposed = identifiers.propose(author, title, self.composer.desk.taken)
        return self.prompts.line(self._question("id"), proposed, True, self._wrong_id)

    def _wrong_id(self, text: str) -> str:
        rule = identifiers.broken(text, self.composer.desk.taken)
        return self._told(Problem("", 1, rule, text, "id")) if rule else ""


@dataclass(frozen=True)
class TwinInterview:
    """The same for a page that stands in each of the site's languages."""

    prompts: Prompts
    given: Twins
    codes: Sequence[str]
    """The languages in which it is new."""
    defaults: Mapping[str, str] | None
    """Of the fields that all languages share; ``None`` where a file has these already."""

    def hold(self) -> Twins:
        """All answers: first in the user's own language."""
        click.echo(self.prompts.speaker.say("ask-intro"))
        own = self.prompts.speaker.code
        codes = sorted(self.codes, key=lambda code: code != own)
        texts: dict[str, Mapping[str, Any]] = {}
        for code in codes:
            is_needed = code == codes[-1] and not any(texts.values())
            texts[code] = self._texts(code, is_needed)
        shared = dict(self.given.shared)
        if self.defaults is not None:
            for name in self.given.kind.shared:
                shared[name] = shared[name] or self._line(name, self.defaults.get(name, ""))
        return replace(self.given, texts=texts, shared=shared)

    def _texts(self, code: str, is_needed: bool) -> Mapping[str, Any]:
        """The answers in the language *code*; none where its title is left open."""
        texts = dict(self.given.texts.get(code, {}))
        for name in self.given.kind.own:
            if not texts.get(name):
                texts[name] = (
                    self._lines(name, code)
                    if name in LISTS
                    else self._line(name, "", code, is_needed and name == "title")
                )
            if name == "title" and not texts[name]:
                return {}
        return texts

    def _line(self, name: str, default: str, code: str = "", is_needed: bool = False) -> str:
        question = self._question(name, code)
        return self.prompts.line(question, default, is_needed, partial(self._wrong, name))

    def _lines(self, name: str, code: str) -> list[str]:
        """One after the other, until one is left open."""
        return list(iter(lambda: self._line(name, "", code), ""))

    def _question(self, name: str, code: str = "") -> str:
        speaker = self.prompts.speaker
        question = speaker.say(f"page-{name}")
        if not code:
            return question
        return speaker.say("in-language", question=question, language=speaker.language(code))

    def _wrong(self, name: str, text: str) -> str:
        found = self.given.breaches(name, text)
        told = (reports.explain(p, self.prompts.speaker, self._question(name)) for p in found)
        return "\n".join(told)
