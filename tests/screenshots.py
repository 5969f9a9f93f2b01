"""Make the pictures of the READMEs and of CONTRIBUTING, but for those of VS Code and the drawings:
``make screenshots`` (a Chromium is installed if none is).
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image

import browser
import built
import fixtures

POST = "local-authorities/contributions/melua-trusted-officials"
PICTURES = {
    "home": ("index.html", 1100, 820, "light"),
    "contribution": (f"{POST}.html", 1100, 760, "light"),
    "side-by-side": (f"{POST}.side-by-side.html", 1100, 560, "dark"),
    "phone": ("local-authorities/weeks/2.html", 360, 640, "light"),
    "edit": (f"{POST}.html", 900, 330, "light"),
}
"""Each picture's page, width and height in px, and colour scheme."""

FEET = frozenset({"edit"})
"""The pictures that show the foot of their page."""

COLOURS = 64
"""As many as text on a plain ground needs: a third of the bytes of all."""

IMAGES = fixtures.REPOSITORY / ".github" / "images"


def main() -> None:
    """Photograph pages of the built site in each language."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        built.served(fixtures.REPOSITORY / "site", "/") as start,
        browser.launched(browser.find()) as chromium,
        browser.page(chromium) as page,
    ):
        for name, (address, width, height, scheme) in PICTURES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for code, prefix in (("en", ""), ("fr", "fr/")):
                image = IMAGES / f"{name}-{code}.png"
                page.goto(f"{start}{prefix}{address}")
                if name in FEET:
                    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
                seen = Image.open(BytesIO(page.screenshot()))
                seen.convert("RGB").quantize(COLOURS).save(image, optimize=True)
                print(image.relative_to(fixtures.REPOSITORY))


if __name__ == "__main__":
    main()
