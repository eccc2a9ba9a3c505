"""Compress the streams of a file, once, so that none ends in a way that can be misread."""

from __future__ import annotations

import zlib
from typing import Any

import pydyf

_BEST = 9


def compress_all(pdf: Any) -> None:
    """Compress every stream that asks for it; the engine would do so twice, for the identifier and for the file.

    A stream whose last byte is a carriage return could also be one that ends before a line end of two bytes
    (ISO 19005-2, 6.1.7.1): it gets one more line feed. Pictures are compressed already and stay as they are.
    """
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            content = b"\n".join(_token_bytes(token) for token in stream.stream)
            packed = zlib.compress(content, _BEST)
            if packed.endswith(b"\r"):
                content += b"\n"
                packed = zlib.compress(content, _BEST)
            if "Length1" in stream.extra:  # the length of a font before compression (ISO 32000-1, 9.9)
                stream.extra["Length1"] = len(content)
            stream.extra["Filter"] = "/FlateDecode"
            stream.stream[:] = [packed]
            stream.compress = False


def _token_bytes(token: Any) -> bytes:
    """Return one token of a stream as the file has it: as the only item of an array, without the brackets."""
    return token if isinstance(token, bytes) else bytes(pydyf.Array([token]).data[1:-1])
