"""Which characters text may contain, and what character references mean."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from html.entities import html5

from brief.diagnostics.problems import Place
from brief.load.markdown.passage import Passage, Reading

REPLACEMENT = "\ufffd"

# Controls, line and paragraph separators, surrogates, what XML 1.0 (2.2) excludes, and the characters that show a line
# in another order than it is written (UAX 9: embeddings, overrides, isolates).
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_REFERENCE = re.compile(
    r"&(?:#[xX](?P<hex>[0-9A-Fa-f]{1,6})|#(?P<number>[0-9]{1,7})|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
)


def replace_refused(reading: Reading) -> str:
    """Return the text with U+FFFD for each character that is not allowed, which is a problem (E187)."""
    for found in _REFUSED.finditer(reading.text):
        line = bisect_right(reading.starts, found.start()) - 1
        place = reading.origin.place(line, found.start() - reading.starts[line])
        _refuse(found[0], place, reading)
    return _REFUSED.sub(REPLACEMENT, reading.text)


def decode_reference(passage: Passage, start: int, reading: Reading) -> tuple[str, int]:
    """Return what the character reference at `start` means and its end; an ampersand if it is not a reference."""
    found = _REFERENCE.match(passage.text, start)
    if not found or (found["name"] and f"{found['name']};" not in html5):
        return "&", start + 1
    if found["name"]:
        return html5[f"{found['name']};"], found.end()
    number = int(found["hex"], 16) if found["hex"] else int(found["number"])
    character = chr(number) if 0 < number <= 0x10FFFF else "\x00"
    if _REFUSED.match(character):
        _refuse(character, passage.place(start, found.end()), reading)
        character = REPLACEMENT
    return character, found.end()


def _refuse(character: str, place: Place, reading: Reading) -> None:
    name = unicodedata.name(character, "a control character").lower()
    text = f"U+{ord(character):04X} ({name}) is not allowed in text"
    reading.report("E187/character-not-allowed", text, place, hint="delete it; it cannot be seen")
