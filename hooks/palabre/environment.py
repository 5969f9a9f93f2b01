"""All that a build depends on besides the content, as digests."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from palabre.layout import WITHDRAWN
from palabre.settings import Settings

_PACKAGE = Path(__file__).parent
_OF_TEXTS = (
    "babel cmarkgfm imagesize jinja2 markdown markupsafe nh3 py3langid pydantic pygments "
    "pymdown-extensions pyyaml python-frontmatter".split()
)
_OF_PRINTING = ("weasyprint", "pydyf", "pyphen", "fonttools", "tinyhtml5", "lxml", "pillow")
_OF_FRAME = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "properdocs", "tinycss2")
_OF_SEARCH = ("pagefind", "pagefind_bin")


@cache
def of_code() -> str:
    """Palabre itself, its catalogues, Python, and the libraries that make texts and pages."""
    return digest((platform.python_version(), *_versions(_OF_TEXTS), *_files(_PACKAGE)))


def of_templates(settings: Settings) -> str:
    """Everything below ``overrides/``."""
    return digest(_files(settings.templates))


def of_frame(settings: Settings) -> str:
    """What MkDocs and the theme make of pages: their versions, the templates, the settings."""
    return digest((of_code(), of_templates(settings), repr(settings), *_versions(_OF_FRAME)))


def of_search() -> str:
    """What makes the search index."""
    return digest(_versions(_OF_SEARCH))


def tools() -> Iterator[str]:
    """The libraries and programs that make the site, each with its version."""
    return _versions(sorted((*_OF_TEXTS, *_OF_FRAME, *_OF_SEARCH)))


def of_printing() -> str:
    """What makes PDFs; it may not be installed."""
    return digest(_versions(_OF_PRINTING))


def of_withdrawn(settings: Settings) -> str:
    """What was withdrawn from the archive; empty where nothing was."""
    path = settings.docs / WITHDRAWN
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _versions(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield name


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()
            yield hashlib.sha256(path.read_bytes()).hexdigest()


def digest(parts: Iterable[str]) -> str:
    """The digest of *parts*, in their order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
