"""What the readers of one brief read, line by line, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.checks.normalise import words_in
from brief.checks.text_blocks import Line, lines
from brief.diagnostics.problems import Place
from brief.model.brief import Brief
from brief.model.dossier import Section, Source
from brief.model.fields import dossier_text_fields, text_fields
from brief.model.text import Kind, Prose

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

# Fields that hold a name or a phrase, and blocks that do: nobody reads them as sentences.
_NAMES = frozenset({"title", "subtitle", "by", "owner", "term", "re", "confidence.basis"})
_LABELS = frozenset({Kind.HEADING, Kind.CAPTION, Kind.CELL, Kind.TERM, Kind.FIGURE})
_TITLES = frozenset({"title", "subtitle", "re"})


@dataclass(frozen=True, slots=True)
class Read:
    """One line that readers read, and as what."""

    line: Line
    is_running: bool  # whether it is made of sentences
    is_heading: bool
    language: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A brief as it is read: its lines, and what a limit on it needs to know."""

    brief: Brief
    lines: tuple[Read, ...]

    def limit(self, name: str) -> float | None:
        """Return a limit of the audience, or `None` when it has none of that name."""
        return self.brief.audience.limits.get(name)

    @property
    def dossier(self) -> Place:
        """Return the place of what is about the whole dossier: its file."""
        return Place(self.brief.title.place.file)

    def related(self, *names: str) -> tuple[tuple[Place, str], ...]:
        """Return where limits of these names are written."""
        places = self.brief.audience.limit_places
        return tuple((places[name], "the limit is set here") for name in names if name in places)


def reading(brief: Brief, page: Page) -> Reading:
    """Return the lines of a brief whose words are on its page, in the page's order.

    Titles of sources are not among them: their authors chose them. Nor are fields that the audience's parts leave out.
    """
    shown = letters("".join(map(str, page.tree().itertext())))
    found = []
    for prose, name in _fields(brief):
        for line in lines(prose):
            position = _position(line, shown)
            if position is not None:
                is_running = name not in _NAMES and line.kind not in _LABELS
                is_heading = name in _TITLES or line.kind is Kind.HEADING
                found.append((position, Read(line, is_running, is_heading, line.language or brief.language.tag)))
    found.sort(key=lambda one: one[0])
    return Reading(brief, tuple(read for _, read in found))


def letters(text: str) -> str:
    """Return the letters and digits of a text in a row, which no template can part."""
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


def _position(line: Line, shown: str) -> int | None:
    """Return where a line stands on the page, by its longest stretch of words, or `None` when it is not there."""
    stretches = [letters(node.text) for node in line.nodes if node.kind is Kind.TEXT]
    if any(stretch not in shown for stretch in stretches):
        return None
    return shown.find(max(stretches, key=len, default=""))
