"""Ten mistakes of ten kinds in five files are found in one run, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.dossiers import DOSSIER, problems_of, written

FILES = {
    "dossier.yaml": DOSSIER.replace("2026-11-23", "2026-11-31") + "handling:\n  leagl: {tlp: RED}\n",
    "claims.yaml": """\
- id: c-crack
  audience: [legal]
  statement: The deck is cracked.
  by: the inspector
  status: aleged
  statment: The deck is sound.
- id: c-load
  audience: [legal]
  statement: The load was too great.
  by: the owner
  by: the inspector
  likelihood: lickely
""",
    "sources.yaml": "- id: s-log\n  audience: [legal]\n  title: Log\n  type: report\n  url: file:///etc/passwd\n",
    "timeline.yaml": "- text: The bridge is closed.\n",
    "sections/01-facts.md": """\
---
title: What was found
role: facts
audience: [legal]
---
The deck is cracked [@s-lgo].

![The deck](figures/deck.svg){#fig-deck alt="A deck with a crack across it"}
""",
}
FOUND = """\
E104 claims.yaml:6:3
E103 claims.yaml:5:11
E102 claims.yaml:11:3
E110 claims.yaml:12:15
E108 dossier.yaml:4:8
E201 dossier.yaml:9:3
E156 sections/01-facts.md:6:22
E180 sections/01-facts.md:8:1
E112 sources.yaml:5:8
E202 timeline.yaml:1:3
"""


def test_ten_mistakes_of_ten_kinds_in_five_files_are_found_in_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "bridge", FILES)
    monkeypatch.chdir(folder)
    problems = problems_of(Path())
    assert sorted(f"{problem.code} {problem.place}" for problem in problems) == sorted(FOUND.splitlines())
    assert len({problem.code for problem in problems}) == 10
    assert len({problem.place.file for problem in problems if problem.place}) == 5


def test_places_are_given_from_the_current_folder_when_it_holds_the_dossier_and_in_full_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "content" / "bridge", {"claims.yaml": "- id: [\n"})
    monkeypatch.chdir(tmp_path)
    assert [problem.place.file for problem in problems_of(folder) if problem.place] == ["content/bridge/claims.yaml"]
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    places = [problem.place for problem in problems_of(Path("..") / "content" / "bridge")]
    assert [place.file for place in places if place] == [(folder / "claims.yaml").as_posix()]


def test_what_refers_to_things_in_a_broken_file_is_not_reported_as_well(tmp_path: Path) -> None:
    text = FILES["sections/01-facts.md"].partition("[@")[0] + "[@s-log] and [it is cracked]{claim=c-crack}.\n"
    broken = {"sources.yaml": "- id: s-log\n  title: {\n", "sections/01-facts.md": text}
    misnamed = {"claim.yaml": FILES["claims.yaml"].partition("  status")[0]}
    problems = problems_of(written(tmp_path / "bridge", {**broken, **misnamed}))
    assert [problem.code for problem in problems] == ["E188", "E101"]
