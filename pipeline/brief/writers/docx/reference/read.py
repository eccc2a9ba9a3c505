"""Reading a reference document: what of it a brief takes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from brief.ooxml.archive import Unusable, opened
from brief.ooxml.xml import W, Xml
from brief.writers.docx.reference.headers_footers import Key, Letterhead, cleaned, letterheads
from brief.writers.docx.reference.height_limits import measured, put_behind
from brief.writers.docx.reference.schema_order import tidied

MARK: Final = "handling-mark"
# The tags of the controls that a brief fills, and what it puts there.
PLACEHOLDERS: Final[Mapping[str, str]] = {
    MARK: "the handling mark",
    "privilege": "the privilege line",
    "title": "the title",
    "running": "the title, shortened to fit a header",
    "reference": "the reference and the version",
}
LEAST: Final = 2835  # twips that text needs across and down: 50 mm
_NUMBER: Final = re.compile(r"-?\d{1,6}(\.\d{1,20})?")
_FARTHEST: Final = 2835  # twips from the edge of the sheet to a header or footer: 50 mm
SETUP: Final = "correct it in Word under Layout, Page Setup"
_THEMED: Final = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}


@dataclass(frozen=True, slots=True)
class Reference:
    """An organisation's own Word file, as far as a brief takes it on; trees are copied before they are changed."""

    styles: Xml = field(repr=False)
    section: Xml = field(repr=False)  # properties of its last section
    letterheads: Mapping[Key, Letterhead] = field(hash=False)
    has_even_pages: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of header and footer that its sheets have."""
        has_first = self.section.find(f"{{{W}}}titlePg") is not None
        return ("default", *["first"] * has_first, *["even"] * self.has_even_pages)


@lru_cache(maxsize=4)
def read_reference(data: bytes) -> Reference:
    """Return what is taken on from a reference document; raise `BriefError` (E311) where it cannot be used."""
    archive = opened(data)
    main = archive.main()
    parts = {each.kind: each.target for each in archive.relations(main).values() if not each.is_external}
    if "styles" not in parts:
        raise Unusable("E311/no-styles", "has no styles")
    document = archive.xml(main)
    sections = list(document.iter(f"{{{W}}}sectPr"))
    section = sections[-1] if sections else document.makeelement(f"{{{W}}}sectPr")
    _measure(section)
    settings = archive.xml(parts["settings"]) if "settings" in parts else document
    faces = _faces(archive.xml(parts["theme"])) if "theme" in parts else {}
    styles = tidied(cleaned(archive.xml(parts["styles"])))
    _settle_theme(styles, faces)
    found = letterheads(archive, main, sections)
    for key, each in found.items():
        _settle_theme(tidied(each.root), faces)
        measured(each.root, styles, key[0])
        put_behind(each.root)
    return Reference(styles, section, found, settings.find(f"{{{W}}}evenAndOddHeaders") is not None)


def _measure(section: Xml) -> None:
    """Raise `Unusable` for a sheet whose margins leave no room for text, upright or turned."""
    size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    if size is None or margins is None:
        return
    sides = [number(size, "w"), number(size, "h")]
    if max(number(margins, "header"), number(margins, "footer")) > _FARTHEST:
        raise Unusable("E311/page-setup", "has a header or footer too far from the edge of the sheet", SETUP)
    across, down = (
        number(margins, one) + number(margins, other) for one, other in (("left", "right"), ("top", "bottom"))
    )
    if min(sides) - max(across, down) < LEAST or max(sides) > 31680 or min(across, down) < 0:
        text = "has a sheet or margins that leave less than 50 mm for the text of an upright or a turned sheet"
        raise Unusable("E311/page-setup", text, SETUP)


def number(element: Xml, name: str) -> int:
    """Return an attribute that is a number, as some programs write it, in whole; raise `Unusable` for any other."""
    written = str(element.get(f"{{{W}}}{name}", "0"))
    if not _NUMBER.fullmatch(written):
        raise Unusable("E311/not-a-number", f"says `{written[:40]}` where a number of twips should stand")
    return round(float(written))


def _faces(theme: Xml) -> dict[str, str]:
    """Return the families of a theme's major and minor face for Latin text (ECMA-376 20.1.4.1.24, .25)."""
    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    found = {name: theme.find(f".//{space}{name}Font/{space}latin") for name in ("major", "minor")}
    return {
        name: str(each.get("typeface")) for name, each in found.items() if each is not None and each.get("typeface")
    }


def _settle_theme(root: Xml, faces: Mapping[str, str]) -> None:
    """Write out what a tree takes from the file's theme, so that nobody needs the theme: families, and colours."""
    for element in root.iter():
        for name in [str(name) for name in element.attrib]:
            local = name.removeprefix(f"{{{W}}}")
            if local in _THEMED:
                family = faces.get(str(element.attrib.pop(name))[:5])
                if family and local in ("asciiTheme", "hAnsiTheme"):
                    element.set(f"{{{W}}}{_THEMED[local]}", family)
            elif local.startswith(("themeColor", "themeTint", "themeShade", "themeFill")):
                del element.attrib[name]


def style_names(styles: Xml) -> Iterator[str]:
    """Give the name of every style, as a Word user sees it."""
    for name in styles.iterfind(f"{{{W}}}style/{{{W}}}name"):
        yield str(name.get(f"{{{W}}}val", ""))


def tags_of(root: Xml) -> list[str]:
    """Return the tags of a part's content controls."""
    return [str(each.get(f"{{{W}}}val", "")) for each in root.iter(f"{{{W}}}tag")]
