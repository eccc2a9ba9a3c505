"""Render a brief as a page: templates make its HTML, then transforms fill in what depends on the whole page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import lxml.html
from jinja2 import Environment
from lxml import etree

from brief.diagnostics.problems import BriefError, Problem
from brief.model import Brief
from brief.page.fonts import font_faces
from brief.page.theme import Theme
from brief.page.vocabulary import Page
from brief.render.catalogue import read_catalogue
from brief.render.context import Requests, template_context
from brief.render.environment import environment
from brief.render.missing_glyphs import missing_glyphs
from brief.render.page_faults import (
    broken_links,
    forbidden_links,
    missing_assets,
    outside_vocabulary,
    unsaid,
    unshown,
)
from brief.render.pictures import asset_name
from brief.render.presence import Missing, find_missing
from brief.render.sandbox import LONGEST
from brief.render.stylesheets import StyleSheets
from brief.render.template_assets import read_font_files, read_reference
from brief.render.template_errors import located_errors
from brief.render.template_path import Layers, template_folders
from brief.render.template_places import remove_marks
from brief.render.theme import read_theme
from brief.render.transforms import finish
from brief.render.transforms.page_context import CitationStyle, PageContext

PAGE = "brief.html.j2"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page as templates and transforms made it, before anything on it is checked."""

    root: etree._Element
    main: etree._Element
    folders: Sequence[Path]
    sandbox: Environment
    loader: Layers
    words: Mapping[str, str]
    requests: Requests
    faces: dict[str, bytes]
    theme: Theme
    sheets: StyleSheets


@dataclass(frozen=True, slots=True)
class Presence:
    """What a page shows of a brief: the ids of everything on it, and what it lacks."""

    ids: frozenset[str]
    missing: Sequence[Missing]


def render(brief: Brief, layers: Sequence[Path], *, is_draft: bool = False) -> Page:
    """Return one brief as a page, made from the templates in `layers` (folders, the nearest first).

    A draft is marked as one, whatever the templates print.
    Raise `BriefError`: an E30x for whatever is wrong in a template, the theme or a style sheet, each at its place; an
    E307 or E314 for content of the brief that the page does not show as it must; an E402 for each writing system that
    no font of the templates has.
    """
    drawn = _draw(brief, layers, is_draft=is_draft)
    root, folders, requests = drawn.root, drawn.folders, drawn.requests
    figures = {asset_name(path): picture.data for path, picture in brief.pictures.items()}
    pictures = figures | requests.pictures
    problems = (
        outside_vocabulary(root, folders)
        or [*forbidden_links(root, folders), *missing_assets(root, pictures, folders)]
        or [*unshown(root, brief, drawn.words, requests.roles, drawn.sandbox), *unsaid(drawn.main, brief, folders)]
        or broken_links(root, brief, folders)
        or missing_glyphs(brief, root, drawn.faces)
    )
    if problems:
        raise BriefError(problems)
    remove_marks(root)
    html = str(lxml.html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>"))
    sheets = drawn.sheets.after(font_faces(drawn.faces) + drawn.theme.css())
    assets = pictures | drawn.faces | read_reference(folders)
    return Page(
        html,
        sheets.text,
        assets,
        drawn.theme,
        _privilege_line(brief, drawn.words),
        sheets.files,
        templates=dict(sorted(drawn.loader.digests.items())),
        draft=drawn.words["draft"] if is_draft else "",
    )


def presence(brief: Brief, layers: Sequence[Path]) -> Presence:
    """Return what the page of a brief shows; raise `BriefError` when its templates fail."""
    drawn = _draw(brief, layers)
    ids = {element.get(attribute, "") for element in drawn.root.iter() for attribute in ("id", "src")}
    ids |= {name for element in drawn.root.iter() for name in element.get("data-source", "").split()}
    return Presence(frozenset(ids), find_missing(drawn.root, brief, drawn.words))


def _draw(brief: Brief, layers: Sequence[Path], *, is_draft: bool = False) -> _Drawn:
    """Return the page that templates make of a brief, with all that was read for it."""
    folders = template_folders(layers, brief.audience.name)
    theme, sheets = read_theme(layers, brief.audience.name)
    words = read_catalogue(folders, brief.language)
    faces = read_font_files(folders)
    sandbox = environment(folders)
    assert isinstance(sandbox.loader, Layers)
    context = template_context(brief, sandbox, words, theme, faces)
    sandbox.globals.update(context.names)
    with located_errors(sandbox, brief.audience.place):
        root = _tree(sandbox.get_template(PAGE).render())
        main = root.find("body/main")
        if main is None:
            raise BriefError([Problem("E304/missing-element", f"`{PAGE}` has no `<main>`", brief.audience.place)])
        if is_draft:
            _mark_as_draft(root, words["draft"])
        page_context = PageContext(
            numbering=brief.audience.numbering,
            citations=brief.audience.citations,
            sources={source.id: source for source in brief.record.sources},
            citation_style=_citation_style(sandbox, f"{words['semicolon']} "),
            words=words,
            language=brief.language,
            theme=theme,
        )
        finish(main, page_context)
    return _Drawn(root, main, folders, sandbox, sandbox.loader, words, context.requests, faces, theme, sheets)


def _mark_as_draft(root: etree._Element, word: str) -> None:
    for body in root.iterfind("body"):
        body.set("data-draft", word)
    for head in root.iterfind("head"):
        etree.SubElement(head, "meta", {"name": "brief.state", "content": "draft"})


def _privilege_line(brief: Brief, words: Mapping[str, str]) -> str:
    """Return the privilege line that the handling of a brief asks for, whatever a template prints; none for none."""
    privilege = brief.handling.privilege
    return "" if privilege is None else words[f"privilege_{privilege.kind}"]


def blank_page(layers: Sequence[Path], audience: str) -> Page:
    """Return a page of an audience without content: its theme, its style sheets and its fonts."""
    theme, sheets = read_theme(layers, audience)
    faces = read_font_files(template_folders(layers, audience))
    html = "<!DOCTYPE html><html><head><title></title></head><body><main></main></body></html>"
    return Page(html, font_faces(faces) + theme.css() + sheets.text, faces, theme)


def _citation_style(sandbox: Environment, separator: str) -> CitationStyle:
    """Return how sources are cited: by three macros, whose errors are located like those of any template."""
    macros: Any = sandbox.get_template("macros/source.html.j2").module

    def run_macro(name: str, *values: object) -> str:
        try:
            return str(getattr(macros, name)(*values))
        except Exception:  # noqa: BLE001  (the sandbox raises it again, at its place in the template)
            sandbox.handle_exception()

    return CitationStyle(
        partial(run_macro, "full"), partial(run_macro, "appraisal"), partial(run_macro, "short"), separator
    )


def _tree(html: str) -> etree._Element:
    if len(html) > LONGEST:
        raise BriefError([Problem("E305/too-much-text", f"the page is longer than {LONGEST:,} characters")])
    return lxml.html.document_fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
