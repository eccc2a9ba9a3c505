"""The words of drawn pictures: how wide they are in the page's own faces, and where their lines end."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from brief.page.fonts import Face, faces
from brief.page.measure import PICTURE_SLACK, UNKNOWN_FACE_SLACK, character_widths, estimated_width

_UNKNOWN = 1.4  # ems of a letter that no face of the page has: as wide as the substitute of any reader


@dataclass(frozen=True)
class TextMeasure:
    """Measures words in the font files of a page, by name; `family` is the family that pictures are set in."""

    files: Mapping[str, bytes]
    family: str

    def width(self, words: str, size: float, weight: int = 400) -> float:
        """Return the width of words in one line, in the unit of `size`; never less than what is drawn."""
        order = self._order(weight)
        if not order:
            return estimated_width(words) * size * PICTURE_SLACK * UNKNOWN_FACE_SLACK
        own = self._upright[order[0]] if order[0].family == self.family else {}
        others = [self._upright[face] for face in order]
        return sum(_advance(letter, own, others) for letter in words) * size * PICTURE_SLACK

    def lines(self, words: str, width: float, size: float, weight: int = 400, most: int = 99) -> tuple[str, ...]:
        """Return words in lines no wider than `width`, at most `most` of them; an ellipsis marks what is cut.

        A word that is too long for a line breaks between letters, which keep their marks.
        """
        lines: list[str] = []
        line = ""
        for piece in self._pieces(words, width, size, weight):
            longer = f"{line}{piece}"
            if line and self.width(longer.rstrip(), size, weight) > width:
                lines.append(line.rstrip())
                line = piece
            else:
                line = longer
            if len(lines) > most:
                break
        lines = [each for each in (*lines, line.rstrip()) if each]
        if len(lines) > most:
            last = lines[most - 1]
            while last and self.width(f"{last}…", size, weight) > width:
                last = last[:-1].rstrip()
            lines = [*lines[: most - 1], f"{last}…"]
        return tuple(lines)

    @cached_property  # hundreds of widths are asked for, and looking a font file up by its content reads all of it
    def _upright(self) -> Mapping[Face, Mapping[int, float]]:
        """The upright faces with the widths of their characters."""
        upright = (face for face in faces(self.files) if not face.is_italic)
        return {face: character_widths(self.files[face.name]) for face in upright}

    def _order(self, weight: int) -> list[Face]:
        """Return the upright faces, those of the family first, the closest weight first."""
        return sorted(
            self._upright, key=lambda face: (face.family != self.family, abs(face.weight - weight), face.name)
        )

    def _pieces(self, words: str, width: float, size: float, weight: int) -> Iterator[str]:
        """Give what may begin a line: words with the space after them, or the parts of a word that is too long."""
        for word in words.split():
            part = ""
            for cluster in _clusters(word):
                if part and self.width(f"{part}{cluster}", size, weight) > width:
                    yield part
                    part = ""
                part += cluster
            yield f"{part} "


def _clusters(word: str) -> Iterator[str]:
    """Give letters with the marks, joiners and selectors that follow them."""
    cluster = ""
    for letter in word:
        is_joined = unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf") or cluster.endswith("\u200d")
        if cluster and not is_joined:
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _advance(letter: str, own: Mapping[int, float], others: list[Mapping[int, float]]) -> float:
    """Return a letter's width in ems: in its own family, else the widest of all, since readers choose differently."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    code = ord(letter)
    return own[code] if code in own else max((face[code] for face in others if code in face), default=_UNKNOWN)
