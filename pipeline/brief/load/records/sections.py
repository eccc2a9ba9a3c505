"""The sections of a dossier: one file each, with front matter and prose, in the order of the file names."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from brief.diagnostics.problems import Place
from brief.load.assets.files import Folder
from brief.load.markdown.front_matter import split_front_matter
from brief.load.markdown.prose import read_prose
from brief.load.records.item_header import read_header
from brief.load.records.model_shapes import item_shape_of, value_of
from brief.load.records.salvage import identifiers_in
from brief.load.records.text_reader import TextReader
from brief.load.records.validation_errors import placeholder_for, validate
from brief.load.yaml.reader import read_yaml
from brief.model import Section

_NUMBER = re.compile(r"\d+[-_. ]*")


def read_sections(folder: Folder, texts: TextReader) -> tuple[Section, ...]:
    """Return the sections that could be read; what is wrong is in the problems of `texts`."""
    read = (_section(folder, name, texts) for name in folder.under("sections"))
    return tuple(section for section in read if section is not None)


def section_id(name: str) -> str:
    """Return the identifier of a section that gives none: `sec-` and its file's name without number and ending."""
    stem = PurePosixPath(name).stem
    return f"sec-{_NUMBER.sub('', stem, count=1) or stem}" if _NUMBER.match(stem) else f"sec-{stem}"


def _section(folder: Folder, name: str, texts: TextReader) -> Section | None:
    problems, unread = texts.problems, texts.unread
    text = folder.read_text(name, problems)
    file = folder.place(name).file
    parts = split_front_matter(text, file, problems) if text is not None else None
    if text is None or parts is None:
        unread.identifiers.update({section_id(name), *identifiers_in(text or "")})
        return None
    value = read_yaml(parts.head, parts.head_origin, problems)
    known = item_shape_of(Section)
    if value is None:
        unread.identifiers.update(identifiers_in(parts.head))
        shape = placeholder_for(known, Place(file, 1))
    else:
        shape = validate(known, value, problems)
    header = read_header(shape, value, section_id(name), None, texts)
    if value is None:
        unread.audiences.add(header.audience.place)
    with problems.scope() as found:
        body = read_prose(parts.body, parts.body_origin, texts.audiences, problems, language=texts.language)
    if found:
        unread.identifiers.update(identifiers_in(parts.body))
    place = header.place if shape.id else shape.key_place("title")
    return value_of(Section, shape, texts, **header.fields() | {"place": place, "body": texts.fill_in(body)})
