"""A list of recipients in CSV or YAML: everybody on it, or all its problems."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from brief.diagnostics.collector import Problems
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.load.assets.files import decode, decode_table
from brief.load.recipients.entries import entries_of
from brief.load.recipients.rows import none_found, recipient_of
from brief.load.recipients.table import rows_of
from brief.model.recipient import Recipient

LARGEST: Final = 4 * 2**20  # bytes of a list
_TABLES: Final = (".csv", ".tsv", ".txt")
_LISTS: Final = (".yaml", ".yml")


def load_recipients(path: Path, audiences: Collection[str], given: str = "") -> tuple[Recipient, ...]:
    """Return everybody on a list, in its order; raise `BriefError` with all its problems.

    `audiences` are all that are defined; `given` is the audience of those for whom the list names none.
    """
    file = display_path(path)
    problems = Problems()
    found: list[Recipient] = []
    ending = path.suffix.lower()
    if ending not in (*_TABLES, *_LISTS):
        hint = "save the list as `.csv`, with the names of its columns in the first line, or as `.yaml`"
        problems.add("E901/file-type", f"`{path.name}` is not a list of recipients", Place(file), hint=hint)
        problems.raise_if_any()
    data = _data(path, file)
    text = decode_table(data, file, problems) if ending in _TABLES else decode(data, file, problems)
    if text is not None:
        rows = rows_of(text, file, given, problems) if ending in _TABLES else entries_of(text, file, problems)
        for place, fields in rows:
            one = recipient_of(fields, place, audiences, given, problems)
            found += [one] if one else []
        none_found(file, found, problems)
    problems.raise_if_any()
    return tuple(found)


def _data(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        text = f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}"
        raise BriefError([Problem("E503/file-not-readable", text, Place(file))]) from error
    if len(data) > LARGEST:
        text, hint = f"`{path.name}` is larger than {LARGEST // 2**20} MB", "split it into several lists"
        raise BriefError([Problem("E183/file-too-large", text, Place(file), hint=hint)])
    return data
