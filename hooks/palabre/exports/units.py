"""Paragraphs that say the same in several languages, as TMX 1.4b: what translators work with.

A unit is a paragraph that has the same id in each text of a work, and words in two of them at
least; its ``tuid`` is the work's id and the paragraph's. The texts of a contribution always match;
those of moderators do where they have the same paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import escape

import palabre
from palabre.layout import Place, stem
from palabre.models import Front, TextFront
from palabre.plain import Parts
from palabre.works import Contribution, Text, Work
from palabre.xml import escaped

_ANY = "*all*"
"""Where none of the languages is known to be the source."""

END = "</body>\n</tmx>\n"


def beginning(language: str) -> str:
    """How the file begins whose own words, should it have any, are in *language*."""
    attributes = {
        "creationtool": "Palabre",
        "creationtoolversion": palabre.__version__,
        "segtype": "paragraph",
        "o-tmf": "Palabre",
        "adminlang": language,
        "srclang": _ANY,
        "datatype": "plaintext",
    }
    told = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n<header {told}/>\n<body>\n'
    )


def units(work: Work[Front], parts: Mapping[str, Parts]) -> Iterator[str]:
    """The units of *work*, whose texts have these *parts*, by language."""
    if not is_aligned(work):
        return
    texts = sorted(work.texts.values(), key=lambda text: text is not work.original)
    said = [(_head(text), dict(parts[text.language])) for text in texts]
    key, about = _about(work, texts[0].reading.place)
    for name in filter(None, said[0][1]):
        variants = [
            f"{head}{escaped(words[name])}</seg></tuv>\n" for head, words in said if words[name]
        ]
        if len(variants) > 1:
            yield f'<tu tuid="{key}#{name}"{about}{_prop("paragraph", name)}\n'
            yield from variants
            yield "</tu>\n"


def is_aligned(work: Work[Front]) -> bool:
    """Whether *work* has several texts, paragraph for paragraph."""
    forms = {(text.reading.blocks, text.reading.named) for text in work.texts.values()}
    return len(work.texts) > 1 and len(forms) == 1


def _about(work: Work[Front], place: Place) -> tuple[str, str]:
    """What *work*, at *place*, is known by; how its units begin after that."""
    source = work.original.language if work.original else _ANY
    told = {"discussion": place.discussion, "kind": place.role.value}
    key = stem(work.address)
    if isinstance(work, Contribution):
        key = told["contribution"] = work.id
    props = "".join(_prop(kind, value) for kind, value in told.items())
    return key, f' srclang="{escape(source)}">{props}'


def _head(text: Text[Front]) -> str:
    """How a variant begins: whose words they are."""
    front = text.front
    told: dict[str, str] = {}
    if isinstance(front, TextFront):
        told["standing"] = front.text
        if front.translation:
            told |= {"translation": front.translation.kind, "translator": front.translation.by}
    props = "".join(_prop(kind, value) for kind, value in told.items())
    return f'<tuv xml:lang="{escape(text.language)}">{props}<seg>'


def _prop(kind: str, value: str) -> str:
    return f'<prop type="x-{kind}">{escaped(value)}</prop>'
