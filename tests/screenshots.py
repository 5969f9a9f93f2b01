"""Make the pictures of the READMEs: ``make screenshots`` (needs a Chromium on the machine)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import built
import fixtures

PAGE = "local-authorities/contributions/melua-trusted-officials.html"
IMAGES = fixtures.REPOSITORY / ".github" / "images"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = "--headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,860".split()


def main() -> None:
    """Photograph one page of the built site in each language."""
    browser = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if browser is None:
        sys.exit(f"No browser found: install one of {', '.join(CHROMIUM)}.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with built.served(fixtures.REPOSITORY / "site", "/") as start:
        for code, prefix in (("en", ""), ("fr", "fr/")):
            image = IMAGES / f"contribution-{code}.png"
            address = f"{start}{prefix}{PAGE}"
            subprocess.run([browser, *FLAGS, f"--screenshot={image}", address], check=True)
            print(Path(image).relative_to(fixtures.REPOSITORY))


if __name__ == "__main__":
    main()
