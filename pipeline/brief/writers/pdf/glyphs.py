"""What each glyph stands for: the engine maps the second glyph of a letter, such as Arabic dots, to no character."""

from __future__ import annotations

from typing import Any

import pydyf

# A mapping to no character is not well formed (ISO 32000-1, 9.10.3). A zero width joiner is not heard, and keeps
# Arabic letters joined where the text is copied.
_JOINER = b"<200d>"


def map_all(pdf: Any) -> None:
    """Give every glyph without a character a zero width joiner, in each font's ToUnicode map."""
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and b"begincmap" in one.stream:
            one.stream[:] = [_mapped(line) for line in one.stream]


def _mapped(line: Any) -> Any:
    return line[: -len(b"<>")] + _JOINER if isinstance(line, bytes) and line.endswith(b" <>") else line
