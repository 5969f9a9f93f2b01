"""Links of sanitized HTML: those that lead out of the archive, and those that lead nowhere yet."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Container, Iterator
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

_URL_SIGNS = "%/:?#[]@!$&'()*+,;=~"
"""What a URL may hold besides letters and digits (RFC 3986); texts write all else as ``%XX``."""

# nh3 writes every attribute as name="value" with the quotes in the value escaped.
_LINK = re.compile(
    r'<a((?: [a-z-]+="[^"]*")*?) href="(https?://[^"]*)"((?: [a-z-]+="[^"]*")*)>(.*?)</a>',
    re.IGNORECASE | re.DOTALL,
)
_RELATIVE = re.compile(r'<a href="(?!https?:|#)([^"]*)"[^>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(r'<img(?: alt="([^"]*)"| src="([^"]*)"| [a-z]+="[^"]*")*>')
_TAG = re.compile(r"<[^>]*>")

_DOTS = ("…", "...")
"""How an address ends that a program shortened for show."""
_MAY_END = (*_DOTS, quote("…"))


def same_address(url: str) -> str:
    """What two spellings of a web address have in common; empty where *url* names no host.

    Neither the scheme nor the case of the host nor a final slash tells two documents apart.
    """
    try:
        parts = urlsplit(quote(url, safe=_URL_SIGNS))
        host, port = parts.hostname, parts.port
    except ValueError:  # "http://[": no address at all
        return ""
    where = f"{host}:{port}" if port not in (None, 80, 443) else host
    rest = parts._replace(scheme="", netloc="", path=parts.path.rstrip("/")).geturl()
    return f"{where}{rest}" if where else ""


def found_in(html: str) -> dict[str, str]:
    """The addresses that *html* links to, each with the first words of a link that are more."""
    found: dict[str, str] = {}
    for match in _LINK.finditer(html):
        url, words = unescape(match[2]), " ".join(unescape(_TAG.sub("", match[4])).split())
        found[url] = found.get(url) or ("" if _is_address(words, url) else words)
    return found


def _is_address(words: str, url: str) -> bool:
    """Whether the *words* of a link are but its address."""
    return same_address(url) in (same_address(words), same_address(f"http://{words}"))


def is_truncated(url: str) -> bool:
    """Whether the end of *url* is missing: there are dots in its place."""
    return unquote(url).rstrip("/").endswith(_DOTS)


def truncated(html: str) -> Iterator[str]:
    """The addresses that *html* links to whose end is missing.

    Parsers leave dots out of a link that is but an address; after the name of a host alone they
    are a sentence's.
    """
    for match in _LINK.finditer(html) if any(sign in html for sign in _MAY_END) else ():
        url, words = unescape(match[2]), unescape(_TAG.sub("", match[4]))
        after = next((dots for dots in _DOTS if html.startswith(dots, match.end())), "")
        if is_truncated(url):
            yield unquote(url)
        elif after and _is_address(words, url) and urlsplit(url).path.strip("/"):
            yield url + after


def redirected(html: str, other: Callable[[str], str]) -> str:
    """*html* in which links lead to what *other* gives for their addresses, unless empty."""

    def step(match: re.Match[str]) -> str:
        before, url, after, words = match.groups()
        address = other(unescape(url))
        return f'<a{before} href="{escape(address)}"{after}>{words}</a>' if address else match[0]

    return _LINK.sub(step, html)


def address_of(written: str, folder: str) -> str:
    """The address that a link or a picture names of a text that stands in *folder*.

    Texts in other languages than the first one name attachments by way of the site's root.
    """
    path = unquote(unescape(written).partition("#")[0])
    return re.sub(r"^(\.\./)+", "", posixpath.normpath(posixpath.join(folder, path)))


def unlinked(html: str, folder: str, waiting: Container[str]) -> str:
    """*html* with words alone in the place of links to the addresses *waiting*, and of pictures.

    *folder* is where the text stands below its language's folder.
    """

    def link(match: re.Match[str]) -> str:
        return match[2] if address_of(match[1], folder) in waiting else match[0]

    def picture(match: re.Match[str]) -> str:
        is_there = address_of(match[2], folder) not in waiting
        return match[0] if is_there else escape(unescape(match[1] or ""))

    return _PICTURE.sub(picture, _RELATIVE.sub(link, html))
