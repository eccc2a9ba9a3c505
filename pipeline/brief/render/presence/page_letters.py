"""The letters of a page in reading order, in a form in which typography does not matter.

Letters and digits are compared without case, accents, ligatures and the signs between them: quotation marks, dashes,
spaces and hyphens may be set as a language wants them. What repeats the page (`nav`) is left out, and so is what is not
in its text: attributes, pictures, numbers of headings and notes. Notes come last, whichever way they are set.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from lxml import etree

from brief.page.elements import classes
from brief.render.presence.used_letters import UsedLetters

Span = tuple[int, int]
Used = Sequence[UsedLetters]

_SHORT: Final = 12  # letters: what is shorter must be whole words, so that `no` is not found in `unknown`
_LONGEST_GAP: Final = 80  # letters between two pieces of one text
_WORDS_TO_A_GAP: Final = 4  # a text of so many words may be shown in two pieces
_BLOCKS: Final = frozenset(
    ("p", "li", "dt", "dd", "td", "th", "pre", "figcaption", "caption", "h1", "h2", "h3", "h4", "h5", "h6")
)
_CELLS: Final = ("td", "th")
_CELL_END: Final = "\n"  # among the letters: the figures of two cells are not one number
_IGNORED: Final = "\u00ad\u200b\u200c\u200d"  # soft hyphens, and what joins or parts letters
_NOT_READ: Final = ("nav", etree.Comment, etree.ProcessingInstruction)
_INSERTED: Final = frozenset({"status", "tag", "label", "bracket"})  # what the page adds to an author's words


class PageLetters:
    """The letters of a page; finding some accounts for them, so that no two texts are shown by the same letters."""

    def __init__(self, body: etree._Element) -> None:
        """Read the header and the parts of a page."""
        self.spans: dict[etree._Element, Span] = {}
        self.notes: list[Span] = []
        self._letters: list[str] = []  # words
        self._length = 0
        self._is_inserted, self._begins_word = bytearray(), bytearray()  # for each letter
        postponed = self._read(body)
        for note in postponed:
            start = self._length
            self._read(note)
            self.notes.append((start, self._length))
        self._begins_word.append(1)
        self.notes = merged(self.notes)
        self._text = "".join(self._letters)
        blocks = (span for element, span in self.spans.items() if element.tag in _BLOCKS)
        self._edges = sorted({edge for span in blocks for edge in span})
        self._kept = [index for index, inserted in enumerate(self._is_inserted) if not inserted]
        self._plain = "".join(map(self._text.__getitem__, self._kept))
        self.used = UsedLetters()  # by anything so far

    def find(self, text: str, spans: Sequence[Span], used: Used = (), *, keep: bool = False) -> bool:
        """Return whether words are on the page in one of the spans, and account for their letters in the first `used`.

        A longer text may be in several pieces, in order and close together. Letters in any of `used` are passed over.
        With `keep`, nothing is accounted for.
        """
        pieces = self._pieces(letters_of(text).split(), spans, used)
        for piece in pieces or ():
            for letters in () if keep else (*used[:1], self.used):
                letters.add(piece)
        return pieces is not None

    def _pieces(self, words: Sequence[str], spans: Sequence[Span], used: Used) -> list[range] | None:
        """Return where words are: in one piece, else in as few as possible; `None` where they are not."""
        pieces: list[range] = []
        cursor, most = 0, len(words) // _WORDS_TO_A_GAP + 1
        while words:
            sizes = range(len(words), 0, -1 if most > 1 else -len(words))
            found = ((size, self._find_words(words[:size], spans, used, cursor)) for size in sizes)
            size, piece = next(((size, piece) for size, piece in found if piece is not None), (0, None))
            if piece is None or (pieces and piece.start - pieces[-1].stop > _LONGEST_GAP) or len(pieces) == most:
                return None
            pieces.append(piece)
            cursor, words = piece.stop, words[size:]
        return pieces

    def _find_words(self, words: Sequence[str], spans: Sequence[Span], used: Used, cursor: int) -> range | None:
        wanted = "".join(words)
        for start, end in spans:
            found = self._find_letters(wanted, used, max(start, cursor), end)
            if found is not None:
                return found
        return None

    def _find_letters(self, wanted: str, used: Used, start: int, end: int) -> range | None:
        """Return a place of letters that is not used up, with what the page has inserted or without it.

        A place in one block comes before others: the end of one block and the beginning of the next may have the
        letters of a third one, and need them for themselves.
        """
        free: range | None = None
        at = self._text.find(wanted, start, end)
        while at >= 0:
            place = range(at, at + len(wanted))
            if self._is_free(place, wanted, used):
                if self._is_in_one_block(place):
                    return place
                free = free or place
            at = self._text.find(wanted, at + 1, end)
        if free is not None:
            return free
        first, last = bisect_left(self._kept, start), bisect_left(self._kept, end)
        at = self._plain.find(wanted, first, last)
        while at >= 0:
            place = range(self._kept[at], self._kept[at + len(wanted) - 1] + 1)
            if len(place) > len(wanted) and self._is_free(place, wanted, used):
                return place
            at = self._plain.find(wanted, at + 1, last)
        return None

    def _is_in_one_block(self, place: range) -> bool:
        edge = bisect_right(self._edges, place.start)
        return edge == len(self._edges) or self._edges[edge] >= place.stop

    def _is_free(self, place: range, wanted: str, used: Used) -> bool:
        is_whole = bool(self._begins_word[place.start] and self._begins_word[place.stop])
        return (is_whole or len(wanted) >= _SHORT) and not any(one.overlaps(place) for one in used)

    def _read(self, root: etree._Element) -> list[etree._Element]:
        """Add the letters under an element; return the notes in it, which are read later."""
        postponed = []
        inserted = 0
        starts: dict[etree._Element, int] = {}
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            names = classes(element) if isinstance(element.tag, str) else []
            is_inserted = not _INSERTED.isdisjoint(names)
            if event == "start":
                starts[element] = self._length
                is_note = "note" in names and element is not root
                if is_note:
                    postponed.append(element)
                inserted += is_inserted
                if is_note or element.tag in _NOT_READ or "number" in names or _is_call(element):
                    walk.skip_subtree()
                else:
                    self._add(element.text or "", is_inserted=inserted > 0)
                continue
            inserted -= is_inserted
            if element.tag in _CELLS:
                self._end_cell()
            self.spans[element] = (starts.pop(element), self._length)
            if element.tag == "li" and element.getparent() is not None and "endnotes" in classes(element.getparent()):
                self.notes.append(self.spans[element])
            if element is not root:
                self._add(element.tail or "", is_inserted=inserted > 0)
        return postponed

    def _end_cell(self) -> None:
        self._letters.append(_CELL_END)
        self._length += 1
        self._is_inserted.append(0)
        self._begins_word.append(1)

    def _add(self, text: str, *, is_inserted: bool) -> None:
        for word in _words(text):
            self._letters.append(word)
            self._length += len(word)
            self._is_inserted.extend((b"\1" if is_inserted else b"\0") * len(word))
            self._begins_word.extend(b"\1" + bytes(len(word) - 1))


def letters_of(text: str) -> str:
    """Return the words of a text as they are compared, separated by spaces."""
    return " ".join(_words(text))


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return found


def _words(text: str) -> Iterator[str]:
    return chain.from_iterable(map(_words_between_spaces, text.split()))


@lru_cache(maxsize=1 << 16)  # most words of a text are said again in it
def _words_between_spaces(written: str) -> tuple[str, ...]:
    """Return the words of a text without spaces, as they are compared: of letters and digits alone."""
    compared = []
    for character in written:
        kept = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
        letters = "".join(str(unicodedata.digit(one, one)) for one in kept if one.isalnum())
        is_mark = unicodedata.category(character)[0] == "M" or character in _IGNORED
        compared.append(letters or ("" if is_mark else " "))
    return tuple("".join(compared).split())


def _is_call(element: etree._Element) -> bool:
    return element.tag == "sup" and element.find("a[@class='noteref']") is not None
