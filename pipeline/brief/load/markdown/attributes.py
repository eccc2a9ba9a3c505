"""Attribute lists, `{#id key=value key="two words"}`, and the audiences and languages in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from brief.diagnostics.problems import Place
from brief.diagnostics.suggestions import choices, closest, did_you_mean
from brief.load.look_alikes import first_odd_character, odd_character
from brief.load.markdown.passage import Passage, Reading
from brief.locale.tags import language_hint, language_tag

_ENTRY = re.compile(
    r"\s*(?:\#(?P<id>[A-Za-z][A-Za-z0-9_.-]*)"
    r"|(?P<key>[A-Za-z][\w-]*)=(?:\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<bare>[^\s\"'{}=“”„«»]+)))"
    r"(?=[\s}])",
    re.DOTALL,
)
_END = re.compile(r"\s*\}")
_WORD = re.compile(r"[^\s,]+")
_WRONG = re.compile(r"\s*([^\s}]{0,60})")

# The beginning of an attribute list, right or wrong; any other brace is only a brace.
LIST = re.compile(r"\{(?:\s*(?:\#\w|\.[A-Za-z]|[A-Za-z][\w-]*\s*=|\})|[^\w{}\n]{0,9}(?i:audiences?)\b)")
_NAMES = re.compile(r"\{([\w\s,;-]{1,200})\}")


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """One value as it is written, with the offsets of it and of its key in the passage."""

    text: str
    start: int
    end: int
    key_start: int
    key_end: int


@dataclass(frozen=True, slots=True)
class Attributes:
    """An attribute list: its values by key (`id` for `#id`), and its offsets in the passage."""

    values: Mapping[str, AttributeValue]
    passage: Passage
    start: int
    end: int

    @property
    def place(self) -> Place:
        """Return the place of the whole list."""
        return self.passage.place(self.start, self.end)

    def get(self, key: str) -> str:
        """Return one value, or an empty string when the key is missing."""
        return self.values[key].text if key in self.values else ""

    def passage_of(self, key: str) -> Passage:
        """Return one value as a passage of its own."""
        return self.passage.part(self.values[key].start, self.values[key].end)

    def place_of(self, key: str) -> Place:
        """Return the place of one value."""
        return self.passage.place(self.values[key].start, self.values[key].end)


def is_list_start(text: str, start: int, audiences: Collection[str]) -> bool:
    """Return whether the brace at `start` begins an attribute list, right or wrong, or encloses names of audiences."""
    if LIST.match(text, start):
        return True
    found = _NAMES.match(text, start)
    names = re.findall(r"[^\s,;]+", found[1]) if found else []
    return bool(names) and all(name in audiences for name in names)


def read_attributes(passage: Passage, start: int, reading: Reading) -> Attributes | None:
    """Return the list that begins at `start`; `None` after a problem (E151) when it is malformed or empty."""
    text = passage.text
    values: dict[str, AttributeValue] = {}
    position = start + 1
    while entry := _ENTRY.match(text, position):
        key = entry["key"] or "id"
        group = "id" if entry["id"] else "quoted" if entry["quoted"] is not None else "bare"
        key_start = entry.start("key") if entry["key"] else entry.start("id") - 1
        written = re.sub(r"\\([\"\\])", r"\1", entry[group]) if group == "quoted" else entry[group]
        if key in values:
            place = passage.place(key_start, key_start + len(key))
            reading.report(
                "E151/duplicate-attribute",
                f"attribute `{key}` appears twice",
                place,
                hint="remove one of them",
            )
        key_end = entry.end("key") if entry["key"] else entry.end("id")
        values[key] = AttributeValue(written, entry.start(group), entry.end(group), key_start, key_end)
        position = entry.end()
    if (end := _END.match(text, position)) is None:
        _malformed(passage, start, position, reading)
        return None
    if not values:
        reading.report(
            "E151/empty-attributes", "an attribute list is empty", passage.place(start, end.end()), hint="remove it"
        )
        return None
    return Attributes(values, passage, start, end.end())


def _malformed(passage: Passage, start: int, position: int, reading: Reading) -> None:
    wrong = _WRONG.match(passage.text, position)
    if wrong is None or not wrong[1]:
        place, hint = passage.place(start), "close it with `}`, or write `\\{` for a brace"
    elif odd := first_odd_character(wrong[1], passage.part(*wrong.span(1)).place):
        reading.problems.append(odd)
        return
    else:
        place = passage.place(*wrong.span(1))
        hint = 'write `#id`, `key=value` or `key="two words"`, separated by spaces, with straight quotation marks'
    reading.report("E151/malformed-attributes", "malformed attribute list", place, hint=hint)


def check_keys(attributes: Attributes, allowed: Collection[str], reading: Reading, what: str) -> None:
    """Add a problem (E152) for each key that this kind of element cannot have; `what` names the kind."""
    for key, value in attributes.values.items():
        if key not in allowed:
            is_short = key == "id" and value.key_start + 1 == value.start
            written = f"#{value.text}" if is_short else key
            names = [f"`{'#id' if name == 'id' else name}`" for name in allowed]
            near = closest(key, allowed)
            hint = f"did you mean `{near}`?" if near else f"it can have {choices(names)}" if names else "remove it"
            place = attributes.passage.place(value.key_start, value.key_end)
            reading.report("E152/unknown-attribute", f"{what} cannot have the attribute `{written}`", place, hint=hint)


def audience_of(attributes: Attributes, reading: Reading) -> tuple[frozenset[str] | None, Place | None]:
    """Return the audiences in a list and their place, or `None` twice; unknown names are problems (E201, E202)."""
    if "audience" not in attributes.values:
        return None, None
    value = attributes.values["audience"]
    words = list(_WORD.finditer(attributes.passage.text, value.start, value.end))
    if not words:
        place = attributes.passage.place(value.key_start, value.key_end)
        reading.report(
            "E202/empty-audience-list",
            "an audience mark without an audience",
            place,
            hint=did_you_mean("", sorted(reading.audiences)),
        )
    return frozenset(_known_names(words, attributes.passage, reading)), attributes.place_of("audience")


def _known_names(words: list[re.Match[str]], passage: Passage, reading: Reading) -> Iterator[str]:
    for word in words:
        if word[0] in reading.audiences:
            yield word[0]
            continue
        if odd := odd_character(word[0], passage.place(*word.span())):
            reading.problems.append(odd)
            continue
        near = closest(word[0], reading.audiences)
        hint = f"did you mean `{near}`?" if near else ""
        label = f"use {choices(sorted(reading.audiences))}" if reading.audiences else "no audience is defined"
        reading.report(
            "E201/unknown-audience",
            f"`{word[0]}` is not an audience",
            passage.place(*word.span()),
            label=label,
            hint=hint,
        )


def language_of(attributes: Attributes, reading: Reading) -> dict[str, str]:
    """Return the valid ones of `lang` and `dir` in a list; others are problems (E111, E103)."""
    found = {}
    if "lang" in attributes.values:
        written = attributes.get("lang")
        if tag := language_tag(written):
            found["lang"] = tag
        else:
            place = attributes.place_of("lang")
            reading.report(
                "E111/unknown-language", f"`{written}` is not a language tag", place, hint=language_hint(written)
            )
    if "dir" in attributes.values:
        written = attributes.get("dir")
        if written in ("ltr", "rtl"):
            found["dir"] = written
        else:
            place = attributes.place_of("dir")
            reading.report(
                "E103/unknown-value",
                f"`{written}` is not a direction",
                place,
                hint=did_you_mean(written, ("ltr", "rtl")),
            )
    return found
