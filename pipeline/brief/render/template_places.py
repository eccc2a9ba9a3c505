"""Where in a template something was written: marked on each element while templates run, read when it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from lxml import etree

from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import Place
from brief.render.template_path import find

PLACE = "data-template"  # the attribute that holds an element's template and line until the page is checked
_MARK = re.compile(rf' {PLACE}="[^"]*"')
_OPENING_TAG = re.compile(r"<([a-z][a-z0-9-]*)(?=[\s/>])")


class MarkPlaces(Extension):
    """Write onto every opening tag of an HTML template its template and line."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Give the tokens of a template, with the tags in its text marked."""
        name = stream.name or ""
        for token in stream:
            if token.type != "data":
                yield token
                continue
            text = token.value

            def marked(found: re.Match[str], token: Token = token, text: str = text) -> str:
                line = token.lineno + text.count("\n", 0, found.start())
                return f'{found[0]} {PLACE}="{name}:{line}"'

            yield Token(token.lineno, "data", _OPENING_TAG.sub(marked, text) if name.endswith(".html.j2") else text)


def element_place(element: etree._Element, folders: Sequence[Path]) -> Place:
    """Return the template and line of an element, or of its nearest ancestor that is written in a template."""
    for outer in (element, *element.iterancestors()):
        mark = outer.get(PLACE)
        if mark:
            name, _, line = mark.rpartition(":")
            path = find(folders, name)
            return Place(display_path(path or name), int(line))
    return Place("")


def remove_marks(root: etree._Element) -> None:
    """Remove every mark of a place from the page."""
    for element in root.iter():
        element.attrib.pop(PLACE, "")


def without_marks(html: str) -> str:
    """Return HTML text without its marks; in what it says itself, quotation marks are escaped."""
    return _MARK.sub("", html)


def word_place(place: Place, word: str) -> Place:
    """Return the place of a word's first occurrence in the line of `place`, or `place` where there is none."""
    path = Path(place.file)
    if not word or not place.line or not path.is_file():
        return place
    lines = path.read_text(encoding="utf-8").splitlines()
    column = lines[place.line - 1].find(word) if place.line <= len(lines) else -1
    return place if column < 0 else Place(place.file, place.line, column + 1, len(word))
