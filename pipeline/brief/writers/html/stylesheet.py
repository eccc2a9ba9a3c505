"""The style sheet for browsers: without what only a paged engine understands, and with its faces in it."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import tinycss2

from brief.page.theme import Theme
from brief.page.vocabulary import Page
from brief.writers.html.faces import subset_faces

# Generated content for paged media (CSS GCPM 3) and other properties that browsers do not have.
PAPER_PROPERTIES = frozenset({"string-set", "footnote-policy", "bookmark-label", "hyphenate-limit-zone"})
PAPER_FUNCTIONS = frozenset({"string", "target-counter"})
PAPER_SELECTORS = ("::footnote-call", "::footnote-marker")
# What is white on black must stay so when a browser prints it; the paged engine does not know this property.
PRINT_RULE = ":root { print-color-adjust: exact }\n"

_PROPERTY = re.compile(r"var\(--([\w-]+)\)")


def browser_css(page: Page, characters: str) -> str:
    """Return the rules of a page's style sheet that a browser can use, those for print included.

    Faces become data, subset to `characters`: the theme's own families always, others where a character needs them.
    """
    rules = _parsed(page.css)
    files = {name: page.assets[name] for rule in rules if (name := _face(rule))}
    families = {value for name, value in page.theme.tokens.items() if name.startswith("face.")}
    faces = subset_faces(files, characters, families)
    return "\n".join([*_rules(rules, faces, page.theme), PRINT_RULE]) + "\n"


@lru_cache(maxsize=8)  # the same sheets serve every brief of an audience
def _parsed(css: str) -> list[Any]:
    """Return the rules of a style sheet, which are only read."""
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _rules(rules: list[Any], faces: Mapping[str, bytes], theme: Theme) -> Iterator[str]:
    for rule in rules:
        if rule.type == "at-rule":
            yield from _at_rule(rule, faces, theme)
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            if not any(name in selector for name in PAPER_SELECTORS):
                yield from _block(selector, _declarations(rule.content))
        else:
            raise ValueError(f"a style sheet has a {rule.type} where only rules are allowed")


def _at_rule(rule: Any, faces: Mapping[str, bytes], theme: Theme) -> Iterator[str]:
    name = _face(rule)
    prelude = tinycss2.serialize(rule.prelude).strip()
    if name:
        if name in faces:
            data = base64.b64encode(faces[name]).decode()
            rows = [row for row in _declarations(rule.content) if not row.startswith("src:")]
            yield from _block("@font-face", [*rows, f'src: url("data:font/ttf;base64,{data}") format("truetype")'])
    elif rule.lower_at_keyword == "page":
        yield from _block(f"@page {prelude}".strip(), [_with_values(row, theme) for row in _declarations(rule.content)])
    elif rule.content is None:
        yield f"@{rule.at_keyword} {prelude};"
    else:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        rows = list(_rules(inner, faces, theme))
        if rows:
            yield f"@{rule.at_keyword} {prelude} {{\n" + "\n".join(rows) + "\n}"


def _with_values(declaration: str, theme: Theme) -> str:
    """Return a declaration with the theme's values in it: browsers ignore custom properties in `@page` rules."""
    values = {name.replace(".", "-"): value for name, value in theme.tokens.items()}
    return _PROPERTY.sub(lambda found: values.get(found[1], found[0]), declaration)


def _block(selector: str, declarations: list[str]) -> Iterator[str]:
    if declarations:
        yield f"{selector} {{ {'; '.join(declarations)} }}"


def _declarations(content: list[Any]) -> list[str]:
    """Return the declarations of a block, without margin boxes and what is for paper only."""
    inner = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [
        f"{node.name}: {tinycss2.serialize(node.value).strip()}{' !important' if node.important else ''}"
        for node in inner
        if node.type == "declaration" and not _is_for_paper(node)
    ]


def _is_for_paper(node: Any) -> bool:
    if node.lower_name in PAPER_PROPERTIES:
        return True
    if node.lower_name == "float" and any(token.type == "ident" and token.value == "footnote" for token in node.value):
        return True
    return any(token.type == "function" and token.lower_name in PAPER_FUNCTIONS for token in node.value)


def _face(rule: Any) -> str:
    """Return the asset that a `@font-face` rule names, or an empty string for any other rule."""
    if rule.type != "at-rule" or rule.lower_at_keyword != "font-face":
        return ""
    for node in tinycss2.parse_blocks_contents(rule.content):
        if node.type == "declaration" and node.lower_name == "src":
            for token in node.value:
                if token.type == "url":
                    return str(token.value)
                if token.type == "function" and token.lower_name == "url":
                    return str(token.arguments[0].value)
    return ""
