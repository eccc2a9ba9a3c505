"""A reference document's headers and footers, filled for one brief."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping

import lxml.etree as etree

from brief.ooxml.package import Part
from brief.ooxml.xml import NAMESPACES, R, W, Xml, text, w
from brief.page.elements import text_of
from brief.writers.docx.document import Context, Output
from brief.writers.docx.handling import label
from brief.writers.docx.reference.adopt import style_name
from brief.writers.docx.reference.headers_footers import ENDINGS, Letterhead, opened
from brief.writers.docx.reference.landscape import widened
from brief.writers.docx.reference.mark_visibility import MARK_STYLE, chain, fitted, is_seen, striking, style_of
from brief.writers.docx.reference.read import MARK, PLACEHOLDERS

_TYPES = {"png": "image/png", "jpeg": "image/jpeg"}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"
_CELLS = (f"{{{W}}}tc", f"{{{W}}}tr")


def filled(
    output: Output, given: Letterhead | None, part: Part, name: str, mark: Callable[[], list[Xml]], *,
    is_turned: bool,
) -> Xml:  # fmt: skip
    """Return a header or footer (`name`) with its placeholders filled and what it refers to related to `part`.

    Fail closed: where the brief has a mark and none of the placeholders is surely seen, `mark` gives what is put in
    before everything else; a privilege line that has no place in a header is put in after it.
    """
    if given is None:
        root = etree.Element(f"{{{W}}}{'hdr' if name == 'header' else 'ftr'}", None, NAMESPACES)
    else:
        root = copy.deepcopy(given.root)
        _relate(output, part, root, given.targets)
        if is_turned:
            widened(root, output.context)
    found = {tag for control in list(root.iter(f"{{{W}}}sdt")) if (tag := _fill(output, control, mark))}
    for drawing in root.iter(_DRAWING):
        drawing.set("id", str(output.next_drawing()))
        drawing.set("name", f"Picture {drawing.get('id')}")
        for inner in drawing.getparent().iter(_PICTURE):  # type: ignore[union-attr]  # it stands in its drawing
            inner.attrib.clear()  # the name of a file, and where it lay
            inner.attrib.update({"id": str(drawing.get("id")), "name": str(drawing.get("name"))})
    _recount(output.context, root)
    if output.context.body_data("privilege") and name == "header" and "privilege" not in found:
        root.append(w("p", w("pPr", w("pStyle", val="Privilege")), w("r", text(output.context.body_data("privilege")))))
    if MARK not in found:
        root[:0] = [seen_strip(output.context, each) for each in mark()]
    if not len(root) or root[-1].tag != f"{{{W}}}p":
        root.append(w("p"))
    return root


def _fill(output: Output, control: Xml, mark: Callable[[], list[Xml]]) -> str:
    """Fill one control, and return its tag if the brief has something for it that is now seen.

    A control that no brief fills gives way to what it holds, an empty one goes.
    """
    tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
    content = control.find(f"{{{W}}}sdtContent")
    name = str(tag.get(f"{{{W}}}val")) if tag is not None else ""
    held = list(content) if content is not None else []
    if name not in PLACEHOLDERS or content is None:
        opened(control, held)
        return ""
    if held and held[0].tag in _CELLS:
        return _fill(output, _moved_in(control, held), mark)
    words = _words(output.context, name)
    paragraph = next(content.iter(f"{{{W}}}p"), None)
    holder = next(control.iterancestors(f"{{{W}}}p"), None) if paragraph is None else paragraph
    if name == MARK and words and holder is not None:
        fitted(output.context, holder)
    run = next(content.iter(f"{{{W}}}r"), None)
    properties = run.find(f"{{{W}}}rPr") if run is not None else None
    if not words or (name == MARK and not is_seen(output.context, control, paragraph)):
        opened(control, [w("p")] if held and held[0].tag == f"{{{W}}}p" else [])
        return ""
    made = w("r", None if properties is None else copy.deepcopy(properties), text(words))
    if name == MARK:
        assert holder is not None  # else it would not be seen
        made = _struck(output.context, next(mark()[0].iter(f"{{{W}}}r")), holder)
    elif properties is not None:
        for each in made[0].findall(f"{{{W}}}rStyle[@{{{W}}}val='PlaceholderText']"):
            made[0].remove(each)
    control[0][:] = [
        w("alias", val=name), w("tag", val=name), w("id", val=output.next_control()),
        w("lock", val="sdtContentLocked" if name == MARK else "sdtLocked"),
    ]  # fmt: skip
    if paragraph is None:
        content[:] = [made]
    else:
        kept = paragraph.find(f"{{{W}}}pPr")
        paragraph[:] = [*([kept] if kept is not None else []), made]
        content[:] = [paragraph]
    return name


def seen_strip(context: Context, strip: Xml) -> Xml:
    """Return the paragraph of a mark that is put in, with its run such that no style of the file hides it."""
    fitted(context, strip)
    for run in list(strip.iter(f"{{{W}}}r")):
        outer = run.getparent()
        assert outer is not None
        outer.replace(run, striking(context, run, _colour(context), has_ground=True))
    return strip


def _moved_in(control: Xml, held: list[Xml]) -> Xml:
    """Return a control that stands around cells or rows as one in the first paragraph that they have."""
    paragraph = next((found for each in held for found in each.iter(f"{{{W}}}p")), w("p"))
    inner = [each for each in paragraph if each.tag != f"{{{W}}}pPr"]
    made = w("sdt", control[0], w("sdtContent"))
    opened(control, held)
    made[-1].extend(inner)
    paragraph.append(made)
    return made


def _struck(context: Context, run: Xml, paragraph: Xml) -> Xml:
    """Return the mark's run so that it is seen in a paragraph of the file."""
    style = next(chain(context, style_of(paragraph)), None)
    is_ours = style is not None and style_name(style) == MARK_STYLE
    has_ground = is_ours and paragraph.find(f"{{{W}}}pPr/{{{W}}}shd") is None
    return striking(context, run, _colour(context), has_ground=has_ground)


