"""The design tokens and style sheets of one audience, merged from all layers of templates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.suggestions import closest
from brief.diagnostics.toml_places import syntax_problem, value_place
from brief.page.fonts import faces
from brief.page.theme import Theme
from brief.render.colour_pairs import low_contrast
from brief.render.stylesheets import StyleSheets, read_sheets
from brief.render.template_assets import read_font_files
from brief.render.template_path import find, template_folders

FILE = "theme.toml"

# Width and height of the sheets of paper that have a name (ISO 216, ANSI/ASME Y14.1).
PAPERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "A3": ("297mm", "420mm"),
        "A4": ("210mm", "297mm"),
        "A5": ("148mm", "210mm"),
        "Letter": ("8.5in", "11in"),
        "Legal": ("8.5in", "14in"),
    }
)

_FACES = ("face.", "script.")  # sections whose tokens are families of fonts
_LENGTH = r"\d+(?:\.\d+)?(?:pt|mm|cm|in|px)"
# A token keeps the kind of value that it has in the shipped theme; the first pattern that matches is its kind.
_KINDS: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        "colour": (re.compile(r"#[0-9a-fA-F]{6}"), "write a colour as `#1b1f24`"),
        "length": (re.compile(_LENGTH), "write a length as `10.5pt`, with pt, mm, cm, in or px"),
        "number": (re.compile(r"\d+(?:\.\d+)?"), "write a number without a unit, such as `1.42`"),
        "paper": (
            re.compile(rf"{'|'.join(PAPERS)}|{_LENGTH} {_LENGTH}"),
            f"use {', '.join(PAPERS)}, or a width and a height such as `210mm 297mm`",
        ),
        "family": (re.compile(r"[^\W_][\w .'-]*"), "write the name of one font family, such as `Source Serif 4`"),
    }
)


def read_theme(layers: Sequence[Path], audience: str) -> tuple[Theme, StyleSheets]:
    """Return an audience's tokens and its style sheets.

    `layers` are template folders, the nearest first, the shipped one last. In each layer, the tokens of
    `audiences/NAME/theme.toml` override those of `base/theme.toml`, and those of a nearer layer override those of a
    farther one. Only the tokens of the farthest base exist; `page.width` and `page.height` are added from `page.size`.
    Raise `BriefError`: E303 when there is no theme, E306 for each token that is unknown or has a value of another
    kind or names a family that is not among the fonts, E309 for a style sheet that cannot be used, E313 for each
    colour that cannot be read on its ground.
    """
    files = [
        path
        for layer in reversed(layers)
        for folder in (layer / "base", layer / "audiences" / audience)
        if folder.resolve().is_relative_to(layer.resolve()) and (path := find([folder], FILE)) is not None
    ]
    if not files:
        hint = f"put it into `{layers[-1] / 'base'}`" if layers else ""
        raise BriefError([Problem("E303/no-theme", f"there is no `{FILE}`", hint=hint)])
    tokens: dict[str, str] = {}
    problems: list[Problem] = []
    changes = [_ThemeFile(path) for path in files]
    for each in changes:
        problems += each.problems(tokens)
        tokens.update(each.tokens)
    if problems:
        raise BriefError(problems)
    tokens = {name: _resolved(name, tokens) for name in tokens}
    families = {face.family for face in faces(read_font_files(template_folders(layers, audience)))}
    if problems := [*_unknown_faces(tokens, changes, families), *_contrast_problems(tokens, changes)]:
        raise BriefError(problems)
    width, height = PAPERS.get(tokens["page.size"]) or tokens["page.size"].split()
    theme = Theme(MappingProxyType(tokens | {"page.width": width, "page.height": height}))
    return theme, read_sheets(layers, audience, theme)


class _ThemeFile:
    """One theme file: its tokens by `section.key`, and the place of each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.source = path.read_text(encoding="utf-8")
            found = tomllib.loads(self.source)
        except UnicodeDecodeError as error:
            raise BriefError([Problem("E306/not-utf-8", "not UTF-8 text", Place(display_path(path)))]) from error
        except tomllib.TOMLDecodeError as error:
            raise BriefError([syntax_problem("E306/not-toml", error, display_path(path), self.source)]) from error
        self.tokens = {
            f"{section}.{key}": _token_text(value)
            for section, values in found.items()
            for key, value in (values.items() if isinstance(values, dict) else [("", values)])
        }

    def problems(self, base: Mapping[str, str]) -> list[Problem]:
        """Return what is wrong with these tokens, given those of `base`; those of the first file are their own base."""
        problems = []
        for name, value in self.tokens.items():
            if base and name not in base:
                close = closest(name, base)
                hint = f"did you mean `{close}`?" if close else "the shipped `base/theme.toml` lists them all"
                problems.append(
                    Problem("E306/unknown-token", f"unknown token `{name.rstrip('.')}`", self.place(name), hint=hint)
                )
                continue
            known = base or self.tokens
            if _sibling(name, value) in known:
                continue
            kind, hint = _kind_of(name, _resolved(name, known))
            if not kind.fullmatch(value):
                problems.append(
                    Problem(
                        "E306/token-value", f"`{value}` is not a valid value for `{name}`", self.place(name), hint=hint
                    )
                )
        return problems

    def place(self, name: str) -> Place:
        """Return the place of a token's value, or the file when the value is not on the line of its key."""
        table, _, key = name.rpartition(".")
        return value_place(display_path(self.path), self.source, table, key)


def _unknown_faces(
    tokens: Mapping[str, str], files: Sequence[_ThemeFile], families: Collection[str]
) -> Iterator[Problem]:
    """Give an E306 for each family that is not among the fonts of the templates, where it was set last."""
    for name, family in tokens.items():
        if families and name.startswith(_FACES) and family not in families:
            last = next(each for each in reversed(files) if name in each.tokens)
            close = closest(family, families)
            hint = f"did you mean `{close}`?" if close else f'add it from this machine: `brief fonts add "{family}"`'
            text = f"`{family}` is none of the fonts of the templates"
            yield Problem("E306/unknown-face", text, last.place(name), hint=hint)


def _contrast_problems(tokens: Mapping[str, str], files: Sequence[_ThemeFile]) -> Iterator[Problem]:
    """Give an E313 for each colour that cannot be read on its ground, at the one of the two that was set last."""
    for seen, ground, measured in low_contrast(tokens):
        last = next(each for each in reversed(files) if seen in each.tokens or ground in each.tokens)
        culprit = seen if seen in last.tokens else ground
        hint = f"make `{culprit}` darker or lighter ({tokens[seen]} on {tokens[ground]})"
        text = f"`{seen}` on `{ground}` has a contrast of {measured}"
        yield Problem("E313/low-contrast", text, last.place(culprit), hint=hint)


def _sibling(name: str, value: str) -> str:
    """Return the name that a value has as a token of the same section."""
    return f"{name.partition('.')[0]}.{value}"


def _resolved(name: str, tokens: Mapping[str, str]) -> str:
    """Return a token's value; where it is the name of another token of its section, that one's value, unresolved."""
    return tokens.get(_sibling(name, tokens[name]), tokens[name])


def _token_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _kind_of(name: str, value: str) -> tuple[re.Pattern[str], str]:
    """Return the pattern and the hint of the kind of value that a token has in the shipped theme."""
    if name == "page.size":
        return _KINDS["paper"]
    if name.startswith(_FACES):
        return _KINDS["family"]
    plain = (_KINDS[kind] for kind in ("colour", "length", "number"))
    return next((found for found in plain if found[0].fullmatch(value)), _KINDS["length"])
