"""Documents put together into an archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from palabre.archive import (
    Archive,
    Contribution,
    Directory,
    Discussion,
    Reply,
    Text,
    Week,
)
from palabre.layout import (
    Role,
    contribution_address,
    discussion_address,
    reply_address,
    week_address,
)
from palabre.models import (
    SHARED,
    DiscussionFront,
    Front,
    Name,
    OtherText,
    PageFront,
    Period,
    Record,
    ReplyFront,
    TextFront,
    Topic,
    WeekFront,
    validate,
)
from palabre.problems import Problem, Rule
from palabre.settings import Settings
from palabre.source import Document

F = TypeVar("F", bound=Front)


def build(
    documents: Iterable[Document], files: frozenset[str], settings: Settings
) -> tuple[Archive, list[Problem]]:
    """Put *documents* together; return also what keeps any of them out.

    *files* names every file that stands in ``docs/``, those that could not be read too.
    """
    builder = _Builder(documents, files, settings)
    return builder.archive(), builder.problems


class _Builder:
    """Collects the problems of putting an archive together."""

    def __init__(
        self, documents: Iterable[Document], files: frozenset[str], settings: Settings
    ) -> None:
        self.documents = tuple(documents)
        self.files = files
        self.settings = settings
        self.problems: list[Problem] = []
        self.by_role: dict[Role, list[Document]] = defaultdict(list)
        for document in self.documents:
            self.by_role[document.place.role].append(document)

    def archive(self) -> Archive:
        registries = {d.place.name: d for d in self.by_role[Role.REGISTRY]}
        contributions = sorted(self._contributions(), key=lambda c: c.order)
        discussions = {d.id: d for d in self._discussions(contributions)}
        self._orphans()
        authors = [author for c in contributions for author in c.record.authors]
        return Archive(
            settings=self.settings,
            discussions=discussions,
            contributions={c.id: c for d in discussions.values() for c in d.contributions},
            pages=tuple(self._texts(Role.PAGE, PageFront)),
            attachments=tuple(d.place for d in self.by_role[Role.ATTACHMENT]),
            topics={t.id: t for t in self._entries(registries.get("topics"), Topic)},
            contributors=Directory(
                self._entries(registries.get("contributors"), Name),
                (a.name for a in authors if a.name),
            ),
            organisations=Directory(
                self._entries(registries.get("organisations"), Name),
                (name for a in authors for name in a.organisation),
            ),
            documents=self.documents,
            files=self.files,
        )

    def _tell(self, document: Document, rule: Rule, found: str = "", key: str = "") -> None:
        line = document.line((key,)) if key else 1
        self.problems.append(Problem(document.path, line, rule, found, key))

    def _texts(self, role: Role, model: type[F]) -> Iterator[Text[F]]:
        for document in self.by_role[role]:
            front, problems = validate(model, document)
            self.problems += problems
            if front:
                yield Text(front, document)

    def _entries(self, document: Document | None, model: type[F]) -> Iterator[F]:
        if document is None:
            return
        if not isinstance(document.front, list):
            self._tell(document, Rule.LIST_EXPECTED)
            return
        seen: set[str] = set()
        for index in range(len(document.front)):
            entry, problems = validate(model, document, (index,))
            self.problems += problems
            if entry:
                key = str(getattr(entry, "id", ""))
                if key in seen:
                    line = document.line((index, "id"))
                    self.problems.append(Problem(document.path, line, Rule.ID_TAKEN, key, "id"))
                seen.add(key)
                yield entry

    def _contributions(self) -> Iterator[Contribution]:
        """One for each id; an id that stands in two discussions is told and kept once."""
        files: dict[str, list[Document]] = defaultdict(list)
        for document in self.by_role[Role.CONTRIBUTION]:
            files[document.place.name].append(document)
        for name, documents in files.items():
            first = documents[0].place.discussion
            for other in documents:
                if other.place.discussion != first:
                    self._tell(other, Rule.ID_TAKEN, name)
            if found := self._contribution(
                name, [d for d in documents if d.place.discussion == first]
            ):
                yield found

    def _contribution(self, name: str, documents: list[Document]) -> Contribution | None:
        holders = [d for d in documents if "authors" in d.front]
        for document in documents if not holders else holders[1:]:
            rule = Rule.RECORD_TWICE if holders else Rule.RECORD_MISSING
            self._tell(document, rule, key="authors" if holders else "")
        texts: dict[str, Text[TextFront]] = {}
        record = None
        for document in sorted(documents, key=self._language_order):
            model = Record if document in holders else OtherText
            front, problems = validate(model, document)
            self.problems += problems
            if front:
                texts[document.place.language] = Text(front, document)
            if isinstance(front, Record):
                record = front
        if record is None or len(texts) < len(documents) or len(holders) > 1:
            return None
        discussion = holders[0].place.discussion
        address = contribution_address(discussion, name)
        return Contribution(texts, address, name, discussion, record, holders[0])

    def _language_order(self, document: Document) -> tuple[bool, int, str]:
        code, codes = document.place.language, self.settings.codes
        return code not in codes, codes.index(code) if code in codes else 0, code

    def _works(self, role: Role, model: type[F]) -> dict[tuple[str, str], dict[str, Text[F]]]:
        works: dict[tuple[str, str], dict[str, Text[F]]] = defaultdict(dict)
        for text in self._texts(role, model):
            place = text.document.place
            works[place.discussion, place.name][place.language] = text
        return {
            key: dict(
                sorted(texts.items(), key=lambda item: self._language_order(item[1].document))
            )
            for key, texts in works.items()
        }

    def _shared(self, texts: Mapping[str, Text[F]], model: type[F]) -> dict[str, object]:
        """The fields that stand in one of the files and hold for all."""
        shared: dict[str, object] = {}
        for text in texts.values():
            for name in SHARED[model]:
                if name in text.front.model_fields_set:
                    if name in shared:
                        self._tell(text.document, Rule.SHARED_TWICE, key=name)
                    shared[name] = getattr(text.front, name)
        return shared

    def _discussions(self, contributions: list[Contribution]) -> Iterator[Discussion]:
        weeks: dict[str, list[Week]] = defaultdict(list)
        for (discussion, name), intros in self._works(Role.WEEK, WeekFront).items():
            shared = self._shared(intros, WeekFront)
            number = int(name)
            address = week_address(discussion, number)
            weeks[discussion].append(Week(intros, address, discussion, number, _period(shared)))
        replies = {
            discussion: Reply(texts, reply_address(discussion), discussion)
            for (discussion, _), texts in self._works(Role.REPLY, ReplyFront).items()
        }
        launches = self._works(Role.DISCUSSION, DiscussionFront)
        for (key, _), texts in launches.items():
            shared = self._shared(texts, DiscussionFront)
            yield Discussion(
                texts=texts,
                address=discussion_address(key),
                id=key,
                period=_period(shared),
                timezone=_text_or_none(shared.get("timezone")),
                rights=_text_or_none(shared.get("rights")),
                weeks=tuple(sorted(weeks[key], key=lambda w: w.number)),
                reply=replies.get(key),
                contributions=tuple(c for c in contributions if c.discussion == key),
            )

    def _orphans(self) -> None:
        """Tell of files whose discussion has no launch page in any language."""
        launched = {d.place.discussion for d in self.by_role[Role.DISCUSSION]}
        for role in (Role.WEEK, Role.REPLY, Role.CONTRIBUTION, Role.ATTACHMENT):
            for document in self.by_role[role]:
                if document.place.discussion not in launched:
                    self._tell(document, Rule.DISCUSSION_MISSING, document.place.discussion)


def _period(shared: Mapping[str, object]) -> Period:
    known = {k: v for k, v in shared.items() if k in Period.model_fields}
    return Period.model_construct(**known)  # type: ignore[arg-type]  # each was validated in its file


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
