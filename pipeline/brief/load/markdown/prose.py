"""Markdown to prose: CommonMark 0.31 with the project's extensions, every node and problem with its exact place."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.load.markdown.blocks import build_blocks
from brief.load.markdown.builder import Builder
from brief.load.markdown.characters import replace_refused
from brief.load.markdown.links import check_target
from brief.load.markdown.notes import with_notes
from brief.load.markdown.passage import Reading, TooDeep
from brief.load.markdown.tokens import block_tokens
from brief.load.origin import Origin
from brief.model import ENGLISH, Kind, Language, Node, Prose

LONGEST = 5_000_000  # characters

__all__ = ["LONGEST", "read_prose"]


def read_prose(
    text: str,
    origin: Origin,
    audiences: Collection[str],
    problems: Problems,
    *,
    language: Language = ENGLISH,
    inline: bool = False,
) -> Prose:
    """Return a text as prose; add a problem with its place for everything that is wrong, and never raise.

    With `inline`, for a text field of an item, the prose of a single paragraph is its inlines. `language` decides the
    quotation marks. Prose that is too long (E183) or nested too deeply (E163) is empty.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        hint = "split it into several files"
        problems.add(
            "E183/text-too-long", f"a text has more than {LONGEST:,} characters", origin.place(0, 0), hint=hint
        )
        return ()
    reading = Reading(text, origin, audiences, problems, language)
    reading.starts = [0, *(index + 1 for index, character in enumerate(text) if character == "\n")]
    reading.text = replace_refused(reading)
    tokens, found = block_tokens(reading.text)
    reading.notes = {token.meta["label"] for token in tokens if token.type == "footnote_reference_open"}
    try:
        _define_links(reading, found)
        blocks = with_notes(build_blocks(tokens, Builder(reading, is_field=inline)), reading)
    except TooDeep:
        return ()
    _check_links(reading, found)
    return _unwrapped(blocks) if inline else blocks


def _unwrapped(blocks: Prose) -> Prose:
    if len(blocks) != 1:
        return blocks
    only: Node = blocks[0]
    is_plain = only.kind is Kind.PARAGRAPH and not only.attributes and only.audience is None
    return only.children if is_plain else blocks


def _define_links(reading: Reading, found: dict[str, Any]) -> None:
    links = {}
    for label, definition in found.get("references", {}).items():
        place = _place(reading, definition)
        links[label] = check_target(definition["href"], place, reading)
        if definition["title"]:
            hint = "write it in the text, or remove it"
            reading.report("E162/link-title", "titles of links are not supported", place, hint=hint)
    for definition in found.get("duplicate_refs", ()):
        text = f"link `{definition['label'].lower()}` is defined twice"
        reading.report("E162/link-defined-twice", text, _place(reading, definition), hint="rename one of them")
    reading.links = links


def _check_links(reading: Reading, found: dict[str, Any]) -> None:
    for label, definition in found.get("references", {}).items():
        if label not in reading.used_links:
            text = f"link `{label.lower()}` is defined and never used"
            reading.report(
                "E162/unused-link-definition", text, _place(reading, definition), hint="remove the definition"
            )


def _place(reading: Reading, definition: dict[str, Any]) -> Place:
    number = int(definition["map"][0])
    line = reading.line(number)
    column = max(line.find("["), 0)
    return reading.origin.place(number, column, len(line.rstrip()) - column)
