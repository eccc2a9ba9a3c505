"""The files of a dossier: which ones are allowed and where, and their text."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from brief.diagnostics.collector import Problems
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import Place, Problem
from brief.diagnostics.suggestions import closest, did_you_mean
from brief.load.assets.entries import FILE, FOLDER, is_litter, kind_of

DOSSIER = "dossier.yaml"
APPROVALS = "approvals.yaml"  # beside the content, and no part of it
RECORDS = ("claims.yaml", "sources.yaml", "timeline.yaml", "glossary.yaml", "actions.yaml")
FOLDERS = {
    "sections": (".md",),
    "figures": (".svg", ".png", ".jpg", ".jpeg"),
    "data": (".csv", ".tsv"),
}
_LARGEST = 16 * 2**20  # bytes of one text: ten times as much as the largest whole dossier
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
# What YAML 1.2 does not allow (5.1), three line breaks that editors do not count as such, and the characters that show
# a line in another order than it is written (UAX 9: embeddings, overrides, isolates).
_NOT_ALLOWED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
# Documents that people keep beside a dossier's own files.
_DOCUMENTS = (
    ".txt", ".doc", ".docx", ".odt", ".rtf", ".pdf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".msg", ".eml", ".zip",
    ".log",
)  # fmt: skip
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a dossier: the names of its files, with forward slashes, in order."""

    path: Path
    files: tuple[str, ...] = ()
    misnamed: dict[str, str] = field(default_factory=dict, hash=False)  # likely right name to name of the file
    refused: tuple[str, ...] = ()  # files that are not allowed

    def place(self, name: str = "") -> Place:
        """Return the place of a file as a whole."""
        return Place(display_path(self.path / name))

    def under(self, folder: str) -> list[str]:
        """Return the names of the files in a subfolder, in order."""
        return [name for name in self.files if name.startswith(f"{folder}/")]

    def read_bytes(self, name: str, place: Place, largest: int, problems: Problems) -> bytes | None:
        """Return the bytes of a file that is inside the folder, links followed; `None` after a problem at `place`."""
        path = self.path / name
        if (kind := kind_of(path)) != FILE:
            if path.is_symlink() or path.exists():
                problems.append(_wrong_kind(name, kind, FILE, place))
            else:
                hint = did_you_mean(name, self.files)
                problems.add("E180/missing-file", f"the dossier has no file `{name}`", place, hint=hint)
            return None
        try:
            if not path.resolve().is_relative_to(self.path.resolve()):
                text, hint = f"`{name}` is a link to a place outside the dossier", "copy the file into the dossier"
                problems.add("E181/outside-dossier", text, place, hint=hint)
            elif path.stat().st_size > largest:
                text, hint = f"`{name}` is larger than {largest // 2**20} MB", "make it smaller, or split it"
                problems.add("E183/file-too-large", text, place, hint=hint)
            else:
                return path.read_bytes()
        except OSError as error:
            problems.append(_unreadable(name, error, place))
        return None

    def read_text(self, name: str, problems: Problems) -> str | None:
        """Return the text of a file, with newlines as line ends; `None` after a problem in it."""
        data = self.read_bytes(name, self.place(name), _LARGEST, problems)
        return None if data is None else decode(data, display_path(self.path / name), problems)


def decode_table(data: bytes, file: str, problems: Problems) -> str | None:
    """Return the text of a data file, which may also be UTF-16 with a byte order mark, as Excel writes it."""
    if data[:2] in _UTF_16:
        with contextlib.suppress(UnicodeDecodeError):
            data = data.decode("utf-16").encode()
    return decode(data, file, problems)


def decode(data: bytes, file: str, problems: Problems) -> str | None:
    """Return UTF-8 text, without byte order mark and with newlines as line ends; `None` after a problem in `file`."""
    if data[:2] in _UTF_16 or data.count(0) > len(data) // 4:
        hint = "save the file as UTF-8"
        problems.add("E182/not-utf-8", "this is UTF-16 or no text at all", Place(file, 1, 1), hint=hint)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8-sig", errors="replace")
        place = Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        hint = f"save the file as {'`CSV UTF-8`' if file.endswith('.csv') else 'UTF-8'}"
        problems.add("E182/not-utf-8", f"byte 0x{error.object[error.start]:02x} is not UTF-8", place, hint=hint)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    not_allowed = [_character_problem(text, found, file) for found in _NOT_ALLOWED.finditer(text)]
    problems.extend(not_allowed[:20])
    return None if not_allowed else text


def _character_problem(text: str, found: re.Match[str], file: str) -> Problem:
    at = found.start()
    place = Place(file, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1)
    name = unicodedata.name(found[0], "")
    shown_as = f"U+{ord(found[0]):04X}{' ' + name.lower() if name else ''}"
    hint = "replace it with a line break" if found[0] in "\x85\u2028\u2029" else "delete it"
    return Problem("E187/character-not-allowed", f"character {shown_as} is not allowed in text", place, hint=hint)


