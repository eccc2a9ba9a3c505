from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from brief.load import load
from brief.model import Claim, Confidence, Dossier, Kind, Level, Likelihood, Nature, Reference, Status, plain_text
from tests.load.dossiers import AUDIENCES, DOSSIER, problems_of, written

SECTION = "---\ntitle: Facts\nrole: facts\naudience: [legal]\n---\nThe deck is cracked.\n"


def loaded(folder: Path, files: dict[str, str | bytes]) -> Dossier:
    return load(written(folder, files), AUDIENCES)


def claim(tmp_path: Path, **fields: str) -> Claim:
    given = {"id": "c-1", "audience": "[legal]", "statement": "It is.", "by": "us", **fields}
    text = "- " + "\n  ".join(f"{key}: {value}" for key, value in given.items()) + "\n"
    return loaded(tmp_path / "bridge", {"claims.yaml": text}).record.claims[0]


@pytest.mark.parametrize(
    "example",
    ["content/claude-cloning", "tests/examples/minimal", "tests/examples/everything", "tests/examples/authorities"],
)
def test_the_sample_and_the_example_dossiers_load(example: str, checkout: Path) -> None:
    folders = sorted(path.parent for path in (checkout / example).rglob("dossier.yaml"))
    assert folders
    for folder in folders:
        dossier = load(folder, AUDIENCES)
        assert dossier.name == folder.name
        assert dossier.record.sections
        assert all(item.id and item.audience and item.place.line for item in dossier.record.items())


def test_dossier_fields_are_read_as_they_are_written(tmp_path: Path) -> None:
    more = "keywords: [bridge]\nhandling:\n  legal: {tlp: RED}\nmemo:\n  legal: {to: A, from: B, re: C}\n"
    dossier = loaded(tmp_path / "bridge", {"dossier.yaml": DOSSIER + more})
    assert (dossier.name, dossier.version, dossier.authors) == ("bridge", "1.10", ("Desk",))
    assert dossier.as_of == datetime.date(2026, 11, 23)
    assert dossier.handling["legal"].tlp == "RED"
    assert (dossier.memo["legal"].to, dossier.memo["legal"].sender, str(dossier.memo["legal"].re)) == ("A", "B", "C")
    assert dossier.bottom_line
    assert dossier.bottom_line.prose[0].kind is Kind.PARAGRAPH
    assert dossier.title.prose[0].kind is Kind.TEXT


def test_claim_fields_are_read_as_they_are_written(tmp_path: Path) -> None:
    fields = {"status": "alleged", "nature": "assumption", "likelihood": "likely", "confidence": "low"}
    found = claim(tmp_path, **fields)
    assert (found.status, found.nature) == (Status.ALLEGED, Nature.ASSUMPTION)
    assert found.likelihood == Likelihood(55, 80, "likely", "icd-203")
    assert found.confidence == Confidence(Level.LOW)
    assert (found.place.line, found.place.column, found.place.width) == (1, 7, 3)
    assert (found.audience_place.line, found.audience_place.column, found.audience_place.width) == (2, 13, 7)


@pytest.mark.parametrize(
    ("written_as", "likelihood"),
    [
        ("nearly certain", Likelihood(95, 99, "nearly certain", "icd-203-b")),
        ("{word: likely, scale: ipcc}", Likelihood(66, 100, "likely", "ipcc")),
        ("20-45", Likelihood(20, 45)),
        ("20–45 %", Likelihood(20, 45)),
        ("[20, 45]", Likelihood(20, 45)),
    ],
)
def test_likelihood_is_a_word_of_a_scale_or_a_range(tmp_path: Path, written_as: str, likelihood: Likelihood) -> None:
    assert claim(tmp_path, likelihood=written_as).likelihood == likelihood


def test_a_text_may_have_a_wording_for_each_audience(tmp_path: Path) -> None:
    found = claim(tmp_path, audience="[legal, general]", statement="{legal: One., general: Two.}")
    assert found.statement.common is None
    assert {name: plain_text(prose) for name, prose in found.statement.wordings.items()} == {
        "legal": "One.",
        "general": "Two.",
    }


def test_a_file_may_give_its_entries_an_audience_that_an_entry_may_narrow(tmp_path: Path) -> None:
    text = "audience: [legal, general]\nitems:\n  - text: One.\n  - text: Two.\n    audience: legal\n"
    first, second = loaded(tmp_path / "bridge", {"timeline.yaml": text}).record.timeline
    assert (first.id, first.audience, first.audience_place.line) == ("event-1", {"legal", "general"}, 1)
    assert (second.id, second.audience, second.audience_place.line) == ("event-2", {"legal"}, 5)


