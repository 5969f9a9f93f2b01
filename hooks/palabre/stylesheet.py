"""A stylesheet reduced to what pages can use: a theme brings far more than an archive shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import tinycss2
from tinycss2 import ast

from palabre.vocabulary import Vocabulary

_GROUPS = frozenset(("media", "supports", "container"))
_ALTERNATIVES = frozenset(("is", "where", "has"))
# An attribute's name, and its value where that must be just so.
_ATTRIBUTE = re.compile(r'\s*([\w-]+)(?:\s*=\s*(?:"([^"\\]*)"|([\w-]+))\s*$)?')
# Any word that is not being defined there: rather too many than one too few.
_USED = re.compile(r"(?<![\w-])(?<!keyframes )[\w-]+(?![\w-]*:)")
# White space that says nothing; strings and addresses are stepped over.
_SPACE = re.compile(r'("(?:[^"\\]|\\.)*"|url\((?:[^)\\]|\\.)*\))|\s*([,>~;{}])\s*|\s+')


def reduce(css: str, vocabulary: Vocabulary) -> str:
    """*css* without the rules, properties and animations that no page of *vocabulary* can use.

    Give all that a page loads as one *css*, in its order: a custom property that nothing in it
    uses goes. The order and the values of what stays never change.
    """
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    blocks = list(_select(nodes, vocabulary))
    used: frozenset[str] | None = None
    while True:
        text = "".join(block.write(used) for block in blocks)
        if used == (now := vocabulary.variables.union(_USED.findall(text))):
            return text
        used = now


@dataclass(frozen=True)
class _Block:
    """A rule that stays, or a declaration in one."""

    head: str
    parts: tuple[_Block, ...] | None = None
    """What stands in its braces; None where all is in the head."""
    name: str = ""
    """Of a custom property or an animation, which goes when nothing uses the name."""

    def write(self, used: frozenset[str] | None) -> str:
        """As CSS. *used* has the names that are used; None while that is not known."""
        if self.name and used is not None and self.name not in used:
            return ""
        if self.parts is None:
            return self.head
        body = "".join(part.write(used) for part in self.parts).removesuffix(";")
        return f"{self.head}{{{body}}}" if body else ""


def _select(nodes: Iterable[ast.Node], vocabulary: Vocabulary) -> Iterator[_Block]:
    for node in nodes:
        if isinstance(node, ast.QualifiedRule):
            if head := _selectors(node.prelude, vocabulary):
                yield _Block(head, tuple(_declarations(node.content)))
        elif isinstance(node, ast.AtRule) and node.lower_at_keyword != "charset":
            yield _at_rule(node, vocabulary)


def _at_rule(node: ast.AtRule, vocabulary: Vocabulary) -> _Block:
    prelude = _text(node.prelude)
    head = f"@{node.at_keyword} {prelude}".rstrip()
    if node.content is None:
        return _Block(f"{head};")
    if node.lower_at_keyword in _GROUPS:
        rules = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        return _Block(head, tuple(_select(rules, vocabulary)))
    is_animation = node.lower_at_keyword.endswith("keyframes")
    return _Block(f"{head}{{{_text(node.content)}}}", name=prelude if is_animation else "")


def _declarations(content: Sequence[ast.Node]) -> Iterator[_Block]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if isinstance(node, ast.Declaration):
            value = _text(node.value) + ("!important" if node.important else "")
            yield _Block(f"{node.name}:{value};", name=node.name if node.name[:2] == "--" else "")
        elif isinstance(node, ast.QualifiedRule | ast.AtRule):  # nested: kept as it is
            yield _Block(tinycss2.serialize([node]))


def _selectors(prelude: Sequence[ast.Node], vocabulary: Vocabulary) -> str:
    """The selectors of a list that can match; empty where none can."""
    able = [_text(selector) for selector in _split(prelude) if _can_match(selector, vocabulary)]
    if able and ":-" in (whole := _text(prelude)):  # who does not know one of them drops the list
        return whole
    return ",".join(able)


def _split(tokens: Iterable[ast.Node]) -> list[list[ast.Node]]:
    """The selectors of a list."""
    groups = groupby(tokens, lambda t: isinstance(t, ast.LiteralToken) and t.value == ",")
    return [list(group) for is_comma, group in groups if not is_comma]


def _can_match(selector: Iterable[ast.Node], vocabulary: Vocabulary) -> bool:
    """Whether the vocabulary has every name that *selector* requires."""
    before = ""
    for token in selector:
        able = True  # white space, a state, a pseudo-element, :not(), :nth-child()
        if isinstance(token, ast.IdentToken) and before == ".":
            able = vocabulary.has_class(token.value)
        elif isinstance(token, ast.IdentToken) and before != ":":
            able = token.lower_value in vocabulary.types
        elif isinstance(token, ast.HashToken):
            able = vocabulary.has_id(token.value)
        elif isinstance(token, ast.SquareBracketsBlock):
            if match := _ATTRIBUTE.match(tinycss2.serialize(token.content)):
                able = vocabulary.has_attribute(match[1].lower(), match[2] or match[3])
        elif isinstance(token, ast.FunctionBlock) and token.lower_name in _ALTERNATIVES:
            able = any(_can_match(part, vocabulary) for part in _split(token.arguments))
        if not able:
            return False
        before = token.value if isinstance(token, ast.LiteralToken) else ""
    return True


def _text(tokens: Sequence[ast.Node]) -> str:
    """*tokens* without needless white space."""
    return _SPACE.sub(lambda m: m[1] or m[2] or " ", tinycss2.serialize(tokens)).strip()
