"""What there is to say of a pull request, in one language: an entry for each thing, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from palabre import language as languages
from palabre.clock import clock
from palabre.models import Front, TextFront
from palabre.problems import Problem
from palabre.reading import Reading
from palabre.reports import key, repair_id
from palabre.review.changes import Changes, Fate, TermChange, WorkChange, drafts
from palabre.review.markdown import code, shown, words
from palabre.review.proposal import Found, new_problems
from palabre.schedule import waits_until
from palabre.settings import Settings, SiteLanguage
from palabre.site import Site
from palabre.works import Contribution, Discussion, Reply, SitePage, Week, Work

_MOST_TERMS = 20
"""So many terms of one list are named."""

KINDS: dict[type[Work[Front]], str] = {
    SitePage: "comment-page",
    Discussion: "comment-discussion",
    Week: "comment-week",
    Reply: "comment-reply",
    Contribution: "comment-contribution",
}
"""How each kind of page is named."""


class Remarks:
    """All that one language's half of a comment says."""

    def __init__(
        self,
        settings: Settings,
        site: SiteLanguage,
        before: Found | None,
        after: Found,
        preview: str,
    ) -> None:
        self.site, self.language = site, languages.of(site.code)
        self.problems = new_problems(before, after) if before else after.problems
        self.changes: Changes | None = None
        if before and before.site and after.site:
            self.changes = Changes(before.site, after.site)
        self._settings, self._after = settings, after.site
        self._preview = quote(preview, safe="/:?#&=%+@~")
        self._is_before_broken = bool(before and not before.site)

    def entries(self) -> Iterator[str]:
        """Every entry, the most important first; the first of a section under its heading."""
        if note := self._note():
            yield f"{note}\n"
        for heading, found in groupby(self._all(), key=lambda entry: entry[0]):
            begin = f"\n### {self.language.say(heading)}\n\n"
            for _, entry in found:
                yield f"{begin}- {entry}"
                begin = ""

    def _note(self) -> str:
        """What holds for the whole comment."""
        if not self._after:
            return self.language.say("comment-after-mending")
        if self._is_before_broken:
            return self.language.say("comment-before-broken")
        if self._preview and not self._preview.endswith("/"):
            return self.language.say("comment-preview", url=self._preview)
        return ""

    def _all(self) -> Iterator[tuple[str, str]]:
        """Each entry, after the message that heads its section."""
        for problem in self.problems:
            if not problem.rule.is_warning:
                yield "comment-to-mend", self._problem(problem)
        if self.changes:
            for fate in Fate:
                for change in (change for change in self.changes.works if change.fate is fate):
                    yield f"comment-{fate.value}", self._change(change, self.changes)
            for uri in self.changes.registries:
                yield "comment-registries", code(self._settings.path(uri))
        for entry in self._missing() if self._after else ():
            yield "comment-missing", entry
        for problem in self.problems:
            if problem.rule.is_warning:
                yield "comment-warnings", self._problem(problem)
        if self.changes:
            for address in self.changes.vanished:
                yield "comment-vanished", code(address)
            for _, terms in groupby(self.changes.terms, key=lambda term: term.index.folder):
                yield "comment-lists", self._list(list(terms))

    def _problem(self, problem: Problem) -> str:
        say, name = self.language.say, problem.rule.value
        where = say("comment-where", path=code(problem.path), line=problem.line)
        return say(
            "comment-problem",
            where=f"{where}, {code(key(problem, self.language))}" if problem.key else where,
            rule=words(self.language, f"rule-{name}", **problem.values),
            found=say("comment-found", value=code(problem.found)) if problem.found else "",
            repair=words(self.language, repair_id(problem), **problem.values),
            name=code(name),
        )

    def _change(self, change: WorkChange, changes: Changes) -> str:
        """A page that is added, changed or removed."""
        if change.fate is Fate.REMOVED:
            return self._name(change.work, changes.before)
        told = [self._text(change, code) for code in change.texts]
        told += [self.language.say("comment-files")] if change.has_other_files else []
        name = self._name(change.work, changes.after)
        return f"{name} ({'; '.join(told)}){self._links(change.work)}"

    def _name(self, work: Work[Front], of: Site) -> str:
        values: dict[str, object] = {"title": self._title(work)}
        if isinstance(work, Contribution):
            links = of.view(self.site).signatures(work)
            values["authors"] = shown(", ".join(link.label.text for link in links))
        if isinstance(work, Week):
            values["number"] = work.number
        return self.language.say(KINDS[type(work)], **values)

    def _title(self, work: Work[Front]) -> str:
        return shown(work.shown(self.site.code).title)

    def _text(self, change: WorkChange, code: str) -> str:
        """What becomes of the text in the language *code*; of a new page, what the text is."""
        name, front = self.language.language(code), change.work.texts.get(code)
        if change.fate is Fate.CHANGED:
            return self.language.say(f"comment-text-{change.texts[code]}", language=name)
        if front and isinstance(front.front, TextFront):
            return self.language.say(f"comment-as-{front.front.text}", language=name)
        return name

    def _links(self, work: Work[Front]) -> str:
        """Where the page can be seen in each language, or from which day on."""
        archive = self._after.archive if self._after else None
        if archive and (day := waits_until(work, archive, clock())):
            return self.language.say("comment-waits", date=self.language.day(day))
        sites = self._settings.languages if self._preview else ()
        if not self._preview.endswith("/"):
            return "".join(f" · {code(site.prefix + work.address)}" for site in sites)
        return "".join(
            f" · [{site.name}]({self._preview}{site.prefix}{work.address})" for site in sites
        )

    def _missing(self) -> Iterator[str]:
        """Translations that nobody has made, and what keeps drafts from being published."""
        assert self._after
        changed = {c.work.address for c in self.changes.works} if self.changes else None
        for work in self._after.archive.contributions.values():
            if changed is None or work.address in changed:
                yield from self._untranslated(work)
        for draft in self.changes.drafts if self.changes else drafts(self._after):
            yield self._draft(draft)

    def _untranslated(self, work: Contribution) -> Iterator[str]:
        for other in self._settings.codes:
            if other not in work.texts:
                is_planned = other in work.record.planned
                yield self.language.say(
                    "comment-planned" if is_planned else "comment-untranslated",
                    title=self._title(work),
                    language=self.language.language(other),
                    command=code(f"palabre translate {work.id} --to {other}"),
                )

    def _draft(self, draft: Reading) -> str:
        assert isinstance(draft.front, TextFront)
        questions = "".join(f"\n  - {shown(asked)}" for asked in draft.front.open_questions)
        message = "comment-draft" if questions else "comment-draft-alone"
        title, path = shown(draft.front.title), code(draft.path)
        return self.language.say(message, title=title, path=path) + questions

    def _list(self, terms: Sequence[TermChange]) -> str:
        """The terms of one index whose lists change."""
        index, say = terms[0].index, self.language.say
        name = say(index.kind.name)
        if index.discussion:
            name = say("comment-list-of", list=name, discussion=self._title(index.discussion))
        told = [self._term(term) for term in terms[:_MOST_TERMS]]
        more = len(terms) - len(told)
        told += [self.language.count("comment-more", more)] if more else []
        return say("comment-list", list=name, terms=", ".join(told))

    def _term(self, change: TermChange) -> str:
        moves = [f"+{change.joined}"] if change.joined else []
        moves += [f"−{change.left}"] if change.left else []
        if change.fate is not Fate.CHANGED:
            moves.append(self.language.say(f"comment-term-{change.fate.value}"))
        return f"{shown(change.index.label(change.key, self.language).text)} ({', '.join(moves)})"
