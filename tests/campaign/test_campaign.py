"""A fixed part of the campaign (`python -m tests.benchmarks.campaign`), and that its dossiers are what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief.formats import FORMATS
from tests.campaign.author import AUDIENCES
from tests.campaign.dossier import NAME, write_project
from tests.campaign.outcome import outcome_of
from tests.campaign.vocabulary import DOSSIERS

SEED = 1
# What the sections of some dossiers together must have, as patterns of their text.
CONSTRUCTS = (
    r"^# ", r"^## ", r"^- ", r"^  - ", r"^1\. ", r"^:   ", r"^> ", r"^```", r"^    ", r"^\| ", r"^Table: ", r"^!\[",
    r"table=\"data/", r"^:+ \{audience=", r"^:+ \{lang=", r"\]\{audience=", r" \{audience=", r"\| [^|]+ \{audience=",
    r"\^\[", r"^\[\^n\d+\]: ", r"\[@s-\d+, p", r"\]\{claim=", r"\]\{term=", r"@tbl-", r"@fig-", r"@c-\d", r"dir=rtl",
    r"<https://", r"\\$",
)  # fmt: skip


@pytest.mark.parametrize("number", [10, pytest.param(4, marks=pytest.mark.slow)])
def test_a_generated_dossier_is_refused_by_nothing(tmp_path: Path, number: int) -> None:
    made = outcome_of(write_project(tmp_path / "project", SEED, number))
    assert made.failures == []
    assert (made.briefs, made.files) == (len(AUDIENCES), len(AUDIENCES) * len(FORMATS))


def test_generated_dossiers_have_every_construct_in_every_language(tmp_path: Path) -> None:
    folders = [write_project(tmp_path / str(number), SEED, number) / "content" / NAME for number in range(60)]
    texts = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("sections/*.md"))
    assert [pattern for pattern in CONSTRUCTS if not re.search(pattern, texts, re.MULTILINE)] == []
    heads = "\n".join((folder / "dossier.yaml").read_text(encoding="utf-8") for folder in folders)
    assert set(re.findall("^language: (.+)$", heads, re.MULTILINE)) == set(DOSSIERS)


def test_the_same_number_gives_the_same_dossier(tmp_path: Path) -> None:
    first, again, other = (
        write_project(tmp_path / name, SEED, number) for name, number in [("a", 3), ("b", 3), ("c", 4)]
    )
    assert _bytes(first) == _bytes(again) != _bytes(other)


def test_a_dossier_that_is_refused_is_counted_with_its_rule(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project", SEED, 3)
    (folder / "content" / NAME / "sections/90-none.md").write_text("---\ntitle: None\nrole: facts\n---\nText.\n")
    assert [rule for rule, _ in outcome_of(folder).failures] == ["E202/no-audience"]


def _bytes(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
