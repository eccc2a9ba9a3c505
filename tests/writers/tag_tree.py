"""What a screen reader gets from the structure tree: a PDF's tags and words in order, as `<H2>`, `1 Facts`, `</H2>`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from tests.writers.paper import texts

_TAG = re.compile(r"</?[A-Z]\w*( [a-z]+=.*)?>", re.DOTALL)


def tags_and_words(data: bytes) -> list[str]:
    """Return tags and words in the order of the structure tree (ISO 32000-1, 14.7 and 14.8.2.3)."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tree = _Tree(pdf, data)
        row = list(tree.element(pdf.Root.StructTreeRoot.K, None))
        untagged = {mark for mark, text in tree.words.items() if text.strip()} - tree.met
        assert not untagged, f"marked as content and in no tag: {untagged}"
    return row


def letters_between_tags(row: list[str]) -> list[str]:
    """Return tags and words with the letters between two tags joined, so that line breaks and type do not count.

    Words that are drawn in a figure are left out too: its alternative text replaces them.
    """
    done, letters, figures = [], "", 0
    for token in row:
        if not _TAG.fullmatch(token):
            letters += "" if figures else "".join(filter(str.isalnum, token)).casefold()
            continue
        figures += token.startswith("<Figure") - (token == "</Figure>")
        done += [letters, token] if letters else [token]
        letters = ""
    return done


class _Tree:
    def __init__(self, pdf: pikepdf.Pdf, data: bytes) -> None:
        self.words: dict[tuple[int, int], str] = {}
        self.met: set[tuple[int, int]] = set()
        with pypdfium2.PdfDocument(data) as document:
            for sheet, page in zip(document, pdf.pages, strict=True):
                for number, text in texts(sheet):
                    mark = page.objgen[0], number
                    self.words[mark] = self.words.get(mark, "") + text

    def element(self, one: Any, page: int | None) -> Iterator[str]:
        if isinstance(one, pikepdf.Array):
            for kid in one:
                yield from self.element(kid, page)
        elif isinstance(one, int):
            assert page is not None
            yield self.mark((page, one))
        elif one.get("/Type") == "/MCR":
            yield self.mark((one.Pg.objgen[0], int(one.MCID)))
        elif "/S" in one:
            kind = str(one.S)[1:]
            yield f"<{' '.join([kind, *_attributes(one)])}>"
            yield from self.element(one.get("/K", pikepdf.Array()), one.Pg.objgen[0] if "/Pg" in one else page)
            yield f"</{kind}>"
        else:
            assert one.get("/Type") == "/OBJR"

    def mark(self, mark: tuple[int, int]) -> str:
        assert mark not in self.met, f"tagged twice: {self.words.get(mark)}"
        self.met.add(mark)
        return self.words.get(mark, "")


def _attributes(element: Any) -> Iterator[str]:
    """Give the attributes of a tag, and the target of a link."""
    for key in ("/Lang", "/Alt", "/E", "/ID"):
        if key in element:
            yield f"{key[1:].lower()}={element[key]}"
    owned = element.get("/A", {})
    for key in ("/Scope", "/ColSpan", "/RowSpan"):
        if key in owned:
            yield f"{key[1:].lower()}={str(owned[key]).removeprefix('/')}"
    if element.S == "/Link":
        targets = {_target(kid.Obj) for kid in element.K if not isinstance(kid, int) and kid.get("/Type") == "/OBJR"}
        yield from (f"to={target}" for target in sorted(targets))


def _target(annotation: Any) -> str:
    if "/Dest" in annotation:
        return str(annotation.Dest)
    return str(annotation.A.URI)
