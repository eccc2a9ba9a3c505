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
# Points, vowel signs and the stretched line of Hebrew and Arabic: a word is the same word with and without them.
_MARKS = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
# Letters of Arabic script that have one glyph in some of their forms: a font may say that it is the other letter.
_ALIKE = str.maketrans(
    "\u0622\u0623\u0625\u0671\u0624\u0626\u0649\u06cc\u06d2\u06a9\u06c0\u06c1\u06be\u06d5",
    "\u0627\u0627\u0627\u0627\u0648\u064a\u064a\u064a\u064a\u0643\u0647\u0647\u0647\u0647",
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011]\s*(?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u02bc](?=\w)")
# Scripts without spaces between words: each character counts as a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


def normalised(text: str) -> str:
    """Return text for comparison: NFKC, case folded, without invisible characters, hyphens and apostrophes.

    Hebrew and Arabic letters lose their points and marks; Arabic ones that look alike become one.
    """
    if text.isascii() and "\2" not in text:
        return _APOSTROPHE.sub("", _HYPHEN.sub("", text.lower()))
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    folded = unicodedata.normalize("NFKC", visible.casefold())
    if _RIGHT_TO_LEFT.search(folded):
        folded = _MARKS.sub("", folded).translate(_ALIKE)
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
