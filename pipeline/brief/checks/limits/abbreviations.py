"""How many abbreviations a brief has, and whether each is spelled out at its first use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from brief.checks.limits.brief_text import BriefBlock, BriefText
from brief.diagnostics.problems import Place, Problem

_TOKEN = re.compile(r"(?<![\w.@/:+\\#&-])[^\W_]+(?=[-–][^\W\d]|[^\w@/+&–-]|$)(?!\.\w|:\w|://)")
_MARK = re.compile(r"\bTLP:[A-Z+]+")
_NUMERAL = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# What a Roman numeral counts, where its letters could as well be those of an abbreviation.
_NUMBERED = re.compile(
    r"\b(?:parts?|chapters?|articles?|sections?|titles?|books?|volumes?|annex(?:es)?|schedules?|appendi(?:x|ces)|"
    r"tables?|figures?|exhibits?|pages?|pp?\.|vols?\.|no\.|teil|kapitel|artikel|band|anhang|partie|chapitre|tome|livre|"
    r"annexe|parte|capítulo|artículo|libro|tomo|anexo)\s\Z",
    re.IGNORECASE,
)
# Words that are in capitals for emphasis, or as operators of a search.
_EMPHATIC = frozenset({"AND", "OR", "NOT", "NO", "DO", "ALL", "ANY", "MUST", "NEVER", "ONLY", "NEAR", "OK", "TLP"})
# Units of measure and of time, after a figure.
_UNITS = frozenset({"KB", "MB", "GB", "TB", "MW", "GW", "AM", "PM", "BC", "AD"})
# A bracket before an abbreviation that follows its long form, and what closes it: (ABC), (“ABC”), [ABC], (the ABC).
_OPENED = re.compile(r"[(\[](?:the\s+)?[\"'“‘„«]?\Z", re.IGNORECASE)
_CLOSED = re.compile(r"[\"'”’“»]?[)\],;]")
_FIGURE = re.compile(r"\d\s?\Z")
_NEAR = 40  # characters before a word that show what it is
_SHOUTED = 3  # so many words in capitals in a row are not abbreviations


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One use of an abbreviation: its name without a plural's s, its place, and whether its long form is next to it."""

    name: str
    place: Place
    is_spelled_out: bool
    is_heading: bool


def check_abbreviations(text: BriefText) -> Iterator[Problem]:
    """Give a W705 at the first abbreviation over the limit, and a W706 at the first use of each not spelled out.

    A glossary entry with the abbreviation spells it out, and so does a long form next to its first use outside titles:
    `long form (ABC)` or `ABC (long form)`. Nothing is checked without a limit on abbreviations.
    """
    limit = text.limit("abbreviations")
    if limit is None:
        return
    explained = {term.abbreviation for term in text.brief.record.glossary}
    first: dict[str, Abbreviation] = {}
    used = [use for block in text.blocks for use in abbreviations_in(block)]
    for use in [*(use for use in used if not use.is_heading), *(use for use in used if use.is_heading)]:
        first.setdefault(use.name, use)
    names = list(dict.fromkeys(use.name for use in used))
    if len(names) > limit:
        excess = next(use for use in used if use.name == names[int(limit)])
        message = f"the brief has {len(names)} abbreviations ({', '.join(names)}); the limit is {limit:g}"
        hint = f"write some of them out everywhere; `{excess.name}` is the first over the limit"
        yield Problem(
            "W705/too-many-abbreviations", message, excess.place, hint=hint, related=text.related("abbreviations")
        )
    for name, use in first.items():
        if not use.is_spelled_out and name not in explained:
            message = f"`{name}` is not spelled out at its first use"
            hint = f"write its long form and `({name})` here, or add `abbreviation: {name}` to a glossary entry"
            yield Problem("W706/abbreviation-not-explained", message, use.place, hint=hint)


def abbreviations_in(block: BriefBlock) -> Iterator[Abbreviation]:
    """Give each use of an abbreviation in a block: two or more capitals, optionally with digits and a plural's s.

    Handling marks, Roman numerals, identifiers, and words that are in capitals for emphasis do not count.
    """
    text = _MARK.sub(lambda found: " " * len(found[0]), block.block.text)
    found = list(_TOKEN.finditer(text))
    capital = [_name(token[0]) is not None for token in found]
    if len(found) > 1 and all(capital[index] or not token[0].isalpha() for index, token in enumerate(found)):
        return
    for index, token in enumerate(found):
        name = _name(token[0])
        if (
            name is None
            or _is_shouted(text, found, capital, index)
            or _is_numeral(text, token)
            or _is_unit(text, token)
        ):
            continue
        place = block.block.at(token.start(), len(token[0]))
        yield Abbreviation(name, place, _has_long_form(text, *token.span()), block.is_heading)


def _name(token: str) -> str | None:
    """Return an abbreviation without a plural's s, or `None` for any other word."""
    name = token[:-1] if len(token) > 2 and token[-1] == "s" else token
    capitals = sum(map(str.isupper, name))
    if capitals < 2 or not all(character.isupper() or character.isdigit() for character in name):
        return None
    return None if name in _EMPHATIC else name


def _is_shouted(text: str, found: list[re.Match[str]], capital: list[bool], index: int) -> bool:
    """Return whether a word is one of several in capitals in a row, with nothing but spaces between them."""
    size = 1
    for step in (-1, 1):
        here = index
        while 0 <= here + step < len(found) and size < _SHOUTED:
            left, right = sorted((here, here + step))
            here += step
            is_next = not text[found[left].end() : found[right].start()].strip()
            if not is_next or not (capital[here] or found[here][0] in _EMPHATIC):
                break
            size += 1
    return size >= _SHOUTED


def _is_numeral(text: str, token: re.Match[str]) -> bool:
    """Return whether a word is a Roman numeral: of I, V and X always, of larger letters where it counts something."""
    if not _NUMERAL.fullmatch(token[0]):
        return False
    return (
        set(token[0]) <= set("IVX") or _NUMBERED.search(text[max(0, token.start() - _NEAR) : token.start()]) is not None
    )


def _is_unit(text: str, token: re.Match[str]) -> bool:
    return token[0] in _UNITS and _FIGURE.search(text, max(0, token.start() - 2), token.start()) is not None


def _has_long_form(text: str, start: int, end: int) -> bool:
    """Return whether an abbreviation is in brackets after words, or has words in brackets after it."""
    before, after = text[max(0, start - _NEAR) : start].rstrip(), text[end : end + 5 * _NEAR].lstrip()
    opened = _OPENED.search(before)
    if opened and _CLOSED.match(after):
        return re.search(r"[^\W\d_]{2}[^\w(\[]*\Z", before[: opened.start()]) is not None
    return re.match(r"\([^\W\d_]+[\s-][^\W\d_][^()]*\)", after) is not None