def _colour(context: Context) -> str:
    return context.theme.page_theme.colour(f"mark.{label(context.body_data('mark'))}")


def _words(context: Context, name: str) -> str:
    if name == "title":
        title = context.body.find("header//h1")
        return text_of(title) if title is not None else context.body_data("running")
    return context.body_data("mark" if name == MARK else name)


def _relate(output: Output, part: Part, root: Xml, targets: Mapping[str, bytes | str]) -> None:
    for element in root.iter():
        for name, identifier in [(str(name), str(value)) for name, value in element.attrib.items()]:
            if name.startswith(f"{{{R}}}"):
                target = targets[identifier]
                if isinstance(target, bytes):
                    element.set(name, part.relations.add("image", _stored(output, target)))
                else:
                    element.set(name, part.relations.add("hyperlink", target, is_external=True))


def _stored(output: Output, data: bytes) -> str:
    """Return the name of the part that a picture is in, added the first time that one is shown."""
    parts = output.package.parts
    for name, part in parts.items():
        if name.startswith("word/media/letterhead") and part.data == data:
            return name
    ending = next(ending for sign, ending in ENDINGS.items() if data.startswith(sign))
    number_ = 1 + sum(name.startswith("word/media/letterhead") for name in parts)
    name = f"word/media/letterhead{number_}.{ending}"
    parts[name] = Part(name, _TYPES[ending], data)
    return name


def _recount(context: Context, root: Xml) -> None:
    """Let fields show what they give for this brief: the file's own results are of its own text."""
    running = context.body_data("running")
    gives = {
        "NUMPAGES": str(context.pagination.sheets),
        "SECTIONPAGES": str(context.pagination.sheets),
        "STYLEREF": running,
        "TITLE": running,
    }
    for simple in root.iter(f"{{{W}}}fldSimple"):
        name = next(iter(str(simple.get(f"{{{W}}}instr", "")).upper().split()), "")
        if name in gives:
            _show(gives[name], list(simple.iter(f"{{{W}}}t")))
    for name, shown in _results(root):
        if name in gives:
            _show(gives[name], shown)


def _results(root: Xml) -> Iterator[tuple[str, list[Xml]]]:
    """Give the name, and the text of the result, of each field that is written out (ECMA-376 17.16.18)."""
    instruction, is_result = "", False
    shown: list[Xml] = []
    for element in root.iter():
        if element.tag == f"{{{W}}}fldChar":
            kind = element.get(f"{{{W}}}fldCharType")
            if kind == "begin":
                instruction, shown, is_result = "", [], False
            elif kind == "separate":
                is_result = True
            else:
                yield next(iter(instruction.upper().split()), ""), shown
        elif element.tag == f"{{{W}}}instrText":
            instruction += element.text or ""
        elif element.tag == f"{{{W}}}t" and is_result:
            shown.append(element)


def _show(words: str, texts: list[Xml]) -> None:
    for place, each in enumerate(texts):
        each.text = "" if place else words
