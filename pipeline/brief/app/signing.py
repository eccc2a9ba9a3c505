"""Signing what is released, after its checks: the PDFs, and the manifest that has the digests of all files."""

from __future__ import annotations

import hashlib
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from brief.app.release_manifests import FinishedFiles
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.release.manifest import Signature
from brief.release.signatures import Signer, Stamp, open_signer, sign_pdf

VARIABLE: Final = "BRIEF_SIGN_PASSPHRASE"  # has the passphrase: a secret is no flag
_PATIENCE: Final = 30.0  # seconds that a time stamp may take
_LARGEST: Final = 2**20  # bytes of a response, which has a few thousand


def read_signer(path: Path, environment: Mapping[str, str], timestamp: str) -> Signer:
    """Return who signs with a PKCS#12 file, and with time stamps of a service if `timestamp` is its address.

    Raise `BriefError`: E503 for a file that cannot be read, E508 without pyHanko, E806 for any other trouble.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        text = f"`{path}` cannot be read: {(error.strerror or '').lower()}"
        hint = "give a PKCS#12 file with a key and its certificate"
        raise BriefError([Problem("E503/file-not-readable", text, Place(str(path)), hint=hint)]) from error
    return open_signer(data, environment.get(VARIABLE, ""), stamp_from(timestamp) if timestamp else None)


def stamp_from(address: str) -> Stamp:
    """Return a function that asks a service for time stamps (RFC 3161, 3.4): the only use of the network there is."""
    if urlsplit(address).scheme not in {"http", "https"}:
        text = f"`{address}` is not the address of a service for time stamps"
        raise BriefError([Problem("E806/cannot-sign", text, hint="give one that begins with `https://` or `http://`")])

    def stamp(request: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        asked = urllib.request.Request(address, request, headers)  # noqa: S310 # its scheme is checked above
        try:
            with urllib.request.urlopen(asked, timeout=_PATIENCE) as answer:  # noqa: S310 # likewise
                return bytes(answer.read(_LARGEST))
        except (urllib.error.URLError, OSError, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            text = f"`{address}` gives no time stamp: {reason}"
            hint = "try again later, or sign without `--timestamp`"
            raise BriefError([Problem("E806/cannot-sign", text, hint=hint)]) from error

    return stamp


def sign_files(finished: FinishedFiles, signer: Signer) -> FinishedFiles:
    """Return files with the PDF signed; the others are signed with their manifest. Raise `BriefError` (E806)."""
    data = dict(finished.data)
    if "pdf" not in data:
        return finished
    unsigned = data["pdf"]
    data["pdf"] = sign_pdf(unsigned, signer)
    row = Signature(
        signer=signer.name,
        unsigned_sha256=hashlib.sha256(unsigned).hexdigest(),
        unsigned_bytes=len(unsigned),
        has_timestamp=signer.stamp is not None,
    )
    return FinishedFiles(finished.names, data, {"pdf": row})
