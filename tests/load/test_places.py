"""Each letter of a text knows where it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.load import load, load_audiences
from brief.model import Kind
from brief.model.fields import all_prose
from brief.select import select

DOSSIERS = ("content/claude-cloning", "tests/examples/everything/content/everything")


@pytest.mark.parametrize("name", DOSSIERS)
def test_the_character_at_the_place_of_a_letter_is_that_letter(checkout: Path, name: str) -> None:
    audiences = load_audiences([checkout / "templates"])
    dossier = load(checkout / name, audiences)
    wholes = [dossier, *(select(dossier, audience).brief for audience in audiences.values())]
    nodes = {
        id(node): node
        for whole in wholes
        for prose in all_prose(whole)
        for top in prose
        for node in top.walk()
        if node.kind is Kind.TEXT
    }
    files: dict[str, list[str]] = {}
    looked, wrong = 0, []
    for node in nodes.values():
        for offset, letter in enumerate(node.text):
            place = node.at(offset)
            if not letter.isalnum() or place.file.endswith(".csv"):  # a cell has the place of its row
                continue
            path = Path(place.file)
            rows = files.setdefault(place.file, path.read_text(encoding="utf-8").split("\n"))
            looked += 1
            if rows[place.line - 1][place.column - 1 : place.column] != letter:
                wrong.append((str(place), node.text[offset : offset + 20]))
    assert looked > 2000
    assert wrong == []
