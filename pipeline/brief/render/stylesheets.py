"""The style sheets of one audience: one for each name, from all layers, in a fixed order, and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.suggestions import closest
from brief.page.theme import Theme
from brief.render.template_path import find

# The shipped sheets in their order; others follow by name, and `screen` comes last.
FIRST = ("page", "text", "title", "contents", "notes", "tables", "figures", "parts")
LAST = ("screen",)

_USED_PROPERTY = re.compile(r"var\(\s*--([\w-]+)")
# At-rules and functions that take an address (CSS Cascade 5, Values 4, Images 4); `url(...)` without quotes is a token.
_LOADING = frozenset({"import", "font-face", "namespace", "url", "src", "image", "image-set", "-webkit-image-set"})
_DEFINED_PROPERTY = re.compile(r"--([\w-]+)\s*:")


@dataclass(frozen=True, slots=True)
class StyleSheets:
    """Style sheets as one text, and where each begins in it: its first line (from 1) and its file."""

    text: str
    files: tuple[tuple[int, str], ...] = ()

    def after(self, text: str) -> StyleSheets:
        """Return the sheets with a text before them, which ends with a line break."""
        lines = text.count("\n")
        return StyleSheets(text + self.text, tuple((line + lines, file) for line, file in self.files))


def read_sheets(layers: Sequence[Path], audience: str, theme: Theme) -> StyleSheets:
    """Return the sheets of `base/css`, then those of `audiences/NAME/css`, as one text.

    A sheet of a nearer layer replaces one of the same name. Raise `BriefError` with an E309 for each piece that does
    not parse, each that would load a file, and each `var(--name)` that neither the theme nor a sheet defines.
    """
    paths = [path for folder in ("base/css", f"audiences/{audience}/css") for path in _sheet_files(layers, folder)]
    texts = {path: _read(path) for path in paths}
    known = {name.replace(".", "-") for name in theme.tokens}
    known.update(name for text in texts.values() for name in _DEFINED_PROPERTY.findall(text))
    problems = [problem for path, text in texts.items() for problem in _problems(path, text, known)]
    if problems:
        raise BriefError(problems)
    counts = [text.count("\n") + 1 for text in texts.values()]
    starts = accumulate(counts, initial=1)
    files = tuple((start, display_path(path)) for start, path in zip(starts, texts, strict=False))
    return StyleSheets("\n".join(texts.values()), files)


def _sheet_files(layers: Sequence[Path], folder: str) -> list[Path]:
    """Return the nearest file for each name that is in that folder of any layer."""
    pairs = [(layer, layer / folder) for layer in layers]
    folders = [path for layer, path in pairs if path.resolve().is_relative_to(layer.resolve())]
    names = {path.name for found in folders for path in found.glob("*.css")}
    nearest = (find(folders, name) for name in sorted(names, key=_order))
    return [path for path in nearest if path is not None]


def _order(name: str) -> tuple[int, str]:
    stem = name.removesuffix(".css")
    if stem in FIRST:
        return FIRST.index(stem), stem
    return len(FIRST) + (stem in LAST), stem


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BriefError([Problem("E309/not-utf-8", "not UTF-8 text", Place(display_path(path)))]) from error


def _problems(path: Path, text: str, known: set[str]) -> Iterator[Problem]:
    errors, loading = _faulty_nodes(text)
    for node in errors:
        message = str(node.message)
        place = Place(display_path(path), node.source_line, node.source_column)
        yield Problem("E309/not-css", f"not valid CSS: {message[:1].lower()}{message[1:].rstrip('.')}", place)
    for node in loading:
        place = Place(display_path(path), node.source_line, node.source_column)
        hint = "fonts in `fonts/` are found automatically; draw everything else with borders and colours"
        yield Problem("E309/loads-something", "a style sheet may not load files", place, hint=hint)
    for found in _USED_PROPERTY.finditer(text):
        if found[1] not in known:
            line = text.count("\n", 0, found.start(1)) + 1
            column = found.start(1) - text.rfind("\n", 0, found.start(1)) - 2
            close = closest(found[1], known)
            hint = f"did you mean `--{close}`?" if close else "use a token of `base/theme.toml`, or define it"
            place = Place(display_path(path), line, column, len(found[1]) + 2)
            yield Problem("E309/unknown-token", f"`--{found[1]}` is not defined", place, hint=hint)


@lru_cache(maxsize=64)
def _faulty_nodes(text: str) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return the parse errors of a sheet, and what would load a file; audiences share most sheets."""
    import tinycss2  # the PDF engine's own parser; only needed once sheets are read

    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    values = tinycss2.parse_component_value_list(text, skip_comments=True)
    return tuple(_parse_errors(rules, tinycss2)), tuple(_loading_nodes(values))


def _loading_nodes(nodes: list[Any]) -> Iterator[Any]:
    """Give everything at or below these nodes that would load a file."""
    for node in nodes:
        if (
            (node.type == "url" and not str(node.value).startswith("#"))
            or (node.type == "at-keyword" and node.lower_value in _LOADING)
            or (node.type == "function" and node.lower_name in _LOADING)
        ):
            yield node
        for inner in ("content", "arguments"):
            yield from _loading_nodes(getattr(node, inner, None) or [])


def _parse_errors(nodes: list[Any], tinycss2: Any) -> Iterator[Any]:
    """Give every parse error at or below these nodes."""
    for node in nodes:
        if node.type == "error":
            yield node
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield from _parse_errors(inner, tinycss2)
