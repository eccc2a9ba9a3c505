"""From the block tokens of a text to its tree: each block with its place, marks and inlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from markdown_it.token import Token

from brief.diagnostics.problems import Place
from brief.load.likely_marks import likely_marks
from brief.load.look_alikes import plain
from brief.load.markdown.attributes import audience_of, check_keys, read_attributes
from brief.load.markdown.builder import Builder, Frame
from brief.load.markdown.divisions import read_division
from brief.load.markdown.inline import read_inlines
from brief.load.markdown.passage import Mark, Reading
from brief.load.markdown.rows import table_rows
from brief.model import Kind, Node

_CAPTION = re.compile(r"(?:Table)?:[ \t]+")
_LEVELS = 4
_HEADING = re.compile(r"^(#{2,6})[^\s#]", re.MULTILINE)
_INDENTED_BLOCK = re.compile(r"^[ \t]*:::", re.MULTILINE)  # which became code by its indent


def build_blocks(tokens: Sequence[Token], builder: Builder) -> list[Node]:
    """Return the blocks of a text; raise `TooDeep` when they are nested too deeply."""
    for index, token in enumerate(tokens):
        if token.type in _IGNORED:
            continue
        if token.type in _RULES:
            _RULES[token.type](builder, token, tokens[index + 1] if index + 1 < len(tokens) else token)
        else:
            place = builder.place(_line(token))
            builder.reading.report("E162/unknown-construct", f"`{token.type}` is not supported", place)
    return builder.finish()


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _paragraph(builder: Builder, token: Token, inline: Token) -> None:
    line = _line(token)
    passage = builder.reading.line_ends(inline.content, line)
    item = builder.frames[-1]
    if item.kind is Kind.ITEM and not token.hidden:
        builder.frames[-2].attributes["tight"] = "no"
    place = passage.place(0, len(passage.text))
    found = None if builder.is_field else _CAPTION.match(passage.text)
    if found:
        passage = passage.part(found.end(), len(passage.text))
        builder.add(builder.leaf(Kind.CAPTION, passage, place, "a table", {}))
        return
    if _are_rows(passage.text.split("\n")):
        hint = "write a line such as `|---|---|` under the header"
        builder.reading.report(
            "E160/no-delimiter-row", "a table has no delimiter row under its header", place, hint=hint
        )
        builder.add(Node(Kind.TABLE, place=place, attributes=MappingProxyType({"caption": "no"})))
        return
    for found in _HEADING.finditer(passage.text):
        where = passage.place(found.start(), found.end(1))
        hint = f"write `{found[1]} ` for a heading, or `\\#` for a literal `#`"
        builder.reading.report("E162/heading-without-space", "a heading needs a space after its `#`", where, hint=hint)
    made = builder.leaf(Kind.PARAGRAPH, passage, place, "a paragraph", {})
    is_marked = made.kind is Kind.PARAGRAPH and made.audience is not None
    if is_marked and made.children and not _has_words(made.children):
        hint = "put it at the end of the paragraph that it is for; a block begins with a line `:::` and the list"
        if not plain(passage.text).startswith("::"):  # which is reported as what it looks like
            builder.reading.report("E151/attributes-alone", "a paragraph without words has a mark", place, hint=hint)
    elif made.children or made.kind is Kind.FIGURE:
        builder.add(made)
    elif made.attributes or made.audience is not None:
        hint = "put it at the end of the paragraph that it is for, or use a `:::` block"
        builder.reading.report("E151/attributes-alone", "an attribute list is alone in its paragraph", place, hint=hint)


def _has_words(nodes: Sequence[Node]) -> bool:
    """Return whether nodes show more than signs such as `;;;`."""
    every = (node for top in nodes for node in top.walk())
    return any(node.kind is not Kind.TEXT or any(map(str.isalnum, node.text)) for node in every)


def _are_rows(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and all(line.lstrip().startswith("|") and line.count("|") > 1 for line in lines)


def _heading(builder: Builder, token: Token, inline: Token) -> None:
    line, level = _line(token), int(token.tag[1:])
    place, reading = builder.place(line), builder.reading
    if any(frame.kind not in (None, Kind.DIVISION) for frame in builder.frames):
        reading.report(
            "E162/heading-in-block", "a heading inside another block", place, hint="end the block before the heading"
        )
    elif builder.is_field:
        reading.report(
            "E162/heading-in-field", "a heading in a text field", place, hint="write `\\#` for a literal `#`"
        )
    elif level > _LEVELS:
        text = f"headings of level {level} are not supported"
        reading.report("E159/heading-too-deep", text, place, hint=f"use at most {'#' * _LEVELS}")
    elif level > reading.level + 1:
        before = f"follows one of level {reading.level}" if reading.level else "is the first"
        text = f"a heading of level {level} {before}"
        reading.report("E159/heading-level-skipped", text, place, hint=f"use {'#' * (reading.level + 1)} here")
    reading.level = min(level, _LEVELS)
    if not inline.content:
        reading.report(
            "E162/heading-without-words", "a heading is empty", place, hint="write its text, or remove the line"
        )
    passage = reading.line_ends(inline.content, line)
    attributes = {"level": str(min(level, _LEVELS))}
    builder.add(builder.leaf(Kind.HEADING, passage, place, "a heading", attributes))


def _list(builder: Builder, token: Token, _: Token) -> None:
    is_ordered = token.type == "ordered_list_open"
    attributes = {"ordered": "yes" if is_ordered else "no", "tight": "yes"}
    if is_ordered:
        attributes["start"] = str(token.attrGet("start") or (0 if token.attrGet("start") == 0 else 1))
    line = _line(token)
    builder.open(Frame(Kind.LIST, line, 0, builder.place(line), attributes))


def _container(kind: Kind) -> Callable[[Builder, Token, Token], None]:
    def open_frame(builder: Builder, token: Token, _: Token) -> None:
        line = _line(token)
        width = {Kind.ITEM: len(token.info) + 1}.get(kind, 0)
        builder.open(Frame(kind, line, width, builder.place(line)))

    return open_frame


def _definition(builder: Builder, token: Token, _: Token) -> None:
    line, last = _line(token), builder.frames[-1].children[-1:]
    if last and last[0].kind is Kind.TERM:  # here the plugin gives the line of an earlier term
        line = builder.frames[-1].line + 1
        while not builder.reading.line(line).strip("> \t"):
            line += 1
    builder.open(Frame(Kind.DEFINITION, line, 1, builder.place(line)))


def _term(builder: Builder, token: Token, inline: Token) -> None:
    line = _line(token)
    passage = builder.reading.line_ends(inline.content, line)
    builder.frames[-1].line = line
    found = read_inlines(passage, builder.reading)
    if found.ending:
        check_keys(found.ending, (), builder.reading, "a term")
    builder.refuse_images(found.nodes)
    builder.add(Node(Kind.TERM, found.nodes, place=passage.place(0, len(passage.text))))


def _footnote(builder: Builder, token: Token, _: Token) -> None:
    line, label = _line(token), str(token.meta["label"])
    column, width = builder.column(line), len(f"[^{label}]:")
    place = builder.reading.origin.place(line, column, width)
    builder.reading.in_note = True
    builder.open(Frame(Kind.NOTE, line, width, place, label=label))


def _code(builder: Builder, token: Token, _: Token) -> None:
    first, last = token.map or (0, 1)
    place, reading = builder.place(first), builder.reading
    attributes, mark = {}, Mark()
    if token.type == "fence":
        is_cut_off = token.content != "" and not token.content.endswith("\n")
        if last - first - 1 == token.content.count("\n") + is_cut_off:
            here = Place(place.file, place.line, place.column, len(token.markup))
            hint = f"close it with a line `{token.markup}`"
            reading.report("E154/code-not-closed", "a code block is not closed", here, label="opened here", hint=hint)
        start = reading.starts[first] + builder.column(first) + len(token.markup)
        passage = reading.line_part(start, reading.starts[first] + len(reading.line(first)))
        brace = passage.text.find("{")
        reading.refuse_likely_marks(passage.part(0, brace if brace >= 0 else len(passage.text)), is_prose=False)
        words = passage.text[: brace if brace >= 0 else None].split()
        attributes = {"language": words[0]} if words else {}
        if len(words) > 1:
            at = passage.text.find(words[1], passage.text.find(words[0]) + len(words[0]))
            where = passage.place(at, at + len(words[1]))
            reading.report(
                "E162/words-after-language",
                f"`{words[1]}` after the language of a code block is not supported",
                where,
                hint="remove it",
            )
        if brace >= 0 and (found := read_attributes(passage, brace, reading)):
            check_keys(found, ("audience",), reading, "a block of code")
            mark.audience, mark.place = audience_of(found, reading)
    elif (at := _indented_mark(token.content, reading)) >= 0:
        where = builder.place(first + token.content.count("\n", 0, at))
        hint = "indent it less; put code between lines of ```"
        reading.report("E151/mark-in-code", "this mark is indented so far that it becomes code", where, hint=hint)
    text = token.content.removesuffix("\n")
    builder.add(Node(Kind.CODE_BLOCK, (), text, MappingProxyType(attributes), mark.audience, place, mark.place))


def _indented_mark(code: str, reading: Reading) -> int:
    """Return where something in indented code looks like a mark, or -1."""
    block = _INDENTED_BLOCK.search(code)
    found = [*(mark.start for mark in likely_marks(code, reading.audiences)), *([block.start()] if block else [])]
    return min(found, default=-1)


def _rule(builder: Builder, token: Token, _: Token) -> None:
    builder.add(Node(Kind.RULE, place=builder.place(_line(token))))


def _grid(builder: Builder, token: Token, _: Token) -> None:
    line = _line(token)
    rows = table_rows(token, builder.reading)
    for row in rows:
        builder.refuse_images(row.children)
    attributes = MappingProxyType({"caption": "no"})
    builder.add(Node(Kind.TABLE, rows, "", attributes, place=builder.place(line)))


def _link_definition(builder: Builder, token: Token, _: Token) -> None:
    if len(builder.frames) > 1:
        place = builder.place(_line(token))
        hint = "move it out of the block, because it can be used outside"
        builder.reading.report("E162/link-defined-in-block", "a link is defined inside a block", place, hint=hint)


def _division(builder: Builder, token: Token, _: Token) -> None:
    read_division(builder, token)


def _closer(*kinds: Kind) -> Callable[[Builder, Token, Token], None]:
    def close_frames(builder: Builder, *_: Token) -> None:
        builder.close_until(*kinds)

    return close_frames


def _too_deep(builder: Builder, token: Token, _: Token) -> None:
    builder.too_deep(_line(token))


_IGNORED = frozenset({"inline", "paragraph_close", "heading_close", "dt_close"})

_RULES: Mapping[str, Callable[[Builder, Token, Token], None]] = MappingProxyType(
    {
        "paragraph_open": _paragraph, "heading_open": _heading, "bullet_list_open": _list, "ordered_list_open": _list,
        "list_item_open": _container(Kind.ITEM), "blockquote_open": _container(Kind.QUOTE), "fence": _code,
        "code_block": _code, "hr": _rule, "dl_open": _container(Kind.DEFINITIONS), "dt_open": _term,
        "dd_open": _definition, "footnote_reference_open": _footnote, "grid": _grid, "division": _division,
        "link_definition": _link_definition, "too_deep": _too_deep,
        "bullet_list_close": _closer(Kind.LIST), "ordered_list_close": _closer(Kind.LIST),
        "list_item_close": _closer(Kind.ITEM), "blockquote_close": _closer(Kind.QUOTE),
        "dl_close": _closer(Kind.DEFINITIONS), "dd_close": _closer(Kind.DEFINITION),
        "footnote_reference_close": _closer(Kind.NOTE),
    }
)  # fmt: skip
