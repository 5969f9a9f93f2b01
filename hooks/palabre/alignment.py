"""The rules between the texts of a contribution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from palabre.archive import Archive
from palabre.models import OtherText
from palabre.problems import Problem, Rule
from palabre.reading import Reading


def originals(archive: Archive) -> Iterator[Problem]:
    """A contribution has one original, and only that may be in a third language; `written_in`
    stands only where it is not held.

    Bad: ``text: original`` in English and in French. Good: one of them is a translation.
    """
    for contribution in archive.contributions.values():
        found = [t for t in contribution.texts.values() if t.front.text == "original"]
        for text in found[1:]:
            other = found[0].reading.path
            yield text.reading.problem(Rule.ORIGINAL_TWICE, ("text",), other=other)
        for code, text in contribution.texts.items():
            if code not in archive.settings.codes and text not in found:
                yield text.reading.problem(Rule.ORIGINAL_ONLY, ("text",), text.front.text)
        record = contribution.record
        if found and record.written_in:
            key = ("written_in",)
            yield contribution.reading.problem(Rule.WRITTEN_IN, key, record.written_in)
        for index, code in enumerate(record.planned):
            if code in contribution.texts or code not in archive.settings.codes:
                yield contribution.reading.problem(Rule.PLANNED, ("planned", index), code)


def translations(archive: Archive) -> Iterator[Problem]:
    """A translation of an original that is held names its fingerprint, and the current one.

    Bad: ``translation: {by: …, kind: human}``. Good: ``… of: 3f9c2a7d41be}``.
    """
    for contribution in archive.contributions.values():
        original = contribution.original
        drifted = contribution.has_drifted
        for code, text in contribution.texts.items():
            if not original or not text.front.translation:
                continue
            told = text.front.translation.of
            if told is None or drifted[code]:
                rule = Rule.TRANSLATION_DRIFT if told else Rule.TRANSLATION_OF
                now = original.reading.fingerprint
                values = {"now": now, "id": contribution.id, "language": code}
                yield text.reading.problem(rule, ("translation", "of"), told or "", **values)


def author_positions(archive: Archive) -> Iterator[Problem]:
    """`roles` and `places` of another text have one item for each author of the record.

    Bad: two roles for one author. Good: as many as there are authors.
    """
    for contribution in archive.contributions.values():
        number = len(contribution.record.authors)
        for text in contribution.texts.values():
            if isinstance(text.front, OtherText):
                for key, values in (("roles", text.front.roles), ("places", text.front.places)):
                    if values is not None and len(values) != number:
                        found = len(values)
                        yield text.reading.problem(Rule.POSITIONS, (key,), found, number=number)


_LOOKS: Mapping[str, str] = {
    "p": "Abc…",
    "li": "- …",
    "blockquote": "> …",
    "table": "| … |",
    "pre": "```",
}
"""How each kind of paragraph begins in a file."""


def _looks(reading: Reading) -> list[str]:
    """How each paragraph begins, and ends where it has an id of its own."""
    found = [_LOOKS[tag] for tag in reading.blocks]
    for before, (after, tag, name) in enumerate(reading.named):
        found.insert(after + before, f"{_LOOKS[tag]} {{#{name}}}")
    return found


def paragraphs(archive: Archive) -> Iterator[Problem]:
    """The texts of a contribution match paragraph for paragraph: p3 is p3 in every language.

    Bad: three paragraphs in English, two in French. Good: the same number and kinds in both.
    """
    for contribution in archive.contributions.values():
        texts = list(contribution.texts.values())
        model = (contribution.original or texts[0]).reading
        for reading in (text.reading for text in texts):
            if (reading.blocks, reading.named) != (model.blocks, model.named):
                sequences = _looks(model), _looks(reading)
                pairs = enumerate(zip_longest(*sequences, fillvalue="—"), 1)
                first, (there, here) = next((n, pair) for n, pair in pairs if pair[0] != pair[1])
                values = {
                    "number": len(sequences[0]),
                    "other": model.path,
                    "first": first,
                    "there": there,
                    "here": here,
                }
                found = str(len(sequences[1]))
                at = reading.body_line
                yield Problem(reading.path, at, Rule.PARAGRAPHS_DIFFER, found, values=values)
