"""Pictures from people's files: their dimensions, what is refused, and their bytes without metadata.

| module | what is in it |
|---|---|
| `dimensions` | size of a PNG, JPEG or SVG file, and whether it is intact |
| `svg` | which SVG files are allowed |
| `strip_metadata` | removes metadata, comments and everything else that is not visible |
"""

from brief.pictures.dimensions import PIXELS, dimensions
from brief.pictures.strip_metadata import strip_metadata
from brief.pictures.svg import PictureError

__all__ = ["PIXELS", "PictureError", "dimensions", "strip_metadata"]
