"""What a transform may read besides the page that it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from brief.model import Citations, Language, Numbering, Source
from brief.page.theme import Theme


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """How a source is cited, as HTML: in full, or short with the number of the note that has it in full."""

    full: Callable[[Source, str, str], str]  # source, prefix, locator
    appraisal: Callable[[Source], str]  # how reliable the source is, in sentences; empty when nothing is known
    short: Callable[[Source, str, str, str, str], str]  # source, prefix, locator, number, id of the first note
    separator: str = "; "  # between two sources of one citation


@dataclass(frozen=True, slots=True)
class PageContext:
    """One brief as transforms need it. `labels` is what numbering hands to the transforms after it."""

    numbering: Numbering
    citations: Citations
    sources: Mapping[str, Source]  # by id, in order
    citation_style: CitationStyle
    words: Mapping[str, str]  # the fixed words, by name
    language: Language
    theme: Theme
    # By id: the words of a reference to it, `Figure 1`.
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


Transform = Callable[[etree._Element, PageContext], PageContext]
