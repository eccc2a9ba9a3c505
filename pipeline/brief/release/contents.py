"""The files of a release that came from elsewhere: a folder, or a zip or tar of it, read into memory within limits.

Nothing is unpacked to a disk. Names that climb out, links, devices, and more than the limits are refused.
"""

from __future__ import annotations

import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

from brief.diagnostics.problems import BriefError, Place, Problem

LARGEST: Final = 512 * 2**20  # bytes of all files
MOST: Final = 2000  # files
_CHUNK: Final = 2**20
_AGAIN: Final = "get the release again from who made it"
_HIDDEN: Final = frozenset({".DS_Store"})  # what a file manager leaves in any folder


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of an archive or folder: its name, what it is, its size as stated, and how to read it."""

    name: str
    kind: str  # file, folder, or what else it is in words
    size: int
    open: Callable[[], IO[bytes]]


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name; raise `BriefError` (E804, E503)."""
    return _read(list(_folder_entries(folder)), str(folder))


def read_archive(data: bytes, where: str) -> dict[str, bytes]:
    """Return the files of a zip, tar or tar.gz by name, without the one folder that all are in.

    Raise `BriefError` (E804): for bytes that are no archive, or a damaged one, and for entries that are refused.
    """
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return _without_folder(_read(list(_zip_entries(package)), where))
        with tarfile.open(fileobj=io.BytesIO(_plain(data, where)), mode="r:") as package:
            return _without_folder(_read(list(_tar_entries(package)), where))
    # What the libraries raise for damaged archives, encrypted entries and unknown methods.
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, ValueError, NotImplementedError,
            RuntimeError, OSError) as error:  # fmt: skip
        text = "it is neither a release folder, nor a whole zip or tar of one"
        raise BriefError([Problem("E804/not-a-release", text, Place(where), hint=_AGAIN)]) from error


def _plain(data: bytes, where: str) -> bytes:
    """Return a tar without its compression, as far as the limit goes."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacked = zlib.decompressobj(wbits=31)
    plain = unpacked.decompress(data, LARGEST + _CHUNK)
    if len(plain) >= LARGEST + _CHUNK:
        raise _too_large(where)
    if not unpacked.eof:
        raise EOFError("the archive is cut short")
    return plain


def _read(entries: list[_Entry], where: str) -> dict[str, bytes]:
    if len(entries) > MOST or sum(entry.size for entry in entries) > LARGEST:
        raise _too_large(where)
    found: dict[str, bytes] = {}
    left = LARGEST
    for entry in entries:
        name = _checked_name(entry, where)
        if entry.kind == "folder":
            continue
        with entry.open() as file:
            data = file.read(left + 1)  # an entry may hold more than it says
        left -= len(data)
        if left < 0:
            raise _too_large(where)
        if name in found:
            text = f"`{_short(name)}` is there twice"
            raise BriefError([Problem("E804/name-refused", text, Place(where), hint=_AGAIN)])
        found[name] = data
    return found


def _checked_name(entry: _Entry, where: str) -> str:
    path = PurePosixPath(entry.name)
    is_odd = any(letter < " " or letter in '\\:*?"<>|\x7f' for letter in entry.name)
    if not path.parts or path.is_absolute() or ".." in path.parts or is_odd:
        text = f"the name `{_short(entry.name)}` leads out of the release, or cannot be a file's"
        raise BriefError([Problem("E804/name-refused", text, Place(where), hint=f"do not unpack it; {_AGAIN}")])
    if entry.kind not in {"file", "folder"}:
        text = f"`{_short(entry.name)}` is {entry.kind}, and a release has only files"
        raise BriefError([Problem("E804/link-or-device", text, Place(where), hint=f"do not unpack it; {_AGAIN}")])
    return path.as_posix()


def _too_large(where: str) -> BriefError:
    text = f"it has more than {MOST} files, or unpacks to more than {LARGEST // 2**20} MB"
    return BriefError([Problem("E804/too-large", text, Place(where), hint=f"do not unpack it; {_AGAIN}")])


def _short(name: str) -> str:
    return ascii(name[:60])[1:-1]


def _folder_entries(folder: Path) -> Iterator[_Entry]:
    """Give what is below a folder; raise `BriefError` (E503) for what cannot be read."""
    try:
        for path in sorted(folder.rglob("*")):
            if path.name in _HIDDEN:
                continue
            found = path.lstat()
            yield _Entry(path.relative_to(folder).as_posix(), _kind(found.st_mode), found.st_size, _opener(path))
    except OSError as error:
        raise _unreadable(error, folder) from error


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    def open_file() -> IO[bytes]:
        try:
            return path.open("rb")
        except OSError as error:
            raise _unreadable(error, path) from error

    return open_file


def _unreadable(error: OSError, path: Path) -> BriefError:
    text = f"`{error.filename or path}` cannot be read: {(error.strerror or '').lower()}"
    return BriefError([Problem("E503/file-not-readable", text, Place(str(path)), hint="change its permissions")])


def _kind(mode: int) -> str:
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "folder"
    return "a link" if stat.S_ISLNK(mode) else "a device"


def _zip_entries(package: zipfile.ZipFile) -> Iterator[_Entry]:
    for entry in package.infolist():
        mode = entry.external_attr >> 16
        kind = "folder" if entry.is_dir() else _kind(mode) if stat.S_IFMT(mode) else "file"
        yield _Entry(entry.filename, kind, entry.file_size, lambda entry=entry: package.open(entry))  # type: ignore[misc]


def _tar_entries(package: tarfile.TarFile) -> Iterator[_Entry]:
    for entry in package:
        kind = "file" if entry.isreg() else "folder" if entry.isdir() else "a link or device"
        yield _Entry(entry.name, kind, entry.size, lambda entry=entry: _tar_file(package, entry))  # type: ignore[misc]


def _tar_file(package: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    file = package.extractfile(entry)
    if file is None:
        raise tarfile.ReadError("an entry without content")
    return file


def _without_folder(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files without the folder that all of them are in, if there is one."""
    tops = {name.partition("/")[0] for name in files}
    if len(tops) == 1 and all("/" in name for name in files):
        return {name.partition("/")[2]: data for name, data in files.items()}
    return dict(files)
