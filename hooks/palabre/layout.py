"""Where files stand in ``docs/``, and where their pages stand in the site.

A *uri* is a path below ``docs/`` (``fr/harbours/weeks/1.md``). An *address* is a path below a
language's root in the site, the same in every language (``harbours/weeks/1.html``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from sys import intern

ID = re.compile(r"[a-z0-9-]{3,60}")
"""Ids of contributions, discussions, contributors, organisations and topics."""

MARKDOWN = ".md"
DOCUMENT = ".pdf"
ATTACHMENTS = (".png", ".jpg", ".jpeg", ".webp", DOCUMENT)
"""What may stand beside a contribution: no type that a browser executes."""

HOME = "index"
"""The name of the home page."""

CONTRIBUTE = "contribute"
"""The name of the page that notices lead to."""

SEARCH = "search.html"
"""The address of the page that searches."""

FEED = ".atom"
"""What addresses of feeds end with."""

FEEDS = "feeds.html"
"""The address of the page that lists the feeds."""

DATA_FOLDER = "data"
"""Below the site's root: the archive as data."""

DATA = f"{DATA_FOLDER}/{HOME}.html"
"""The address of the page that offers it, with every other download."""

OFFLINE = "offline.zip"
"""The address of the copy to take along, below the site's root."""

NOT_STATED = "not-stated"
"""The key, in an index, of contributions that do not say."""

DEVICES = frozenset(
    "con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 "
    "lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9".split()
)
"""What Windows takes for a device, whatever extension follows: no clone there holds such a file."""

WITHDRAWN = "withdrawn.yml"
RENAMED = "renamed.yml"
"""The uris of the registries of contributions that are no longer where they were."""

RESERVED = DEVICES | frozenset(
    "404 assets contributors countries data feeds languages offline organisations palabre pagefind "
    "search sitemap topics weeks index not-stated".split()
)
"""Names that addresses of the archive itself use, or will."""


class Role(Enum):
    """What a file of ``docs/`` is."""

    PAGE = "page"
    DISCUSSION = "discussion"
    WEEK = "week"
    REPLY = "consolidated-reply"
    CONTRIBUTION = "contribution"
    ATTACHMENT = "attachment"
    REGISTRY = "registry"


@dataclass(frozen=True, slots=True)
class Place:
    """A uri taken apart."""

    role: Role
    uri: str
    language: str = ""
    discussion: str = ""
    name: str = ""
    """The contribution's id, the week's number, the page's or the registry's name."""

    @property
    def address(self) -> str:
        """The address of the file's page, or of the attachment."""
        path = self.uri.removeprefix(self.language + "/")
        return path.removesuffix(MARKDOWN) + ".html" if path.endswith(MARKDOWN) else path

    def uri_in(self, language: str) -> str:
        """Where the same stands in another *language*."""
        return f"{language}/{self.uri.removeprefix(self.language + '/')}"


_ID = ID.pattern
_PLACES = (
    (Role.REGISTRY, r"(?P<name>topics|contributors|organisations|withdrawn|renamed)\.yml"),
    (Role.PAGE, rf"(?P<site>[^/]+)/(?P<name>{_ID})\.md"),
    (Role.DISCUSSION, rf"(?P<site>[^/]+)/(?P<discussion>{_ID})/index\.md"),
    (Role.WEEK, rf"(?P<site>[^/]+)/(?P<discussion>{_ID})/weeks/(?P<name>[1-9]\d?)\.md"),
    (Role.REPLY, rf"(?P<site>[^/]+)/(?P<discussion>{_ID})/consolidated-reply\.md"),
    (Role.CONTRIBUTION, rf"(?P<any>[^/]+)/(?P<discussion>{_ID})/contributions/(?P<name>{_ID})\.md"),
    (
        Role.ATTACHMENT,
        rf"(?P<any>[^/]+)/(?P<discussion>{_ID})/contributions/(?P<name>{_ID})/"
        rf"(?!(?i:{'|'.join(sorted(DEVICES))})\.)[\w-]+\.\w+",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern, re.ASCII)) for role, pattern in _PLACES)


def locate(uri: str, site_languages: Sequence[str], languages: frozenset[str]) -> Place | None:
    """What the file at *uri* is; ``None`` where no file is expected.

    *site_languages* may hold everything; other *languages* hold contributions only.
    """
    for role, pattern in _PATTERNS:
        match = pattern.fullmatch(uri)
        if match is None:
            continue
        groups = match.groupdict()
        site, other = groups.get("site"), groups.get("any")
        if (site and site not in site_languages) or (other and other not in languages):
            continue
        code, discussion = site or other or "", groups.get("discussion") or ""
        # Ten thousand places have these in common.
        return Place(role, uri, intern(code), intern(discussion), groups.get("name") or "")
    return None


def discussion_address(discussion: str) -> str:
    """The address of a discussion's launch page."""
    return f"{discussion}/index.html"


def reply_address(discussion: str) -> str:
    """The address of a discussion's consolidated reply."""
    return f"{discussion}/consolidated-reply.html"


def resources_address(discussion: str) -> str:
    """The address of the list of what a discussion's contributions name."""
    return f"{discussion}/resources.html"


def proceedings_address(discussion: str, part: str, form: str) -> str:
    """The address of the printed proceedings; *part* tells those in all languages apart."""
    return f"{discussion}/proceedings{part}.{form}"


def bibliography_address(discussion: str) -> str:
    """What the files for reference managers are named after that have all texts of a discussion."""
    return f"{discussion}/citations.html"


def week_address(discussion: str, number: int) -> str:
    """The address of a week's page."""
    return f"{discussion}/weeks/{number}.html"


def contribution_address(discussion: str, contribution: str) -> str:
    """The address of a contribution's page: no week in it, since moderators re-file posts."""
    return f"{discussion}/contributions/{contribution}.html"


def side_by_side_address(address: str) -> str:
    """The address at which the texts of the contribution at *address* stand side by side.

    It is in the same folder, so that links of the texts hold; no id has a full stop.
    """
    return f"{stem(address)}.side-by-side.html"


def stem(address: str) -> str:
    """The address of a page without its end: what the names of files beside it begin with."""
    return address.removesuffix(".html")


def feed_address(page: str) -> str:
    """The address of the feed of the *page* at that address."""
    return stem(page) + FEED


def leads(address: str) -> Iterator[str]:
    """Where somebody may be sent on who finds nothing at *address*, the nearest first.

    From a further page of a list to the first one, from part of a week's list to the week, from
    texts side by side to the text, from a term to all of them; at last home.
    """
    folder, _, name = stem(address).rpartition("/")
    own = name.partition(".")[0]
    week = re.sub(r"^(\d+)-.*", r"\1", own)
    for one in dict.fromkeys((own, week, HOME)):
        yield f"{folder}/{one}.html".lstrip("/")
    while folder:
        folder = folder.rpartition("/")[0]
        yield f"{folder}/{HOME}.html".lstrip("/")


def depth(address: str) -> int:
    """How many folders below its language's root an address stands."""
    return address.count("/")


def is_key(key: str) -> bool:
    """Whether *key* may be the id of a contributor, an organisation or a topic."""
    return bool(ID.fullmatch(key)) and key not in (HOME, NOT_STATED)
