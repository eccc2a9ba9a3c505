"""Text fields: one wording for all audiences, or a mapping from audience to wording, each read as prose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticCustomError

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.load.audience_names import is_known_audience
from brief.load.likely_marks import NO_PROSE, likely_marks, mark_problem
from brief.load.markdown.prose import read_prose
from brief.load.records.validators import text_scalar
from brief.load.unread import Unread
from brief.load.yaml.values import Scalar, YamlMapping, YamlSequence, YamlValue, kind_name
from brief.model import ENGLISH, Language, Prose, Text


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads the text fields of one dossier: for its audiences, in its language, with tables and pictures filled in."""

    audiences: Collection[str]
    problems: Problems
    unread: Unread
    fill_in: Callable[[Prose], Prose]
    language: Language = ENGLISH

    def read(self, value: YamlValue, *, has_blocks: bool = False) -> Text:
        """Return a text; one that cannot be read is a problem, and comes back empty."""
        with self.problems.scope() as found:
            match value:
                case YamlMapping():
                    wordings = dict(self._wordings(value, has_blocks))
                    text = Text(wordings=wordings, place=value.place, keys=dict(value.keys_at))
                    if not value:
                        hint = "write one text, or `audience: text` for each audience"
                        self.problems.add("E106/empty-value", "this text has no wordings", value.place, hint=hint)
                case YamlSequence():
                    text = Text((), place=value.place)
                    what = f"expected a text, found {kind_name(value)}"
                    hint = "write one text, or a mapping from audience to text"
                    self.problems.add("E106/text-expected", what, value.place, hint=hint)
                case _:
                    text = Text(self._prose(value, has_blocks) or (), place=value.place)
        if found:
            self.unread.texts.add(value.place)
        return text

    def check_lines(self, lines: Iterable[str], place: Place) -> None:
        """Add a problem for each plain line with what looks like a mark: it would be printed, for everyone."""
        for line in lines:
            for mark in likely_marks(line, self.audiences, is_prose=False):
                self.problems.append(mark_problem(mark, lambda *_: place, NO_PROSE))

    def _prose(self, value: YamlValue, has_blocks: bool) -> Prose | None:
        try:
            written: Scalar = text_scalar(value)
        except PydanticCustomError as error:
            context: Any = error.context
            self.problems.add(context["rule"], context["text"], context["place"], hint=context["hint"])
            return None
        prose = read_prose(
            written.text, written.origin, self.audiences, self.problems, language=self.language, inline=not has_blocks
        )
        return self.fill_in(prose)

    def _wordings(self, value: YamlMapping, has_blocks: bool) -> Iterator[tuple[str, Prose]]:
        for name, wording in value.items():
            prose = self._prose(wording, has_blocks)
            if is_known_audience(name, value.keys_at.get(name, value.place), self.audiences, self.problems) and prose:
                yield name, prose
