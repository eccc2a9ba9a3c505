"""What the engine may read: the page's own assets, by name, and nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

BASE = "https://brief.invalid/"  # is not a folder of this machine, so that none gets into the file

_TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".svg": "image/svg+xml"}


class AssetFetcher(URLFetcher):  # type: ignore[misc] # WeasyPrint carries no types
    """Serves the assets under `BASE` and refuses everything else; `refused` lists the addresses."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        """Serve these assets, without the handlers that could open a file or a connection."""
        self._assets = assets
        self._fail_on_errors = True
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ARG002 (as the engine calls it)
        """Return the asset at that address; refuse any other address and stop the layout."""
        name = unquote(url.removeprefix(BASE))
        if not url.startswith(BASE) or name not in self._assets:
            # Inside an SVG picture WeasyPrint ignores even this error: the list is what counts.
            self.refused.append(url)
            raise FatalURLFetchingError(url)
        suffix = name[name.rfind(".") :].lower() if "." in name else ""
        media_type = _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
        data = self._assets[name]
        if data.startswith(b"\x89PNG"):  # a drawing that is shown as pixels keeps its name
            media_type = "image/png"
        return URLFetcherResponse(url, data, {"Content-Type": media_type})
