"""Pictures from people's files: what is refused, and what is seen of the others.

| module | what is in it |
|---|---|
| `read` | a picture of any kind as it may leave the project |
| `raster` | PNG and JPEG: their pixels, upright and in sRGB, in a new file |
| `raster_header` | kind, size and completeness of their files |
| `svg` | size of an SVG file, and which are allowed |
| `svg_css` | what its style sheets load and refer to |
| `svg_repetition` | how much it draws more than once |
| `svg_limits` | how much may be in it |
| `svg_names` | of which elements, attributes and words a drawing consists |
| `svg_cascade` | its style sheets as attributes |
| `svg_drawing` | an SVG file with its drawing alone |
| `svg_covered` | words outside a drawing or behind its shapes |
| `svg_alike` | which drawings every format draws in the same way |
| `draw_pixels` | a drawing as PNG |
| `picture_error` | what is wrong with a picture |
"""

from brief.pictures.draw_pixels import draw_pixels
from brief.pictures.picture_error import PictureError
from brief.pictures.read import SeenPicture, seen_picture
from brief.pictures.svg_alike import is_drawn_alike

__all__ = ["PictureError", "SeenPicture", "draw_pixels", "is_drawn_alike", "seen_picture"]
