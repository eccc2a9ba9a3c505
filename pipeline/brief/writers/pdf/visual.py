"""Words of drawings as the engine can set them: it draws letter after letter from the left, and joins none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

import lxml.etree as etree

_FORMS = ("isolated", "final", "initial", "medial")
_RIGHT = ("R", "AL")
_RIGHT_MARK = "\u200f"
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_MARKS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670"
_LETTER = re.compile(f"\u0644[\u0622\u0623\u0625\u0627]|.[{_MARKS}]*", re.DOTALL)  # lam with alef is one letter
_UNTURNED = re.compile(rf"\d+(?:[.,:/]\d+)*|.[{_MARKS}]*", re.DOTALL)


def visual(svg: bytes) -> bytes:
    """Return a drawing whose right-to-left words stand in the order and the forms in which they are seen.

    A drawing without such words comes back as it is, byte for byte. Order is that of UAX 9 for one line whose base
    direction is its first strong letter's, without explicit marks; forms are Unicode's own (Arabic Presentation
    Forms-B).
    """
    if not any(unicodedata.bidirectional(letter) in _RIGHT for letter in svg.decode(errors="replace")):
        return svg
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter("{*}text", "{*}tspan"):
        element.text = seen(element.text or "")
        if etree.QName(element).localname == "tspan":
            element.tail = seen(element.tail or "")
    return etree.tostring(root)


def seen(words: str) -> str:
    """Return one line as it is seen from the left: right-to-left runs turned round, figures in them not."""
    strong = [unicodedata.bidirectional(letter) for letter in words]
    first = next((kind for kind in strong if kind in ("L", *_RIGHT)), "L")
    if not set(strong) & set(_RIGHT):
        return words
    runs = _runs(words, base_is_right=first in _RIGHT)
    pieces = [_turned(_joined(piece)) if is_right else piece for piece, is_right in runs]
    return "".join(reversed(pieces) if first in _RIGHT else pieces).replace(_RIGHT_MARK, "")


def _runs(words: str, *, base_is_right: bool) -> list[tuple[str, bool]]:
    """Return runs of one direction; what has none goes with both its neighbours if they agree, else with the base."""
    kinds = [unicodedata.bidirectional(letter) for letter in words]
    sides: list[bool | None] = [kind in _RIGHT if kind in ("L", *_RIGHT) else None for kind in kinds]
    for place, side in enumerate(sides):
        if side is None:
            before = next((each for each in reversed(sides[:place]) if each is not None), base_is_right)
            after = next((each for each in sides[place:] if each is not None), base_is_right)
            is_figure = kinds[place] in ("EN", "AN", "NSM")
            sides[place] = before if before == after or is_figure else base_is_right
    found: list[tuple[str, bool]] = []
    for letter, side in zip(words, sides, strict=True):
        if found and found[-1][1] == side:
            found[-1] = found[-1][0] + letter, bool(side)
        else:
            found.append((letter, bool(side)))
    return found


def _turned(run: str) -> str:
    """Return a run from its end to its beginning, marks after their letters and figures as they are."""
    return "".join(reversed(_UNTURNED.findall(run))).translate(_MIRRORED)


def _joined(run: str) -> str:
    """Return a run with each Arabic letter in the form that its neighbours give it."""
    letters = _LETTER.findall(run)
    bare = [letter if letter in _forms() else letter[0] for letter in letters]
    made = []
    for place, (letter, known) in enumerate(zip(letters, bare, strict=True)):
        forms = _forms().get(known, {})
        before = _forms().get(bare[place - 1] if place else "", {})
        after = _forms().get(bare[place + 1] if place + 1 < len(bare) else "", {})
        is_after = "initial" in before and "final" in forms
        is_before = "initial" in forms and "final" in after
        made.append(forms.get(_FORMS[is_after + 2 * is_before], known) + letter.removeprefix(known))
    return "".join(made)


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """Return each Arabic letter's forms by name, and lam-alef's, from the characters that Unicode has for them."""
    found: dict[str, dict[str, str]] = {}
    for code in range(0xFE70, 0xFEFD):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        whole = "".join(chr(int(letter, 16)) for letter in letters)
        if _LETTER.fullmatch(whole) and kind.strip("<>") in _FORMS and whole[0] > " ":
            found.setdefault(whole, {})[kind.strip("<>")] = chr(code)
    return found
