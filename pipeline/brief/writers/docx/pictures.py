"""Pictures: PNG and JPEG as they are, SVG with a PNG for readers without SVG; all with alternative text."""

from __future__ import annotations

import struct
from collections.abc import Mapping

import lxml.etree as etree

from brief.ooxml.package import Part
from brief.ooxml.xml import PIC, WP, A, R, Xml, emu, w
from brief.page.vocabulary import Page
from brief.pictures import draw_pixels
from brief.writers.docx.document import Output, Scope

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_SHARPNESS = 3.0  # pixels of the PNG to a CSS pixel of the SVG
_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the JPEG markers with a picture's size


def drawing(element: etree._Element, output: Output, scope: Scope) -> Xml:
    """Return a picture in the line, no wider than its column and no taller than the theme allows.

    Raise `ValueError` for a picture of another kind.
    """
    source = element.get("src", "")
    data = output.context.page.assets[source]
    width, height = _size(element, data)
    widest = max(scope.width - scope.indent, 20) / 20
    if width > widest:
        width, height = widest, height * widest / width
    tallest = output.context.theme.page_size[1] * output.context.theme.page_theme.number("figure.tallest") / 20
    if height > tallest:
        width, height = width * tallest / height, tallest
    number = output.next_drawing()
    extent = {"cx": str(max(emu(width), 1)), "cy": str(max(emu(height), 1))}
    inline = _element(WP, "inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"})
    etree.SubElement(inline, f"{{{WP}}}extent", extent)
    inline.append(_drawing_name(number, element.get("alt", "")))
    frame = etree.SubElement(inline, f"{{{WP}}}cNvGraphicFramePr")
    etree.SubElement(frame, f"{{{A}}}graphicFrameLocks", {"noChangeAspect": "1"})
    graphic = etree.SubElement(inline, f"{{{A}}}graphic")
    graphic.append(_picture(number, _files(output, source, data), scope, extent))
    return w("drawing", inline)


def _picture(number: int, files: Mapping[str, str], scope: Scope, extent: Mapping[str, str]) -> Xml:
    """Return the picture itself (ECMA-376 20.2.2.5); `files` are its parts by kind, the one for all readers first."""
    data = _element(A, "graphicData", {"uri": PIC})
    picture = etree.SubElement(data, f"{{{PIC}}}pic")
    about = etree.SubElement(picture, f"{{{PIC}}}nvPicPr")
    etree.SubElement(about, f"{{{PIC}}}cNvPr", {"id": str(number), "name": f"Picture {number}"})
    etree.SubElement(about, f"{{{PIC}}}cNvPicPr")
    fill = etree.SubElement(picture, f"{{{PIC}}}blipFill")
    names = {kind: scope.part.relations.add("image", name) for kind, name in files.items()}
    blip = etree.SubElement(fill, f"{{{A}}}blip", {f"{{{R}}}embed": next(iter(names.values()))})
    if "svg" in names:
        row = _extension(blip, _SVG_EXTENSION)
        etree.SubElement(row, f"{{{_SVG}}}svgBlip", {f"{{{R}}}embed": names["svg"]}, {"asvg": _SVG})
    etree.SubElement(etree.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
    shape = etree.SubElement(picture, f"{{{PIC}}}spPr")
    frame = etree.SubElement(shape, f"{{{A}}}xfrm")
    etree.SubElement(frame, f"{{{A}}}off", {"x": "0", "y": "0"})
    etree.SubElement(frame, f"{{{A}}}ext", dict(extent))
    outline = etree.SubElement(shape, f"{{{A}}}prstGeom", {"prst": "rect"})
    etree.SubElement(outline, f"{{{A}}}avLst")
    return data


def _drawing_name(number: int, alternative: str) -> Xml:
    """Return the drawing's name with its alternative text, or marked as decorative where it has none."""
    made = _element(WP, "docPr", {"id": str(number), "name": f"Picture {number}"})
    if alternative:
        made.set("descr", alternative)
    else:
        row = _extension(made, _DECORATIVE_EXTENSION)
        etree.SubElement(row, f"{{{_DECORATIVE}}}decorative", {"val": "1"}, {"adec": _DECORATIVE})
    return made


def _extension(outer: Xml, identifier: str) -> Xml:
    rows = etree.SubElement(outer, f"{{{A}}}extLst")
    return etree.SubElement(rows, f"{{{A}}}ext", {"uri": identifier})


def _element(space: str, name: str, attributes: Mapping[str, str]) -> Xml:
    return etree.Element(f"{{{space}}}{name}", dict(attributes), {"a": A, "wp": WP, "pic": PIC, "r": R})


def _files(output: Output, source: str, data: bytes) -> Mapping[str, str]:
    """Return the parts of a picture by kind, added to the package the first time that the page shows it."""
    if source not in output.pictures:
        stem = f"word/media/image{len(output.pictures) + 1}"
        kind = _kind(data)
        wanted = {"png": _rasterised(data, output.context.page), "svg": data} if kind == "svg" else {kind: data}
        for ending, content in wanted.items():
            name = f"{stem}.{ending}"
            output.package.parts[name] = Part(name, _TYPES[ending], content)
        output.pictures[source] = {ending: f"{stem}.{ending}" for ending in wanted}
    return output.pictures[source]


def _rasterised(svg: bytes, page: Page) -> bytes:
    """Return an SVG as PNG, its text set only in the page's own faces; unknown families in that of headings."""
    fonts = {name: page.assets[name] for name in sorted(page.assets) if _is_face(name)}
    return draw_pixels(svg, fonts, page.theme.families(), _SHARPNESS)


def _is_face(name: str) -> bool:
    return name.startswith("fonts/") and name.endswith(".ttf")


def _kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if b"<svg" in data[:4096]:
        return "svg"
    raise ValueError("a picture is neither PNG, nor JPEG, nor SVG")


def _size(element: etree._Element, data: bytes) -> tuple[float, float]:
    """Return width and height in points, from the attributes (CSS pixels), else from the picture itself."""
    width, height = (float(element.get(side) or 0) * 0.75 for side in ("width", "height"))
    if width and height:
        return width, height
    across, down = _own_size(data)
    if width or height:
        return width or height * across / down, height or width * down / across
    return across, down


def _own_size(data: bytes) -> tuple[float, float]:
    kind = _kind(data)
    if kind == "png":
        across, down = struct.unpack(">II", data[16:24])
        return across * 0.75, down * 0.75
    if kind == "jpeg":
        place = 2
        while data[place + 1] not in _FRAMES:
            place += 2 + struct.unpack(">H", data[place + 2 : place + 4])[0]
        down, across = struct.unpack(">HH", data[place + 5 : place + 9])
        return across * 0.75, down * 0.75
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    box = [float(each) for each in (root.get("viewBox") or "0 0 300 150").replace(",", " ").split()]
    sides = zip(("width", "height"), box[2:], strict=True)
    across, down = (_pixels(root.get(name) or "", instead) for name, instead in sides)
    return across * 0.75, down * 0.75


def _pixels(written: str, instead: float) -> float:
    number = written.removesuffix("px")
    return float(number) if number.replace(".", "", 1).isdigit() else instead
