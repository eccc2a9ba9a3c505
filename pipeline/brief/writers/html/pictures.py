"""Embed pictures in the file; a drawing needs the faces of its text in itself, since it cannot use the page's."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import lxml.etree as etree

from brief.diagnostics.problems import BriefError, Problem
from brief.page.fonts import faces
from brief.page.vocabulary import Page
from brief.writers.html.faces import subset_faces

MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_ROOT = re.compile(rb"<svg\b[^>]*>")
_WORDS = re.compile(r">([^<>]+)<")


def embed_pictures(root: etree._Element, page: Page) -> None:
    """Replace every picture's name by its bytes, in place; raise `BriefError` (E304) for one that cannot be shown."""
    for image in root.iter("img"):
        name = image.get("src", "")
        if name not in page.assets:
            raise BriefError([Problem("E304/missing-picture", f"the page has no picture `{name}`")])
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in MEDIA_TYPES:
            hint = f"use one of {', '.join(MEDIA_TYPES)}"
            raise BriefError(
                [Problem("E304/picture-kind", f"`{name}` is in a format that not every browser can show", hint=hint)]
            )
        data = page.assets[name]
        if suffix == ".svg":
            data = _with_faces(data, page.assets)
        image.set("src", f"data:{MEDIA_TYPES[suffix]};base64,{base64.b64encode(data).decode()}")


def _with_faces(svg: bytes, assets: Mapping[str, bytes]) -> bytes:
    """Return a drawing with the upright faces of every family that it names and that the page has."""
    words = "".join(_WORDS.findall(svg.decode())).strip()
    opening = _ROOT.search(svg)
    named = [face for face in faces(assets) if not face.is_italic and face.family.encode() in svg]
    if not words or not opening or not named:
        return svg
    files = subset_faces({face.name: assets[face.name] for face in named}, words, {face.family for face in named})
    rules = "".join(
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f'src:url("data:font/ttf;base64,{base64.b64encode(files[face.name]).decode()}")}}'
        for face in named
    )
    return svg[: opening.end()] + f"<style>{rules}</style>".encode() + svg[opening.end() :]
