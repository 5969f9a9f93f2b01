"""What the list of a discussion's resources shows, in one language."""

from __future__ import annotations

from palabre.language import phrase
from palabre.layout import resources_address
from palabre.page import Page, generated
from palabre.view import View
from palabre.works import Discussion


def resources_page(discussion: Discussion, view: View) -> Page:
    """The documents and links that a discussion's contributions name, each with who named it."""
    intro = view.language.say("resources-intro")
    values = {
        "intro": intro,
        "discussion": view.work(discussion),
        "resources": [
            {
                "link": view.resource(resource),
                "named_in": [
                    {"link": view.work(c), "authors": view.signatures(c)} for c in resource.named_by
                ],
            }
            for resource in view.resources.sorted_for(discussion.id, view.site.code)
        ],
    }
    title = phrase(view.language.say("resources"))
    address = resources_address(discussion.id)
    return generated(address, view, "resources.html", title, intro, values)
