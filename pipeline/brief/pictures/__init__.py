"""Pictures from people's files: what is refused, and what is seen of the others.

| module | what is in it |
|---|---|
| `read` | a picture of any kind as it may leave the project |
| `raster` | PNG and JPEG: their pixels, upright and in sRGB, in a new file |
| `raster_header` | kind, size and completeness of their files |
| `svg` | size of an SVG file, and which are allowed |
| `svg_css` | what its style sheets load and refer to |
| `svg_repetition` | how much it draws more than once |
| `strip_svg` | an SVG file without what is not seen |
| `picture_error` | what is wrong with a picture |
"""

from brief.pictures.picture_error import PictureError
from brief.pictures.read import SeenPicture, seen_picture

__all__ = ["PictureError", "SeenPicture", "seen_picture"]
