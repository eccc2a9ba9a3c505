"""A reference document's styles in the place of ours, found by their names, whatever ids they have there."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import lxml.etree as etree

from brief.ooxml.package import Part
from brief.ooxml.xml import W, Xml, paragraph_properties, root, serialised, w
from brief.writers.docx.reference.adopt import style_name
from brief.writers.docx.reference.mark_visibility import MARK_STYLE
from brief.writers.docx.reference.read import Reference

# Styles of ours that are put into a header or footer of the file; what it calls itself there, it calls by its own ids.
PUT_IN = ("HandlingMark", "HandlingMarkRed", "HandlingMarkAmber", "HandlingMarkGreen", "HandlingMarkClear", "Privilege")
_STYLE = f"{{{W}}}style"
_NAMING = tuple(f"{{{W}}}{name}" for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))
_BEFORE = frozenset(f"{{{W}}}{name}" for name in (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked",
))  # fmt: skip


def merged(own: Xml, reference: Reference) -> tuple[Xml, dict[str, str]]:
    """Return the part `styles` of a document, and the ids that our styles have in it where those are not our own.

    The file's styles are there as they are, but for their numbers and the styles of the handling mark, which are ours;
    our own where it has none of that name. Its `docDefaults` and latent styles come along, in the document's language.
    """
    given = copy.deepcopy(reference.styles)
    theirs = {_key(style): style for style in reversed(given.findall(_STYLE))}
    taken = {str(style.get(f"{{{W}}}styleId", "")).casefold() for style in theirs.values()}
    ids: dict[str, str] = {}
    lacking: list[Xml] = []
    for style in own.findall(_STYLE):
        identifier = str(style.get(f"{{{W}}}styleId"))
        found = theirs.get(_key(style))
        if found is not None:
            ids[identifier] = str(found.get(f"{{{W}}}styleId"))
            if style_name(style).startswith(MARK_STYLE):
                found[:] = [copy.deepcopy(each) for each in style]
                _rest_on_nothing(found)
        else:
            ids[identifier] = f"Brief{identifier}" if identifier.casefold() in taken else identifier
            lacking.append(copy.deepcopy(style))
            if style_name(style).startswith(MARK_STYLE):
                _rest_on_nothing(lacking[-1])
    changed = {old: new for old, new in ids.items() if old != new}
    for style in theirs.values():
        _without_numbers(style)
    for style in own.findall(_STYLE):
        found = theirs.get(_key(style))
        if found is not None:
            _as_ours(found, style)
    _unnumber(list(theirs.values()))
    defaults = {style.get(f"{{{W}}}type") for style in theirs.values() if style.get(f"{{{W}}}default") in ("1", "true")}
    for style in lacking:
        if f"{{{W}}}default" in style.attrib and style.get(f"{{{W}}}type") in defaults:
            del style.attrib[f"{{{W}}}default"]
        style.set(f"{{{W}}}styleId", ids[str(style.get(f"{{{W}}}styleId"))])
        renamed(style, changed)
    heads = [_defaults(own, given), *given.findall(f"{{{W}}}latentStyles")]
    return root("styles", *heads, *given.findall(_STYLE), *lacking), changed


def _rest_on_nothing(style: Xml) -> None:
    """Let a style of the mark rest on no other, so that none of the file's can hide it."""
    for based in style.findall(f"{{{W}}}basedOn"):
        style.remove(based)


def _key(style: Xml) -> tuple[str, str]:
    return str(style.get(f"{{{W}}}type", "paragraph")), style_name(style).casefold()


def _defaults(own: Xml, given: Xml) -> Xml:
    """Return what every text has: as the file says, in the document's language; as ours where it says nothing."""
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


def _without_numbers(style: Xml) -> None:
    """Take the numbers of a style away: what they refer to stays behind."""
    properties = style.find(f"{{{W}}}pPr")
    for each in properties.findall(f"{{{W}}}numPr") if properties is not None else []:
        properties.remove(each)  # type: ignore[union-attr]


def _as_ours(style: Xml, ours: Xml) -> None:
    """Let a style count as ours does, and let contents end where the text does if the style says nothing of it."""
    own = ours.find(f"{{{W}}}pPr")
    number = own.find(f"{{{W}}}numPr") if own is not None else None
    tabs = own.find(f"{{{W}}}tabs") if own is not None else None
    properties = style.find(f"{{{W}}}pPr")
    names = {each.tag for each in properties} if properties is not None else set()
    more: list[Xml] = []
    if number is not None:
        more.append(copy.deepcopy(number))
    if (
        tabs is not None
        and f"{{{W}}}tabs" not in names
        and str(ours.get(f"{{{W}}}styleId")).startswith(("TOC", "TableofF"))
    ):
        more.append(copy.deepcopy(tabs))
    if more:  # a definition of numbers says how far the style stands in
        _add(style, more, *([f"{{{W}}}ind"] if number is not None else []))


def _unnumber(styles: list[Xml]) -> None:
    """Let no style count that only rests on one that does, such as the heading of a table of contents."""
    bases = {str(style.get(f"{{{W}}}styleId")): style.find(f"{{{W}}}basedOn") for style in styles}
    counting = {
        str(style.get(f"{{{W}}}styleId")) for style in styles if style.find(f"{{{W}}}pPr/{{{W}}}numPr") is not None
    }
    for style in styles:
        identifier, seen = str(style.get(f"{{{W}}}styleId")), set[str]()
        while identifier not in seen and (based := bases.get(identifier)) is not None:
            seen.add(identifier)
            identifier = str(based.get(f"{{{W}}}val"))
        if seen and counting & {*seen, identifier} and str(style.get(f"{{{W}}}styleId")) not in counting:
            _add(style, [w("numPr", w("numId", val=0))])


def _add(style: Xml, more: list[Xml], *without: str) -> None:
    """Add properties to a paragraph style, and take those of some names away."""
    properties = style.find(f"{{{W}}}pPr")
    kept = [each for each in properties if each.tag not in without] if properties is not None else []
    if properties is not None:
        style.remove(properties)
    style.insert(sum(each.tag in _BEFORE for each in style), paragraph_properties(*kept, *more))


def renamed(tree: Xml, ids: Mapping[str, str]) -> None:
    """Let a tree call styles by these ids."""
    for element in tree.iter(*_NAMING):
        called = str(element.get(f"{{{W}}}val"))
        element.set(f"{{{W}}}val", ids.get(called, called))


def rename(part: Part, ids: Mapping[str, str]) -> None:
    """Let a part call styles by these ids."""
    tree = etree.fromstring(part.data, etree.XMLParser(huge_tree=True))
    renamed(tree, ids)
    part.data = serialised(tree)
