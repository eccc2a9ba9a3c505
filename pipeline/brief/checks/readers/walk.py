"""Walks the values of a dossier or a brief, whatever their types, and collects what they hold with its readers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass
from itertools import groupby
from typing import Any

from brief.checks.readers.leaves import OBJECT, Leaf, Line, Path, Readers, Reading, union
from brief.checks.readers.nodes import Seen, cut, seen_prose
from brief.diagnostics.problems import Place
from brief.model.brief import Brief
from brief.model.dossier import Dossier, Handling, Item, Memo, Picture, Record, Reference, Source
from brief.model.language import Language
from brief.model.text import NOWHERE, Kind, Node, Text

_NAMES = {Kind.CLAIM: "claim", Kind.CITATION: "source", Kind.REFERENCE: "target", Kind.LINK: "target"}
_PRINTED_ATTRIBUTES = frozenset({"alt", "locator", "prefix", "target"})
# Types of plain fields without words of an author; any other text has some.
_CLOSED_TYPES = frozenset({"Credibility", "PartialDate", "PrivilegeKind", "Reliability", "Role", "SourceType"})
_WITHOUT_WORDS = frozenset({"id", "scale", "word"})
_KNOWN_FIELDS = {
    Node: {"kind", "children", "text", "attributes", "audience", "place", "audience_place", "segments"},
    Text: {"common", "wordings", "place", "keys"},
}


def read(whole: Dossier | Brief | Handling, everyone: Readers) -> Reading:
    """Return all that is in a dossier, a brief or a handling, which is for `everyone` unless something in it narrows.

    Raise `TypeError` for a value of a type whose readers are not known, and for a node or a text with a new field.
    """
    for known, names in _KNOWN_FIELDS.items():
        if {one.name for one in fields(known)} != names:
            raise TypeError(f"a {known.__name__} has a field whose readers are not known")
    walk = _Walk()
    if isinstance(whole, Handling):
        walk.fields(("handling",), whole, everyone, NOWHERE)
    else:
        for one in fields(whole):
            if isinstance(whole, Dossier) and one.name in {"version", "versions"}:
                walk.version(one.name, whole, everyone)
            elif one.name != "audience":  # of a brief: it comes from the templates
                path = ("name" if one.name == "dossier" else one.name,)
                place = whole.place if isinstance(whole, Dossier) else NOWHERE
                walk.value(path, getattr(whole, one.name), everyone, place, is_shown=_has_words(one))
    return Reading(tuple(walk.leaves), tuple(walk.lines))


@dataclass(slots=True)
class _Walk:
    """What was found so far, in order."""

    leaves: list[Leaf] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def value(self, path: Path, value: object, readers: Readers, place: Place, *, is_shown: bool = False) -> None:
        """Add a value of the model and all in it; raise `TypeError` for one of a type that is not known."""
        match value:
            case None | False | Place():  # a switch that is off says nothing, as an empty text
                pass
            case str() | bytes() | bool() | int() | float() | datetime.date() | Language():
                held = value if isinstance(value, bytes) else str(value)
                if held:
                    self.leaves.append(Leaf(path, held, readers, place, is_shown and type(value) is str))
            case tuple():
                self.several(path, value, readers, place, is_shown=is_shown)
            case Mapping():
                self.mapping(path, value, readers, place)
            case _ if is_dataclass(value):
                self.thing(path, value, readers, place)
            case _:
                raise TypeError(f"it is not known who may read a {type(value).__name__}")

    def version(self, name: str, dossier: Dossier, everyone: Readers) -> None:
        """Add the version of a dossier, for those who have none of their own, or those versions."""
        if name == "version":
            self.leaves.append(Leaf(("version",), dossier.version, everyone - dossier.versions.keys(), dossier.place))
            return
        for audience, version in dossier.versions.items():
            self.leaves.append(Leaf(("version",), version, everyone & {audience}, dossier.place))

    def several(self, path: Path, values: tuple[Any, ...], readers: Readers, place: Place, *, is_shown: bool) -> None:
        """Add the values of a list, which may be prose."""
        if _is_prose(values):
            nodes = seen_prose(values, readers)
            self.leaves.append(Leaf(path, "", readers & union(one.readers for one in nodes), place))
            self.nodes(path, nodes, readers)
            return
        for one in values:
            self.value(path, one, readers, place, is_shown=is_shown)

    def mapping(self, path: Path, values: Mapping[Any, Any], readers: Readers, place: Place) -> None:
        """Add what is given by audience, and pictures, which are given by their path."""
        for key, one in values.items():
            match one:
                case Handling() | Memo():
                    self.value(path, one, readers & {key}, place)
                case Picture():
                    self.picture((*path, key), one, readers, place)
                case _:
                    raise TypeError(f"it is not known who may read a mapping of {type(one).__name__}")

    def thing(self, path: Path, value: Any, readers: Readers, place: Place) -> None:
        """Add a value that has fields."""
        match value:
            case Text():
                self.several(path, value.common or (), readers, value.place, is_shown=True)
                for name, prose in value.wordings.items():
                    self.several(path, prose, readers & {name}, value.place, is_shown=True)
            case Reference():
                self.leaves.append(Leaf((*path, "reference"), value.id, readers, value.place, names=value.id))
            case Record():
                for one in fields(value):
                    for item in getattr(value, one.name):
                        self.item((one.name, item.id), item, readers)
            case Item() | Picture():
                raise TypeError(f"it is not known who may read a {type(value).__name__} here")
            case _:
                self.fields(path, value, readers, place)

    def fields(self, path: Path, value: Any, readers: Readers, place: Place) -> None:
        for one in fields(value):
            inner = getattr(value, one.name)
            self.value((*path, one.name), inner, readers, getattr(value, "place", place), is_shown=_has_words(one))

    def picture(self, path: Path, picture: Picture, readers: Readers, place: Place) -> None:
        for one in fields(picture):
            inner = getattr(picture, one.name)
            held = inner if isinstance(inner, bytes) else str(inner)
            self.leaves.append(Leaf((*path, one.name), held, readers, place, names=f"picture {picture.path}"))

    def item(self, path: Path, item: Item, outer: Readers) -> None:
        """Add an item, which goes with its body when nothing in that is left."""
        readers = outer & item.audience
        for one in fields(item):
            if _is_prose(body := getattr(item, one.name)):
                readers &= union(top.readers for top in seen_prose(body, readers))
        for one in fields(item):
            inner = getattr(item, one.name)
            if one.name == "audience":
                self.audience(path, item.audience, readers, item.place)
            elif isinstance(item, Source) and one.name == "descriptor":
                self.value((*path, one.name), inner, outer - item.audience, item.place)
            else:
                self.value((*path, one.name), inner, readers, item.place, is_shown=_has_words(one))

    def audience(self, path: Path, names: Iterable[str], readers: Readers, place: Place) -> None:
        """Add a mark: each audience may only find its own name in it."""
        self.leaves += [Leaf((*path, "audience"), name, readers & {name}, place) for name in sorted(names)]

    def nodes(self, path: Path, nodes: Iterable[Seen], outer: Readers) -> None:
        """Add nodes of prose: each block by itself, inlines between blocks as one line."""
        for is_inline, group in groupby(nodes, lambda one: one.is_inline):
            run = tuple(group)
            if is_inline:
                self.line(path, run, outer)
            for one in run:
                add = self.inline if is_inline else self.block
                add((*path, one.node.kind), one, outer & one.readers)

    def line(self, path: Path, run: tuple[Seen, ...], outer: Readers) -> None:
        pieces = tuple(
            (_text_of(leaf.node), outer & top.readers & leaf.readers)
            for top in run
            for leaf in top.line()
            if leaf.is_leaf
        )
        self.lines.append(Line(path, pieces, cut(run, outer), run[0].node.place))

    def block(self, path: Path, seen: Seen, readers: Readers) -> None:
        node = seen.node
        self.node(path, node, readers)
        captions = [child.readers for child in seen.children if child.node.kind is Kind.CAPTION]
        if captions or node.get("caption") == "yes":
            self.leaves.append(Leaf((*path, "caption"), "yes", readers & union(captions), node.place))
        if node.text:
            self.leaves.append(Leaf((*path, "text"), node.text, readers, node.place, is_shown=True))
        if node.kind is not Kind.ROW:
            self.nodes(path, seen.children, readers)
            return
        for cell in seen.children:  # an empty one is left in the place of one for others
            self.node((*path, cell.node.kind), cell.node, readers, is_kept=True)
            self.nodes((*path, cell.node.kind), cell.children, readers & cell.readers)

    def inline(self, path: Path, seen: Seen, readers: Readers) -> None:
        """Add a node of a line; one without a word may be lost when the line is repaired, and is not counted."""
        node, words = seen.node, readers & seen.word_readers()
        if not seen.has_words():
            return
        if node.kind is Kind.TEXT:
            self.leaves.append(Leaf(path, re.sub(r"^\W+|\W+$", "", node.text), words, node.place))
            return
        self.node(path, node, words)
        if node.text:
            self.leaves.append(Leaf((*path, "text"), node.text, words, node.place))
        if node.kind is Kind.NOTE:
            self.nodes(path, seen.children, readers)
        else:
            for child in seen.children:
                self.inline((*path, child.node.kind), child, readers & child.readers)

    def node(self, path: Path, node: Node, readers: Readers, *, is_kept: bool = False) -> None:
        """Add that there is a node, its mark and its attributes; one that is kept in its place has all who see that."""
        self.leaves.append(Leaf(path, "", readers, node.place))
        if node.audience is not None:
            self.audience(path, node.audience | readers if is_kept else node.audience, readers, node.place)
        name = _NAMES.get(node.kind, "")
        named = node.get(name)
        if node.kind is Kind.LINK:
            named = named[1:] if named.startswith("#") else ""
        for key, value in sorted(node.attributes.items()):
            if not value or key == "caption":
                continue
            if named and key == name:
                self.leaves.append(Leaf((*path, key), named, readers, node.place, names=named))
            else:
                about = named if key == "locator" else ""
                self.leaves.append(Leaf((*path, key), value, readers, node.place, key in _PRINTED_ATTRIBUTES, about))


def _text_of(leaf: Node) -> str:
    if leaf.kind in {Kind.TEXT, Kind.CODE}:
        return leaf.text
    return "\n" if leaf.kind is Kind.BREAK else OBJECT


def _is_prose(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, Node) for one in value)


def _has_words(one: Field[Any]) -> bool:
    """Return whether text in a field is an author's words: identifiers, dates and words of closed lists are not."""
    return one.type not in _CLOSED_TYPES and one.name not in _WITHOUT_WORDS
