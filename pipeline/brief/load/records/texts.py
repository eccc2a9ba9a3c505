"""Text fields: one wording for all readers, or a mapping from audience to wording; each read as prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError

from brief.diagnostics.problems import Place, Problem
from brief.diagnostics.suggestions import meant, one_of
from brief.load.markdown.prose import read_prose
from brief.load.records.validators import words_of
from brief.load.yaml.values import Mapping, Scalar, Sequence, Value, named
from brief.model import ENGLISH, Language, Prose, Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one dossier's prose takes: its audiences, its language, and what becomes of what was read."""

    audiences: Collection[str]
    problems: list[Problem]
    completed: Callable[[Prose], Prose]  # fills in tables and takes up pictures
    language: Language = ENGLISH
    spoilt: set[Place] = field(default_factory=set, hash=False)  # texts that lack words because of a problem
    doubtful: set[Place] = field(default_factory=set, hash=False)  # audiences that a problem kept from being told

    def text(self, value: Value, *, inline: bool = True) -> Text:
        """Return a required text; one that cannot be read is a problem, and comes back empty."""
        before = len(self.problems)
        match value:
            case Mapping():
                text = Text(wordings=dict(self._wordings(value, inline)), place=value.place, keys=dict(value.keys_at))
                if not value:
                    self._add(
                        "E106/empty-value", "a wording is needed here", value, "write `audience: text`, or one text"
                    )
            case Sequence():
                text = Text((), place=value.place)
                hint = "write one text, or a mapping from audience to text"
                self._add("E106/text-expected", f"a text is needed here, this is {named(value)}", value, hint)
            case _:
                text = Text(self._prose(value, inline) or (), place=value.place)
        if len(self.problems) > before:
            self.spoilt.add(value.place)
        return text

    def optional(self, value: Any, *, inline: bool = True) -> Text | None:
        """Return a text that need not be there, or `None` when its key was not written."""
        return None if value is None else self.text(value, inline=inline)

    def _prose(self, value: Value, inline: bool) -> Prose | None:
        try:
            written: Scalar = words_of(value)
        except PydanticCustomError as error:
            context: Any = error.context
            self.problems.append(Problem(context["rule"], context["text"], context["place"], hint=context["hint"]))
            return None
        prose = read_prose(
            written.text, written.origin, self.audiences, self.problems, language=self.language, inline=inline
        )
        return self.completed(prose)

    def _wordings(self, value: Mapping, inline: bool) -> Iterator[tuple[str, Prose]]:
        for name, wording in value.items():
            prose = self._prose(wording, inline)
            if is_audience(name, value.keys_at.get(name, value.place), self.audiences, self.problems) and prose:
                yield name, prose

    def _add(self, rule: str, text: str, value: Value, hint: str) -> None:
        self.problems.append(Problem(rule, text, value.place, hint=hint))


def is_audience(name: str, place: Any, audiences: Collection[str], problems: list[Problem]) -> bool:
    """Return whether an audience has that name; when none has, a problem at `place` says which there are."""
    if name in audiences:
        return True
    parts = [part for part in re.split(r"[\s,]+", name) if part]
    is_list = len(parts) > 1 and all(part in audiences for part in parts)
    hint = f"write a list: `[{', '.join(parts)}]`" if is_list else meant(name, sorted(audiences))
    label = f"use {one_of(sorted(audiences))}" if 0 < len(audiences) <= 8 else ""
    problems.append(
        Problem("E201/unknown-audience", f"`{name}` is not an audience", place, label, "" if hint == label else hint)
    )
    return False
