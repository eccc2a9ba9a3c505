"""The text of a message that brings a brief: HTML from a template, and plain text from the same HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import lxml.html

from brief.diagnostics.problems import Place
from brief.locale.language import language_from_tag
from brief.render.catalogue import read_catalogue
from brief.render.environment import environment
from brief.render.template_errors import located_errors
from brief.render.template_path import template_folders
from brief.render.template_places import without_marks

_TEMPLATE: Final = "mail/letter.html.j2"
_BLOCKS: Final = frozenset({"p", "h1", "h2", "h3", "li", "ul", "ol", "div", "table", "tr", "body"})


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """One attached file, as the text names it."""

    name: str
    size: str
    sha256: str
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class LetterValues:
    """What the template of a message may say. Nothing in it is about the recipient."""

    mark: str  # the handling mark; empty for none
    title: str
    label: str  # of the audience
    reference: str
    version: str
    as_of: str
    language: str  # of the brief, which may be another than that of the message
    summary: str
    files: tuple[EnclosedFile, ...]
    contact: str = ""


@dataclass(frozen=True, slots=True)
class LetterText:
    """The same text twice."""

    html: str
    plain: str


def render_letter(layers: Sequence[Path], audience: str, tag: str, values: LetterValues) -> LetterText:
    """Return the text of a message in a language; raise `BriefError` for what is wrong with its template (E301-E308).

    The nearest template counts: an audience may have one of its own as `mail/letter.html.j2`.
    """
    folders = template_folders(layers, audience)
    language = language_from_tag(tag)
    sandbox = environment(folders)
    given: Mapping[str, Any] = {
        "mail": values,
        "brief": language_from_tag(values.language),
        "words": read_catalogue(folders, language),
        "language": language.tag,
        "direction": language.direction,
    }
    with located_errors(sandbox, Place(_TEMPLATE)):
        html = without_marks(sandbox.get_template(_TEMPLATE).render(given))
    return LetterText(html, plain_text(html))


def plain_text(html: str) -> str:
    """Return the words of an HTML text: a paragraph for each block, a sign before each entry, addresses of links."""
    root = lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8"))
    body = root.find("body")
    blocks: list[str] = [""]
    if body is not None:
        _gather(body, blocks)
    lines: list[str] = []
    for block in blocks:
        words = "\n".join(" ".join(line.split()) for line in block.split("\n")).strip()
        if not words:
            continue
        is_entry = words.startswith("- ") and lines and lines[-1].startswith("- ")
        lines += [words] if is_entry or not lines else ["", words]
    return "\n".join(lines) + "\n"


def _gather(element: Any, blocks: list[str]) -> None:
    """Add the words of an element to the last block; an element that is a block begins and ends one."""
    is_block = element.tag in _BLOCKS
    if is_block:
        blocks.append("- " if element.tag == "li" else "")
    blocks[-1] += " ".join((element.text or "").split("\n"))
    for child in element:
        if child.tag == "br":
            blocks[-1] += "\n"
        elif isinstance(child.tag, str):
            _gather(child, blocks)
        blocks[-1] += " ".join((child.tail or "").split("\n"))
    address = element.get("href", "").removeprefix("mailto:") if element.tag == "a" else ""
    if address not in ("", element.text):
        blocks[-1] += f" <{address}>"
    if is_block:
        blocks.append("")
