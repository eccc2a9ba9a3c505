"""The text of one brief, block by block, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.checks.normalise import words_in
from brief.checks.text_blocks import TextBlock, text_blocks
from brief.diagnostics.problems import Place
from brief.model.brief import Brief
from brief.model.dossier import Section, Source
from brief.model.fields import dossier_text_fields, text_fields
from brief.model.text import Kind, Prose

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

# Fields and blocks that hold a name or a phrase rather than sentences.
_NAMES = frozenset({"title", "subtitle", "by", "owner", "term", "re", "confidence.basis"})
_LABELS = frozenset({Kind.HEADING, Kind.CAPTION, Kind.CELL, Kind.TERM, Kind.FIGURE})
_TITLES = frozenset({"title", "subtitle", "re"})


@dataclass(frozen=True, slots=True)
class BriefBlock:
    """One block of text in a brief."""

    block: TextBlock
    is_running: bool  # whether it consists of sentences
    is_heading: bool
    language: str


@dataclass(frozen=True, slots=True)
class BriefText:
    """The text of a brief, and what a limit on it needs to know."""

    brief: Brief
    blocks: tuple[BriefBlock, ...]

    def limit(self, name: str) -> float | None:
        """Return a limit of the audience, or `None` when the audience does not set it."""
        return self.brief.audience.limits.get(name)

    @property
    def dossier(self) -> Place:
        """Return the place for problems of the whole brief: the file of its dossier."""
        return Place(self.brief.title.place.file)

    def related(self, *names: str) -> tuple[tuple[Place, str], ...]:
        """Return where these limits are set, as related places."""
        places = self.brief.audience.limit_places
        return tuple((places[name], "the limit is set here") for name in names if name in places)


def brief_text(brief: Brief, page: Page) -> BriefText:
    """Return the blocks of a brief whose words are on its page, in the page's order.

    Titles of sources are left out: others wrote them. So are fields that no part of the audience shows.
    """
    shown = joined_words("".join(map(str, page.tree().itertext())))
    found = []
    for prose, name in _fields(brief):
        for block in text_blocks(prose):
            position = _position(block, shown)
            if position is not None:
                is_running = name not in _NAMES and block.kind not in _LABELS
                is_heading = name in _TITLES or block.kind is Kind.HEADING
                language = block.language or brief.language.tag
                found.append((position, BriefBlock(block, is_running, is_heading, language)))
    found.sort(key=lambda one: one[0])
    return BriefText(brief, tuple(block for _, block in found))


def joined_words(text: str) -> str:
    """Return the letters and digits of a text without anything between them, which no template can split."""
    return "".join(words_in(text))


def _fields(brief: Brief) -> Iterator[tuple[Prose, str]]:
    """Give each piece of prose that may be shown, and the name of its field."""
    for field in dossier_text_fields(brief):
        yield field.text.prose, field.name
    for field in text_fields(brief.memo):
        yield field.text.prose, field.name
    for item in brief.record.items():
        for field in text_fields(item):
            if not (isinstance(item, Source) and field.name == "title"):
                yield field.text.prose, field.name
        if isinstance(item, Section):
            yield item.body, "body"


def _position(block: TextBlock, shown: str) -> int | None:
    """Return where a block is on the page, by its longest node of text, or `None` when it is not there."""
    pieces = [joined_words(node.text) for node in block.nodes if node.kind is Kind.TEXT]
    if any(piece not in shown for piece in pieces):
        return None
    return shown.find(max(pieces, key=len, default=""))
