"""Characters of a page that none of its fonts has, each writing system once, at the places of the dossier."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from lxml import etree

from brief.diagnostics.problems import Place, Problem
from brief.model import Brief, Kind, Picture, Prose
from brief.model.fields import all_prose
from brief.page.fonts import characters_of
from brief.page.scripts import has_glyph_of_its_own, script, script_of

_LENGTH = 24  # characters of one place that are named


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters in a row that no font has, and where they are written."""

    script: str
    text: str
    place: Place


def missing_glyphs(brief: Brief, root: etree._Element, assets: Mapping[str, bytes]) -> list[Problem]:
    """Return an E402 for each writing system of which a page has characters that none of its fonts has.

    Only the fonts of the templates are used, so that a brief looks the same on every machine.
    """
    known = characters_of(assets)
    page = "".join(_texts(root))
    missing = {each for each in set(unicodedata.normalize("NFC", page)) if not _is_covered(each, known)}
    pictures = {path: _missing_in(picture, known) for path, picture in brief.pictures.items()}
    everything = missing.union(*pictures.values())
    if not everything:
        return []
    runs = list(_runs(brief, missing, pictures))
    found = {script_of(each) for each in everything}
    return [
        _problem(code, brief, runs, everything) for code in sorted(found - ({"Hani"} if "Jpan" in found else set()))
    ]


def _texts(root: etree._Element) -> Iterator[str]:
    """Give the text of a page, and that of the furniture of its sheets."""
    body = root.find("body")
    if body is not None:
        yield from map(str, body.itertext())
        yield from (str(value) for name, value in body.attrib.items() if str(name).startswith("data-"))


def _is_covered(character: str, known: frozenset[int]) -> bool:
    """Return whether a character is drawn: by its own glyph, or by those that it is composed of."""
    if ord(character) in known or not has_glyph_of_its_own(character):
        return True
    parts = unicodedata.normalize("NFD", character)
    return len(parts) > 1 and all(ord(part) in known for part in parts)


def _missing_in(picture: Picture, known: frozenset[int]) -> set[str]:
    """Return the characters that a picture draws as text and that no font has."""
    if not picture.path.lower().endswith(".svg"):
        return set()
    drawn = etree.fromstring(picture.data, etree.XMLParser(resolve_entities=False, no_network=True))
    words = "".join(str(part) for text in drawn.iter("{*}text") for part in text.itertext())
    return {each for each in unicodedata.normalize("NFC", words) if not _is_covered(each, known)}


def _runs(brief: Brief, missing: set[str], pictures: Mapping[str, set[str]]) -> Iterator[_Run]:
    for prose in all_prose(brief):
        yield from _runs_in_prose(prose, missing, pictures)
    for holder in (brief.memo, *brief.record.items()):
        for text, place in _plain_texts(holder):
            yield from (_Run(code, words, place) for code, _, words in _missing_words(text, missing))


def _runs_in_prose(prose: Prose, missing: set[str], pictures: Mapping[str, set[str]]) -> Iterator[_Run]:
    for top in prose:
        for node in top.walk():
            for code, start, words in _missing_words(node.text, missing):
                place = node.at(start)
                yield _Run(code, words, Place(place.file, place.line, place.column, len(words)))
            if node.kind is Kind.FIGURE:
                for character in sorted(pictures.get(node.get("source"), ())):
                    yield _Run(script_of(character), character, node.place)


def _plain_texts(holder: object) -> Iterator[tuple[str, Place]]:
    """Give the fields of an item that are texts without places of their own, at the place of the item."""
    place = getattr(holder, "place", None)
    for field in fields(holder) if is_dataclass(holder) else ():
        held = getattr(holder, field.name)
        if isinstance(held, str) and place is not None:
            yield held, place


def _missing_words(text: str, missing: set[str]) -> Iterator[tuple[str, int, str]]:
    """Give each run of missing characters of one writing system: its code, where it begins, and the run."""
    start = 0
    while start < len(text):
        if text[start] not in missing:
            start += 1
            continue
        code, end = script_of(text[start]), start + 1
        while end < len(text) and (text[end] in missing or (not has_glyph_of_its_own(text[end]) and text[end] != " ")):
            if text[end] in missing and script_of(text[end]) != code:
                break
            end += 1
        yield code, start, text[start:end].rstrip()
        start = end


def _problem(code: str, brief: Brief, runs: list[_Run], everything: set[str]) -> Problem:
    wanted = script(code, brief.language.tag)
    codes = {code, "Hani"} if code == "Jpan" else {code}
    places = {run.place: run.text[:_LENGTH] for run in reversed(runs) if run.script in codes}
    ordered = sorted(places.items())
    text = f"no font of the templates has {wanted.name}"
    hint = (
        f'add one that this machine has: `brief fonts add "{wanted.family}"`, '
        "or one of those that `brief fonts find TEXT` lists"
    )
    if not ordered:  # the words of a template, or of the dossier file
        example = "".join(sorted(each for each in everything if script_of(each) in codes))[:_LENGTH]
        return Problem("E402/no-glyph", f"{text} such as `{example}`", brief.audience.place, hint=hint)
    (first, words), *others = ordered
    return Problem("E402/no-glyph", text, first, words, hint, tuple(others))
