"""Pages in the place of others: of what was withdrawn or renamed, or is listed no more.

Whoever meets one comes from elsewhere, by a link that was good once, and maybe to the wrong
language: each says all it has to say in both, its own first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from palabre.former import Former
from palabre.language import Phrase, phrase
from palabre.layout import contribution_address, side_by_side_address
from palabre.models import Renamed, Withdrawn
from palabre.page import Page, generated, holder
from palabre.settings import SiteLanguage
from palabre.view import Link, View
from palabre.works import Contribution


@dataclass(frozen=True)
class Told:
    """What such a page says in one language."""

    code: str
    """Empty where it is the page's."""
    title: str
    words: tuple[Phrase, ...]
    links: tuple[Link, ...]


def withdrawn_page(entry: Withdrawn, view: View) -> Page:
    """Says when a contribution was withdrawn, and why; or that an address is used no more."""

    def tell(view: View) -> Told:
        say, day = view.language.say, view.language.day(entry.withdrawn)
        words = [phrase(say("unused-told" if entry.only_address else "withdrawn-told", date=day))]
        if entry.reason:
            code = view.site.code
            code = code if code in entry.reason else next(iter(entry.reason))
            reason = phrase(entry.reason[code], view.foreign(code))
            words.append(view.language.phrase("withdrawn-reason", reason=reason))
        title = _title(entry, view)
        discussion = view.work(view.archive.discussions[entry.discussion])
        return Told("", title, tuple(words), (discussion,))

    return _page(contribution_address(entry.discussion, entry.id), tell, view)


def renamed_page(entry: Renamed, view: View) -> Page:
    """Leads on to where a contribution stands now."""
    former = view.archive.former
    now = view.archive.contributions.get(former.now(entry.id))

    def tell(view: View) -> Told:
        title = _title(entry, view)
        words = phrase(view.language.say("renamed-told"))
        link = view.work(now) if now else _withdrawn(former, entry.id, view, is_alone=True)
        return Told("", title, (words,), (link,))

    page = _page(contribution_address(entry.discussion, entry.id), tell, view)
    address = now.address if now else _address(former, entry.id)
    canonical = holder(now, view.site, view.archive) if now else view.site
    onward = view.root + address
    return replace(page, canonical_address=address, canonical=canonical, onward=onward)


def unlisted_page(address: str, lead: str, view: View) -> Page:
    """Says that nothing is listed at *address* any more, or stands side by side, and leads on."""

    def tell(view: View) -> Told:
        say, is_list = view.language.say, address != side_by_side_address(lead)
        title = say("unlisted-title" if is_list else "apart-title")
        words = phrase(say("unlisted-told" if is_list else "apart-told"))
        return Told("", title, (words,), (view.link(_label(lead, view).capitalized(), lead),))

    return _page(address, tell, view)


def answered(contribution: Contribution, view: View) -> Link | None:
    """What *contribution* replies to; without title and author where that was withdrawn."""
    standing, name = view.archive.answered(contribution), contribution.record.reply_to or ""
    if standing:
        return view.work(standing)
    former = view.archive.former
    return _withdrawn(former, name, view) if former.now(name) in former.withdrawn else None


def _withdrawn(former: Former, name: str, view: View, is_alone: bool = False) -> Link:
    words = phrase(view.language.say("withdrawn-link"))
    words = words.capitalized() if is_alone else words
    return view.link(words, _address(former, name))


def _address(former: Former, name: str) -> str:
    """Of the page that says that *name* was withdrawn."""
    entry = former.withdrawn[former.now(name)]
    return contribution_address(entry.discussion, entry.id)


def _label(lead: str, view: View) -> Phrase:
    """What the page at *lead* is called."""
    for index in view.indexes:
        if index.address == lead:
            return phrase(view.language.say(f"{index.kind.name}-all"))
    if entry := dict(view.archive.former_pages).get(lead):
        return phrase(_title(entry, view))
    work = next((work for work in view.archive.works if work.address == lead), None)
    return view.title(work) if work else phrase(view.language.say("unlisted-lead"))


def _title(entry: Withdrawn | Renamed, view: View) -> str:
    """What has become of a contribution, in few words."""
    if isinstance(entry, Renamed):
        return view.language.say("renamed-title")
    return view.language.say("unused-title" if entry.only_address else "withdrawn-title")


def _page(address: str, tell: Callable[[View], Told], view: View) -> Page:
    sites = sorted(view.archive.settings.languages, key=lambda site: site != view.site)
    own, *others = (
        replace(tell(_seen_from(view, site)), code=view.foreign(site.code)) for site in sites
    )
    words = own.words[0].text
    values = {"told": [own, *others]}
    page = generated(address, view, "former.html", phrase(own.title), words, values)
    return replace(page, is_found=False)


def _seen_from(view: View, site: SiteLanguage) -> View:
    """The same page's view, in the words of *site*."""
    if site == view.site:
        return view
    root = view.top + site.prefix
    return View(view.archive, view.indexes, view.resources, site, view.texts, root, view.top)
