"""A reference document's styles in place of ours, matched by name, whatever ids they have there."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import lxml.etree as etree

from brief.ooxml.package import Part
from brief.ooxml.styles import style_chain, style_id, style_name
from brief.ooxml.xml import W, Xml, paragraph_properties, root, serialise, w
from brief.writers.docx.adopt.mark_visibility import MARK_STYLE
from brief.writers.docx.reference.read import Reference

# Styles of ours that are used in a header or footer of the file, which names its own styles by its own ids.
PUT_IN = ("HandlingMark", "HandlingMarkRed", "HandlingMarkAmber", "HandlingMarkGreen", "HandlingMarkClear", "Privilege")
Theirs = dict[tuple[str, str], Xml]  # the file's styles by type and name

_STYLE = f"{{{W}}}style"
_NAMING = tuple(f"{{{W}}}{name}" for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))
_BEFORE = frozenset(f"{{{W}}}{name}" for name in (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked",
))  # fmt: skip


def merge_styles(own: Xml, reference: Reference) -> tuple[Xml, dict[str, str]]:
    """Return the part `styles` of a document, and the ids that our styles have in it where those are not our own.

    The file's styles are there as they are, except for their numbers and the styles of the handling mark, which are
    ours; ours where it has none of that name. Its defaults and latent styles are taken, in the document's language.
    """
    given = copy.deepcopy(reference.styles)
    theirs = {_key(style): style for style in reversed(given.findall(_STYLE))}
    taken = {style_id(style).casefold() for style in theirs.values()}
    ids: dict[str, str] = {}
    lacking: list[Xml] = []
    for style in own.findall(_STYLE):
        identifier, found = style_id(style), theirs.get(_key(style))
        is_mark = style_name(style).startswith(MARK_STYLE)
        if found is None:
            ids[identifier] = f"Brief{identifier}" if identifier.casefold() in taken else identifier
            lacking.append(copy.deepcopy(style))
        else:
            ids[identifier] = str(found.get(f"{{{W}}}styleId"))
            if is_mark:
                found[:] = [copy.deepcopy(each) for each in style]
        if is_mark:
            _drop_base(lacking[-1] if found is None else found)
    changed = {old: new for old, new in ids.items() if old != new}
    _number_as_ours(own, theirs)
    _fit_in(lacking, theirs, ids, changed)
    heads = [_defaults(own, given), *given.findall(f"{{{W}}}latentStyles")]
    return root("styles", *heads, *given.findall(_STYLE), *lacking), changed


def _fit_in(lacking: list[Xml], theirs: Theirs, ids: Mapping[str, str], changed: Mapping[str, str]) -> None:
    """Give the styles of ours that the file lacks ids that are free in it, and no default where it has one."""
    defaults = {style.get(f"{{{W}}}type") for style in theirs.values() if style.get(f"{{{W}}}default") in ("1", "true")}
    for style in lacking:
        if f"{{{W}}}default" in style.attrib and style.get(f"{{{W}}}type") in defaults:
            del style.attrib[f"{{{W}}}default"]
        style.set(f"{{{W}}}styleId", ids[style_id(style)])
        _rename_in_tree(style, changed)


def _number_as_ours(own: Xml, theirs: Theirs) -> None:
    """Let the file's styles count as ours do: what their own numbers refer to is not taken."""
    for style in theirs.values():
        _drop_numbers(style)
    for style in own.findall(_STYLE):
        found = theirs.get(_key(style))
        if found is not None:
            _count_as(found, style)
    _stop_inherited_numbers(list(theirs.values()))


def _drop_base(style: Xml) -> None:
    """Detach a style of the mark from its base, so that none of the file's styles can hide it."""
    for based in style.findall(f"{{{W}}}basedOn"):
        style.remove(based)


def _key(style: Xml) -> tuple[str, str]:
    return str(style.get(f"{{{W}}}type", "paragraph")), style_name(style).casefold()


def _defaults(own: Xml, given: Xml) -> Xml:
    """Return the defaults of all text: the file's, in the document's language; ours where it has none."""
    ours = own.find(f"{{{W}}}docDefaults")
    found = given.find(f"{{{W}}}docDefaults")
    assert ours is not None
    runs = found.find(f"{{{W}}}rPrDefault/{{{W}}}rPr") if found is not None else None
    language = ours.find(f".//{{{W}}}lang")
    if found is None or runs is None or language is None:
        return copy.deepcopy(ours)
    for each in runs.findall(f"{{{W}}}lang"):
        runs.remove(each)
    late = [
        each for each in runs if each.tag in (f"{{{W}}}eastAsianLayout", f"{{{W}}}specVanish") or W not in str(each.tag)
    ]
    runs.insert(len(runs) - len(late), copy.deepcopy(language))
    return found


def _drop_numbers(style: Xml) -> None:
    """Remove the numbers of a style."""
    properties = style.find(f"{{{W}}}pPr")
    for each in properties.findall(f"{{{W}}}numPr") if properties is not None else []:
        properties.remove(each)  # type: ignore[union-attr]


def _count_as(style: Xml, ours: Xml) -> None:
    """Give a style the numbers of ours, and contents the right edge of ours if the style has no tab stops."""
    own = ours.find(f"{{{W}}}pPr")
    properties = style.find(f"{{{W}}}pPr")
    if own is None:
        return
    number, tabs = own.find(f"{{{W}}}numPr"), own.find(f"{{{W}}}tabs")
    has_tabs = properties is not None and properties.find(f"{{{W}}}tabs") is not None
    is_contents = style_id(ours).startswith(("TOC", "TableofF"))
    more = [copy.deepcopy(number)] if number is not None else []
    if tabs is not None and not has_tabs and is_contents:
        more.append(copy.deepcopy(tabs))
    if more:  # the definition of a number sets the indent of its style
        _add(style, more, *([f"{{{W}}}ind"] if number is not None else []))


def _stop_inherited_numbers(styles: list[Xml]) -> None:
    """Switch numbers off in styles that are only based on one that counts, such as the heading of contents."""
    by_id = {style_id(style): style for style in styles}
    counting = {style_id(style) for style in styles if style.find(f"{{{W}}}pPr/{{{W}}}numPr") is not None}
    for style in styles:
        if style_id(style) not in counting and any(style_id(base) in counting for base in style_chain(by_id, style)):
            _add(style, [w("numPr", w("numId", val=0))])


def _add(style: Xml, more: list[Xml], *without: str) -> None:
    """Add properties to a paragraph style, and remove those with the names `without`."""
    properties = style.find(f"{{{W}}}pPr")
    kept = [each for each in properties if each.tag not in without] if properties is not None else []
    if properties is not None:
        style.remove(properties)
    style.insert(sum(each.tag in _BEFORE for each in style), paragraph_properties(*kept, *more))


def rename_styles(part: Part, ids: Mapping[str, str]) -> None:
    """Replace the ids of styles that a part refers to."""
    tree = etree.fromstring(part.data, etree.XMLParser(huge_tree=True))
    _rename_in_tree(tree, ids)
    part.data = serialise(tree)


def _rename_in_tree(tree: Xml, ids: Mapping[str, str]) -> None:
    for element in tree.iter(*_NAMING):
        identifier = str(element.get(f"{{{W}}}val"))
        element.set(f"{{{W}}}val", ids.get(identifier, identifier))
