"""SHA256SUMS, as `sha256sum --check` reads it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

FILE: Final = "SHA256SUMS"
_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """Return one line for each file, in the order of their names; `FILE` itself is left out."""
    rows = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()) if name != FILE)
    return "".join(rows).encode()


def read_sums(data: bytes) -> dict[str, str] | None:
    """Return the digests by name, or `None` for bytes that are not such a file or name a file twice."""
    try:
        lines = data.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return None
    found: dict[str, str] = {}
    for line in lines:
        row = _LINE.fullmatch(line)
        if row is None or row[2] in found:
            return None
        found[row[2]] = row[1]
    return found
