"""Words as they are compared: without what typesetting, line breaks and formats do to them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Soft hyphens, joiners, marks of direction, variation selectors, the byte order mark: none is part of a word. A PDF
# reader reports a hyphen that only ends a line in its own way (pdfium: U+0002, U+FFFE), with or without the line end.
_UNSEEN = re.compile(
    "[\u0002\ufffe]\r?\n?|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f]"
)
_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u2011]\s*(?=\w)")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2019\u02bc](?=\w)")
# Scripts that write no spaces: each character is a word of its own.
_WIDE = (
    "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_WIDE}]|[^\W_{_WIDE}]+")


def plain(text: str) -> str:
    """Return text as compared: compatibility forms resolved (NFKC), case folded, nothing unseen, hyphens closed."""
    shown = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    folded = unicodedata.normalize("NFKC", shown.casefold())
    return _APOSTROPHE.sub("", _HYPHEN.sub("", _UNSEEN.sub("", folded)))


def parted(name: str) -> str:
    """Return an identifier, address or file name with its words apart, however it joins them."""
    return re.sub(r"[-_]+", " ", name)


def words_in(text: str) -> list[str]:
    """Return the words of a text, in order; letters and digits only."""
    return _WORD.findall(plain(text))


@lru_cache(maxsize=4096)
def weight(word: str) -> int:
    """Return how much a word tells: a letter of an alphabet is 1, a character that is a word of its own is 3."""
    return 3 if re.fullmatch(f"[{_WIDE}]", word) else len(word)


def is_unspaced(text: str) -> bool:
    """Return whether a text has characters of a script that writes no spaces, so that its words cannot be counted."""
    return re.search(f"[{_WIDE}]", text) is not None