def list_folder(path: Path, problems: Problems) -> Folder:
    """Return the files of a dossier's folder; add a problem (E188) for each that is not allowed, and for a bad name.

    What programs leave behind is ignored, and so are documents beside the dossier's files: notes, letters, mails.
    """
    _check_name(path, problems)
    names: list[str] = []
    refused: list[str] = []
    for name in _names_in(path, "", problems):
        kind = kind_of(path / name)
        if name in FOLDERS and kind == FOLDER:
            names += [f"{name}/{inner}" for inner in _names_in(path, name, problems)]
        elif name in FOLDERS or (name in (DOSSIER, *RECORDS) and kind != FILE):
            problems.append(_wrong_kind(name, kind, FOLDER if name in FOLDERS else FILE, _place(path, name)))
            refused.append(name)
        elif not _is_beside(name):
            names.append(name)
    for name in [name for name in names if "/" in name and kind_of(path / name) != FILE]:
        problems.append(_wrong_kind(name, kind_of(path / name), FILE, _place(path, name)))
        refused.append(name)
        names.remove(name)
    known = [name for name in names if _is_known(name)]
    unknown = [name for name in names if name not in known]
    likely = {name: _likely_name(name, known) for name in unknown}
    problems.extend(_refusal(name, likely[name], _place(path, name)) for name in unknown)
    misnamed = {right: name for name, right in likely.items() if right in RECORDS and kind_of(path / name) == FILE}
    return Folder(path, tuple(known), misnamed, (*refused, *unknown))


def _names_in(path: Path, folder: str, problems: Problems) -> list[str]:
    """Return the names in a folder of the dossier, in order, without what programs leave behind."""
    try:
        return sorted(entry.name for entry in (path / folder).iterdir() if not is_litter(entry.name))
    except OSError as error:
        problems.append(_unreadable(folder or path.name, error, _place(path, folder)))
        return []


def _place(path: Path, name: str) -> Place:
    return Place(display_path(path / name))


def _is_beside(name: str) -> bool:
    """Return whether a file is kept beside the content: approvals, or a document whose name is no slip."""
    if name == APPROVALS:
        return True
    stems = [known.partition(".")[0] for known in (DOSSIER, *RECORDS)]
    stem, _, ending = name.rpartition(".")
    return name.lower() == "readme.md" or (f".{ending.lower()}" in _DOCUMENTS and not closest(stem, stems))


def _is_known(name: str) -> bool:
    folder, slash, file = name.rpartition("/")
    return file.lower().endswith(FOLDERS[folder]) if slash else name in (DOSSIER, *RECORDS)


def _wrong_kind(name: str, kind: str, needed: str, place: Place) -> Problem:
    """Return the problem of a name that stands for something else than the file or folder that is needed."""
    hint = f"replace it with a {needed}" if kind != FOLDER else "rename the folder, or move what is in it"
    return Problem("E188/wrong-kind", f"`{name}` is a {kind}, not a {needed}", place, hint=hint)


def _unreadable(name: str, error: OSError, place: Place) -> Problem:
    reason = (error.strerror or str(error)).lower()
    return Problem("E503/file-not-readable", f"`{name}` cannot be read: {reason}", place)


def _likely_name(name: str, known: Collection[str]) -> str:
    """Return the name that a file or folder was probably meant to have; empty when none is close or free."""
    return (
        "" if "/" in name else closest(name, [right for right in (*RECORDS, APPROVALS, *FOLDERS) if right not in known])
    )


def _refusal(name: str, likely: str, place: Place) -> Problem:
    """Return the problem of a file or folder that is not allowed."""
    inside, slash, file = name.rpartition("/")
    if slash:
        text = f"`{file}` is not allowed in `{inside}/`"
        hint = f"files there must end in {', '.join(FOLDERS[inside])}"
        return Problem("E188/wrong-file-type", text, place, hint=hint)
    text = f"unknown file or folder `{name}`"
    hint = f"did you mean `{likely}`?" if likely else f"a dossier has {', '.join((DOSSIER, *RECORDS, *FOLDERS))}"
    return Problem("E188/unknown-file", text, place, hint=hint)


def dossier_name(path: Path) -> str:
    """Return the name of a dossier, which is that of its folder."""
    return Path(os.path.abspath(path)).name  # noqa: PTH100 - `.` has no name of its own


def _check_name(path: Path, problems: Problems) -> None:
    name = dossier_name(path)
    if not _NAME.fullmatch(name):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        better = "-".join(re.findall(r"[a-z0-9]+", plain)) or "dossier"
        text = f"folder name `{name}` cannot be used in file names"
        problems.add("E188/folder-name", text, Place(display_path(path)), hint=f"rename the folder to `{better}`")
