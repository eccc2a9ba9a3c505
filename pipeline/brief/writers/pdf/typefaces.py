"""Which fonts the engine knows: the page's own faces, and none of the machine's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any
from xml.sax.saxutils import escape

from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

from brief.page.fonts import Face

ffi.cdef("FcConfig *FcConfigCreate(void);")


class Typefaces(FontConfiguration):  # type: ignore[misc] # WeasyPrint carries no types
    """The font configuration of one layout; nothing of it is shared with other threads or processes."""

    def __init__(self, faces: Iterable[Face]) -> None:
        """Start without any font, and prefer the families of `faces` among those that style sheets add."""
        # As FontConfiguration.__init__, but an empty configuration instead of the machine's: no font, cache or rule
        # of the machine can change the file, and no environment variable has to be set for that.
        self._folder = None
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)  # the font map holds it from here on
        self.strut_layouts: dict[Any, Any] = {}
        self.font_features: dict[Any, Any] = {}
        fontconfig.FcConfigParseAndLoadFromMemory(self._config, _preference(faces), True)

    @property
    def is_empty(self) -> bool:
        """Return whether none of the page's own faces was loaded: a layout without any font ends the process."""
        loaded = fontconfig.FcConfigGetFonts(self._config, fontconfig.FcSetApplication)
        return bool(loaded == ffi.NULL or loaded.nfont == 0)


def _preference(faces: Iterable[Face]) -> bytes:
    """Return a Fontconfig rule: first the families that the style sheet names, then the page's, then all others.

    The family with the most faces comes first, so that a character that one text family lacks is taken from the other
    one before it is taken from a family of symbols.
    """
    counts = Counter(face.family for face in faces)
    families = sorted(counts, key=lambda family: (-counts[family], family))
    names = "".join(f"<string>{escape(family)}</string>" for family in families)
    edit = f'<edit name="family" mode="append_last" binding="strong">{names}</edit>' if names else ""
    return f'<?xml version="1.0"?><fontconfig><match target="pattern">{edit}</match></fontconfig>'.encode()
