"""What pages show of citations: short links, the list of what is cited, and who takes it up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from markupsafe import escape

from palabre import language as languages
from palabre.archive import Taking
from palabre.citations import Cited, replaced
from palabre.language import Phrase, phrase, sort_key
from palabre.reading import Reading
from palabre.view import Link, View
from palabre.works import Contribution


@dataclass(frozen=True)
class Reference:
    """A contribution that a text cites, as the list below the text names it."""

    label: str
    """As the text's links begin."""
    link: Link
    authors: tuple[Link, ...]
    """Empty where the label says it."""
    countries: tuple[Link, ...]
    weeks: tuple[Link, ...]
    paragraphs: tuple[Link, ...]


class References:
    """What a text of the moderators cites, as far as it is published, as *view* shows it."""

    def __init__(self, reading: Reading, view: View) -> None:
        self._view = view
        self._fragments = _grouped((c.id, c.fragment) for c in reading.citations)
        published = view.archive.contributions
        self._cited = [published[key] for key in self._fragments if key in published]
        self._labels = _labels(self._cited, view)

    def linked(self, html: str, language: str) -> str:
        """*html*, which is in *language*, with links in the place of citations."""
        return replaced(html, lambda cited: self._run(cited, language)) if self._fragments else html

    def _run(self, cited: Iterable[Cited], language: str) -> str:
        """What is cited in one place; empty where nothing of it is published."""
        links = [
            _pointers(phrase(self._labels[key]), self._address(key), fragments, self._view)
            for key, fragments in _grouped(cited).items()
            if key in self._labels
        ]
        words = f"({self._view.language.say('cited-between').join(links)})"
        return _set("palabre-cited", words, language, self._view) if links else ""

    def _address(self, key: str) -> str:
        return self._view.root + self._view.archive.contributions[key].address

    @property
    def listed(self) -> tuple[Reference, ...]:
        """What is cited, sorted by the words of the links."""
        return tuple(sorted(map(self._reference, self._cited), key=lambda one: sort_key(one.label)))

    def _reference(self, contribution: Contribution) -> Reference:
        view, label = self._view, self._labels[contribution.id]
        authors = view.signatures(contribution)
        return Reference(
            label,
            view.work(contribution),
            () if [author.label.text for author in authors] == [label] else authors,
            view.countries(contribution),
            view.weeks(contribution),
            tuple(
                Link(_paragraph(fragment, view), f"{self._address(contribution.id)}#{fragment}")
                for fragment in sorted(self._fragments[contribution.id], key=_order)
            ),
        )


def taken_up(contribution: Contribution, view: View) -> Iterator[Link]:
    """The texts that take up *contribution*, each leading to where it first does."""
    for taking, *_ in _by_work(view.archive.taken_up(view.site.code).get(contribution.id, ())):
        at = f"#{taking.at}" if taking.at else ""
        yield Link(view.heading(taking.by), view.root + taking.by.address + at)


def takings(contribution: Contribution, language: str, view: View) -> Mapping[str, str]:
    """What stands at the end of paragraphs of a text in *language*: who takes them up, as HTML."""
    found: dict[str, list[Taking]] = defaultdict(list)
    for taking in view.archive.taken_up(view.site.code).get(contribution.id, ()):
        found[taking.fragment].append(taking)
    return {name: f" {_taken(of_name, language, view)}" for name, of_name in found.items()}


def _taken(takings: Iterable[Taking], language: str, view: View) -> str:
    """Who takes up a paragraph."""
    links = [
        _pointers(view.heading(of[0].by), view.root + of[0].by.address, [t.at for t in of], view)
        for of in _by_work(takings)
    ]
    between = view.language.say("cited-between")
    words = f"{escape(view.language.say('taken-up'))} {between.join(links)}"
    return _set("palabre-taken", words, language, view)


def _by_work(takings: Iterable[Taking]) -> list[list[Taking]]:
    """*takings*, those by one work together."""
    found: dict[str, list[Taking]] = defaultdict(list)
    for taking in takings:
        found[taking.by.address].append(taking)
    return list(found.values())


def _grouped(cited: Iterable[Cited]) -> dict[str, list[str]]:
    """The fragments of each contribution, each once, in the order in which they are cited."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, fragment in dict.fromkeys(cited):
        found[key].append(fragment)
    return found


def _pointers(label: Phrase, address: str, fragments: Iterable[str], view: View) -> str:
    """Links to the paragraphs *fragments* of one page: the first says whose they are."""
    links: list[str] = []
    for fragment in fragments:
        number = _paragraph(fragment, view)
        if not fragment:
            words = label.__html__()
        elif links:  # who hears the link alone is told whose it is
            told = f'<span class="palabre-hidden">{label.__html__()}, </span>'
            words = told + number.__html__()
        else:
            words = view.language.phrase("cited-at", label=label, paragraph=number).__html__()
        href = f"{address}#{fragment}" if fragment else address
        links.append(f'<a href="{escape(href)}">{words}</a>')
    return ", ".join(links)


def _order(fragment: str) -> tuple[bool, int, str]:
    """Sorts paragraphs: those with a number by it, then those with an id of their own."""
    number = _number(fragment)
    return not number, int(number or 0), fragment


def _number(fragment: str) -> str:
    """Of the paragraph; empty where it has an id of its own."""
    return fragment[1:] if re.fullmatch(r"p\d+", fragment) else ""


def _paragraph(fragment: str, view: View) -> Phrase:
    """A paragraph as links name it: its number, or its own id."""
    return phrase(view.language.say("cited-paragraph", number=_number(fragment) or fragment))


def _set(name: str, words: str, language: str, view: View) -> str:
    """*words* of the page as an element of the class *name* in a text in *language*."""
    code = view.site.code if view.foreign(language) else ""
    return f'<span class="{name}"{languages.marks(code)}>{words}</span>'


def _labels(cited: Iterable[Contribution], view: View) -> dict[str, str]:
    """Short and different names of contributions, by id: letters tell apart whose are alike."""
    names = {contribution.id: signed(contribution, view) for contribution in cited}
    number, seen = Counter(names.values()), Counter[str]()
    labels = {}
    for contribution in view.archive.contributions.values() if names else ():
        if name := names.get(contribution.id):
            letter = _letter(seen[name])
            seen[name] += 1
            told = view.language.say("cited-same", label=name, letter=letter)
            labels[contribution.id] = told if number[name] > 1 else name
    return labels


def _letter(number: int) -> str:
    """The letters a to z, then aa, ab and so on."""
    above, own = divmod(number, len(ascii_lowercase))
    return (_letter(above - 1) if above else "") + ascii_lowercase[own]


def signed(contribution: Contribution, view: View) -> str:
    """Who signed, in short."""
    first, *others = (link.label.text for link in view.signatures(contribution))
    if not others:
        return first
    say = view.language.say
    return say("cited-two", first=first) if len(others) == 1 else say("cited-several", first=first)
