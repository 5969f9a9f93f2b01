"""The files that pages load: one stylesheet, and what else stands in ``overrides/assets/``.

Each is published under a name with its digest, so that browsers may keep it for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath

from palabre import text
from palabre.paragraphs import PERMALINK
from palabre.settings import Settings
from palabre.shell import Frame, Shell
from palabre.stylesheet import reduce

_FOLDER = "assets"
_SHEETS = "stylesheets"
STYLESHEET = "palabre.css"

_MARKUP_OF_VALUES = (
    f'<a class="{PERMALINK}" href="{{{{ x }}}}"></a>'
    '<span class="palabre-inferred" lang="{{ x }}" dir="rtl"></span>'
    '<span class="palabre-cited palabre-taken palabre-hidden"></span>'
)
"""What values bring with them: see ``__html__`` in language and view, paragraphs, references."""


class Assets:
    """What pages load, by the names that templates know."""

    def __init__(self, settings: Settings, frame: Frame) -> None:
        folder = settings.templates / _FOLDER
        contents = {STYLESHEET: frame.stylesheet.encode()}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not name.startswith(f"{_SHEETS}/"):
                contents[name] = path.read_bytes()
        self._addresses = {name: _address(name, content) for name, content in contents.items()}
        self.files: Mapping[str, bytes] = {
            self._addresses[name]: content for name, content in contents.items()
        }
        """By address below the site's root."""

    def address(self, name: str) -> str:
        """Where the asset *name* is published, below the site's root."""
        return self._addresses[name]

    @cached_property
    def digest(self) -> str:
        """Of all of them."""
        return " ".join(self.files)


def stylesheet(theme: str, settings: Settings, shells: Mapping[str, Shell]) -> str:
    """The sheet of the *theme* and ours as one, with nothing that no page can use."""
    ours = sorted((settings.templates / _FOLDER / _SHEETS).glob("*.css"))
    templates = sorted((settings.templates / "palabre").iterdir())
    markup = [path.read_text("utf-8") for path in templates if path.is_file()]
    markup += [_MARKUP_OF_VALUES, *(shell.markup for shell in shells.values())]
    sheets = [theme, *(path.read_text("utf-8") for path in ours)]
    return reduce("\n".join(sheets), text.vocabulary(markup))


def _address(name: str, content: bytes) -> str:
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return f"{_FOLDER}/{path.with_name(f'{path.stem}.{digest}{path.suffix}')}"
