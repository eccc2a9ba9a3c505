"""Filling the content controls in a reference document's headers and footers for one brief."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from itertools import chain

import lxml.etree as etree

from brief.ooxml.package import Part
from brief.ooxml.styles import style_name, style_of
from brief.ooxml.xml import NAMESPACES, R, W, Xml, text, w
from brief.page.elements import text_of
from brief.writers.docx.adopt.field_results import update_results
from brief.writers.docx.adopt.landscape import widen
from brief.writers.docx.adopt.mark_visibility import MARK_STYLE, chain_of, is_visible, visible_run, widen_frame
from brief.writers.docx.document import Context, Output
from brief.writers.docx.handling import colour_name
from brief.writers.docx.reference.read import MARK, PLACEHOLDERS
from brief.writers.docx.reference.read_headers_footers import ENDINGS, HeaderFooter, replace_by

WriteMark = Callable[[], list[Xml]]  # writes the paragraphs of our own mark: one, or none for a brief without a mark

_TYPES = {"png": "image/png", "jpeg": "image/jpeg"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
_PARAGRAPH, _RUN = f"{{{W}}}p", f"{{{W}}}r"
_CELLS = (f"{{{W}}}tc", f"{{{W}}}tr")
_MEDIA = "word/media/letterhead"  # how the names of the parts with pictures of headers and footers begin


def fill_header_footer(
    output: Output, given: HeaderFooter | None, part: Part, name: str, write_mark: WriteMark, *, is_landscape: bool
) -> Xml:
    """Return a header or footer (`name`) with its placeholders filled, and what it refers to related to `part`.

    It fails closed: where the brief has a mark and no placeholder surely shows it, our own mark comes before everything
    else. That it is a draft comes after everything else, and last a privilege line without a placeholder in a header.
    """
    context = output.context
    root = _copy_root(output, given, part, name, is_landscape=is_landscape)
    filled = {tag for control in list(root.iter(f"{{{W}}}sdt")) if (tag := _fill(output, control, write_mark))}
    _name_drawings(output, root)
    update_results(context, root)
    if draft := context.body_data("draft"):
        root.append(w("p", w("pPr", w("pStyle", val="Privilege")), w("r", text(draft))))
    privilege = context.body_data("privilege")
    if privilege and name == "header" and "privilege" not in filled:
        root.append(w("p", w("pPr", w("pStyle", val="Privilege")), w("r", text(privilege))))
    if MARK not in filled:
        root[:0] = [make_strip_visible(context, each) for each in write_mark()]
    if not len(root) or root[-1].tag != _PARAGRAPH:
        root.append(w("p"))
    return root


def _copy_root(output: Output, given: HeaderFooter | None, part: Part, name: str, *, is_landscape: bool) -> Xml:
    """Return a copy of a header or footer of the file, an empty one where it has none of this kind."""
    if given is None:
        return etree.Element(f"{{{W}}}{'hdr' if name == 'header' else 'ftr'}", None, NAMESPACES)
    root = copy.deepcopy(given.root)
    _relate(output, part, root, given.targets)
    if is_landscape:
        widen(root, output.context)
    return root


def _fill(output: Output, control: Xml, write_mark: WriteMark) -> str:
    """Fill one control, and return its tag if the brief has something for it that is now visible.

    A control that is not a placeholder is replaced by what it contains; one that the brief has nothing for, by nothing.
    """
    content = control.find(f"{{{W}}}sdtContent")
    held = list(content) if content is not None else []
    name = _tag(control)
    if name not in PLACEHOLDERS or content is None:
        replace_by(control, held)
        return ""
    if held and held[0].tag in _CELLS:
        return _fill(output, _move_into_cell(control, held), write_mark)
    paragraph = next(content.iter(_PARAGRAPH), None)
    run = _run_for(output.context, control, name, write_mark)
    if run is None:
        replace_by(control, [w("p")] if held and held[0].tag == _PARAGRAPH else [])
        return ""
    control[0][:] = [
        w("alias", val=name), w("tag", val=name), w("id", val=output.next_control()),
        w("lock", val="sdtContentLocked" if name == MARK else "sdtLocked"),
    ]  # fmt: skip
    if paragraph is None:
        content[:] = [run]
    else:
        properties = paragraph.find(f"{{{W}}}pPr")
        paragraph[:] = [*([properties] if properties is not None else []), run]
        content[:] = [paragraph]
    return name


def _tag(control: Xml) -> str:
    tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
    return str(tag.get(f"{{{W}}}val")) if tag is not None else ""


def _run_for(context: Context, control: Xml, name: str, write_mark: WriteMark) -> Xml | None:
    """Return the run that a control is filled with; `None` for no words, or for a mark that might not be visible."""
    words = _words(context, name)
    if not words:
        return None
    if name == MARK:
        return _mark_run(context, control, write_mark)
    first = next(control[-1].iter(_RUN), None)
    properties = copy.deepcopy(first.find(f"{{{W}}}rPr")) if first is not None else None
    if properties is not None:
        for each in properties.findall(f"{{{W}}}rStyle[@{{{W}}}val='PlaceholderText']"):
            properties.remove(each)
    return w("r", properties, text(words))


def _mark_run(context: Context, control: Xml, write_mark: WriteMark) -> Xml | None:
    """Return the mark's run, such that it is visible in the paragraph that the control is in, or `None`."""
    paragraph = next(chain(control.iter(_PARAGRAPH), control.iterancestors(_PARAGRAPH)), None)
    if paragraph is None:
        return None
    widen_frame(context, paragraph)
    if not is_visible(context, control, paragraph):
        return None
    style = next(chain_of(context, style_of(paragraph)), None)
    is_ours = style is not None and style_name(style) == MARK_STYLE
    has_ground = is_ours and paragraph.find(f"{{{W}}}pPr/{{{W}}}shd") is None
    run = next(write_mark()[0].iter(_RUN))
    return visible_run(context, run, _mark_colour(context), has_ground=has_ground)


