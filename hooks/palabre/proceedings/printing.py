"""A manuscript as a PDF that screen readers can follow: PDF/UA-1, by WeasyPrint."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from palabre.proceedings.bodies import PICTURE
from palabre.proceedings.manuscript import Manuscript
from palabre.proceedings.tagging import told_languages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STYLESHEET = "proceedings/print.css"
_DOTS_PER_INCH = 200
"""Of pictures: more would be seen by no reader of a page."""
_QUALITY = 85


class Unprintable(Exception):
    """Why no PDF can be made on this system: the message that says what is to be installed."""


class Unprinted(Exception):
    """That WeasyPrint failed on a book: its title, and what was said."""

    def __init__(self, title: str, said: str) -> None:
        super().__init__(title, said)
        self.values = {"title": title, "error": said}


def must_print() -> None:
    """Raise :class:`Unprintable` where no PDF can be made."""
    try:
        import weasyprint  # noqa: F401  # it takes a second, and most installations lack it
    except ModuleNotFoundError:
        raise Unprintable("proceedings-no-extra") from None
    except OSError:  # of a library that Python packages do not bring
        raise Unprintable("proceedings-no-pango") from None


def pdf(manuscript: Manuscript) -> bytes:
    """*manuscript* as a PDF: the same bytes for the same manuscript and fonts.

    Raises :class:`Unprintable` where this system cannot make any, and :class:`Unprinted` where it
    cannot make this one.
    """
    must_print()
    from weasyprint import CSS, HTML

    for name in ("weasyprint", "fontTools"):  # what they say of fonts and styles helps nobody here
        logging.getLogger(name).setLevel(logging.CRITICAL)
    fetcher = _fetcher(manuscript.pictures)
    style = (manuscript.settings.templates / "palabre" / STYLESHEET).read_text("utf-8")
    page = HTML(string=manuscript.html, base_url="", url_fetcher=fetcher)
    try:
        with told_languages():
            made = page.write_pdf(
                stylesheets=[CSS(string=style, url_fetcher=fetcher)],
                pdf_variant="pdf/ua-1",
                optimize_images=True,
                jpeg_quality=_QUALITY,
                dpi=_DOTS_PER_INCH,
            )
    except Exception as error:  # whatever it is: people are told of which book
        raise Unprinted(manuscript.title, f"{type(error).__name__}: {error}") from error
    return bytes(made)


def _fetcher(pictures: Mapping[str, Path]) -> Any:
    """What WeasyPrint may load: the pictures of the book, and nothing from anywhere else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Pictures(URLFetcher):  # type: ignore[misc]  # it ships no types
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            path = pictures.get(unquote(url.removeprefix(PICTURE)))
            if not url.startswith(PICTURE) or path is None:
                raise ValueError(f"nothing is loaded from {url}")
            return URLFetcherResponse(url, path.read_bytes())

    return Pictures()
