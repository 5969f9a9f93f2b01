"""The rules of citations: what a text of the moderators cites is there, in both languages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from palabre.archive import Archive
from palabre.citations import Citation
from palabre.former import Former
from palabre.layout import Role
from palabre.likeness import nearest
from palabre.problems import Problem, Rule, shorten
from palabre.reading import Reading

_MOST = 5
"""So many paragraphs are named to who mistook one."""


def cited_paragraphs(archive: Archive) -> Iterator[Problem]:
    """A citation names a contribution of the archive, and one of its paragraphs.

    Bad: ``[@our-harbor#p1]``, ``[@our-harbour]``. Good: ``[@our-harbour#p1]``.
    """
    there: dict[str, list[Reading]] = defaultdict(list)
    # What is not published may be cited before it is.
    for reading in (*archive.readings, *archive.drafts):
        if reading.place.role is Role.CONTRIBUTION:
            there[reading.place.name].append(reading)
    for reading in archive.readings:
        for citation in reading.citations:
            yield from _cited(reading, citation, there, archive.former)


def _cited(
    reading: Reading, citation: Citation, there: Mapping[str, list[Reading]], former: Former
) -> Iterator[Problem]:
    """What is wrong with *citation*."""
    texts, now = there.get(citation.id, []), former.now(citation.id)
    found = shorten(f"@{citation.id}#{citation.fragment}".rstrip("#"))
    if not texts:
        near = {"candidates": now if now in there else nearest(citation.id, sorted(there)) or "—"}
        near |= {"withdrawn": now} if now in former.withdrawn else {}
        yield Problem(reading.path, citation.line, Rule.CITATION_UNKNOWN, found, values=near)
    # A file that could not be read is told there, not here.
    elif not any(t.has_paragraph(citation.fragment) or not t.is_readable for t in texts):
        near = {"candidates": _paragraphs_near(citation.fragment, texts[0])}
        yield Problem(reading.path, citation.line, Rule.CITATION_PARAGRAPH, found, values=near)


def _paragraphs_near(fragment: str, reading: Reading) -> str:
    """The paragraphs of *reading* that may be meant by *fragment*."""
    number = int(fragment[1:]) if re.fullmatch(r"p\d{1,6}", fragment) else 1
    numbers = sorted(range(1, len(reading.blocks) + 1), key=lambda n: abs(n - number))[:_MOST]
    own = [name for name in reading.ids if reading.has_paragraph(name)][:_MOST]
    names = (*(f"p{number}" for number in sorted(numbers)), *own)
    return ", ".join(f"@{reading.place.name}#{name}" for name in names) or "—"


def equal_evidence(archive: Archive) -> Iterator[Problem]:
    """The two texts of a page cite the same paragraphs: what one proves, the other must too.

    Bad: ``[@our-harbour#p1]`` in English only. Good: the same in French.
    """
    for work in archive.works:
        if not any(text.reading.citations for text in work.texts.values()):
            continue
        cited = {
            code: {(c.id, c.fragment): c for c in text.reading.citations}
            for code, text in work.texts.items()
        }
        for code, own in cited.items():
            for other, more in cited.items():
                missing = [one for one in more if one not in own]
                if missing:
                    reading, there = work.texts[code].reading, work.texts[other].reading
                    values = {
                        "missing": f"[{'; '.join(f'@{key}#{name}' for key, name in missing)}]",
                        "other": f"{there.path}:{more[missing[0]].line}",
                    }
                    line, rule = reading.body_line, Rule.CITATIONS_DIFFER
                    yield Problem(reading.path, line, rule, values=values)
