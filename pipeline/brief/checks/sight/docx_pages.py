"""What the pages of a Word file show: the words of each header and footer, and text that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from brief.checks.sight.docx_looks import Looks
from brief.checks.sight.seen import LEAST_CONTRAST, LEAST_MARK_CONTRAST, Margin, Unseen
from brief.checks.sight.word import W, is_on, number

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STORIES: Final = re.compile(r"word/(document|footnotes|endnotes)\.xml")
_KINDS: Final = {"default": "the pages", "first": "the first page", "even": "the even pages"}


class WordPages:
    """The pages of one Word file, by the parts of its package as parsed XML."""

    def __init__(self, parts: Mapping[str, Any]) -> None:
        """Take the parts by name; raise `KeyError` when one that every file has is missing."""
        self.parts = parts
        self.sections = list(parts["word/document.xml"].iter(f"{W}sectPr"))
        sizes = [section.find(f"{W}pgSz") for section in self.sections]
        self.height = int(max(number(size, "h", 0) for size in sizes))
        self.looks = Looks(parts["word/styles.xml"], int(max(number(size, "w", 0) for size in sizes)), self.height)

    def unseen(self) -> Iterator[Unseen]:
        """Give each text of the document and its notes that a reader does not see."""
        for name, root in self.parts.items():
            if found := _STORIES.fullmatch(name):
                for paragraph in root.iter(f"{W}p"):
                    yield from self.hidden(paragraph, f"the part {found[1]}", LEAST_CONTRAST)

    def hidden(self, paragraph: Any, where: str, least_contrast: float) -> Iterator[Unseen]:
        """Give the text of a paragraph that is not seen, runs for the same reason as one text."""
        rows = ((self.looks.why_unseen(run, paragraph, least_contrast), text) for run, text in _texts(paragraph))
        for why, run in groupby(rows, key=lambda row: row[0]):
            text = "".join(text for _, text in run)
            if why and text.strip():
                yield Unseen(text, where, why)

    def margins(self) -> Iterator[Margin]:
        """Give each header and footer of each section; a section without one of its own has that before (17.10.1)."""
        targets = {row.get("Id"): row.get("Target") for row in self.parts["word/_rels/document.xml.rels"]}
        has_even = is_on(self.parts["word/settings.xml"].find(f"{W}evenAndOddHeaders"))
        known: dict[tuple[str, str], str] = {}
        for order, section in enumerate(self.sections, 1):
            for name in ("header", "footer"):
                for row in section.iterfind(f"{W}{name}Reference"):
                    known[name, row.get(f"{W}type")] = targets[row.get(f"{_R}id")]
            is_there = {"default": True, "first": is_on(section.find(f"{W}titlePg")), "even": has_even}
            for kind, words in _KINDS.items():
                if is_there[kind]:
                    page = f"of {words} of section {order}"
                    for name in ("header", "footer"):
                        yield self.margin(page, name, known.get((name, kind), ""), section)

    def margin(self, page: str, name: str, target: str, section: Any) -> Margin:
        """Return one header or footer with what is seen of it; an empty one where a section has none."""
        if not target:
            return Margin(page, name == "header", ())
        root = self.parts[f"word/{target.removeprefix('/word/')}"]
        seen, hidden = [], []
        distance = number(section.find(f"{W}pgMar"), name, 0)
        outside = "it is beside the page" if not 0 <= distance < self.height / 2 else ""
        for paragraph in root.iter(f"{W}p"):
            whole = [(outside or self.looks.why_unseen(run, paragraph, LEAST_MARK_CONTRAST), text)
                     for run, text in _texts(paragraph)]  # fmt: skip
            seen.append("".join(text for why, text in whole if not why))
            hidden += [Unseen(text, page, why) for why, text in whole if why]
        return Margin(page, name == "header", tuple(filter(None, seen)), tuple(hidden))


def _texts(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """Give the runs of a paragraph with their text, but not those of paragraphs within it."""
    for run in paragraph.iter(f"{W}r"):
        text = "".join(each.text or "" for each in run.iterchildren(f"{W}t"))
        if text and next(run.iterancestors(f"{W}p")) is paragraph:
            yield run, text
