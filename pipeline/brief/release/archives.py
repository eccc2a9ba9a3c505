"""A folder of files as one archive: the same bytes for the same files, whoever makes it and when."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

_MODE: Final = 0o644
_FIRST: Final = datetime(1980, 1, 1, tzinfo=UTC)  # the first moment that a zip can hold (APPNOTE 4.4.6)


def zip_bytes(folder: str, files: Mapping[str, bytes], moment: datetime) -> bytes:
    """Return a zip of files under one folder, in the order of their names, all of one moment (UTC), mode and owner."""
    at = max(moment.astimezone(UTC), _FIRST)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{name}", at.timetuple()[:6])
            entry.create_system = 3  # Unix, whose modes these are
            entry.external_attr = (0o100000 | _MODE) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return out.getvalue()


def tar_bytes(folder: str, files: Mapping[str, bytes], moment: datetime) -> bytes:
    """Return a tar.gz of files under one folder, as `zip_bytes` does (POSIX.1-2001 ustar, RFC 1952)."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size, entry.mode, entry.mtime = len(files[name]), _MODE, int(moment.timestamp())
            archive.addfile(entry, io.BytesIO(files[name]))
    return gzip.compress(packed.getvalue(), mtime=0)


ARCHIVES: Mapping[str, Callable[[str, Mapping[str, bytes], datetime], bytes]] = MappingProxyType(
    {"zip": zip_bytes, "tar.gz": tar_bytes}
)
