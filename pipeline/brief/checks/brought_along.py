"""Words that fonts and colour profiles bring along: names, licences and notices of copyright."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from brief.checks.extract import Extract
from brief.checks.normalise import words_in
from brief.checks.spellings import readable_in

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

PROFILE = "a colour profile"  # where it is in a PDF
_PROFILES = "pdf/*.icc"  # in the PDF engine


@dataclass(frozen=True)
class BroughtAlong:
    """What the fonts of a page's templates and the PDF engine's colour profiles say themselves, read when it is needed.

    A manual that mentions a font's licence has words of it, and every file that embeds the font has them too.
    """

    page: Page = field(repr=False)

    def has(self, extract: Extract, words: str) -> bool:
        """Return whether an extract is of a font or a colour profile that has these words by itself."""
        if extract.is_content or not (extract.where == PROFILE or "font" in extract.where):
            return False
        return "".join(words.split()) in self.letters

    @cached_property
    def letters(self) -> str:
        """All their words without spaces, a line for each."""
        return "\n".join("".join(words_in(text)) for data in self._files() for text in readable_in(data))

    def _files(self) -> Iterator[bytes]:
        yield from (data for name, data in self.page.assets.items() if name.startswith("fonts/"))
        engine = find_spec("weasyprint")
        for folder in (engine and engine.submodule_search_locations) or ():
            yield from (path.read_bytes() for path in sorted(Path(folder).glob(_PROFILES)))
