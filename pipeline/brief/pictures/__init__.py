"""Pictures from people's files: measured, refused when they could do more than be seen, bared of what nobody sees."""

from brief.pictures.dimensions import PIXELS, measured
from brief.pictures.strip_metadata import bare
from brief.pictures.svg import PictureError

__all__ = ["PIXELS", "PictureError", "bare", "measured"]
