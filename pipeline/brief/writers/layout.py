"""The layout of one page on sheets of paper: made once, and only when a format needs it."""

from __future__ import annotations

from functools import cached_property

from brief.diagnostics.problems import BriefError
from brief.page.vocabulary import Page
from brief.writers.pagination import LaidOutPage, Pagination

_GLYPHS = "E402"  # a character that no font has: a problem of the PDF alone, since Word has fonts of its own


class Layout:
    """The layout of one page, shared by all writers that need it; made when the first of them asks."""

    def __init__(self, page: Page) -> None:
        """Keep the page; nothing is laid out yet."""
        self.page = page

    @cached_property
    def laid_out(self) -> LaidOutPage:
        """The page as the PDF engine sets it; raise `BriefError` (E501, E505) when the engine cannot be used."""
        from brief.writers.pdf import lay_out

        return lay_out(self.page)

    @property
    def pagination(self) -> Pagination:
        """On which sheet everything is; raise `BriefError` (E401, E403) for what prevents the layout."""
        problems = [problem for problem in self.laid_out.problems if problem.code != _GLYPHS]
        if problems:
            raise BriefError(problems)
        return self.laid_out.pagination