def test_actions_get_names_of_their_own(tmp_path: Path) -> None:
    text = """\
audience: [executive]
decisions: [{ask: Close it., by: 2026-12-01}]
options: [{title: Close, gains: Safety, costs: Money, recommended: true}, {title: Wait, gains: Time, costs: Risk}]
recommendations: [{text: Close it.}]
steps: [{text: Tell the town., owner: Desk}]
"""
    record = loaded(tmp_path / "bridge", {"actions.yaml": text}).record
    names = ["decision-1", "option-1", "option-2", "recommendation-1", "step-1"]
    assert [item.id for item in record.items()] == names
    assert (record.options[0].recommended, record.options[1].recommended) == (True, False)
    assert record.decisions[0].by == datetime.date(2026, 12, 1)


def test_sections_are_in_the_order_of_their_file_names_and_named_after_them(tmp_path: Path) -> None:
    named = SECTION.replace("title", "id: sec-own\ntitle")
    files = {
        "sections/20-b.md": SECTION,
        "sections/10_a.md": SECTION,
        "sections/30.md": SECTION,
        "sections/z.md": named,
    }
    sections = loaded(tmp_path / "bridge", files).record.sections
    assert [section.id for section in sections] == ["sec-a", "sec-b", "sec-30", "sec-own"]


def test_sources_are_references_with_their_places(tmp_path: Path) -> None:
    source = "- id: s-1\n  audience: [legal]\n  title: Log\n  type: report\n  date: 2026-02\n  credibility: 6\n"
    claims = "- id: c-1\n  audience: [legal]\n  statement: It is.\n  by: us\n  sources: [s-1]\n"
    record = loaded(tmp_path / "bridge", {"sources.yaml": source, "claims.yaml": claims}).record
    (reference,) = record.claims[0].sources
    assert (reference.id, reference.place.line, reference.place.column) == ("s-1", 5, 13)
    assert isinstance(reference, Reference)
    assert (record.sources[0].date, record.sources[0].credibility) == ("2026-02", "6")


def test_a_byte_order_mark_and_foreign_line_ends_change_nothing(tmp_path: Path) -> None:
    plain = loaded(tmp_path / "a" / "bridge", {"sections/01-a.md": SECTION})
    files: dict[str, str | bytes] = {
        "dossier.yaml": b"\xef\xbb\xbf" + DOSSIER.replace("\n", "\r\n").encode(),
        "sections/01-a.md": b"\xef\xbb\xbf" + SECTION.replace("\n", "\r\n").encode(),
    }
    foreign = loaded(tmp_path / "b" / "bridge", files)
    assert plain_text(foreign.record.sections[0].body) == plain_text(plain.record.sections[0].body)
    assert foreign.record.sections[0].audience_place.line == plain.record.sections[0].audience_place.line == 4


def test_hidden_files_and_backups_are_left_alone(tmp_path: Path) -> None:
    files = {".DS_Store": "x", "claims.yaml~": "x", "sections/.a.md.swp": "x", "sections/01-a.md": SECTION}
    assert problems_of(written(tmp_path / "bridge", files)) == ()


def test_empty_record_files_hold_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path / "bridge", {"claims.yaml": "# none yet\n", "actions.yaml": ""}).record.claims == ()


def test_a_link_that_leads_out_of_the_dossier_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(SECTION)
    folder = written(tmp_path / "bridge", {"sections/01-a.md": SECTION})
    (folder / "sections" / "02-b.md").symlink_to(tmp_path / "secret.md")
    assert [problem.code for problem in problems_of(folder)] == ["E181"]


def test_a_missing_folder_is_reported(tmp_path: Path) -> None:
    assert [problem.code for problem in problems_of(tmp_path / "none")] == ["E186"]


def test_one_mistake_in_one_of_many_entries_is_one_problem(tmp_path: Path) -> None:
    entries = [f"- id: c-{n}\n  audience: [legal]\n  statement: It is.\n  by: us\n" for n in range(200)]
    entries[150] += "  status: alegged\n"
    (problem,) = problems_of(written(tmp_path / "bridge", {"claims.yaml": "".join(entries)}))
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column) == ("E103", 605, 11)
    assert problem.hint == "did you mean `alleged`?"
