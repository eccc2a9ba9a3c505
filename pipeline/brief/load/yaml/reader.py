"""Reads YAML by the core schema of YAML 1.2, with places and without aliases, tags and merge keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.load.look_alikes import odd_character, plain
from brief.load.origin import Origin
from brief.load.yaml.syntax_errors import yaml_problem
from brief.load.yaml.values import Scalar, Style, YamlMapping, YamlSequence, YamlValue

# A comment that is probably meant as the rest of a text: `pier #2`.
_LOST = re.compile(r"[ \t]+(#[^\s#][^\n]*)")
DEPTH: Final = 32  # more levels than any dossier needs, and few enough for the parser

# libyaml is ten times as fast; where it is missing, the Python parser gives the same events.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STYLES = {style.value: style for style in Style}


class _UnreadableError(Exception):
    """A problem after which the rest of the file cannot be read."""


def read_yaml(text: str, origin: Origin, problems: Problems) -> YamlValue | None:
    """Return the value of a YAML text; `None`, after a problem (E101, E163), when the text cannot be parsed.

    Other problems, such as duplicate keys, do not stop the reading: the first of two keys counts. The value of an empty
    file is an empty plain scalar.
    """
    reader = _Reader(text, origin, problems)
    events = yaml.parse(text, Loader=_Loader)
    try:
        return reader.document(events)
    except yaml.YAMLError as error:
        problems.append(yaml_problem(error, text, origin))
    except _UnreadableError:
        pass
    return None


class _Reader:
    """The state of reading one text."""

    def __init__(self, text: str, origin: Origin, problems: Problems) -> None:
        self._text = text
        self._origin = origin
        self._problems = problems

    def document(self, events: Iterator[Any]) -> YamlValue:
        """Return the only document of a stream."""
        value: YamlValue | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if value is not None:
                    text, hint = "a second document begins here", "remove `---`: a file holds one document"
                    self._stop("E101/second-document", text, self._place(event, 3), hint)
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, 0)
        return value if value is not None else Scalar("", Style.PLAIN, self._origin.place(0, 0))

    def _value(self, event: Any, events: Iterator[Any], depth: int) -> YamlValue:
        """Return the value that begins with `event`; its other events are taken from `events`."""
        if depth > DEPTH:
            hint = "put it in quotes if it is text; otherwise reduce the nesting"
            self._stop("E163/nested-yaml", f"values are nested more than {DEPTH} levels deep", self._place(event), hint)
        if event.anchor or event.tag:  # an alias has an anchor too
            self._refuse_shortcuts(event)
        match event:
            case yaml.ScalarEvent():
                return self._scalar(event)
            case yaml.SequenceStartEvent():
                sequence = YamlSequence(self._place(event))
                while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                    sequence.append(self._value(inner, events, depth + 1))
                sequence.place = self._collection_place(event, inner)
                return sequence
            case yaml.MappingStartEvent():
                return self._mapping(event, events, depth)
            case _:
                return Scalar(f"*{event.anchor}", Style.SINGLE, self._place(event))  # an alias, reported already

    def _mapping(self, event: Any, events: Iterator[Any], depth: int) -> YamlMapping:
        mapping = YamlMapping(self._place(event))
        is_repeating = False
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self._value(inner, events, depth + 1)
            value = self._value(next(events), events, depth + 1)
            if isinstance(key, YamlMapping) and event.flow_style:
                text = "a text that begins with a brace is read as a mapping"
                self._stop("E101/brace-in-text", text, mapping.place, "put the whole text in quotes")
            if not isinstance(key, Scalar):
                self._add(
                    "E106/key-expected",
                    "a key is a list or mapping",
                    key.place,
                    "write the key as a word, then a colon and a space",
                )
            elif odd := odd_character(key.text, _inside(key)):
                self._problems.append(odd)
                mapping.setdefault(plain(key.text), value)
                mapping.keys_at.setdefault(plain(key.text), key.place)
            elif key.text == "<<" and key.style is Style.PLAIN:
                self._add(
                    "E109/merge-key", "a merge key is used", key.place, "write the keys out; merging is not supported"
                )
            elif key.text in mapping:
                if is_repeating:
                    continue
                is_repeating = key.text == "id"
                first = mapping.keys_at[key.text]
                hint = "begin the next entry with `- `" if is_repeating else "remove one of them"
                related = ((first, "first used here"),)
                self._add("E102/duplicate-key", f"key `{key.text}` appears twice", key.place, hint, related)
            else:
                mapping[key.text] = value
                mapping.keys_at[key.text] = key.place
        mapping.place = self._collection_place(event, inner)
        return mapping

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark, event.end_mark
        style = _STYLES[event.style or ""]
        is_one_line = start.line == end.line
        place = self._place(event, max(end.column - start.column, 1) if is_one_line else 1)
        quotes = 2 if style is Style.SINGLE or style is Style.DOUBLE else 0
        is_as_written = is_one_line and end.index - start.index == len(event.value) + quotes
        source = "" if is_as_written else self._text[start.index : end.index]
        if event.value and style is Style.PLAIN and (lost := _LOST.match(self._text, end.index)):
            at = self._origin.place(end.line, end.column + lost.start(1) - lost.start(), len(lost[1]))
            hint = "put the whole text in quotes, or write a space after `#` if it is a comment"
            self._add("E101/text-after-hash", "text after ` #` is treated as a comment and ignored", at, hint)
        return Scalar(event.value, style, place, source)

    def _collection_place(self, start_event: Any, end_event: Any) -> Place:
        """Return the place of a list or mapping; one in brackets on a single line is as wide as the brackets."""
        start, end = start_event.start_mark, end_event.end_mark
        is_bracketed = start_event.flow_style and start.line == end.line
        return self._place(start_event, end.column - start.column if is_bracketed else 1)

    def _refuse_shortcuts(self, event: Any) -> None:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            hint = "write the value out, or put it in quotes if it is text that begins with `*`"
            self._add("E109/alias", f"an alias is used: `*{event.anchor}`", place, hint)
        elif event.anchor:
            hint = "remove it, or put the value in quotes if it is text that begins with `&`"
            self._add("E109/anchor", f"an anchor is used: `&{event.anchor}`", place, hint)
        if getattr(event, "tag", None):
            hint = "remove it, or put the value in quotes if it is text that begins with `!`"
            self._add("E109/tag", f"a tag is used: `{event.tag}`", place, hint)

    def _place(self, event: Any, width: int = 1) -> Place:
        return self._origin.place(event.start_mark.line, event.start_mark.column, width)

    def _add(self, rule: str, text: str, place: Place, hint: str, related: tuple[tuple[Place, str], ...] = ()) -> None:
        self._problems.add(rule, text, place, hint=hint, related=related)

    def _stop(self, rule: str, text: str, place: Place, hint: str) -> None:
        self._add(rule, text, place, hint)
        raise _UnreadableError


def _inside(key: Scalar) -> Place:
    """Return the place of a key without its quotation mark."""
    return Place(key.place.file, key.place.line, key.place.column + (key.style in (Style.SINGLE, Style.DOUBLE)))
