"""What a closing bracket ends: a link, words with attributes, citations, a note, a figure, or only a bracket."""

from __future__ import annotations

import re
from types import MappingProxyType

from markdown_it.common.utils import normalizeReference

from brief.load.markdown.attributes import audience_of, check_keys, read_attributes
from brief.load.markdown.citations import read_citations
from brief.load.markdown.inline_tree import placed_node
from brief.load.markdown.links import LABEL, check_target, check_title, read_destination
from brief.load.markdown.scanner import Opener, Scanner
from brief.load.markdown.spans import span_nodes
from brief.model import Kind, Node

_PATH = re.compile(r"\(([^()\n]{1,500})\)")
_FIGURE_KEYS = ("id", "alt", "audience")


def close_bracket(scanner: Scanner) -> None:
    """Read a closing bracket and what follows it."""
    if not scanner.openers:
        scanner.take_text(scanner.position + 1)
        return
    opener = scanner.openers.pop()
    if scanner.openers:
        outer = scanner.openers[-1]
        outer.has_bracket = True
    if opener.marker == "^[":
        made = _note(scanner, opener)
    elif opener.marker == "![":
        made = _figure(scanner, opener)
    else:
        made = (
            _link(scanner, opener)
            or _span(scanner, opener)
            or _cite(scanner, opener)
            or _reference_link(scanner, opener)
        )
    if scanner.openers:
        scanner.openers[-1].has_link |= opener.has_link
        scanner.openers[-1].has_key |= opener.has_key
    if not made:
        scanner.take_text(scanner.position + 1)


def _note(scanner: Scanner, opener: Opener) -> bool:
    end = scanner.position + 1
    scanner.check_note(opener.start, end)
    tree = scanner.take_content(opener)
    place = scanner.passage.place(opener.inner, scanner.position)
    paragraph = Node(Kind.PARAGRAPH, tree.nodes, place=place)
    note = placed_node(Kind.NOTE, scanner.passage, opener.start, end, children=(paragraph,))
    scanner.add(note, opener.start, end, tree.depth + 2)
    return True


def _link(scanner: Scanner, opener: Opener) -> bool:
    after = scanner.position + 1
    if scanner.text[after : after + 1] != "(" or not (found := read_destination(scanner.text, after)):
        return False
    check_title(found, scanner.passage, scanner.reading)
    start, end = (found.start, found.end) if found.end > found.start else (after, found.after)
    scanner.settled.append((after, found.after))
    target = check_target(found.target, scanner.passage.place(start, end), scanner.reading)
    _add_link(scanner, opener, target, found.after)
    return True


def _add_link(scanner: Scanner, opener: Opener, target: str, end: int) -> None:
    if opener.has_link:
        hint = "close the first link before the second"
        scanner.report("E162/link-in-link", "a link inside another link", opener.start, end, hint)
    opener.has_link = True
    tree = scanner.take_content(opener)
    if all(child.kind is Kind.TEXT and not child.text.strip() for child in tree.nodes):
        hint = "write in the brackets where it leads; for the number of an item, write `@` and its identifier"
        scanner.report("E162/link-without-words", "a link has no text", opener.start, end, hint)
    attributes = {"target": target}
    made = placed_node(Kind.LINK, scanner.passage, opener.start, end, children=tree.nodes, attributes=attributes)
    scanner.add(made, opener.start, end, tree.depth + 1)


def _span(scanner: Scanner, opener: Opener) -> bool:
    after = scanner.position + 1
    if scanner.text[after : after + 1] != "{" or scanner.text.startswith("{{", after):
        return False
    if not (attributes := read_attributes(scanner.passage, after, scanner.reading)):
        scanner.take_text(after)
        scanner.take_list_as_text()
        return True
    scanner.settled.append((attributes.start, attributes.end))
    if _cite(scanner, opener):
        last = scanner.pieces.pop()
        children: tuple[Node, ...] = (last.node,) if last.node else ()
        depth = last.depth
    else:
        tree = scanner.take_content(opener)
        children, depth = tree.nodes, tree.depth
    place = scanner.passage.place(opener.start, attributes.end)
    scanner.position = attributes.end
    for made in span_nodes(children, attributes, scanner.reading, place):
        scanner.add(made, opener.start, attributes.end, depth + 3)
    scanner.attachable = -1
    return True


def _cite(scanner: Scanner, opener: Opener) -> bool:
    if not opener.has_key or opener.has_bracket:
        return False
    children = read_citations(scanner.passage, opener.inner, scanner.position, scanner.reading)
    if not children:
        return False
    end = scanner.position + 1
    del scanner.pieces[opener.index :]
    made = placed_node(Kind.CITE, scanner.passage, opener.start, end, children=children)
    scanner.add(made, opener.start, end, 2)
    return True


def _reference_link(scanner: Scanner, opener: Opener) -> bool:
    """Read a link whose target is defined elsewhere: `[words][name]`, `[name][]` or `[name]`."""
    if not scanner.reading.links:
        return False
    end = scanner.position + 1
    label = scanner.text[opener.inner : scanner.position] if scanner.position - opener.inner < 1000 else ""
    if found := LABEL.match(scanner.text, end):
        label, end = found[1] or label, found.end()
    name = normalizeReference(label)
    if name not in scanner.reading.links:
        return False
    scanner.reading.used_links.add(name)
    _add_link(scanner, opener, scanner.reading.links[name], end)
    return True


def _figure(scanner: Scanner, opener: Opener) -> bool:
    after = scanner.position + 1
    found = read_destination(scanner.text, after) if scanner.text[after : after + 1] == "(" else None
    if found is None and (with_space := _PATH.match(scanner.text, after)) and " " in with_space[1].strip():
        hint = f"rename the file without spaces, or write `<{with_space[1].strip()}>`"
        scanner.report(
            "E162/space-in-path", "a path in parentheses has a space in it", after + 1, with_space.end() - 1, hint
        )
        scanner.take_text(with_space.end())
        if scanner.text[scanner.position : scanner.position + 1] == "{":
            scanner.take_list_as_text()
        return True
    if found is None:
        hint = 'write `![caption](figures/name.svg){#fig-name alt="what it shows"}`'
        scanner.report("E162/image-without-path", "an image has no path in parentheses", opener.start, after, hint)
        return False
    check_title(found, scanner.passage, scanner.reading)
    scanner.settled.append((after, found.after))
    tree = scanner.take_content(opener)
    values, audience, audience_place, end = {"source": found.target}, None, None, found.after
    is_list = scanner.text[end : end + 1] == "{"
    if attributes := read_attributes(scanner.passage, end, scanner.reading) if is_list else None:
        check_keys(attributes, _FIGURE_KEYS, scanner.reading, "a figure")
        values |= {key: attributes.get(key) for key in ("id", "alt") if key in attributes.values}
        audience, audience_place = audience_of(attributes, scanner.reading)
        scanner.settled.append((attributes.start, attributes.end))
        end = attributes.end
    if attributes and "alt" in attributes.values:
        scanner.reading.refuse_likely_marks(attributes.passage_of("alt"), is_prose=False)
    place = scanner.passage.place(opener.start, end)
    if not values.get("alt", "").strip() and (attributes or not is_list):
        hint = 'describe what it shows in `alt="..."`, for readers who cannot see it'
        scanner.reading.report(
            "E158/no-alternative-text", f"image `{found.target}` has no alternative text", place, hint=hint
        )
    made = Node(Kind.FIGURE, tree.nodes, "", MappingProxyType(values), audience, place, audience_place)
    scanner.add(made, opener.start, end, tree.depth + 1)
    if is_list and not attributes:
        scanner.skip_list()
    return True
