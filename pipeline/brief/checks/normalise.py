"""Text as it is compared: without what typesetting, line breaks and formats change in it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Soft hyphens, joiners, marks of direction, variation selectors, the byte order mark: none is part of a word. PDFium
# reports a hyphen that only ends a line as U+0002 or U+FFFE, with or without the line end.
_INVISIBLE = re.compile(
    "[\u0002\ufffe]\r?\n?|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f]"
)
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011]\s*(?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u02bc](?=\w)")
# Scripts without spaces between words: each character counts as a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def normalised(text: str) -> str:
    """Return text for comparison: NFKC, case folded, without invisible characters, hyphens and apostrophes."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    folded = unicodedata.normalize("NFKC", visible.casefold())
    return _APOSTROPHE.sub("", _HYPHEN.sub("", _INVISIBLE.sub("", folded)))


def name_as_words(name: str) -> str:
    """Return an identifier, address or file name with spaces instead of hyphens and underscores."""
    return re.sub(r"[-_]+", " ", name)


def words_in(text: str) -> list[str]:
    """Return the words of a text, normalised and in order; letters and digits only."""
    return _WORD.findall(normalised(text))


@lru_cache(maxsize=4096)
def letter_count(word: str) -> int:
    """Return the length of a word in letters; a character that is a word of its own counts as three."""
    return 3 if re.fullmatch(f"[{_UNSPACED}]", word) else len(word)


def is_unspaced(text: str) -> bool:
    """Return whether a text has characters of a script without spaces, so that its words cannot be counted."""
    return re.search(f"[{_UNSPACED}]", text) is not None
