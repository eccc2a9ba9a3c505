"""Map every glyph to a character: the engine leaves out the second glyph of a letter, such as Arabic dots."""

from __future__ import annotations

from typing import Any

import pydyf

# A mapping to no character is not well formed (ISO 32000-1, 9.10.3). A zero width joiner is not read
# aloud, and keeps Arabic letters joined where the text is copied.
_JOINER = b"<200d>"


def map_all(pdf: Any) -> None:
    """Give every glyph without a character a zero width joiner, in each font's ToUnicode map."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream:
            item.stream[:] = [_with_character(line) for line in item.stream]


def _with_character(line: Any) -> Any:
    return line[: -len(b"<>")] + _JOINER if isinstance(line, bytes) and line.endswith(b" <>") else line