def make_strip_visible(context: Context, strip: Xml) -> Xml:
    """Change the paragraph of our own mark so that no style of the file hides its run; return it."""
    widen_frame(context, strip)
    for run in list(strip.iter(_RUN)):
        outer = run.getparent()
        assert outer is not None
        outer.replace(run, visible_run(context, run, _mark_colour(context), has_ground=True))
    return strip


def _move_into_cell(control: Xml, held: list[Xml]) -> Xml:
    """Replace a control around cells or rows by one around the content of their first paragraph; return that one."""
    paragraph = next((found for each in held for found in each.iter(_PARAGRAPH)), w("p"))
    inner = [each for each in paragraph if each.tag != f"{{{W}}}pPr"]
    moved = w("sdt", control[0], w("sdtContent"))
    replace_by(control, held)
    moved[-1].extend(inner)
    paragraph.append(moved)
    return moved


def _mark_colour(context: Context) -> str:
    return context.theme.page_theme.colour(f"mark.{colour_name(context.body_data('mark'))}")


def _words(context: Context, name: str) -> str:
    """Return what the brief has for a placeholder; empty for nothing."""
    if name == "title":
        title = context.body.find("header//h1")
        return text_of(title) if title is not None else context.body_data("running")
    return context.body_data("mark" if name == MARK else name)


def _name_drawings(output: Output, root: Xml) -> None:
    """Give drawings ids and names of ours; theirs may contain the name of a file, and its folder."""
    for drawing in root.iter(_DRAWING):
        drawing.set("id", str(output.next_drawing()))
        drawing.set("name", f"Picture {drawing.get('id')}")
        for inner in drawing.getparent().iter(_PICTURE):  # type: ignore[union-attr]  # it is inside its drawing
            inner.attrib.clear()
            inner.attrib.update({"id": str(drawing.get("id")), "name": str(drawing.get("name"))})


def _relate(output: Output, part: Part, root: Xml, targets: Mapping[str, bytes | str]) -> None:
    """Point the references of a header or footer to pictures and addresses by relationships of its new part."""
    for element in root.iter():
        for name, identifier in [(str(name), str(value)) for name, value in element.attrib.items()]:
            if name.startswith(f"{{{R}}}"):
                target = targets[identifier]
                if isinstance(target, bytes):
                    element.set(name, part.relations.add("image", _picture_part(output, target)))
                else:
                    element.set(name, part.relations.add("hyperlink", target, is_external=True))


def _picture_part(output: Output, data: bytes) -> str:
    """Return the name of the part with a picture, added the first time that it is shown."""
    parts = output.package.parts
    earlier = [name for name in parts if name.startswith(_MEDIA)]
    for name in earlier:
        if parts[name].data == data:
            return name
    ending = next(ending for sign, ending in ENDINGS.items() if data.startswith(sign))
    name = f"{_MEDIA}{len(earlier) + 1}.{ending}"
    parts[name] = Part(name, _TYPES[ending], data)
    return name
