"""The fields of a brief that its page does not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from brief.model import Brief, Claim, Item
from brief.page.elements import classes
from brief.render.presence.evidence import Region, is_property, is_shown, words_of
from brief.render.presence.leaves import Leaf, leaves
from brief.render.presence.page_letters import PageLetters
from brief.render.presence.used_letters import UsedLetters

_PROPERTIES: Mapping[str, str] = {"author": "authors", "dcterms.created": "as_of"}  # by name of a `meta`: the field


@dataclass(frozen=True, slots=True)
class Missing:
    """What a page does not show of one item, or of the dossier file; `is_whole` when it shows nothing of the item."""

    owner: Item | None
    fields: tuple[Leaf, ...]
    is_whole: bool = False


def find_missing(root: etree._Element, brief: Brief, words: Mapping[str, str]) -> list[Missing]:
    """Return what a finished page does not show of a brief, one entry for each item.

    An item is shown by elements that have its id, as `id` or in `data-source`; a claim also by words that state it,
    together with the status after them. Its fields are looked for in these elements, and those of the dossier file in
    what is left of the page. Longer runs of words come first and use up their letters, so that a shorter one needs a
    place of its own.
    """
    (body,) = root.iter("body")
    letters = PageLetters(body)
    elements = _elements_by_item(body)
    properties = _properties(root, body)
    of_dossier = UsedLetters()
    items: dict[str, _Fields] = {}
    for leaf in leaves(brief):
        owner = leaf.owner.id if leaf.owner else ""
        if owner not in items:
            used = (UsedLetters(),) if owner else (of_dossier, letters.used)
            own = elements.get(owner, []) if owner else [body]
            region = Region(letters, used, own, words, brief.language, brief.pictures, {} if owner else properties)
            items[owner] = _Fields(region)
        items[owner].add(leaf)
    runs = ((run, place, one) for one in items.values() for run, place in one.runs())
    for run, place, one in sorted(runs, key=lambda found: -len(found[0])):
        if not letters.find(run, one.region.spans, (*one.region.used, of_dossier)):
            one.lost.add(place)
    return list(_entries(brief, elements, {owner: list(one.missing()) for owner, one in items.items()}))


@dataclass(slots=True)
class _Fields:
    """The fields of one item, or of the dossier file, and what was found of them."""

    region: Region
    leaves: list[Leaf] = field(default_factory=list)
    known: set[int] = field(default_factory=set)  # places of fields that need no words of their own
    lost: set[int] = field(default_factory=set)  # places of fields of which a run of words was not found

    def add(self, leaf: Leaf) -> None:
        if is_property(leaf, self.region.properties) or _is_stated(leaf, self.region.elements):
            self.known.add(len(self.leaves))
        self.leaves.append(leaf)

    def runs(self) -> Iterator[tuple[str, int]]:
        """Give the runs of words of the fields, each with the place of its field."""
        for place, leaf in enumerate(self.leaves):
            if place not in self.known:
                yield from ((run, place) for run in words_of(leaf))

    def missing(self) -> Iterator[Leaf]:
        for place, leaf in enumerate(self.leaves):
            if place not in self.known and (place in self.lost or not is_shown(leaf, self.region)):
                yield leaf


def _entries(
    brief: Brief, elements: Mapping[str, Sequence[etree._Element]], missing: Mapping[str, Sequence[Leaf]]
) -> Iterator[Missing]:
    for item in brief.record.items():
        if item.id not in elements or missing[item.id]:
            yield Missing(item, tuple(missing[item.id]), is_whole=item.id not in elements)
    yield from (Missing(None, (leaf,)) for leaf in missing[""])


def _is_stated(leaf: Leaf, elements: Sequence[etree._Element]) -> bool:
    """Return whether a field is the statement of a claim that prose states in words of its own."""
    return (
        isinstance(leaf.owner, Claim)
        and leaf.name == "statement"
        and any("claim" in classes(element) for element in elements)
    )


def _elements_by_item(body: etree._Element) -> dict[str, list[etree._Element]]:
    """Return the elements that show each thing that has an id, by that id."""
    found: dict[str, list[etree._Element]] = {}
    for element in body.iter("*"):
        names = {element.get("id"), *(element.get("data-source") or "").split()}
        if "claim" in classes(element):
            names.add(element.get("data-claim"))
        for name in names - {None, ""}:
            found.setdefault(name or "", []).extend(_with_what_follows(element))
    return found


def _with_what_follows(element: etree._Element) -> Iterator[etree._Element]:
    """Give an element and what belongs to it: the status after the words of a claim, the definitions of a term."""
    yield element
    following = element.getnext()
    if element.tag == "dt":
        while following is not None and following.tag == "dd":
            yield following
            following = following.getnext()
    elif "claim" in classes(element) and following is not None and not (element.tail or "").strip():
        yield from [following] * ("status" in classes(following) or "tag" in classes(following))


def _properties(root: etree._Element, body: etree._Element) -> dict[str, str]:
    """Return what a file says about itself, by the field that it comes from: its metadata, its headers and footers."""
    found: dict[str, str] = {"lang": root.get("lang", "")}
    for meta in root.iter("meta"):
        name = meta.get("name", "").removeprefix("brief.")
        name = _PROPERTIES.get(name, name)
        found[name] = f"{found[name]}\n{meta.get('content', '')}" if name in found else meta.get("content", "")
    return found | {str(name): str(value) for name, value in body.attrib.items()}
