"""Make the pictures of the READMEs: ``make screenshots`` (a Chromium is installed if none is)."""

from __future__ import annotations

import browser
import built
import fixtures

PAGE = "local-authorities/contributions/melua-trusted-officials.html"
IMAGES = fixtures.REPOSITORY / ".github" / "images"


def main() -> None:
    """Photograph one page of the built site in each language."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        built.served(fixtures.REPOSITORY / "site", "/") as start,
        browser.launched(browser.find()) as chromium,
        browser.page(chromium) as page,
    ):
        for code, prefix in (("en", ""), ("fr", "fr/")):
            image = IMAGES / f"contribution-{code}.png"
            page.goto(f"{start}{prefix}{PAGE}")
            page.screenshot(path=image)
            print(image.relative_to(fixtures.REPOSITORY))


if __name__ == "__main__":
    main()
