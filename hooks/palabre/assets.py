"""The files that pages load: one stylesheet, and what stands in ``overrides/assets/``.

Each is published under a name with its digest, so that browsers may keep it for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath

from palabre.settings import Settings
from palabre.shell import Frame

_FOLDER = "assets"
_SHEETS = "stylesheets"
STYLESHEET = "palabre.css"


class Assets:
    """What pages load, by the names that templates know."""

    def __init__(self, settings: Settings, frame: Frame) -> None:
        folder = settings.templates / _FOLDER
        contents: dict[str, bytes] = {}
        sheets = [frame.stylesheet]
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if name.startswith(f"{_SHEETS}/"):
                sheets.append(path.read_text("utf-8"))
            elif path.is_file():
                contents[name] = path.read_bytes()
        contents[STYLESHEET] = "\n".join(sheets).encode()
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


def _address(name: str, content: bytes) -> str:
    path = PurePosixPath(name)
    digest = hashlib.sha256(content).hexdigest()[:10]
    return f"{_FOLDER}/{path.with_name(f'{path.stem}.{digest}{path.suffix}')}"
