"""The texts of an archive as HTML, each rendered once for each place that it is shown at."""

from __future__ import annotations

from palabre import text
from palabre.layout import Role, depth
from palabre.settings import Settings, SiteLanguage
from palabre.source import Document
from palabre.text import Rendered


class Renderer:
    """Renders texts in the dialect of their kind, and remembers them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.moderators = text.moderators(settings.markdown_extensions, settings.extension_configs)
        self._rendered: dict[tuple[str, str, str], Rendered] = {}

    def render(self, document: Document, language: SiteLanguage, prefix: str = "") -> Rendered:
        """The body of *document* as it stands on its page in the site of *language*.

        Attachments are published once, below the site's root, so that other pages lead there.
        """
        place = document.place
        folder, _, _ = place.address.rpartition("/")
        up = depth(place.address) + language.prefix.count("/")
        attachments = "" if language.is_default else f"{'../' * up}{folder}/"
        key = place.uri, attachments, prefix
        if key not in self._rendered:
            is_post = place.role is Role.CONTRIBUTION
            dialect = text.CONTRIBUTIONS if is_post else self.moderators
            self._rendered[key] = dialect.render(document.body, folder, attachments, prefix)
        return self._rendered[key]
