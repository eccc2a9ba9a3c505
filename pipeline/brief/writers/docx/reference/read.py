"""Reading a reference document: everything in it that a brief takes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from brief.ooxml.archive import Archive, UnusableFileError, open_archive
from brief.ooxml.styles import style_name
from brief.ooxml.xml import W, Xml
from brief.writers.docx.reference.check_height import check_height, put_behind
from brief.writers.docx.reference.read_headers_footers import HeaderFooter, Key, cleaned, read_headers_footers
from brief.writers.docx.reference.schema_order import sort_properties
from brief.writers.docx.reference.unusable import FILE_RULES, UnusableReferenceError

MARK: Final = "handling-mark"
# The tags of the controls that a brief fills, and what it fills them with.
PLACEHOLDERS: Final[Mapping[str, str]] = {
    MARK: "the handling mark",
    "privilege": "the privilege line",
    "title": "the title",
    "running": "the title, shortened to fit a header",
    "reference": "the reference and the version",
}
LEAST: Final = 2835  # twips that text needs across and down: 50 mm
_NUMBER: Final = re.compile(r"-?\d{1,6}(\.\d{1,20})?")
_FARTHEST: Final = 2835  # twips from the edge of the page to a header or footer: 50 mm
_LARGEST: Final = 31680  # twips of a side of the page: 22 inches, the most that Word has
SETUP: Final = "correct it in Word under Layout, Page Setup"
_SHRINK: Final = "delete its pages and large pictures; only headers, footers and styles are used"
_THEMED: Final = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a brief takes on from an organisation's own Word file; trees are copied before they are changed."""

    styles: Xml = field(repr=False)
    section: Xml = field(repr=False)  # properties of its last section
    headers_footers: Mapping[Key, HeaderFooter] = field(hash=False)
    has_even_pages: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of header and footer that its pages have."""
        has_first = self.section.find(f"{{{W}}}titlePg") is not None
        return ("default", *["first"] * has_first, *["even"] * self.has_even_pages)


@lru_cache(maxsize=4)
def read_reference(data: bytes) -> Reference:
    """Return what is taken on from a reference document; raise `BriefError` (E311) where it cannot be used."""
    try:
        return _read(open_archive(data, _SHRINK))
    except UnusableFileError as error:
        raise UnusableReferenceError(FILE_RULES[error.rule], error.text, error.hint) from error


def _read(archive: Archive) -> Reference:
    main = archive.main_part()
    parts = {each.kind: each.target for each in archive.relations(main).values() if not each.is_external}
    if "styles" not in parts:
        raise UnusableReferenceError("E311/no-styles", "has no styles")
    document = archive.read_xml(main)
    sections = list(document.iter(f"{{{W}}}sectPr"))
    section = sections[-1] if sections else document.makeelement(f"{{{W}}}sectPr")
    _check_page(section)
    settings = archive.read_xml(parts["settings"]) if "settings" in parts else document
    faces = _theme_faces(archive.read_xml(parts["theme"])) if "theme" in parts else {}
    styles = sort_properties(cleaned(archive.read_xml(parts["styles"])))
    _resolve_theme(styles, faces)
    headers_footers = read_headers_footers(archive, main, sections)
    for key, each in headers_footers.items():
        _resolve_theme(sort_properties(each.root), faces)
        check_height(each.root, styles, key[0])
        put_behind(each.root)
    return Reference(styles, section, headers_footers, settings.find(f"{{{W}}}evenAndOddHeaders") is not None)


def _check_page(section: Xml) -> None:
    """Raise `UnusableReferenceError` for a page whose margins leave no room for text, portrait or landscape."""
    size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    if size is None or margins is None:
        return
    sides = [number(size, "w"), number(size, "h")]
    if max(number(margins, "header"), number(margins, "footer")) > _FARTHEST:
        raise UnusableReferenceError(
            "E311/page-setup", "has a header or footer more than 50 mm from the edge of the page", SETUP
        )
    across, down = (
        number(margins, one) + number(margins, other) for one, other in (("left", "right"), ("top", "bottom"))
    )
    if min(sides) - max(across, down) < LEAST or max(sides) > _LARGEST or min(across, down) < 0:
        text = "has a page size or margins that leave less than 50 mm for the text, in portrait or in landscape"
        raise UnusableReferenceError("E311/page-setup", text, SETUP)


def number(element: Xml, name: str) -> int:
    """Return a numeric attribute, rounded; some programs write decimals. Raise `UnusableReferenceError` otherwise."""
    written = str(element.get(f"{{{W}}}{name}", "0"))
    if not _NUMBER.fullmatch(written):
        raise UnusableReferenceError("E311/not-a-number", f"has `{written[:40]}` where a length in twips is expected")
    return round(float(written))


def _theme_faces(theme: Xml) -> dict[str, str]:
    """Return the families of a theme's major and minor face for Latin text (ECMA-376 20.1.4.1.24, .25)."""
    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    found = {name: theme.find(f".//{space}{name}Font/{space}latin") for name in ("major", "minor")}
    return {
        name: str(each.get("typeface")) for name, each in found.items() if each is not None and each.get("typeface")
    }


def _resolve_theme(root: Xml, faces: Mapping[str, str]) -> None:
    """Write out what a tree takes from the file's theme, so that none is needed: families, and colours as values."""
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
    """Yield the name of every style, as a Word user sees it."""
    return map(style_name, styles.iterfind(f"{{{W}}}style[{{{W}}}name]"))


def tags_of(root: Xml) -> list[str]:
    """Return the tags of a part's content controls."""
    return [str(each.get(f"{{{W}}}val", "")) for each in root.iter(f"{{{W}}}tag")]
