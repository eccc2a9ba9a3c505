"""Where sentences end, and what a word is, as far as that can be known without a grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.checks.text_blocks import NOT_WORDS

# A wide mark needs no space after it.
_END = re.compile(r"(?<![.!?…؟۔।])(?P<mark>[.!?…؟۔।]+)(?:\s?[»›]|[\"'”’“)\]])*\s+|[。！？][」』）”’]*|\n+")
_OPENERS = re.compile(r"[\s\"'“‘„«‹(\[¿¡]*")
_BEFORE = re.compile(r"[^\s\"'“‘„«‹(\[¿¡]*\Z")
_NEXT = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")  # an initial, or initials in a row
_BREAK = re.compile(r"[\s—]+")
_ADDRESS = re.compile(rf"://|\bwww\.|\w@\w|{NOT_WORDS}\Z")


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Abbreviations with a full stop after which the sentence goes on: English, German, French, Spanish.
_ABBREVIATIONS = _word_set("v vs viz cf e.g i.e vgl bzw z.b d.h p.ej")
# The same, but before a word that begins a sentence they end one.
_POSSIBLE_ENDS = _word_set(
    """dr mr mrs ms messrs prof hon rev gen col capt lt sgt adm maj cmdr sen rep gov st mt approx co bros incl
    hr fr dipl ing ca u.a o.ä sog ggf evtl mm mme mlle mgr sr sra srta dña"""
)
# The same, but only before a number.
_BEFORE_NUMBERS = _word_set(
    """no nos nr art arts sec secs s ss p pp fig figs vol ch cl para paras pt ex reg tab eq app cap
    jan feb mar apr jun jul aug sep sept oct nov dec abs bd kap ziff rn rz núm num n pág págs chap"""
)
# Words that begin a sentence but not a name: a letter and a full stop before one of them end a sentence.
_STARTERS = _word_set(
    """a an the this that these those it its he she we they you i in on at for from with as if when while but and or
    so no not there here his her our their what who how why all some many most each one after before both such then
    nobody everyone someone anyone everything nothing still yet also later soon today now only even since because until
    although though however where which did do does is are was were can could will would should may let please under
    over between during by to of two three other others another
    der die das ein eine es er sie wir ihr im in am zu und aber wenn diese dieser dieses nach bei
    le la les un une il elle nous vous ils elles ce cette ces mais et si dans pour
    el los las una ella ellos este esta estos estas pero y en con por para"""
)
_ORDINAL_STOP = _word_set("de cs da et fi hr hu lv nb nn no pl sk sl")  # languages that write 3. for third


def sentences(text: str, language: str = "en") -> Iterator[tuple[int, int]]:
    """Give the start and the end of each sentence of a text.

    A full stop does not end a sentence after an abbreviation, an initial or, in languages that write them so, an
    ordinal; nor does any mark before a small letter. In doubt it does, so that two sentences never count as a long one.
    """
    start = 0
    for found in _END.finditer(text):
        if found["mark"] is None or _ends(text, found, language):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, len(text))


def spaced_words(text: str) -> list[str]:
    """Return what a text has between spaces, except addresses, code and signs without a letter or digit."""
    found = (word for word in _BREAK.split(text) if any(map(str.isalnum, word)))
    return [word for word in found if not _ADDRESS.search(word)]


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    inner = text[start:end]
    if inner.strip():
        yield start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())


def _ends(text: str, found: re.Match[str], language: str) -> bool:
    opened = _OPENERS.match(text, found.end())
    after = text[opened.end() : opened.end() + 1] if opened else ""
    if after.islower() or (after and after in ",;:–—-"):
        return False
    if found["mark"] != ".":
        return True
    last = _BEFORE.search(text, max(0, found.start() - 40), found.start())
    before = last[0] if last else ""
    if before.casefold() in _ABBREVIATIONS or (before.casefold() in _BEFORE_NUMBERS and after.isdigit()):
        return False
    if before.isdigit() and len(before) <= 2 and after.isalpha() and language.partition("-")[0] in _ORDINAL_STOP:
        return False
    if before.casefold() in _POSSIBLE_ENDS or _DOTTED.fullmatch(before):
        following = _NEXT.match(text, opened.end() if opened else found.end())
        return before.casefold() not in _POSSIBLE_ENDS if following is None else following[0].casefold() in _STARTERS
    return True
