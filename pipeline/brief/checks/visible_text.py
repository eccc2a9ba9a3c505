"""All words that a brief shows on purpose."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.etree

from brief.checks.normalise import name_as_words
from brief.model.brief import Brief
from brief.model.dossier import Picture
from brief.model.estimate import SCALES
from brief.model.fields import all_prose, dossier_text_fields
from brief.visibility.references import anchors
from brief.visibility.words import item_word_runs, word_runs


def visible_text(brief: Brief) -> Iterator[str]:
    """Give the brief's texts, fields and names, and the words of the scales, which any template may list."""
    for field in dossier_text_fields(brief):
        for prose in field.text.proses():
            yield from word_runs(prose)
    yield from item_word_runs(brief.memo)
    for item in brief.record.items():
        yield from item_word_runs(item)
        yield name_as_words(item.id)
    for prose in all_prose(brief):
        yield from (name_as_words(node.get("id")) for node in anchors(prose))
    if brief.handling.privilege is not None:
        yield from item_word_runs(brief.handling.privilege)
    yield from (brief.reference, brief.version, brief.audience.label, *brief.authors, *brief.keywords)
    for picture in brief.pictures.values():
        yield name_as_words(picture.path)
        yield from _drawn_words(picture)
    for scale in SCALES.values():
        yield " ".join(scale)
        yield " ".join(f"{word} {low} {high}" for word, (low, high) in scale.items())


def _drawn_words(picture: Picture) -> Iterator[str]:
    """Give the words of a drawing, those of each of its elements apart; words in pixels are not read."""
    if picture.path.casefold().endswith(".svg"):
        yield from map(str, lxml.etree.fromstring(picture.data).itertext())
