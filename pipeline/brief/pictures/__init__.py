"""Pictures from people's files: their dimensions, what is refused, and their bytes without metadata.

| module | what is in it |
|---|---|
| `dimensions` | size of a PNG or JPEG file, and whether it is intact |
| `svg` | size of an SVG file, and which are allowed |
| `svg_css` | what its style sheets load and refer to |
| `svg_repetition` | how much it draws more than once |
| `picture_error` | what is wrong with a picture |
| `strip_metadata` | removes metadata, comments and everything else that is not visible |
"""

from brief.pictures.dimensions import PIXELS, dimensions
from brief.pictures.picture_error import PictureError
from brief.pictures.strip_metadata import strip_metadata

__all__ = ["PIXELS", "PictureError", "dimensions", "strip_metadata"]
