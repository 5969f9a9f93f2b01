"""The steps of ``palabre intake``: from mailboxes to drafts, with an account of every letter.

All letters are read before any draft is written, since one may answer a later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from palabre import files
from palabre.intake import accounts, threads
from palabre.intake.accounts import Account, Report, Unopened
from palabre.intake.drafting import Drafter
from palabre.intake.drafts import Draft
from palabre.mail import letters, mailboxes
from palabre.mail.letters import Letter
from palabre.mail.mailboxes import Item, Unread
from palabre.settings import Settings


def take(
    paths: Iterable[Path], drafter: Drafter, keep_quotes: bool = False, is_dry_run: bool = False
) -> Report:
    """Write a draft for each letter in *paths* that the archive does not hold; tell of all.

    Where *is_dry_run*, nothing is written, and the same is told.
    """
    found: list[Draft | Account] = []
    unopened: list[Unopened] = []
    for item in mailboxes.items(paths):
        if isinstance(item, Unread):
            unopened.append(accounts.unopened(item))
        else:
            found += _read(item, drafter, keep_quotes)
    told: list[Account] = []
    for each in _linked(found, drafter):
        if isinstance(each, Account):
            told.append(each)
        else:
            told.append(each.account if is_dry_run else _written(each, drafter.settings))
    return accounts.report(drafter.discussion.id, is_dry_run, told, unopened)


def _read(item: Item, drafter: Drafter, keep_quotes: bool) -> Iterator[Draft | Account]:
    """What can be made of each letter of *item*: our own mistake must not cost other letters."""
    try:
        found = letters.letters(item, keep_quotes)
    except Exception as error:
        yield accounts.of_item(item, type(error).__name__)
        return
    for letter in found:
        try:
            yield _draft(letter, drafter)
        except Exception as error:
            yield accounts.of(letter, "unusable", reason="error", detail=type(error).__name__)


def _draft(letter: Letter, drafter: Drafter) -> Draft | Account:
    held = drafter.held
    sources = threads.sources(letter.checksum, letter.message_id)
    known = next((held.sources[source] for source in sources if source in held.sources), None)
    if known:
        reason = "" if sources[0] in held.sources else "copy"
        return accounts.of(letter, "known", reason=reason, path=drafter.settings.path(known.uri))
    made = drafter.draft(letter)
    if isinstance(made, Draft):
        held.ids.add(made.place.name)
        held.sources.update(dict.fromkeys(sources, made.place))
    return made


def _linked(found: Iterable[Draft | Account], drafter: Drafter) -> Iterator[Draft | Account]:
    """The same with what each draft replies to."""
    replies: dict[str, str] = {}
    for each in found:
        if not isinstance(each, Draft):
            yield each
            continue
        reply_to = threads.answered(each.place, each.answers, drafter.held.sources, replies)
        if reply_to:
            replies[each.place.name] = reply_to
            yield replace(each, reply_to=reply_to)
        else:
            yield each.asking("ask-reply") if each.is_reply else each


def _written(draft: Draft, settings: Settings) -> Account:
    """Write *draft*, what stands beside it first: its record tells that it is all there."""
    try:
        for path, content in draft.files.items():
            _create(path, content.read_bytes(), settings)
        _create(draft.account.path, draft.content, settings)
    except OSError as error:
        return accounts.unused(draft.account, "unwritten", type(error).__name__)
    return draft.account


def _create(path: str, content: bytes, settings: Settings) -> None:
    whole = settings.root / path
    if not whole.resolve().is_relative_to(settings.docs):
        raise NotADirectoryError(path)  # a link on the way leads out of the archive
    files.create(whole, content)
