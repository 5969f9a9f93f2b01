"""The languages of parts, in the tags of a PDF.

WeasyPrint 70 tags what it prints but tells the language of the whole document alone, where PDF/UA-1
(7.2) wants that of each part: a voice would read French as if it were English.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def told_languages() -> Iterator[None]:
    """While it lasts, WeasyPrint's tags have the languages of their elements."""
    from pydyf import String
    from weasyprint.pdf import tags

    build = tags._build_box_tree

    def told(box: Any, *rest: Any) -> Iterator[Any]:
        for tag in build(box, *rest):
            code = box.element.get("lang") if box.element is not None else None
            if code:
                tag["Lang"] = String(code)
            yield tag

    tags._build_box_tree = told
    try:
        yield
    finally:
        tags._build_box_tree = build
