"""Sections of a dossier: front matter and prose, one file each, in the order of their names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from brief.diagnostics.problems import Place
from brief.load.markdown.front_matter import split_front_matter
from brief.load.markdown.prose import read_prose
from brief.load.records.item_header import head_of
from brief.load.records.model_shapes import item_shape_of, value_of
from brief.load.records.record_reader import Shelf
from brief.load.records.salvage import names_in
from brief.load.records.validation_errors import checked, stood_in
from brief.load.yaml.reader import read_yaml
from brief.model import Section

_NUMBER = re.compile(r"\d+[-_. ]*")


def sections(shelf: Shelf) -> tuple[Section, ...]:
    """Return the sections that could be read at all; all else is in the problems of the shelf's reading."""
    read = (_section(shelf, name) for name in shelf.folder.under("sections"))
    return tuple(section for section in read if section is not None)


def section_id(name: str) -> str:
    """Return the identifier of a section without one of its own: `sec-` and its file's name, number and ending off."""
    stem = PurePosixPath(name).stem
    return f"sec-{_NUMBER.sub('', stem, count=1) or stem}" if _NUMBER.match(stem) else f"sec-{stem}"


def _section(shelf: Shelf, name: str) -> Section | None:
    reading = shelf.reading
    problems = reading.problems
    text = shelf.folder.text(name, problems)
    file = shelf.folder.place(name).file
    parts = split_front_matter(text, file, problems) if text is not None else None
    if text is None or parts is None:
        shelf.known.update({section_id(name), *names_in(text or "")})
        return None
    head_text, head_origin, body_text, body_origin = parts
    value = read_yaml(head_text, head_origin, problems)
    if value is None:
        shelf.known.update(names_in(head_text))
    known = item_shape_of(Section)
    shape = checked(known, value, problems) if value is not None else stood_in(known, Place(file, 1))
    head = head_of(shape, value, section_id(name), None, reading)
    if value is None:
        reading.doubtful.add(head.readers.place)
    before = len(problems)
    body = read_prose(body_text, body_origin, reading.audiences, problems, language=reading.language)
    if len(problems) > before:
        shelf.known.update(names_in(body_text))
    place = head.place if shape.id else shape.key_at("title")
    return value_of(Section, shape, reading, **head.fields() | {"place": place, "body": reading.completed(body)})
