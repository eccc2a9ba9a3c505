"""Checks files that were made before, as a build checks those that it makes; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from brief.app.jobs import Job, forget_dossiers, is_empty, run_job
from brief.diagnostics.problems import BriefError, Place, Problem, merged

_CHANGED = "the file was changed after it was built, or is of another version of the dossier: build it again"
_HINTS = {  # by the codes whose problems are of one finished file
    "E404": _CHANGED,
    "E405": "do not release the file; if it was changed after it was built, build it again",
    "E406": _CHANGED,
    "E407": "get the file again, or build it again",
    "E410": _CHANGED,
    "E411": _CHANGED,
    "E412": _CHANGED,
}


@dataclass(frozen=True, slots=True)
class FileCheck:
    """Which files of a folder were checked, which are missing and which have another name, and what was found.

    `missing` are the files that a build would write as well.
    """

    passed: tuple[Path, ...]
    refused: tuple[Path, ...]
    missing: tuple[Path, ...]
    unknown: tuple[Path, ...]
    problems: tuple[Problem, ...]


def check_files(root: Path, jobs: Sequence[Job], *, is_whole: bool) -> FileCheck:
    """Check the files in a folder that have the names that `brief build` writes for these jobs.

    With `is_whole`, the jobs are for all dossiers, and every other file in the folder is unknown. Raise `BriefError`
    (E503) when the folder cannot be read.
    """
    forget_dossiers()
    there = _files(root)
    paths = {root / job.path(name): (job, name) for job in jobs for name in job.formats}
    checked = tuple(path for path in paths if path in there)
    folders = {path.parent for path in paths}
    results = {path: _problems(path, *paths[path]) for path in checked}
    missing = tuple(path for path, (job, _) in paths.items() if path not in there and not is_empty(job))
    unknown = tuple(path for path in there if path not in paths and (is_whole or path.parent in folders))
    problems = [problem for path in checked for problem in results[path]]
    problems += [_unknown(path) for path in unknown]
    if not checked:
        text = f"no file in `{root}` has a name that `brief build` writes"
        hint = "files are `DOSSIER/DOSSIER-AUDIENCE.FORMAT` within the folder, as in the folder for output"
        problems.append(Problem("E409/no-file", text, Place(str(root)), hint=hint))
    refused = tuple(path for path in checked if not all(problem.is_warning for problem in results[path]))
    passed = tuple(path for path in checked if path not in refused)
    return FileCheck(passed, refused, missing, unknown, merged(problems))


def _files(root: Path) -> tuple[Path, ...]:
    """Return the files below a folder but hidden ones, in order."""
    if not root.is_dir():
        text = f"`{root}` is not a folder"
        raise BriefError([Problem("E503/file-not-readable", text, hint="give the folder that a build wrote to")])
    found = (path for path in root.rglob("*") if path.is_file())
    return tuple(
        sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts))
    )


def _problems(path: Path, job: Job, name: str) -> Iterable[Problem]:
    """Return what the checks say of one file; a library may raise anything for bytes that no writer made."""
    try:
        data = path.read_bytes()
    except OSError as error:
        text = f"`{path}` cannot be read: {(error.strerror or '').lower()}"
        return [Problem("E503/file-not-readable", text, Place(str(path)), hint="change its permissions")]
    files: Mapping[str, bytes] = {name: data}
    try:
        result = run_job(replace(job, formats=(name,), is_named=True), lambda _page, _formats: files)
    except Exception as error:  # noqa: BLE001 # whatever it is, the file was not checked and is refused
        text = f"`{path}` cannot be read as {name.upper()} ({type(error).__name__})"
        return [Problem("E407/damaged-file", text, Place(str(path)), hint=_HINTS["E407"])]
    return [_in_file(path, problem) for problem in result.problems]


def _in_file(path: Path, problem: Problem) -> Problem:
    """Return a problem of a finished file with the file's name, and what to do about a file that is there already."""
    if problem.code not in _HINTS:
        return problem
    hint = _HINTS[problem.code]
    if problem.place is None:
        return replace(problem, place=Place(str(path)), hint=hint)
    return replace(problem, related=(*problem.related, (Place(str(path)), "")), hint=hint)


def _unknown(path: Path) -> Problem:
    text = f"`{path}` was not checked: it has no name that `brief build` writes"
    return Problem("E409/unknown-file", text, Place(str(path)), hint="move it away, or give it its name back")


def lines(found: FileCheck) -> Iterator[str]:
    """Give a line for each file: passed, refused, missing or not checked."""
    yield from (f"{path}: no problems" for path in found.passed)
    yield from (f"{path}: refused" for path in found.refused)
    yield from (f"{path}: not checked, missing" for path in found.missing)
    yield from (f"{path}: not checked, unknown" for path in found.unknown)
