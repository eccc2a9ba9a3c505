"""The bytes of the file's streams: compressed here, once, so that none ends in a way that can be misread."""

from __future__ import annotations

import zlib
from typing import Any

import pydyf

_BEST = 9


def compress_all(pdf: Any) -> None:
    """Compress every stream that waits for it; the engine would do so twice, for the identifier and for the file.

    A stream whose last byte is a carriage return cannot be told from one that ends before a line end of two bytes
    (ISO 19005-2, 6.1.7.1): such a one gets a line feed more. Pictures come compressed and stay as they are.
    """
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and one.compress:
            content = b"\n".join(_token_bytes(token) for token in one.stream)
            packed = zlib.compress(content, _BEST)
            if packed.endswith(b"\r"):
                content += b"\n"
                packed = zlib.compress(content, _BEST)
            if "Length1" in one.extra:  # the length of a font before compression (ISO 32000-1, 9.9)
                one.extra["Length1"] = len(content)
            one.extra["Filter"] = "/FlateDecode"
            one.stream[:] = [packed]
            one.compress = False


def _token_bytes(token: Any) -> bytes:
    """Return one token of a stream as the file has it: as the only item of an array, without the brackets."""
    return token if isinstance(token, bytes) else bytes(pydyf.Array([token]).data[1:-1])
