"""A brief has everything in the dossier that its audience may see, and nothing else (E408)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.checks.readers import Leaf, Line, Reading, permitted, read, read_dossier
from brief.diagnostics.problems import Problem
from brief.model.audience import name_list
from brief.model.brief import Brief, Selection
from brief.model.dossier import Dossier, Record
from brief.model.text import Kind

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_HINT = "this is a fault of `brief`, not of the dossier: nothing is written; report it with this message"
_OF_FILES_ONLY = frozenset({"place", "versions"})  # fields of a dossier that a brief does not have
_OF_TEMPLATES = frozenset({"audience"})  # fields of a brief that are not from the dossier
_BY_NAME = frozenset({"pictures", *(one.name for one in fields(Record))})  # whose paths have an identifier


def selected(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return E408 for each thing that the brief has and its audience may not see, and for each that it lacks.

    Who may see what is read from the dossier a second time (`brief.checks.readers`), and the brief is compared with
    that, value by value and in order. The pictures of the page are compared too. No message has words of the dossier.
    Raise `TypeError` for a value whose readers are not known: a brief that was not understood has not passed.
    """
    del files
    brief, reading = selection.brief, read_dossier(selection.dossier)
    _require_same_fields()
    audience = brief.audience.name
    if audience not in selection.dossier.handling:
        own = read(brief.audience.handling, frozenset({audience}))
        reading = Reading((*reading.leaves, *own.leaves), reading.lines)
    wanted, found = permitted(reading, audience), read(brief, frozenset({audience}))
    problems: dict[tuple[str, ...], Problem] = {}
    for problem, thing in (*_differences(wanted, found, reading, audience), *_pictures(reading, page, audience)):
        problems.setdefault((problem.rule, *thing.path[:3]), problem)
    return list(problems.values())


def _require_same_fields() -> None:
    """Raise `TypeError` when a dossier or a brief has a field that the other lacks."""
    of_dossier = {one.name for one in fields(Dossier)} - _OF_FILES_ONLY
    of_brief = {"name" if one.name == "dossier" else one.name for one in fields(Brief)} - _OF_TEMPLATES
    if of_dossier != of_brief:
        raise TypeError(f"a dossier and a brief differ in {name_list(of_dossier ^ of_brief)}")


def _differences(
    wanted: Reading, found: Reading, reading: Reading, audience: str
) -> Iterator[tuple[Problem, Leaf | Line]]:
    """Give a problem for each value that only one of the two has, and for each line whose words differ."""
    for name in dict.fromkeys(leaf.path[0] for leaf in (*wanted.leaves, *found.leaves)):
        ours, theirs = ([leaf for leaf in one.leaves if leaf.path[0] == name] for one in (wanted, found))
        if list(map(_key, ours)) == list(map(_key, theirs)):
            lines, other = (
                [line for line in one.lines if line.path[0] == name and line.readers] for one in (wanted, found)
            )
            yield from _line_differences(lines, other, audience)
            continue
        missing, added = _unmatched(ours, theirs)
        yield from ((_missing(leaf, audience), leaf) for leaf in missing)
        for leaf in added:
            known = (one for one in reading.leaves if _key(one) == _key(leaf) and audience not in one.readers)
            yield _added(next(known, None), leaf, audience), leaf


def _key(leaf: Leaf) -> tuple[tuple[str, ...], str | bytes]:
    return leaf.path, leaf.value


def _unmatched(ours: Sequence[Leaf], theirs: Sequence[Leaf]) -> tuple[list[Leaf], list[Leaf]]:
    matcher = SequenceMatcher(None, list(map(_key, ours)), list(map(_key, theirs)), autojunk=False)
    missing: list[Leaf] = []
    added: list[Leaf] = []
    for what, begin, end, start, stop in matcher.get_opcodes():
        if what != "equal":
            missing += ours[begin:end]
            added += theirs[start:stop]
    return missing, added


def _line_differences(wanted: Sequence[Line], found: Sequence[Line], audience: str) -> Iterator[tuple[Problem, Line]]:
    """Give a problem for each line that is not as it is written: exactly, or word by word if words were taken out."""
    for index, line in enumerate(wanted):
        ours = line.seen_by(audience)
        theirs = found[index].seen_by(audience) if index < len(found) else ""
        is_same = _is_repaired(ours, theirs) if audience in line.cut else ours == theirs
        if not is_same or index >= len(found) or found[index].path != line.path:
            yield _changed(line, audience), line
            return
    if len(found) > len(wanted):
        yield _added(None, found[len(wanted)], audience), found[len(wanted)]


def _is_repaired(text: str, repaired: str) -> bool:
    """Return whether a text lost nothing but spaces and punctuation, and none of its words became one."""
    rest = iter(text)
    return re.findall(r"\w+", text) == re.findall(r"\w+", repaired) and all(one in rest for one in repaired)


def _pictures(reading: Reading, page: Page, audience: str) -> Iterator[tuple[Problem, Leaf]]:
    """Give a problem for each picture among the files of the page that the audience may not see."""
    pictures = [leaf for leaf in reading.leaves if isinstance(leaf.value, bytes)]
    permitted = {leaf.value for leaf in pictures if audience in leaf.readers}
    withheld = {leaf.value: leaf for leaf in pictures if leaf.value not in permitted}
    for data in page.assets.values():
        if data in withheld:
            yield _added(withheld[data], withheld[data], audience), withheld[data]


def _missing(leaf: Leaf | Line, audience: str) -> Problem:
    text = f"{_named(leaf)} is for {name_list(leaf.readers)}, but is not in the {audience} brief"
    return Problem("E408/missing-from-brief", text, leaf.place, hint=_HINT, is_private=True)


def _changed(line: Line, audience: str) -> Problem:
    text = (
        f"{_named(line)} is for {name_list(line.readers)}, but the {audience} brief has it with other words or spaces"
    )
    return Problem("E408/missing-from-brief", text, line.place, hint=_HINT, is_private=True)


def _added(known: Leaf | Line | None, found: Leaf | Line, audience: str) -> Problem:
    """Return the problem of a thing in a brief; `known` is the same thing in the dossier, if it is there at all."""
    why = f"is for {name_list(known.readers)} only" if known else "is for no one, as it is there"
    text = f"{_named(found)} {why}, but is in the {audience} brief"
    return Problem("E408/withheld-in-brief", text, (known or found).place, hint=_HINT, is_private=True)


def _named(thing: Leaf | Line) -> str:
    """Return what a thing is, in words of the model alone: neither its text nor an identifier of the dossier."""
    known = (thing.path[0], *thing.path[2:]) if thing.path[0] in _BY_NAME else thing.path
    kinds = [part.value.replace("_", " ") for part in known if isinstance(part, Kind)]
    where = ".".join(part for part in known if not isinstance(part, Kind))
    return f"`{where}` ({' in '.join(kinds[:-3:-1])})" if kinds else f"`{where}`"
