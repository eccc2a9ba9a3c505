"""Style sheets as the engine reads them: a sheet is read once for all the pages that have it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import weasyprint
from weasyprint.urls import FatalURLFetchingError

from brief.writers.pdf.engine_warnings import capture_log
from brief.writers.pdf.fetch import BASE, AssetFetcher
from brief.writers.pdf.typefaces import Typefaces


@dataclass(slots=True)
class _FaceRules:
    """The `@font-face` rules of a sheet, in the place of a font configuration, which each layout has of its own."""

    found: list[Any] = field(default_factory=list)

    def add_font_face(self, descriptors: Any, _: Any) -> None:
        self.found.append(descriptors)


def read_sheet(text: str, fetcher: AssetFetcher, typefaces: Typefaces) -> Any:
    """Return a style sheet for the engine, with its faces loaded; what is wrong with it is logged each time."""
    known = _known(text)
    if known is None:
        return weasyprint.CSS(string=text, base_url=BASE, url_fetcher=fetcher, font_config=typefaces)
    sheet, faces = known
    for descriptors in faces:
        typefaces.add_font_face(descriptors, fetcher)
    return sheet


def forget_sheets() -> None:
    """Read all sheets again: of a value that it does not support, the engine warns once as long as it has the sheet."""
    _known.cache_clear()


@lru_cache(maxsize=8)
def _known(text: str) -> tuple[Any, list[Any]] | None:
    """Return a sheet and its `@font-face` rules; `None` for one that the engine warns of, or that asks for others."""
    fetcher, faces = AssetFetcher({}), _FaceRules()
    with capture_log() as log:
        try:
            sheet = weasyprint.CSS(string=text, base_url=BASE, url_fetcher=fetcher, font_config=faces)
        except FatalURLFetchingError:
            return None
    return None if log.messages or fetcher.refused else (sheet, faces.found)
