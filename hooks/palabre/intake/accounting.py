"""The report of an intake in words."""

from __future__ import annotations

from collections.abc import Iterator

from palabre.intake.accounts import Account, Report, Unopened
from palabre.language import Language


def lines(report: Report, language: Language) -> Iterator[str]:
    """What became of each letter, then how many of each fate, in *language*."""
    say, count = language.say, language.count
    every: tuple[Account | Unopened, ...] = (*report.letters, *report.unopened)
    boxes = {one.file for one in every if one.message > 1}
    for letter in report.letters:
        yield _heading(letter, letter.file in boxes, language)
        yield from (f"  {line}" for line in _told(letter, report.is_dry_run, language))
        yield ""
    for one in report.unopened:
        where = _where(one, one.file in boxes, language)
        yield say("intake-unopened", where=where, reason=say(one.reason))
    if report.unopened:
        yield ""
    yield say(
        "intake-summary",
        letters=count("intake-letters", len(report.letters)),
        taken=count("intake-taken-count", report.taken),
        known=count("intake-known-count", report.known),
        unusable=count("intake-unusable-count", report.unusable),
    )
    if report.unopened:
        yield count("intake-unopened-count", len(report.unopened))
    if report.is_dry_run:
        yield say("intake-dry-run")
    elif report.taken:
        yield say("intake-next")


def _where(one: Account | Unopened, is_box: bool, language: Language) -> str:
    """The file, and which message of it where it has many."""
    if not is_box:
        return one.file
    return language.say("intake-message", file=one.file, number=str(one.message))


def _heading(letter: Account, is_box: bool, language: Language) -> str:
    told = [_where(letter, is_box, language)]
    if letter.part > 1:
        told.append(language.say("intake-part", number=str(letter.part)))
    if letter.title:
        told.append(language.say("intake-title", title=letter.title))
    return ", ".join(filter(None, (*told, letter.author)))


def _told(letter: Account, is_dry_run: bool, language: Language) -> Iterator[str]:
    say = language.say
    if letter.fate == "unusable":
        why = say(f"intake-why-{letter.reason}")
        why += f" ({letter.detail})" if letter.detail else ""
        yield say("intake-unusable", reason=why)
    elif letter.fate == "known":
        yield say("intake-known", path=letter.path)
        if letter.reason:
            yield say(f"intake-why-{letter.reason}")
    elif is_dry_run:
        yield say("intake-planned", path=letter.path)
    else:
        yield say("intake-taken", path=letter.path)
    for part in letter.left if letter.fate != "known" else ():
        size = language.count("intake-lines", part.lines)
        yield say("intake-left", part=say(f"left-{part.kind}"), size=size, begins=part.begins)
    for file in letter.files:
        if file.path:
            yield say("intake-file", name=file.name, path=file.path)
        else:
            reason = say(f"intake-file-{file.reason}")
            yield say("intake-file-left", name=file.name, reason=reason)
    if letter.removed:
        yield say("intake-removed", removed=", ".join(letter.removed))
    if letter.questions:
        yield say("intake-questions")
        yield from (f"- {question}" for question in letter.questions)
