"""A folder in, a dossier out: all files read, all problems of all of them found in one run."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.suggestions import nearest
from brief.load.assets.asset_resolver import Fillings
from brief.load.assets.files import DOSSIER, RECORDS, dossier_folder, dossier_name
from brief.load.integrity.audiences import misdirected
from brief.load.integrity.options import torn
from brief.load.integrity.references import dangling
from brief.load.records.model_shapes import shape_of, value_of
from brief.load.records.record_reader import Shelf, read_file
from brief.load.records.sections import sections
from brief.load.records.shape import Shape
from brief.load.records.texts import Reading, is_audience
from brief.load.records.validation_errors import checked, stood_in
from brief.model import Audience, Dossier, Handling, Memo, Record


def load(folder: Path, audiences: Map[str, Audience]) -> Dossier:
    """Return the dossier in a folder; raise `BriefError` with every problem of every file in it.

    `audiences` are all that are defined: only their names may stand in an audience list.
    """
    if not (folder / DOSSIER).is_file():
        raise BriefError([_no_dossier(folder)])
    problems: list[Problem] = []
    files = dossier_folder(folder, problems)
    fillings = Fillings(files, audiences, problems)
    shelf = Shelf(files, Reading(audiences, problems, fillings.completed))
    dossier = _dossier(shelf, fillings)
    dangling(dossier, problems, shelf.known)
    misdirected(dossier, audiences, problems)
    torn(dossier, problems)
    # A text that could not be read lacks words because of that, which is one mistake and not two.
    problems = [one for one in problems if not (one.code == "E206" and one.place in shelf.reading.spoilt)]
    # Readers that could not be told make what they are compared with neither wider nor withheld.
    doubtful = shelf.reading.doubtful
    problems = [
        one
        for one in problems
        if one.code not in ("E203", "E204", "E205", "E206") or not any(place in doubtful for place, _ in one.related)
    ]
    problems = _before_unclosed(problems)
    if problems:
        raise BriefError(problems)
    return dossier


def _before_unclosed(problems: list[Problem]) -> list[Problem]:
    """Return the problems without those of audiences that a block which is not closed may have made (E203, E204)."""
    unclosed: dict[str, int] = {}
    for one in problems:
        if one.code == "E154" and one.place:
            unclosed[one.place.file] = min(one.place.line, unclosed.get(one.place.file, one.place.line))

    def is_doubtful(problem: Problem) -> bool:
        places = [place for place in (problem.place, *(place for place, _ in problem.related)) if place]
        return any(place.file in unclosed and place.line >= unclosed[place.file] for place in places)

    return [one for one in problems if one.code not in ("E203", "E204") or not is_doubtful(one)]


def _no_dossier(folder: Path) -> Problem:
    if not folder.is_dir():
        return Problem("E186/no-folder", f"there is no folder `{display_path(folder)}`", Place(display_path(folder)))
    close = nearest(
        DOSSIER, [entry.name for entry in folder.iterdir() if entry.is_file() and entry.name not in RECORDS]
    )
    hint = f"rename `{close}` to `{DOSSIER}`" if close else f"a dossier begins with a file `{DOSSIER}`"
    return Problem("E186/no-dossier-file", f"the folder has no `{DOSSIER}`", Place(display_path(folder)), hint=hint)


def _dossier(shelf: Shelf, fillings: Fillings) -> Dossier:
    """Return what a folder holds, with stand-ins for what could not be read."""
    files, problems = shelf.folder, shelf.reading.problems
    place = files.place(DOSSIER)
    before = len(problems)
    value = read_file(files, DOSSIER, problems, shelf.known)
    if value is None and len(problems) == before:
        hint = "write title, reference, version, as_of, language and authors into it"
        problems.append(Problem("E186/empty-dossier-file", f"`{DOSSIER}` is empty", place, hint=hint))
    shape = stood_in(shape_of(Dossier), place) if value is None else checked(shape_of(Dossier), value, problems)
    shelf = replace(shelf, reading=replace(shelf.reading, language=shape["language"]))
    reading = shelf.reading
    record = _record(shelf)
    if not files.under("sections") and shape["bottom_line"] is None and value is not None:
        hint = "write a `bottom_line`, or a first section under `sections/`"
        problems.append(
            Problem("E186/empty-dossier", "the dossier has neither sections nor a bottom line", place, hint=hint)
        )
    return value_of(
        Dossier,
        shape,
        reading,
        name=dossier_name(files.path),
        handling=_handling(shape, reading),
        memo=_memo(shape, reading),
        record=record,
        pictures=MappingProxyType(dict(sorted(fillings.pictures.items()))),
        place=place,
    )


def _record(shelf: Shelf) -> Record:
    decisions, options, recommendations, steps = shelf.actions()
    return Record(
        sections=sections(shelf),
        claims=shelf.claims(),
        sources=shelf.sources(),
        timeline=shelf.timeline(),
        glossary=shelf.glossary(),
        decisions=decisions,
        options=options,
        recommendations=recommendations,
        steps=steps,
    )


def _handling(shape: Shape, reading: Reading) -> Map[str, Handling]:
    return MappingProxyType(
        {
            name: value_of(Handling, one, reading, place=one.at("tlp"))
            for name, one in _by_audience(shape, "handling", reading)
        }
    )


def _memo(shape: Shape, reading: Reading) -> Map[str, Memo]:
    return MappingProxyType(
        {
            name: value_of(Memo, one, reading, place=shape.key_in("memo", name))
            for name, one in _by_audience(shape, "memo", reading)
        }
    )


def _by_audience(shape: Shape, key: str, reading: Reading) -> Iterator[tuple[str, Shape]]:
    """Give the entries of a mapping by audience; one for an unknown audience is a problem."""
    for name, value in (shape[key] or {}).items():
        if is_audience(name, shape.key_in(key, name), reading.audiences, reading.problems):
            yield name, value
