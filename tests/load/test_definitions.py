from __future__ import annotations

from pathlib import Path

import pytest

from brief.diagnostics.problems import BriefError
from brief.load import load_audiences
from brief.model import Citations, Numbering, Tlp

BOARD = """\
label: Board
parts: [bottom-line, decision]
numbering: headings
citations: footnotes
limits: {pages: 2, grade: 8.5}
handling: {tlp: GREEN}
recipients: ["*@example.org"]
"""


def layer(folder: Path, **definitions: str) -> Path:
    for name, text in definitions.items():
        (folder / "audiences" / name).mkdir(parents=True)
        if text:
            (folder / "audiences" / name / "audience.yaml").write_text(text)
    return folder


def test_an_audience_is_read_as_it_is_written(tmp_path: Path) -> None:
    board = load_audiences([layer(tmp_path, board=BOARD)])["board"]
    assert (board.label, board.parts) == ("Board", ("bottom-line", "decision"))
    assert (board.numbering, board.citations) == (Numbering.HEADINGS, Citations.FOOTNOTES)
    assert dict(board.limits) == {"pages": 2, "grade": 8.5}
    assert (board.handling.tlp, board.handling.place.line) == (Tlp.GREEN, 6)
    assert board.recipients == ("*@example.org",)


def test_the_nearest_folder_that_defines_a_name_decides_and_names_are_in_order(tmp_path: Path) -> None:
    near = layer(tmp_path / "near", board="label: Near\nparts: [facts]\n", general="")
    far = layer(tmp_path / "far", general="label: Public\nparts: [facts]\n", board=BOARD)
    audiences = load_audiences([near, far, tmp_path / "none"])
    assert list(audiences) == ["board", "general"]
    assert [audience.label for audience in audiences.values()] == ["Near", "Public"]


def test_the_shipped_audiences_load(checkout: Path) -> None:
    assert set(load_audiences([checkout / "templates"])) == {"executive", "general", "legal"}


def test_all_definitions_are_checked_in_one_run(tmp_path: Path) -> None:
    bad = layer(
        tmp_path, board=BOARD.replace("headings", "heading"), public="label: P\nparts: [a]\nlimit: 3\n", Odd=BOARD
    )
    with pytest.raises(BriefError) as raised:
        load_audiences([bad])
    assert [problem.code for problem in raised.value.problems] == ["E209", "E103", "E104"]


def test_a_definition_or_a_folder_that_leads_out_of_the_templates_is_refused(tmp_path: Path) -> None:
    outside = layer(tmp_path / "outside", board=BOARD, public=BOARD)
    inside = layer(tmp_path / "inside", board="")
    (inside / "audiences" / "board" / "audience.yaml").symlink_to(outside / "audiences" / "board" / "audience.yaml")
    (inside / "audiences" / "public").symlink_to(outside / "audiences" / "public")
    with pytest.raises(BriefError) as raised:
        load_audiences([inside])
    texts = [problem.text for problem in raised.value.problems if problem.code == "E209"]
    assert "`audience.yaml` is a link to a place outside the templates" in texts
    assert "`public` is a link to a place outside the templates" in texts
