"""Letters and signs that look like ASCII ones, and characters that cannot be seen: what a slip of a name looks like.

A name, key or mark of a dossier is ASCII. `plain` returns what a text looks like in ASCII, so that a slip can be
compared with what was meant; `odd_character` finds the first character of a name that is not what it seems to be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from brief.diagnostics.problems import Place, Problem

# Letters that look like an ASCII letter or digit and that NFKC does not turn into it: those of the basic plane that
# Unicode lists (UTS 39, confusables.txt), by what they look like.
_LETTERS: Final = {
    "a": "ɑΑαАаᎪᗅꓮ", "b": "ƄΒВЬᏏᏴᑲᖯᗷꓐꞴ", "c": "ϲϹСсᏟᴄⲤⲥꓚꮯ", "d": "ԁᎠᏧᑯᗞᗪꓒꓓ", "e": "ΕЕеҽᎬⴹꓰꬲ", "f": "ϜքᖴẝꓝꞘꞙꬵ",
    "g": "ƍɡԌցᏀᏳᶃꓖ", "h": "ΗНһհᎻᏂᕼⲎꓧ", "i": "ıɩɪιіӏᎥꙇꭵ", "j": "ͿϳЈјᎫᒍꓙꞲ", "k": "ΚКᏦᛕⲔꓗ", "l": "ƖǀΙІӀᏞᒪᛁⲒⳐⵏꓡꓲ",
    "m": "ΜϺМᎷᗰᛖⲘꓟ", "n": "ΝոռⲚꓠ", "o": "ΟοσОоՕօଠഠဝჿዐᴏᴑⲞⲟⵔꓳꬽ", "p": "ΡρРрᏢᑭⲢⲣꓑ", "q": "ԛգզⵕ",
    "r": "ƦгᎡᏒᖇᴦⲅꓣꭇꭈꮁ", "s": "ƽЅѕՏᏕᏚꓢꜱꮪ", "t": "ΤТᎢⲦꓔ", "u": "ʋυՍսሀᑌᴜꓴꞟꭎꭒ", "v": "νѴѵᏙᐯᴠⴸꓦꛟꮩ", "w": "ɯѡԜԝաᎳᏔᴡꓪꮃ",
    "x": "ΧХхᕁᕽᚷⲬⵝꓫꞳ", "y": "ɣʏΥγУуҮүყᎩᎽᶌỿⲨꓬꭚ", "z": "ΖᏃᴢꓜꮓ",
}  # fmt: skip
# Signs of a mark: Unicode's list, and the quotation marks and comparisons that editors put in their place.
_SIGNS: Final = {
    "=": "᐀⹀゠꓿꞊≡≈≔≕", ":": "։᛬᠃⁚˸꞉∶ːꓽ׃", "{": "❴⦃", "}": "❵⦄", "(": "❨❲〔﴾", ")": "❩❳〕﴿", "[": "⟦【", "]": "⟧】",
    '"': "“”„‟«»″‘’‚‛‹›′´", ",": "،؍⸲、，", ";": "؛", "-": "‐‑‒–—―−",
}  # fmt: skip
# Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties.txt), and two characters that fonts leave empty.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_WORD: Final = re.compile(r"[^\s={}()\[\]:;,\"'“”„‘’«»]+")


class _Plain(dict[int, str]):
    """What one character looks like in ASCII, in lower case; entries are made when they are first asked for."""

    def __missing__(self, number: int) -> str:
        """Return the entry of a character; one that looks like nothing in ASCII stands for itself."""
        character = chr(number)
        decomposed = unicodedata.normalize("NFKD", character)
        if _INVISIBLE.match(character):
            seen = ""
        elif unicodedata.category(character) == "Zs":
            seen = " "
        else:
            seen = "".join(self.get(ord(part), part) for part in decomposed if not unicodedata.combining(part)).lower()
        self[number] = seen
        return seen


_PLAIN: Final = _Plain(
    {ord(other): sign for group in (_LETTERS, _SIGNS) for sign, others in group.items() for other in others}
)


@dataclass(frozen=True, slots=True)
class Plain:
    """What a text looks like in ASCII, in lower case and without what cannot be seen."""

    text: str
    offsets: tuple[int, ...] = ()  # of each character in the text that it is from, and of its end; empty when equal

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets, in the text that it is from, of a part that is not empty."""
        return (self.offsets[start], self.offsets[end - 1] + 1) if self.offsets else (start, end)


def plain(text: str) -> str:
    """Return what a text looks like in ASCII, in lower case and without what cannot be seen."""
    return text.lower() if text.isascii() else text.translate(_PLAIN)


def plain_with_offsets(text: str) -> Plain:
    """Return the same with the way back to the text."""
    if text.isascii():
        return Plain(text.lower())
    seen: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        part = _PLAIN[ord(character)]
        seen.append(part)
        offsets += [offset] * len(part)
    return Plain("".join(seen), (*offsets, len(text)))


def odd_character(name: str, place: Place) -> Problem | None:
    """Return the problem (E187) of a name with an invisible character, or with one that looks like an ASCII letter.

    `place` is that of the name. A name in another alphabet, in which nothing looks like ASCII, has no such problem.
    """
    if name.isascii() or not plain(name).isascii():
        return None
    for offset, character in enumerate(name):
        here = Place(place.file, place.line, place.column + offset)
        number = f"U+{ord(character):04X} ({unicodedata.name(character, 'no name').lower()})"
        if _INVISIBLE.match(character):
            text = f"{number} cannot be seen, but makes this another name"
            return Problem("E187/invisible-in-name", text, here, hint=f"delete it, so that `{plain(name)}` is left")
        seen = _PLAIN[ord(character)]
        has_accent = unicodedata.normalize("NFD", character) != character
        if seen.strip() and not (character.isascii() or has_accent):
            text = f"{number} is not `{seen}`, although it may look like it"
            return Problem("E187/look-alike-in-name", text, here, hint=f"type `{seen}` over it")
    return None


def first_odd_character(text: str, place: Callable[[int, int], Place]) -> Problem | None:
    """Return the problem (E187) of the first word of a text that is no name although it looks like one.

    `place` returns the place of a part of the text.
    """
    if text.isascii():
        return None
    problems = (odd_character(word[0], place(*word.span())) for word in _WORD.finditer(text))
    return next(filter(None, problems), None)


def is_near(written: str, meant: str, most: int) -> bool:
    """Return whether at most so many letters were left out, added, changed or swapped with their neighbour."""
    return abs(len(written) - len(meant)) <= most and _distance(written, meant) <= most


def _distance(written: str, meant: str) -> int:
    """Return the optimal string alignment distance (Levenshtein's, with swapped neighbours as one change)."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for index, letter in enumerate(written, start=1):
        earlier, before, row = before, row, [index]
        for other, known in enumerate(meant, start=1):
            steps = [before[other] + 1, row[-1] + 1, before[other - 1] + (letter != known)]
            if index > 1 and other > 1 and letter == meant[other - 2] and written[index - 2] == known:
                steps.append(earlier[other - 2] + 1)
            row.append(min(steps))
    return row[-1]


def is_any_near(written: str, names: Iterable[str]) -> bool:
    """Return whether a word, as `plain` returns it, is one of these names or one slip away from a long one."""
    return any(written == name or (len(name) > 4 and is_near(written, name, 1)) for name in names)
