"""Reading a page before it is written: everything that a Word file's writer looks up, in one `Context`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from brief.page.vocabulary import REFERENCE, Page
from brief.writers.docx.adopt.theme import adopt_theme, column_width
from brief.writers.docx.citations import read_authorities
from brief.writers.docx.document import Context
from brief.writers.docx.faces import read_faces
from brief.writers.docx.link_targets import read_targets
from brief.writers.docx.notes import native_endnotes
from brief.writers.docx.numbering import bound_levels, runs_through
from brief.writers.docx.reference.read import Reference, read_reference
from brief.writers.docx.word_theme import WordTheme, east_asian_language
from brief.writers.pagination import Pagination


def prepare(page: Page, pagination: Pagination) -> Context:
    """Return what a page's writer needs to know of it.

    Raise `ValueError` for a page without a body or with elements outside the vocabulary, and `BriefError` (E311) for a
    reference document that cannot be used.
    """
    tree = page.tree()
    body = tree.find("body")
    if body is None:
        raise ValueError("a page has no body")
    data = page.assets.get(REFERENCE)
    reference = None if data is None else read_reference(data)
    faces = read_faces(page.assets)
    east_asian = east_asian_language(each.get("lang", "") for each in tree.iter())
    theme = _word_theme(page, reference, faces.line_heights(), east_asian)
    families = [theme.family("text"), theme.family("text", "SemiBold"), theme.family("display"),
                theme.family("display", "SemiBold"), theme.family("code")]  # fmt: skip
    return Context(
        page=page,
        body=body,
        pagination=pagination,
        theme=theme,
        faces=faces.with_main(families),
        targets=read_targets(tree),
        endnotes=native_endnotes(tree),
        authorities=read_authorities(tree, pagination.pages),
        outline=bound_levels(tree),
        runs_through=runs_through(tree),
        reference=reference,
    )


def check_reference(page: Page) -> None:
    """Raise `BriefError` (E311) for a reference document that cannot be used, without writing anything."""
    if REFERENCE in page.assets:
        adopt_theme(page.theme, read_reference(page.assets[REFERENCE]))


def _word_theme(
    page: Page, reference: Reference | None, line_heights: Mapping[str, float], east_asian: str
) -> WordTheme:
    if reference is None:
        return WordTheme(page.theme, line_heights, east_asian)
    theme = WordTheme(adopt_theme(page.theme, reference), line_heights, east_asian)
    return replace(theme, column=column_width(reference, theme.width_between_margins))
