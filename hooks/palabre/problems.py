"""What is wrong with the content: where, which rule, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Rule(Enum):
    """The name of every rule, as messages, documentation and catalogues spell it.

    What a rule demands and how to mend its breach stand in the catalogues, as ``rule-NAME`` and
    ``repair-NAME``, what breaks and what keeps it as ``bad-NAME`` and ``good-NAME``; ``tests/bad/``
    has a bad file for each. :mod:`palabre.review.rulebook` knows with which rule each group begins.
    """

    # files
    FILE_KIND = "file-kind"
    FILE_TYPE = "file-type"
    FILE_PLACE = "file-place"
    FILE_ENCODING = "file-encoding"
    FILE_SIZE = "file-size"
    PAGE_TWIN = "page-twin"
    # front matter and registries, before any value is looked at
    FRONT_MATTER = "front-matter"
    FRONT_MATTER_SIZE = "front-matter-size"
    YAML_SYNTAX = "yaml-syntax"
    YAML_FEATURE = "yaml-feature"
    YAML_DEPTH = "yaml-depth"
    YAML_DUPLICATE_KEY = "yaml-duplicate-key"
    # values
    FIELD_MISSING = "field-missing"
    FIELD_UNKNOWN = "field-unknown"
    TEXT_EXPECTED = "text-expected"
    NUMBER_EXPECTED = "number-expected"
    TRUE_OR_FALSE = "true-or-false"
    LIST_EXPECTED = "list-expected"
    MAPPING_EXPECTED = "mapping-expected"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    CHOICE = "choice"
    DUPLICATE_VALUE = "duplicate-value"
    DATE_FORMAT = "date-format"
    DATE_ORDER = "date-order"
    TIMEZONE = "timezone"
    COUNTRY_CODE = "country-code"
    LANGUAGE_CODE = "language-code"
    LANGUAGE_KEYS = "language-keys"
    ID_FORMAT = "id-format"
    SOURCE_FORMAT = "source-format"
    WEB_ADDRESS = "web-address"
    FINGERPRINT_FORMAT = "fingerprint-format"
    MARKUP = "markup"
    CONTROL_CHARACTER = "control-character"
    PERSONAL_DATA = "personal-data"
    AUTHOR_NAMELESS = "author-nameless"
    RESOURCE_NAMELESS = "resource-nameless"
    ARCHIVED_ALONE = "archived-alone"
    FAMILY_NAME = "family-name"
    INFERRED_FIELD = "inferred-field"
    TRANSLATION_BLOCK = "translation-block"
    QUESTIONS_OPEN = "questions-open"
    NOT_NORMALISED = "not-normalised"
    # relations between files
    ID_TAKEN = "id-taken"
    ID_RESERVED = "id-reserved"
    RECORD_MISSING = "record-missing"
    RECORD_TWICE = "record-twice"
    ORIGINAL_TWICE = "original-twice"
    ORIGINAL_ONLY = "original-only"
    SHARED_TWICE = "shared-twice"
    DISCUSSION_MISSING = "discussion-missing"
    WRITTEN_IN = "written-in"
    PLANNED = "planned"
    POSITIONS = "author-positions"
    TRANSLATION_OF = "translation-of"
    WEEK_UNKNOWN = "week-unknown"
    QUESTION_UNKNOWN = "question-unknown"
    REPLY_UNKNOWN = "reply-unknown"
    CITATION_UNKNOWN = "citation-unknown"
    CITATION_PARAGRAPH = "citation-paragraph"
    CITATIONS_DIFFER = "citations-differ"
    TOPIC_UNKNOWN = "topic-unknown"
    NAME_ID = "name-id"
    NAME_COLLISION = "name-collision"
    NAME_NEAR = "name-near"
    PARAGRAPHS_DIFFER = "paragraphs-differ"
    RENAMED_TO = "renamed-to"
    ADDRESS_LOST = "address-lost"
    PARAGRAPH_MOVED = "paragraph-moved"
    # bodies
    BODY_TOO_COMPLEX = "body-too-complex"
    RAW_HTML = "raw-html"
    HEADING_LEVEL = "heading-level"
    PARAGRAPH_ID = "paragraph-id"
    CITATION_FORM = "citation-form"
    LINK_BROKEN = "link-broken"
    LINK_UNSAFE = "link-unsafe"
    LINK_TRUNCATED = "link-truncated"
    IMAGE_PLACE = "image-place"
    IMAGE_ALTERNATIVE = "image-alternative"
    IMAGE_SIZE = "image-size"
    TEXT_LANGUAGE = "text-language"
    PERSONAL_DATA_IN_BODY = "personal-data-in-body"
    TRANSLATION_DRIFT = "translation-drift"

    @property
    def is_warning(self) -> bool:
        """Whether a breach is told but stops no build."""
        return self in _WARNINGS


_WARNINGS = frozenset(
    {
        Rule.NOT_NORMALISED,
        Rule.CITATIONS_DIFFER,
        Rule.NAME_NEAR,
        Rule.LINK_TRUNCATED,
        Rule.IMAGE_ALTERNATIVE,
        Rule.IMAGE_SIZE,
        Rule.TEXT_LANGUAGE,
        Rule.PERSONAL_DATA_IN_BODY,
        Rule.TRANSLATION_DRIFT,
    }
)


@dataclass(frozen=True)
class Problem:
    """One breach of one rule."""

    path: str
    """The file, relative to the folder of ``mkdocs.yml``, with ``/``."""
    line: int
    """1-based; 1 where the file as a whole is meant."""
    rule: Rule
    found: str = ""
    """The offending value, shortened; empty where something is missing."""
    key: str = ""
    """The front matter key: ``authors[2].country``; empty where none is meant."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What the rule's strings name besides: candidates, the other file, …"""

    def sort_key(self) -> tuple[str, int, str, str]:
        """By file, line and rule."""
        return self.path, self.line, self.rule.value, self.key


class Invalid(Exception):
    """The content breaks rules; ``problems`` has every breach, in order, and at least one error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__(*self.problems)


def stops_build(problems: Iterable[Problem]) -> bool:
    """Whether any of *problems* is more than a warning."""
    return any(not problem.rule.is_warning for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by file and line."""
    return tuple(sorted(problems, key=Problem.sort_key))


def shorten(value: object, limit: int = 60) -> str:
    """*value* as an editor would write it, on one line of at most *limit* characters."""
    text = " ".join(_written(value).split())
    text = "".join(c if c.isprintable() else "�" for c in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _written(value: object) -> str:
    """*value* in the way of YAML: ``[a, b]``, ``true``."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(item)}' for key, item in value.items())}}}"
    return str(value)
