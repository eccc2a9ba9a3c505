"""A brief becomes a page: templates make its HTML, then numbers, notes and references are filled in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html
from jinja2 import Environment, TemplateError
from lxml import etree

from brief.diagnostics.problems import BriefError, Problem
from brief.model import Brief, Section, Source
from brief.page.fonts import FOLDER, font_faces
from brief.page.vocabulary import REFERENCE, Page
from brief.render.catalogue import words_of
from brief.render.context import names_of
from brief.render.environment import LARGEST, PLACE, UnknownNameError, environment
from brief.render.prose import CITE, NOTE
from brief.render.template_errors import fault, loads, loose, outside
from brief.render.template_path import find, folders_of
from brief.render.theme import read_theme
from brief.render.transforms.align import align
from brief.render.transforms.cite import ENDNOTES, Style, cite
from brief.render.transforms.contents import contents
from brief.render.transforms.landscape import turn
from brief.render.transforms.number import number
from brief.render.transforms.prune import prune
from brief.render.transforms.refer import refer

PAGE = "brief.html.j2"


def render(brief: Brief, layers: Sequence[Path]) -> Page:
    """Return one brief as a page, from the templates in `layers` (folders, the nearest first).

    Raise `BriefError`: E30x for what is wrong in a template, the theme or a style sheet, each at its place.
    """
    folders = folders_of(layers, brief.audience.name)
    theme, css = read_theme(layers, brief.audience.name)
    words = words_of(folders, brief.language)
    sandbox = environment(folders)
    assets = {path: kept.data for path, kept in brief.pictures.items()}
    roles: set[str] = set()
    faces = _faces(folders)
    sandbox.globals.update(names_of(brief, sandbox, words, theme, assets, faces=faces, roles=roles))
    try:
        html = sandbox.get_template(PAGE).render()
        style = _style(sandbox, f"{words['semicolon']} ")
        root = _tree(html)
        main = root.find("body/main")
        if main is None:
            raise BriefError([Problem("E304", f"`{PAGE}` makes no `<main>`", brief.audience.place)])
        _finish(main, brief, words, style)
        turn(main, theme)
    except (
        TemplateError,
        UnknownNameError,
        ArithmeticError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise fault(error, sandbox, brief.audience.place) from error
    problems = (
        outside(root, folders) or loads(root, assets, folders) or _dropped(main, brief, roles) or loose(root, folders)
    )
    if problems:
        raise BriefError(problems)
    for element in root.iter():
        element.attrib.pop(PLACE, "")
    text = str(lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))
    return Page(text, font_faces(faces) + theme.css() + css, assets | faces | _reference(folders), theme)


def themed(layers: Sequence[Path], audience: str) -> Page:
    """Return a page of an audience that holds nothing: its theme, its sheet and its faces."""
    theme, css = read_theme(layers, audience)
    faces = _faces(folders_of(layers, audience))
    html = "<!DOCTYPE html><html><head><title></title></head><body><main></main></body></html>"
    return Page(html, font_faces(faces) + theme.css() + css, faces, theme)


def _style(sandbox: Environment, parted: str) -> Style:
    """Return how sources are written out: by three macros, whose faults are located as those of a page are."""
    macros: Any = sandbox.get_template("macros/source.html.j2").module

    def written(name: str, *values: object) -> str:
        try:
            return str(getattr(macros, name)(*values))
        except Exception:  # noqa: BLE001  (the sandbox raises it again, at its place in the template)
            sandbox.handle_exception()

    return Style(partial(written, "full"), partial(written, "appraisal"), partial(written, "short"), parted)


def _tree(html: str) -> etree._Element:
    if len(html) > LARGEST:
        raise BriefError([Problem("E305", f"the page is longer than {LARGEST:,} characters")])
    return lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))


def _faces(folders: Sequence[Path]) -> dict[str, bytes]:
    """Return every font file that templates bring, by name; the nearest folder wins."""
    names = sorted({path.name for folder in folders for path in (folder / FOLDER).glob("*.[ot]tf")})
    files = {name: find(folders, FOLDER + name) for name in names}
    return {FOLDER + name: path.read_bytes() for name, path in files.items() if path is not None}


def _reference(folders: Sequence[Path]) -> dict[str, bytes]:
    """Return the nearest Word file whose styles the DOCX takes on, by its name among a page's assets."""
    path = find(folders, REFERENCE)
    return {} if path is None else {REFERENCE: path.read_bytes()}


def _finish(main: etree._Element, brief: Brief, words: Mapping[str, str], style: Style) -> None:
    """Fill in all that depends on the whole page, in the one order in which each step finds what it needs."""
    if not brief.record.sources and next(main.iter(CITE, NOTE), None) is None:
        etree.strip_elements(main, ENDNOTES, with_tail=False)
    prune(main)
    labels = number(main, brief.audience.numbering, words)
    sources: dict[str, Source] = {source.id: source for source in brief.record.sources}
    cite(main, brief.audience.citations, sources, style)
    align(main, brief.language)
    refer(main, labels, words)
    contents(main)


def _dropped(main: etree._Element, brief: Brief, roles: Collection[str]) -> list[Problem]:
    """Return a problem for each item that was selected for this audience and that no part shows.

    A statement of the record is shown by the words that make it, so only judgments must have a row of their own.
    `roles` are those of the sections that the parts asked for.
    """
    shown = {
        word for element in main.iter() for name in ("id", "data-source") for word in element.get(name, "").split()
    }
    problems = []
    for item in brief.record.items():
        if item.id not in shown and item not in brief.record.claims:
            text = f"`{item.id}` is for {brief.audience.name}, but no part of that brief shows it"
            hint = "add the part to the audience's `parts`, or take the audience off the item"
            if isinstance(item, Section):
                hint = _role_hint(item, brief.audience.name, roles)
            problems.append(
                Problem("E307", text, item.audience_place if item.audience_place.file else item.place, hint=hint)
            )
    return problems


def _role_hint(section: Section, audience: str, roles: Collection[str]) -> str:
    """Return what to do about a section that no part shows; its role decides which part would."""
    if section.role in roles:
        return "a template asked for it and did not print it: print it, or take the audience off the section"
    shown = f"the parts of {audience} show {', '.join(sorted(roles))}" if roles else f"no part of {audience} shows any"
    return (
        f"its role is `{section.role}`, and {shown}: choose another role, add a part to `parts`, "
        f"or take {audience} off the section"
    )
