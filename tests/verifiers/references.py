"""References inside the parts of a DOCX: each target exists once, and everything that needs a reference has one.

Most of these rules are in the prose of ECMA-376 part 1, and no schema can express them; when they are broken, Word
repairs the file or shows an error in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import lxml.etree as etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
MAIN, STYLES, NUMBERING, SETTINGS = (f"word/{name}.xml" for name in ("document", "styles", "numbering", "settings"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_FIELD = re.compile(r"\s*(REF|PAGEREF|NOTEREF)\s+(\S+)")
MOST_COLUMNS = 63  # that Word opens

Roots = Mapping[str, etree._Element]


def failures(roots: Roots, relations: Mapping[str, Mapping[str, bool]]) -> list[str]:
    """Return one line for each reference without a target, and for each name that is repeated or unused.

    `roots` are the parts by name; `relations` the ids of each part's relationships, and whether it must be used.
    """
    return [line for check in _CHECKS for line in check(roots)] + list(_relations(roots, relations))


def _found(roots: Roots, path: str) -> list[tuple[str, etree._Element]]:
    """Return what a path finds in all parts, with the name of the part."""
    return [(name, each) for name, root in roots.items() for each in root.xpath(path, namespaces=SPACES)]


def _values(roots: Roots, path: str) -> list[str]:
    return [str(each) for _, each in _found(roots, path)]


def _of(element: etree._Element, name: str) -> str:
    return element.get(f"{{{W}}}{name}", "")


def _twice(what: str, values: Iterable[str]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1:
            yield f"{count} {what} `{value}`"


def _relations(roots: Roots, relations: Mapping[str, Mapping[str, bool]]) -> Iterator[str]:
    for name, own in relations.items():
        used = set(_values({name: roots[name]}, "//@r:id | //@r:embed | //@r:link")) if name in roots else set()
        for identifier in sorted(used - own.keys()):
            yield f"{name}: uses the relationship `{identifier}`, which does not exist"
        for identifier, is_explicit in own.items():
            if is_explicit and identifier not in used:
                yield f"{name}: has the relationship `{identifier}`, which nothing uses"


def _identifiers(roots: Roots) -> Iterator[str]:
    """Give ids that occur more than once where they must be unique in the file (20.4.2.5, 17.5.2.18, 17.13.6.2)."""
    yield from _twice("drawings with the id", _values(roots, "//wp:docPr/@id"))
    yield from _twice("content controls with the id", _values(roots, "//w:sdtPr/w:id/@w:val"))
    yield from _twice("bookmarks with the id", _values(roots, "//w:bookmarkStart/@w:id"))
    yield from _twice("bookmarks with the name", (name.lower() for name in _values(roots, "//w:bookmarkStart/@w:name")))
    yield from _twice("styles with the id", _values(roots, "//w:style/@w:styleId"))
    yield from _twice("styles with the name", (name.lower() for name in _values(roots, "//w:style/w:name/@w:val")))
    yield from _twice("lists with the id", _values(roots, "//w:num/@w:numId"))
    yield from _twice("definitions of lists with the id", _values(roots, "//w:abstractNum/@w:abstractNumId"))


def _bookmarks(roots: Roots) -> Iterator[str]:
    """Give bookmarks that are not opened and closed in this order, or whose name Word does not allow."""
    for name, root in roots.items():
        opened: dict[str, str] = {}
        for each in root.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"):
            identifier = _of(each, "id")
            if each.tag.endswith("Start"):
                opened[identifier] = _of(each, "name")
                if not re.fullmatch(r"[^\W\d]\w{0,39}|_\w{0,39}", _of(each, "name")):
                    yield f"{name}: `{_of(each, 'name')}` is not a valid bookmark name"
            elif opened.pop(identifier, None) is None:
                yield f"{name}: closes the bookmark {identifier}, which is not open"
        for bookmark in opened.values():
            yield f"{name}: does not close the bookmark `{bookmark}`"


def _targets(roots: Roots) -> Iterator[str]:
    """Give links and fields without a bookmark, and references to notes whose bookmark contains no note reference."""
    bookmarks = {_of(each, "name"): each for _, each in _found(roots, "//w:bookmarkStart")}
    for name, anchor in _found(roots, "//w:hyperlink/@w:anchor"):
        if anchor not in bookmarks:
            yield f"{name}: a link leads to `{anchor}`, which is not a bookmark"
    for name, instruction in _found(roots, "//w:instrText"):
        field = _FIELD.match(instruction.text or "")
        if field is None:
            continue
        if field[2] not in bookmarks:
            yield f"{name}: the field{instruction.text}has no bookmark"
        elif field[1] == "NOTEREF" and not _holds_call(bookmarks[field[2]]):
            yield f"{name}: the field{instruction.text}refers to a bookmark without a note reference"


def _holds_call(start: etree._Element) -> bool:
    for following in start.xpath("following::*", namespaces=SPACES):
        if following.tag in (f"{{{W}}}footnoteReference", f"{{{W}}}endnoteReference"):
            return True
        if following.tag == f"{{{W}}}bookmarkEnd" and _of(following, "id") == _of(start, "id"):
            return False
    return False


def _fields(roots: Roots) -> Iterator[str]:
    """Give fields whose characters are not in order (17.16.18)."""
    for name, root in roots.items():
        states: list[str] = []
        for each in root.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText"):
            kind = _of(each, "fldCharType")
            if kind == "begin":
                states.append(kind)
            elif not states or (states[-1] != "begin" and kind != "end"):  # a field may have no result
                yield f"{name}: `{kind or 'instruction'}` of a field, but no field is open for it"
            elif kind == "separate":
                states[-1] = kind
            elif kind == "end":
                states.pop()
        if states:
            yield f"{name}: {len(states)} fields do not end"


def _styles(roots: Roots) -> Iterator[str]:
    """Give styles that are used but not defined, or defined as another type, and types without one default style."""
    known = {_of(style, "styleId"): _of(style, "type") for style in roots[STYLES].iter(f"{{{W}}}style")}
    for element, kind in _STYLES.items():
        for name, used in _found(roots, f"//w:{element}/@w:val"):
            if known.get(used) != kind:
                yield f"{name}: the {kind} style `{used}` is not defined"
    for style in roots[STYLES].iter(f"{{{W}}}style"):
        for element in ("basedOn", "next", "link"):
            for used in style.xpath(f"w:{element}/@w:val", namespaces=SPACES):
                if used not in known:
                    yield f"{STYLES}: `{_of(style, 'styleId')}` refers to `{used}`, which is not defined"
    defaults = Counter(_values(roots, "//w:style[@w:default='1' or @w:default='true']/@w:type"))
    for kind in ("paragraph", "character", "table"):
        if defaults[kind] != 1:
            yield f"{STYLES}: {defaults[kind]} {kind} styles are the default"


def _numbering(roots: Roots) -> Iterator[str]:
    """Give lists that are used but not defined, and levels linked to a style that does not link back (17.9.23)."""
    empty = etree.Element("none")
    root = roots.get(NUMBERING, empty)
    lists = {_of(each, "numId"): each for each in root.iter(f"{{{W}}}num")}
    for name, used in _found(roots, "//w:numPr/w:numId/@w:val"):
        if used != "0" and used not in lists:
            yield f"{name}: the list `{used}` is not defined"
    definitions = {_of(each, "abstractNumId") for each in root.iter(f"{{{W}}}abstractNum")}
    for identifier, each in lists.items():
        for used in each.xpath("w:abstractNumId/@w:val", namespaces=SPACES):
            if used not in definitions:
                yield f"{NUMBERING}: the list `{identifier}` refers to `{used}`, which is not defined"
    bound = {_of(each, "styleId") for each in roots[STYLES].xpath("//w:style[w:pPr/w:numPr]", namespaces=SPACES)}
    for style in _values({NUMBERING: root}, "//w:lvl/w:pStyle/@w:val"):
        if style not in bound:
            yield f"{NUMBERING}: a level is linked to the style `{style}`, which is linked to no level"


def _notes(roots: Roots) -> Iterator[str]:
    """Give notes that do not exist, have no reference, or are repeated (17.11)."""
    for kind in ("footnote", "endnote"):
        part = roots.get(f"word/{kind}s.xml")
        notes = [] if part is None else list(part)
        yield from _twice(f"{kind}s with the id", (_of(note, "id") for note in notes))
        there = {_of(note, "id") for note in notes if _of(note, "type") in ("", "normal")}
        called = _values({MAIN: roots[MAIN]}, f"//w:{kind}Reference/@w:id")
        yield from _twice(f"references to the {kind}", called)
        for identifier in sorted(there ^ set(called)):
            problem = "does not exist" if identifier in called else "has no reference"
            yield f"the {kind} {identifier} {problem}"
        for identifier in _values(roots, f"//w:settings/w:{kind}Pr/w:{kind}/@w:id"):
            if identifier not in {_of(note, "id") for note in notes}:
                yield f"{SETTINGS}: the separator {identifier} of {kind}s does not exist"


def _tables(roots: Roots) -> Iterator[str]:
    """Give cells that do not end with a paragraph (17.4.65), and rows that are not as wide as the grid (17.4.48)."""
    for name, cell in _found(roots, "//w:tc"):
        last = cell[-1] if len(cell) else None
        while last is not None and last.tag == f"{{{W}}}sdt":
            last = last[-1][-1] if len(last[-1]) else None
        if last is None or last.tag != f"{{{W}}}p":
            yield f"{name}: a cell does not end with a paragraph"
    for name, table in _found(roots, "//w:tbl"):
        columns = len(table.xpath("w:tblGrid/w:gridCol", namespaces=SPACES))
        if not 0 < columns <= MOST_COLUMNS:
            yield f"{name}: a table has {columns} columns"
        above: dict[int, int] = {}
        for row in table.xpath("w:tr", namespaces=SPACES):
            reaching, column = {}, 0
            for cell in row.xpath("w:tc", namespaces=SPACES):
                across = int(next(iter(cell.xpath("w:tcPr/w:gridSpan/@w:val", namespaces=SPACES)), 1))
                merge = cell.find("w:tcPr/w:vMerge", SPACES)
                if merge is not None:
                    reaching[column] = across
                    if _of(merge, "val") != "restart" and above.get(column) != across:
                        yield f"{name}: a merged cell continues from a cell above that does not exist"
                column += across
            above = reaching
            if column != columns:
                yield f"{name}: a row is {column} columns wide in a table of {columns}"


def _spaces(roots: Roots) -> Iterator[str]:
    """Give words whose spaces at the ends an XML parser may drop, and links within links."""
    for name, text in _found(roots, "//w:t | //w:instrText"):
        words = text.text or ""
        if words != words.strip(" \t\n") and text.get(_SPACE) != "preserve":
            yield f"{name}: the spaces around `{words}` may be dropped"
    for name, _ in _found(roots, "//w:hyperlink[ancestor::w:hyperlink]"):
        yield f"{name}: a link is inside a link"


_CHECKS = (_identifiers, _bookmarks, _targets, _fields, _styles, _numbering, _notes, _tables, _spaces)
