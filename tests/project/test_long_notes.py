"""A note that is longer than a page is an error where it is written, and not a message of the PDF engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.build import build
from brief.diagnostics.problems import BriefError
from brief.load import load, load_audiences

SHIPPED = Path(__file__).parents[2] / "templates"
HEAD = 'title: The quay\nreference: Q-1\nversion: "1"\nas_of: 2026-11-23\nlanguage: en\nauthors: [Desk]\n'
SECTION = (
    "---\ntitle: What is said\nrole: facts\naudience: [legal]\n---\nOne thing.[^1] And another.[^2]\n\n[^2]: Short.\n\n"
)
SENTENCE = "The keeper of the quay writes down every evening which ship lies at which berth. "


@pytest.mark.parametrize("length", [80, 400])
def test_a_note_longer_than_a_page_is_an_error_at_its_place(tmp_path: Path, length: int) -> None:
    folder = tmp_path / "quay"
    (folder / "sections").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(HEAD)
    (folder / "sections/01-facts.md").write_text(f"{SECTION}[^1]: {SENTENCE * length}\n")
    audiences = load_audiences([SHIPPED])
    with pytest.raises(BriefError) as caught:
        build(load(folder, audiences), audiences["legal"], ("pdf",), [SHIPPED])
    (problem,) = caught.value.problems
    assert problem.rule == "E403/note-too-long"
    assert "the note “The keeper of the quay" in problem.text
    assert problem.place is not None
    assert problem.place.file.endswith("01-facts.md")
    assert problem.place.line == 10
