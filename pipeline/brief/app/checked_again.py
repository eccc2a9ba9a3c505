"""The checks that finished bytes can be put through without the dossier they were made from, and without layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brief.checks.finished_file import FinishedFile
from brief.diagnostics.problems import Place, Problem
from brief.formats import FORMATS
from brief.page.theme import Theme
from brief.page.vocabulary import REFERENCE, Page
from brief.release.manifest import Manifest

AGAIN = ("E407", "E410", "E411", "E412")
_HINT = "do not use it; get the release again from who made it"


def check_again(manifest: Manifest, files: Mapping[str, bytes], where: str) -> tuple[Problem, ...]:
    """Return what the checks of `AGAIN` say of the files of a release; each is of the bytes before its signature."""
    problems: list[Problem] = []
    for row in manifest.files:
        if row.path not in files or row.format not in FORMATS:
            continue
        data = files[row.path][: row.signature.unsigned_bytes] if row.signature else files[row.path]
        try:
            file = FORMATS[row.format].read(data)
            problems += _file_problems(row.path, file, manifest, where)
        # A library may raise anything for bytes that no writer made.
        except Exception as error:  # noqa: BLE001
            text = f"`{row.path}` cannot be read: {(str(error).splitlines() or [type(error).__name__])[0]}"
            problems.append(Problem("E407/damaged-file", text, Place(where), hint=_HINT))
    return tuple(problems)


def _file_problems(name: str, file: FinishedFile, manifest: Manifest, where: str) -> Iterator[Problem]:
    page = Page("", "", {REFERENCE: b""} if manifest.inputs.reference_document else {}, Theme({}))
    for one in dict.fromkeys(file.unknown(page)):
        text = f"`{name}` has something that its writer never makes: {one}"
        yield Problem("E411/unknown-content", text, Place(where), hint=_HINT)
    for unseen in file.unseen(page):
        text = f"`{name}` has text that its readers cannot see on {unseen.where}: {unseen.why}"
        yield Problem("E410/unseen-text", text, Place(where), hint=_HINT)
    for margin in file.margins(page) if manifest.handling else ():
        if not any(manifest.handling in "".join(text.split()).upper() for text in margin.seen):
            text = f"`{manifest.handling}` cannot be seen {margin.where} in `{name}`"
            yield Problem("E412/mark-not-seen", text, Place(where), hint=_HINT)
