"""Reads a dossier's folder: all files, with all their problems found in one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from brief.diagnostics.collector import Problems
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.suggestions import closest
from brief.load.assets.asset_resolver import AssetResolver
from brief.load.assets.entries import FILE, kind_of
from brief.load.assets.files import DOSSIER, RECORDS, Folder, dossier_name, list_folder
from brief.load.audience_names import is_known_audience
from brief.load.integrity.audiences import check_audiences
from brief.load.integrity.contradictions import check_contradictions
from brief.load.integrity.options import check_recommendations
from brief.load.integrity.references import check_references
from brief.load.records.model_shapes import shape_of, value_of
from brief.load.records.record_reader import RecordReader, read_file
from brief.load.records.sections import read_sections
from brief.load.records.shape import Shape
from brief.load.records.text_reader import TextReader
from brief.load.records.validation_errors import placeholder_for, validate
from brief.load.unread import Unread
from brief.model import Audience, Dossier, Handling, Memo, Record


def load(folder: Path, audiences: Mapping[str, Audience]) -> Dossier:
    """Return the dossier in a folder; raise `BriefError` with every problem of every file in it.

    `audiences` are all that are defined: an audience list may only have their names.
    """
    problems, unread = Problems(), Unread()
    if kind_of(folder / DOSSIER) != FILE:
        raise BriefError([_no_dossier(folder)])
    files = list_folder(folder, problems)
    assets = AssetResolver(files, audiences, problems)
    dossier = _read(files, assets, TextReader(audiences, problems, unread, assets.fill_in))
    for problem in problems:
        if problem.code == "E154" and problem.place:
            unread.add_open_block(problem.place)
    problems.extend(check_references(dossier, unread.identifiers))
    problems.extend(check_audiences(dossier, audiences, unread))
    problems.extend(check_recommendations(dossier))
    problems.extend(check_contradictions(dossier))
    problems.raise_if_any()
    return dossier


def _no_dossier(folder: Path) -> Problem:
    if not folder.is_dir():
        return Problem("E186/no-folder", f"there is no folder `{display_path(folder)}`", Place(display_path(folder)))
    place = Place(display_path(folder / DOSSIER))
    if (kind := kind_of(folder / DOSSIER)) != FILE and ((folder / DOSSIER).is_symlink() or (folder / DOSSIER).exists()):
        hint = f"replace it with a file `{DOSSIER}`"
        return Problem("E188/wrong-kind", f"`{DOSSIER}` is a {kind}, not a file", place, hint=hint)
    try:
        names = [entry.name for entry in folder.iterdir() if entry.is_file() and entry.name not in RECORDS]
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return Problem("E503/file-not-readable", f"`{display_path(folder)}` cannot be read: {reason}", place)
    close = closest(DOSSIER, names)
    hint = f"rename `{close}` to `{DOSSIER}`" if close else f"create `{DOSSIER}`"
    return Problem("E186/no-dossier-file", f"the folder has no `{DOSSIER}`", Place(display_path(folder)), hint=hint)


def _read(files: Folder, assets: AssetResolver, texts: TextReader) -> Dossier:
    """Return the content of a folder, with placeholders for what could not be read."""
    problems = texts.problems
    place = files.place(DOSSIER)
    with problems.scope() as found:
        value = read_file(files, DOSSIER, texts)
    if value is None and not found:
        hint = "write `title`, `reference`, `version`, `as_of`, `language` and `authors`"
        problems.add("E186/empty-dossier-file", f"`{DOSSIER}` is empty", place, hint=hint)
    known = shape_of(Dossier)
    shape = placeholder_for(known, place) if value is None else validate(known, value, problems)
    texts = replace(texts, language=shape["language"])
    record = _record(files, texts)
    if not files.under("sections") and shape["bottom_line"] is None and value is not None:
        text = "the dossier has no sections and no bottom line"
        hint = "write a `bottom_line`, or a section in `sections/`"
        problems.add("E186/empty-dossier", text, place, hint=hint)
    return value_of(
        Dossier,
        shape,
        texts,
        name=dossier_name(files.path),
        handling=_handling(shape, texts),
        memo=_memos(shape, texts),
        versions=_versions(shape, texts),
        record=record,
        pictures=MappingProxyType(dict(sorted(assets.pictures.items()))),
        place=place,
    )


def _record(files: Folder, texts: TextReader) -> Record:
    reader = RecordReader(files, texts)
    decisions, options, recommendations, steps = reader.actions()
    return Record(
        sections=read_sections(files, texts),
        claims=reader.claims(),
        sources=reader.sources(),
        timeline=reader.timeline(),
        glossary=reader.glossary(),
        decisions=decisions,
        options=options,
        recommendations=recommendations,
        steps=steps,
    )


def _handling(shape: Shape, texts: TextReader) -> Mapping[str, Handling]:
    found = _by_audience(shape, "handling", texts)
    return MappingProxyType({name: value_of(Handling, one, texts, place=one.value_place("tlp")) for name, one in found})


def _memos(shape: Shape, texts: TextReader) -> Mapping[str, Memo]:
    found = _by_audience(shape, "memo", texts)
    return MappingProxyType(
        {name: value_of(Memo, one, texts, place=shape.inner_key_place("memo", name)) for name, one in found}
    )


def _versions(shape: Shape, texts: TextReader) -> Mapping[str, str]:
    return MappingProxyType(dict(_by_audience(shape, "versions", texts)))


def _by_audience(shape: Shape, key: str, texts: TextReader) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a mapping by audience; an unknown audience is a problem (E201)."""
    for name, value in (shape[key] or {}).items():
        if is_known_audience(name, shape.inner_key_place(key, name), texts.audiences, texts.problems):
            yield name, value
