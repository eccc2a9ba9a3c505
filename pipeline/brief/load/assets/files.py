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

DOSSIER = "dossier.yaml"
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
        if not path.resolve().is_relative_to(self.path.resolve()):
            hint = "copy the file into the dossier"
            problems.add("E181/outside-dossier", f"`{name}` is a link to a place outside the dossier", place, hint=hint)
        elif not path.is_file():
            hint = did_you_mean(name, self.files)
            problems.add("E180/missing-file", f"the dossier has no file `{name}`", place, hint=hint)
        elif path.stat().st_size > largest:
            text = f"`{name}` is larger than {largest // 2**20} MB"
            problems.add("E183/file-too-large", text, place, hint="make it smaller, or split it")
        else:
            try:
                return path.read_bytes()
            except OSError as error:
                problems.add("E503/file-not-readable", f"`{name}` cannot be read: {error.strerror}", place)
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
    """Return the files of a dossier's folder; add a problem (E188) for each that is not allowed, and for a bad name."""
    _check_name(path, problems)
    names: list[str] = []
    for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
        if _is_hidden(entry.name):
            continue
        if entry.is_dir() and entry.name in FOLDERS:
            names += [f"{entry.name}/{inner.name}" for inner in sorted(entry.iterdir()) if not _is_hidden(inner.name)]
        else:
            names.append(entry.name)
    known = [name for name in names if _is_known(name, path)]
    refused = tuple(name for name in names if name not in known)
    likely = {name: _likely_name(name, known) for name in refused}
    problems.extend(_refusal(name, likely[name], Place(display_path(path / name))) for name in refused)
    misnamed = {right: name for name, right in likely.items() if right in RECORDS and (path / name).is_file()}
    return Folder(path, tuple(known), misnamed, refused)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.endswith("~")


def _is_known(name: str, path: Path) -> bool:
    folder, slash, file = name.rpartition("/")
    if slash:
        return file.lower().endswith(FOLDERS[folder]) and not (path / name).is_dir()
    return name in (DOSSIER, *RECORDS) and not (path / name).is_dir()


def _likely_name(name: str, known: Collection[str]) -> str:
    """Return the name that a file or folder was probably meant to have; empty when none is close or free."""
    return "" if "/" in name else closest(name, [right for right in (*RECORDS, *FOLDERS) if right not in known])


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
