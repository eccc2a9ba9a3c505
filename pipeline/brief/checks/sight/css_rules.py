"""The rules of a style sheet that can hide text, and when a browser applies them (CSS Cascade 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

ALWAYS: Final = ""
_BLOCKS: Final = frozenset({"media", "supports", "layer"})
SCREEN: Final = "screen"
PRINT: Final = "print"

# Properties that decide whether text is seen; custom properties are kept too, since others refer to them.
_COUNTED: Final = (
    "display visibility content-visibility opacity color background background-color font font-size clip "
    "clip-path mask filter text-indent transform position left right top bottom inset inset-inline-start "
    "inset-inline-end inset-block-start inset-block-end margin-left margin-top margin-inline-start width height "
    "max-width max-height inline-size block-size overflow overflow-x overflow-y -webkit-text-fill-color"
)
COUNTED: Final = frozenset(_COUNTED.split())
_DATA: Final = re.compile(r"url\(\s*[\"']?data:[^)]*\)")
# States of an element that come and go while somebody reads, and parts of it that the tree does not have.
_PASSING: Final = re.compile(r":(?:hover|focus|focus-visible|focus-within|active|target|visited|link)\b|::")


@dataclass(frozen=True)
class CssRule:
    """One rule: its selector as text, its declarations that count, under which condition it applies, its place."""

    selector: str
    prelude: Any
    declarations: tuple[tuple[str, str, bool], ...]  # property, value, whether it is important
    condition: str
    order: int


def without_data(sheet: str) -> str:
    """Return a style sheet without the faces in it, which differ from file to file and hide nothing."""
    return _DATA.sub("none", sheet)


def css_rules(sheet: str) -> list[CssRule]:
    """Return the rules of a style sheet that count, those inside conditions too, in their order."""
    import tinycss2

    parsed = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    found = _rules(parsed, ALWAYS)
    return [CssRule(*row, order) for order, row in enumerate(found)]


def _rules(nodes: Any, condition: str) -> Iterator[tuple[str, Any, tuple[tuple[str, str, bool], ...], str]]:
    import tinycss2

    for node in nodes:
        if (
            node.type == "at-rule"
            and node.content is not None
            and node.lower_at_keyword in {"media", "supports", "layer"}
        ):
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            words = tinycss2.serialize(node.prelude).strip() if node.lower_at_keyword == "media" else ""
            yield from _rules(inner, _both(condition, words))
        elif node.type == "qualified-rule":
            selector = tinycss2.serialize(node.prelude).strip()
            declarations = tuple(_declarations(node.content))
            if declarations and not _PASSING.search(selector):
                yield selector, node.prelude, declarations, condition


def _both(outer: str, inner: str) -> str:
    """Return the condition of a nested block."""
    return " and ".join(word for word in (outer, inner) if word not in {ALWAYS, "all"})


def _declarations(content: Any) -> Iterator[tuple[str, str, bool]]:
    import tinycss2

    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and (node.lower_name in COUNTED or node.name.startswith("--")):
            name = node.name if node.name.startswith("--") else node.lower_name
            yield name, tinycss2.serialize(node.value).strip(), node.important


def conditions(rules: list[CssRule]) -> Mapping[str, frozenset[str]]:
    """Return the ways in which a browser may show the file, each with the conditions that then hold.

    They are a screen, paper, and a screen with each of the other conditions, which are tried one at a time.
    """
    found: dict[str, frozenset[str]] = {SCREEN: frozenset({ALWAYS, SCREEN}), PRINT: frozenset({ALWAYS, PRINT})}
    for rule in rules:
        if rule.condition != ALWAYS and rule.condition not in found:
            medium = PRINT if rule.condition.startswith(PRINT) else SCREEN
            found[rule.condition] = frozenset({ALWAYS, medium, rule.condition})
    return found
