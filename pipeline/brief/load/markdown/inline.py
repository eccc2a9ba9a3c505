"""The inlines of a passage of prose, read once from left to right, each with its exact place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from brief.load.markdown.attributes import Attributes, is_list_start, read_attributes
from brief.load.markdown.brackets import close_bracket
from brief.load.markdown.characters import decode_reference
from brief.load.markdown.emphasis import run_at
from brief.load.markdown.inline_tree import Piece, Tree, placed_node, report_stray_attributes
from brief.load.markdown.links import AUTOLINK, HTML, check_target
from brief.load.markdown.passage import Passage, Reading
from brief.load.markdown.scanner import Scanner
from brief.load.markdown.spans import span_nodes
from brief.load.markdown.typography import ELLIPSIS, dash, line_joint, quotation_mark
from brief.model import Kind, Node

_SPECIAL = re.compile(r"[\\`*_~^\[\]!<&\n\"'@{]|-{2,}|\.{3}")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TICKS = re.compile(r"`+")
_REST = re.compile(r"\s*\Z")
_LINE_REST = re.compile(r"[ \t]*(?:\n|\Z)")
_CALL = re.compile(r"\[\^([^\s\[\]]+)\]")
_REFERENCE = re.compile(r"@([A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)")
_VARIABLE = re.compile(r"\{\{[ \t]*([A-Za-z_][\w-]*(?:\.[\w-]+)*)[ \t]*\}\}")
_MALFORMED_VARIABLE = re.compile(r"\{\{[^{}\n]{0,80}(?:\}\}?)?")
_IN_ADDRESS = re.compile(r"[A-Za-z0-9._%+/@-]")


@dataclass(frozen=True, slots=True)
class Inlines:
    """The nodes of a passage, and the attribute lists that belong to the block around it."""

    nodes: tuple[Node, ...]
    ending: Attributes | None = None  # at the end of the passage
    leading: Attributes | None = None  # of a list item: at the start or at the end of its first line


def read_inlines(passage: Passage, reading: Reading, *, is_cell: bool = False, is_item: bool = False) -> Inlines:
    """Return the inlines of a passage; in a cell its pipes are escaped, an item is one that it begins."""
    scanner = Scanner(passage, reading, is_cell=is_cell, is_item=is_item)
    while scanner.position < len(passage.text):
        found = _SPECIAL.search(passage.text, scanner.position)
        end = found.start() if found else len(passage.text)
        if end > scanner.position:
            scanner.take_text(end)
        if found:
            _RULES[passage.text[end]](scanner)
    reading.refuse_likely_marks(passage, scanner.settled)
    return Inlines(Tree(scanner.pieces, passage, reading).nodes, scanner.ending, scanner.leading)


def _escape(scanner: Scanner) -> None:
    """Read a backslash: a hard line break, or a character without its special meaning."""
    after = scanner.text[scanner.position + 1 : scanner.position + 2]
    if after == "\n":
        _break(scanner, scanner.position, scanner.position + 2)
    elif after in _PUNCTUATION and after:
        scanner.take_text(scanner.position + 2, after)
    else:
        scanner.take_text(scanner.position + 1)


def _line_end(scanner: Scanner) -> None:
    """Read the end of a line: a break after two spaces, else a space, or nothing between CJK characters."""
    start = scanner.blanks_start(" ")
    scanner.trim(start)
    if scanner.position - start >= 2:
        _break(scanner, start, scanner.position + 1)
        return
    end = scanner.blanks_end(scanner.position + 1)
    before, _ = scanner.neighbours(start, start)
    scanner.take_text(end, line_joint(before, scanner.text[end : end + 1]))


def _break(scanner: Scanner, start: int, end: int) -> None:
    scanner.add(placed_node(Kind.BREAK, scanner.passage, start, start + 1), start, scanner.blanks_end(end))
    scanner.attachable = -1


def _code(scanner: Scanner) -> None:
    """Read code between equal runs of backticks (CommonMark 6.1)."""
    ticks = _TICKS.match(scanner.text, scanner.position)
    size = len(ticks[0]) if ticks else 1
    start, inner = scanner.position, scanner.position + size
    if scanner.last_ticks is None:
        scanner.last_ticks = {len(run[0]): run.start() for run in _TICKS.finditer(scanner.text)}
    if scanner.last_ticks.get(size, -1) < inner:
        scanner.take_text(inner)
        return
    closing = next(run for run in _TICKS.finditer(scanner.text, inner) if len(run[0]) == size)
    text = scanner.text[inner : closing.start()].replace("\n", " ")
    if text.strip(" ") and text[0] == text[-1] == " ":
        text = text[1:-1]
    if scanner.is_cell:
        text = text.replace("\\|", "|")
    scanner.settled.append((start, closing.end()))
    scanner.add(placed_node(Kind.CODE, scanner.passage, start, closing.end(), text=text), start, closing.end())


def _run(scanner: Scanner) -> None:
    """Read a run that may open or close emphasis and the like, or the start of a note."""
    if scanner.text.startswith("^[", scanner.position):
        scanner.open("^[")
        return
    found = run_at(scanner.text, scanner.position)
    scanner.pieces.append(Piece(found.start, found.right, run=found))
    scanner.position = scanner.attachable = found.right


def _bang(scanner: Scanner) -> None:
    """Read the start of an image, or an exclamation mark."""
    if scanner.text.startswith("![", scanner.position):
        scanner.open("![")
    else:
        scanner.take_text(scanner.position + 1)


def _bracket(scanner: Scanner) -> None:
    """Read the call of a footnote, or an opening bracket whose meaning the closing one decides."""
    start = scanner.position
    if not (found := _CALL.match(scanner.text, start)):
        scanner.open("[")
        return
    reading, label, place = scanner.reading, found[1], scanner.passage.place(start, found.end())
    if label not in reading.notes:
        reading.undefined.append((label, place))
        scanner.take_text(found.end())
        return
    scanner.check_note(start, found.end())
    reading.calls[place] = (label, reading.marks)
    scanner.add(placed_node(Kind.NOTE, scanner.passage, start, found.end()), start, found.end())


def _angle(scanner: Scanner) -> None:
    """Read an address in angle brackets or a less-than sign, or refuse HTML."""
    start = scanner.position
    if found := AUTOLINK.match(scanner.text, start):
        target = f"mailto:{found['mail']}" if found["mail"] else found["address"]
        target = check_target(target, scanner.passage.place(start + 1, found.end() - 1), scanner.reading)
        words = placed_node(Kind.TEXT, scanner.passage, start + 1, found.end() - 1, text=found[0][1:-1])
        link = placed_node(
            Kind.LINK, scanner.passage, start, found.end(), children=(words,), attributes={"target": target}
        )
        scanner.settled.append((start, found.end()))
        scanner.add(link, start, found.end(), 2)
        for opener in scanner.openers[-1:]:
            opener.has_link = True
        return
    if found := HTML.match(scanner.text, start):
        scanner.settled.append(found.span())
        _refuse_html(scanner, start, found.end())
    scanner.take_text(start + 1)


def _refuse_html(scanner: Scanner, start: int, end: int) -> None:
    """Add a problem (E153) for a tag; its closing tag belongs to the same problem."""
    tag, tags = scanner.text[start:end], scanner.reading.tags
    name = re.match(r"</?([A-Za-z][A-Za-z0-9-]*)", tag)
    if name and tag.startswith("</") and name[1].lower() in tags:
        tags.remove(name[1].lower())
        return
    if name and not tag.startswith("</"):
        tags.append(name[1].lower())
    hint = "use Markdown, a `:::` block, or `\\<` for a literal `<`"
    scanner.report("E153/raw-html", "raw HTML is not supported", start, end, hint)


def _entity(scanner: Scanner) -> None:
    """Read a character reference such as `&nbsp;`, or an ampersand."""
    text, end = decode_reference(scanner.passage, scanner.position, scanner.reading)
    scanner.take_text(end, text)


def _quotation(scanner: Scanner) -> None:
    """Read a straight quotation mark or apostrophe."""
    start = scanner.position
    found = quotation_mark(scanner.text[start], *scanner.neighbours(start, start + 1))
    scanner.pieces.append(Piece(start, start + 1, quote=found))
    scanner.position += 1


def _hyphens(scanner: Scanner) -> None:
    """Read hyphens that may be a dash."""
    end = scanner.position
    while scanner.text[end : end + 1] == "-":
        end += 1
    scanner.take_text(end, dash(scanner.text[scanner.position : end], *scanner.neighbours(scanner.position, end)))


def _stops(scanner: Scanner) -> None:
    """Read three full stops."""
    scanner.take_text(scanner.position + 3, ELLIPSIS)


def _at(scanner: Scanner) -> None:
    """Read a cross-reference, or an at sign in a word or an address."""
    start = scanner.position
    found = _REFERENCE.match(scanner.text, start)
    if not found or (start and _IN_ADDRESS.match(scanner.text, start - 1)):
        scanner.take_text(start + 1)
        return
    if scanner.openers:
        scanner.openers[-1].has_key = True
    made = placed_node(Kind.REFERENCE, scanner.passage, start, found.end(), attributes={"target": found[1]})
    scanner.add(made, start, found.end())


def _brace(scanner: Scanner) -> None:
    """Read a variable, an attribute list of the piece before it or of the block around the passage, or a brace."""
    start = scanner.position
    if scanner.text.startswith("{{", start):
        _variable(scanner)
    elif not is_list_start(scanner.text, start, scanner.reading.audiences):
        scanner.take_text(start + 1)
    elif (found := read_attributes(scanner.passage, start, scanner.reading)) is None:
        scanner.take_list_as_text()
    else:
        scanner.settled.append((found.start, found.end))
        if scanner.attachable == start:
            _attach_to_piece(scanner, found)
        else:
            _attach_to_block(scanner, found)


def _variable(scanner: Scanner) -> None:
    start = scanner.position
    if found := _VARIABLE.match(scanner.text, start):
        scanner.settled.append((start, found.end()))
        made = placed_node(Kind.VARIABLE, scanner.passage, start, found.end(), attributes={"name": found[1]})
        scanner.add(made, start, found.end())
        return
    wrong = _MALFORMED_VARIABLE.match(scanner.text, start)
    end = wrong.end() if wrong else start + 2
    scanner.settled.append((start, end))
    hint = "write `{{ name }}` with a name such as `claims.count`, or `\\{\\{` for literal braces"
    scanner.report("E157/malformed-variable", "malformed variable", start, end, hint)
    scanner.take_text(end)


def _attach_to_piece(scanner: Scanner, found: Attributes) -> None:
    last = scanner.pieces[-1]
    if last.run or not last.node:
        scanner.pieces.append(Piece(found.start, found.end, attributes=found))
        scanner.position = found.end
        return
    scanner.pieces.pop()
    for made in span_nodes((last.node,), found, scanner.reading, last.node.place):
        scanner.add(made, last.start, found.end, last.depth + 3 if made is not last.node else last.depth)
    scanner.position, scanner.attachable = found.end, -1


def _attach_to_block(scanner: Scanner, found: Attributes) -> None:
    start = scanner.position
    if scanner.is_item and scanner.leading is None and _begins_item(scanner.text, start, found.end):
        scanner.leading = found
    elif (start == 0 or scanner.text[start - 1].isspace()) and _REST.match(scanner.text, found.end):
        scanner.ending = found
    else:
        report_stray_attributes(found, scanner.reading)
    scanner.trim(scanner.blanks_start(" \t\n"))
    scanner.position = scanner.blanks_end(found.end) if start == 0 else found.end


def _begins_item(text: str, start: int, end: int) -> bool:
    """Return whether an attribute list is at the start of an item, or at the end of its first line."""
    first_end = text.find("\n")
    is_first = first_end < 0 or start < first_end
    return start == 0 or (is_first and text[start - 1].isspace() and bool(_LINE_REST.match(text, end)))


_RULES: Mapping[str, Callable[[Scanner], None]] = MappingProxyType(
    {
        "\\": _escape, "`": _code, "*": _run, "_": _run, "~": _run,
        "^": _run, "[": _bracket, "]": close_bracket, "!": _bang, "<": _angle,
        "&": _entity, "\n": _line_end, '"': _quotation, "'": _quotation,
        "@": _at, "{": _brace, "-": _hyphens, ".": _stops,
    }
)  # fmt: skip
