"""The archive as a whole, as search engines for data know it."""

from __future__ import annotations

from palabre import credits
from palabre.archive import Archive
from palabre.exports.downloads import data
from palabre.exports.package import MEDIA_TYPES
from palabre.language import sort_key
from palabre.licences import licences
from palabre.metadata.agents import Node, agent
from palabre.page import Page
from palabre.paragraphs import cut
from palabre.view import View

_MOST_LETTERS = 5000
"""Search engines want no longer description, and none below 50: the string has more by itself."""


def dataset(page: Page, view: View) -> Node:
    """The node of the archive's front, *page*."""
    archive, url = view.archive, view.url(view.site, page.address)
    rights = licences(archive)
    urls = [one.url for one in rights if one.url]
    found = {
        "@type": "Dataset",
        "name": view.site.site_name,
        "description": _description(page, view),
        "url": url,
        "inLanguage": list(archive.settings.codes),
        "isAccessibleForFree": True,
        "license": urls if len(urls) > 1 else "".join(urls),
        "copyrightNotice": " · ".join(one.rights for one in rights),
        "creator": _creators(view),
        "temporalCoverage": _period(archive),
        "spatialCoverage": _countries(view),
        "hasPart": [
            {
                "@type": "CreativeWork",
                "name": view.title(discussion).text,
                "url": view.url(view.site, discussion.address),
            }
            for discussion in archive.discussions.values()
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": f"{download.stem}.{download.form}",
                "encodingFormat": MEDIA_TYPES[download.form],
                "contentUrl": archive.settings.site_url + download.address,
            }
            for download in data(archive)
        ],
    }
    return {key: value for key, value in found.items() if value}


def _description(page: Page, view: View) -> str:
    """What the front says of itself, and how much there is."""
    figures = view.figures(view.archive.contributions.values())
    figures = figures or [view.language.count("contributions", 0)]
    told = {"description": page.description, "figures": ", ".join(figures)}
    return cut(view.language.say("dataset-description", **told), _MOST_LETTERS)


def _creators(view: View) -> list[Node]:
    """Who convened and moderated the discussions."""
    archive, code = view.archive, view.site.code
    found = (
        credit
        for discussion in archive.discussions.values()
        for of in (credits.convenors, credits.moderators)
        for credit in of(discussion, archive, code)
    )
    return [agent(credit, view) for credit in dict.fromkeys(found)]


def _period(archive: Archive) -> str:
    """From the first day to the last one, in ISO 8601; what has no end yet ends with two dots."""
    periods = [discussion.period for discussion in archive.discussions.values()]
    opening = min((p.opens for p in periods if p.opens), default=None)
    closing = [p.closes for p in periods]
    last = max(filter(None, closing), default=None) if all(closing) else None
    return f"{opening}/{last or '..'}" if opening else ""


def _countries(view: View) -> list[str]:
    """The countries that contributions come from, or speak of."""
    archive = view.archive
    codes = {
        code
        for contribution in archive.contributions.values()
        for code in (*archive.countries_from(contribution), *contribution.record.about)
    }
    return sorted(map(view.language.country, codes), key=sort_key)
