"""Pictures from people's files: measured, refused when they could do more than be seen, bared of what nobody sees."""

from brief.pictures.dimensions import PIXELS, dimensions
from brief.pictures.strip_metadata import strip_metadata
from brief.pictures.svg import PictureError

__all__ = ["PIXELS", "PictureError", "dimensions", "strip_metadata"]
