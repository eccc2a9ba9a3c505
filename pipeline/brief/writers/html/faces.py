"""The faces of one file, each subset to the characters that it shows, so that the file stays small."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import uharfbuzz as harfbuzz

from brief.page.fonts import faces

# Kinds of figures that the style sheets ask for, and what scripts need for their shaping.
FEATURES = "kern liga calt ccmp locl mark mkmk onum pnum lnum tnum rlig rclt init medi fina isol"
FURNITURE = " 0123456789.,:;-–—•◦▪↑“”‘’…\u00a0\u00ad\u2010"  # numbers and marks that browsers add
NAMES = (0, 1, 2, 13, 14)  # family, copyright and licence go with the face (OFL 1.1, 2)


def subset_faces(assets: Mapping[str, bytes], characters: str, families: Collection[str]) -> dict[str, bytes]:
    """Return each face among the assets as a TrueType font with these characters alone.

    Faces of other families than those named are included only for characters that the named ones lack. The bytes
    depend on nothing but the arguments.
    """
    wanted = {ord(character) for character in characters + FURNITURE if character.isprintable()}
    fonts = {face.name: harfbuzz.Face(harfbuzz.Blob(assets[face.name])) for face in faces(assets)}
    points = {name: set(font.unicodes) for name, font in fonts.items()}
    named = {face.name for face in faces(assets) if face.family in families}
    covered = set().union(*(points[name] for name in named))
    return {
        name: _subset(font, wanted & points[name])
        for name, font in fonts.items()
        if name in named or wanted & points[name] - covered
    }


def _subset(font: harfbuzz.Face, characters: set[int]) -> bytes:
    request = harfbuzz.SubsetInput()
    request.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    for kept, values in (
        (request.unicode_set, characters),
        (request.layout_feature_tag_set, {int.from_bytes(tag.encode(), "big") for tag in FEATURES.split()}),
        (request.name_id_set, NAMES),
    ):
        kept.clear()
        kept.update(values)
    return bytes(harfbuzz.subset(font, request).blob.data)
