"""Checks a brief and its finished files. A new check is one module and one line in `CHECKS`.

A check returns the problems that it finds. One that cannot do its work raises: it never passes.

| module | what is in it |
|---|---|
| `selected` | the brief has what its audience may see of the dossier, and nothing else (E408) |
| `readers` | who may read what: a second reading of the dossier, which shares no code with selection |
| `withheld` | no withheld word is in a finished file (E405) |
| `content` | every file contains what its page does, in order (E406) |
| `structure` | reads pages and files as sequences of tags and text, and compares them |
| `marks` | the handling marks are at the top and the bottom of every page, and no others (E412) |
| `unseen` | no text of a file is hidden from its readers (E410) |
| `sight` | what a reader sees of each format: colours, sizes, what is covered or cut off |
| `unknown` | a file has nothing that its writer never makes (E411) |
| `closed` | the parts, objects and elements that each format is made of |
| `notes` | every note is in the PDF, complete and on the right page |
| `estimates` | no sentence has both a likelihood and a confidence |
| `assumed_mark` | an audience says how its briefs are handled (W710) |
| `marked_headings` | no heading is hidden alone while what is under it is shown (W709) |
| `limits` | the limits of an audience: pages, lengths, abbreviations, reading grade, headings |
| `finished_file` | what a check can ask of a finished file in any format |
| `read_pdf` | reads PDF files |
| `pdf_pages` | the text of a page of a PDF, in logical order |
| `read_docx` | reads Word files |
| `read_html` | reads HTML files, and pages |
| `discreet` | messages without withheld words |
| `note_places` | where a note is written that a file could not hold |
| `quoted` | text of a file as messages quote it |
| `extract` | a piece of text from a file, and where it was found |
| `brought_along` | words that fonts and colour profiles have themselves |
| `search_terms` | which words to search for: those of withheld content that nothing shown explains |
| `shown_words` | whether words that a file cuts or joins otherwise are shown |
| `visible_text` | the words that a brief may show |
| `spellings` | text in bytes, pictures, escapes and packed data |
| `normalise` | words in the form in which they are compared |
| `text_blocks` | blocks of prose as text, with the place of each character |
| `sentences` | where sentences end, and what counts as a word |
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from brief.checks.assumed_mark import assumed_mark
from brief.checks.content import content
from brief.checks.discreet import discreet
from brief.checks.estimates import estimates
from brief.checks.finished_file import FinishedFile
from brief.checks.limits import limits
from brief.checks.marked_headings import marked_headings
from brief.checks.marks import marks
from brief.checks.notes import notes
from brief.checks.selected import selected
from brief.checks.unknown import unknown
from brief.checks.unseen import unseen
from brief.checks.withheld import has_unsearchable, withheld, withheld_terms
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

# The selection, the page rendered from it, and the finished files by the name of their format.
Check: TypeAlias = "Callable[[Selection, Page, Mapping[str, FinishedFile]], list[Problem]]"

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "selected": selected,
        "withheld": withheld,
        "content": content,
        "marks": marks,
        "unseen": unseen,
        "unknown": unknown,
        "notes": notes,
        "estimates": estimates,
        "limits": limits,
        "marked headings": marked_headings,
        "assumed mark": assumed_mark,
    }
)

__all__ = ["CHECKS", "Check", "FinishedFile", "discreet", "has_unsearchable", "withheld_terms"]
