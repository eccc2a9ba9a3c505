"""Where words stand on the sheets of a finished PDF."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from brief.build import Build

Box = tuple[int, float, float, float, float]  # sheet, left, bottom, right, top: in points


def boxes(made: Build, words: str) -> list[Box]:
    """Return every place in a PDF where words of one line stand, in the order of its sheets."""
    with pypdfium2.PdfDocument(made.files["pdf"]) as document:
        return list(_boxes(document, words))


def _boxes(document: pypdfium2.PdfDocument, words: str) -> Iterator[Box]:
    for number, sheet in enumerate(document):
        reader = sheet.get_textpage()
        search = reader.search(words, match_case=True, match_whole_word=True)
        while found := search.get_next():
            each = [reader.get_charbox(found[0] + place) for place in range(found[1])]
            lefts, bottoms, rights, tops = zip(*each, strict=True)
            yield number, min(lefts), min(bottoms), max(rights), max(tops)


def box(made: Build, words: str) -> Box:
    """Return the one place where words stand."""
    (only,) = boxes(made, words)
    return only


def box_in_line(made: Build, words: str, other: Box) -> Box:
    """Return where words stand on the line of another place."""
    found = [each for each in boxes(made, words) if each[0] == other[0] and each[2] < other[4] and other[2] < each[4]]
    assert found, f"`{words}` is not on the line"
    return found[0]
