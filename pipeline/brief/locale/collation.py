"""Alphabetical order by language.

Texts are compared by their letters, then by the marks over and under them, then by case, with small letters first,
then by punctuation; each only decides where all before it are equal (UTS 10, 1.1). A space comes before every digit
and letter (word by word, as in DIN 5007-1), digits come before letters, and the script of the language before other
scripts. Latin letters are in the order of CLDR's root, which for German is DIN 5007-1: `ä` as `a`, `ß` as `ss`, `æ` as
`ae`. Languages with more letters than these are tailored as in CLDR. Points and vowel signs of Hebrew and Arabic are
marks, and so is a hamza on its letter; an article is not ignored.

Limits: digits are compared one by one (`10` before `9`); languages that are not in `TAILORINGS` have the order of the
root; Han characters are in the order of Unicode.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from brief.model.language import Language

# Space, digit, letter of the language's script or of another; the letter; its place among those that follow it.
Letter = tuple[int, int, int]
Key = tuple[tuple[Letter, ...], tuple[str, ...], tuple[bool, ...], str]

# Additional letters by the letter that they follow, in order; `=` joins those that differ only as marks do.
TAILORINGS: Mapping[str, Mapping[str, str]] = {
    "cs": {"c": "č", "h": "ch", "r": "ř", "s": "š", "z": "ž"},
    "da": {"z": "æ=ä ø=ö å=aa"},
    "es": {"n": "ñ"},
    "fi": {"z": "å ä=æ ö=ø"},
    "nb": {"z": "æ=ä ø=ö å=aa"},
    "nn": {"z": "æ=ä ø=ö å=aa"},
    "no": {"z": "æ=ä ø=ö å=aa"},
    "pl": {
        "a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "ź ż",
    },
    "sk": {"a": "ä", "c": "č", "h": "ch", "o": "ô", "s": "š", "z": "ž"},
    "sv": {"z": "å ä=æ ö=ø"},
}  # fmt: skip

# Letters that Unicode does not decompose, and the letters that they are sorted as.
_SORTED_AS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
    "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
}  # fmt: skip
_AFTER = {"ð": "d", "þ": "z"}  # additional letters in the root itself
_SCRIPTS = {
    "he": "HEBREW",
    "yi": "HEBREW",
    "ar": "ARABIC",
    "fa": "ARABIC",
    "ur": "ARABIC",
    "el": "GREEK",
} | dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), "CYRILLIC")
_SPACE, _DIGIT, _OWN, _OTHER = range(4)
_FILLER = "\u0640"  # the Arabic tatweel, which only makes a word longer


def collation_key(text: str, language: Language) -> Key:
    """Return the key by which a text is sorted in the alphabetical order of a language."""
    main = language.primary
    own = _additional_letters(main)
    letters: list[Letter] = []
    marks: list[str] = []
    cases: list[bool] = []
    rest = ""
    plain = unicodedata.normalize("NFKC", text)
    for piece in _pieces(plain, own):
        small = piece.lower()
        if small in own:
            found, mark = [own[small]], small
        else:
            parts = unicodedata.normalize("NFD", _SORTED_AS.get(small, small))
            found = [_letter(part, main) for part in parts if part.isalnum() or part.isspace()]
            mark = small if small in _SORTED_AS else "".join(part for part in parts if unicodedata.combining(part))
        if piece == _FILLER or not found:
            if mark and marks:
                marks[-1] += mark
            rest += piece
            continue
        letters += found
        marks.append(mark)
        cases.append(piece != small)
    return tuple(letters), tuple(marks), tuple(cases), rest


def _pieces(text: str, own: Mapping[str, Letter]) -> Iterator[str]:
    """Give the letters of a text, two together where the language sorts two as one."""
    place = 0
    while place < len(text):
        size = 2 if text[place : place + 2].lower() in own else 1
        yield text[place : place + size]
        place += size


@cache
def _additional_letters(main: str) -> Mapping[str, Letter]:
    """Return the additional letters of a language, and the key of each."""
    return {
        letter: (_OWN, ord(base), place)
        for base, row in TAILORINGS.get(main, {}).items()
        for place, equals in enumerate(row.split(" "), 1)
        for letter in equals.split("=")
    }


def _letter(character: str, main: str) -> Letter:
    if character.isspace():
        return (_SPACE, 0, 0)
    if character.isdigit():
        return (_DIGIT, unicodedata.digit(character), 0)
    base = _AFTER.get(character, character)
    script = unicodedata.name(character, "").partition(" ")[0]
    return (_OWN if script == _SCRIPTS.get(main, "LATIN") else _OTHER, ord(base), 9 if character in _AFTER else 0)
