"""The block tokens of a text, by markdown-it-py with rules of our own."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.reference import reference
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from brief.load.markdown.grid import is_grid_start, read_grid
from brief.load.markdown.passage import DEPTH

_COLONS = re.compile(r"(:{3,})[ \t]*|(::)[ \t]*(?=\{|$)", re.MULTILINE)  # two colons are a mistake that is reported
_ANYWHERE: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def block_tokens(text: str) -> tuple[list[Token], dict[str, Any]]:
    """Return the block tokens of a text, in order, and what else markdown-it found (link definitions).

    In addition to markdown-it's own tokens there are `division` (a `:::` line), `grid` (a pipe table),
    `link_definition` and `too_deep`; `meta` holds their offsets in the text.
    """
    found: dict[str, Any] = {}
    tokens: list[Token] = []
    _parser().block.parse(text, _parser(), found, tokens)
    return tokens, found


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002  (markdown-it's names)
        """Accept every link: if one were refused here, its source would silently remain in the text."""
        return True


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": 4 * DEPTH})
    parser.use(deflist_plugin)
    rules = parser.block.ruler
    rules.at("table", read_grid, {"alt": ["paragraph", "reference"]})
    rules.before("table", "too_deep", _too_deep)
    rules.before("fence", "division", _division, _ANYWHERE)
    rules.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    rules.at("reference", _link_definition)
    rules.before("deflist", "caption", _caption)
    parser.enable("table")
    parser.disable("html_block")  # it becomes a paragraph, whose inlines refuse it with its place
    return parser


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Stop at blocks that are nested too deeply, before the recursion limit of Python does."""
    if silent or state.level <= DEPTH:
        return False
    token = state.push("too_deep", "", 0)
    token.map = [start, start + 1]
    state.line = end
    return True


def _division(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    """Read a line that begins with colons, which opens a division or closes the innermost one."""
    begin = state.bMarks[start] + state.tShift[start]
    found = _COLONS.match(state.src, begin, state.eMarks[start])
    if not found or state.is_code_block(start):
        return False
    if not silent:
        token = state.push("division", "", 0)
        token.map = [start, start + 1]
        token.meta = {
            "start": begin,
            "rest": found.end(),
            "end": state.eMarks[start],
            "size": len(found[1] or found[2]),
        }
        state.line = start + 1
    return True


def _link_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the definition of a link (CommonMark 4.7), and push a token in its place."""
    if not reference(state, start, end, silent):
        return False
    token = state.push("link_definition", "", 0)
    token.map = [start, state.line]
    return True


def _caption(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a paragraph before a caption and its table, where `: ` does not make it the term of a definition."""
    if silent or not _is_before_caption(state, start, end):
        return False
    token = state.push("paragraph_open", "p", 1)
    token.map = [start, start + 1]
    inline = state.push("inline", "", 0)
    inline.map = [start, start + 1]
    inline.content = state.getLines(start, start + 1, state.blkIndent, False).strip()
    inline.children = []
    state.push("paragraph_close", "p", -1)
    state.line = start + 1
    return True


def _is_before_caption(state: StateBlock, start: int, end: int) -> bool:
    line = start + 2
    if line >= end or not state.isEmpty(start + 1) or not _line(state, line).startswith(": "):
        return False
    while line < end and not state.isEmpty(line):
        line += 1
    while line < end and state.isEmpty(line):
        line += 1
    return line + 1 < end and is_grid_start(state, line)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
