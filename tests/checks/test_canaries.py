"""A canary in every kind of place that can be withheld: a leaking file is refused for each, a right one has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from brief.checks.withheld import withheld
from brief.diagnostics.problems import Place
from brief.formats import read_back, write_formats
from brief.load import load, load_audiences
from brief.model import Selection
from brief.model.brief import Withheld
from brief.page.vocabulary import Page
from brief.render import render
from brief.select import select
from tests.checks.canaries import NOWHERE, PUBLIC, files, places
from tests.load.dossiers import written
from tests.project.test_nothing_leaks import everything

PARTS = (
    "basis, bottom-line, facts, discussion, decision, options, next-steps, record, timeline, glossary, contact, sources"
)
AUDIENCE = "label: {}\nparts: [{}]\nhandling: {{tlp: {}}}\nnumbering: {}\n"
READERS = {"counsel": frozenset(places()) - PUBLIC - NOWHERE, "public": PUBLIC}


@pytest.fixture(scope="module")
def briefs(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Selection, Page]]:
    """Return what each audience gets of the dossier."""
    folder = tmp_path_factory.mktemp("canaries")
    for name, tlp, numbering in (("counsel", "AMBER", "paragraphs"), ("public", "CLEAR", "none")):
        text = AUDIENCE.format(name.title(), PARTS, tlp, numbering)
        written(folder / "templates", {f"audiences/{name}/audience.yaml": text})
    layers = [folder / "templates", checkout / "templates"]
    audiences = {name: one for name, one in load_audiences(layers).items() if name in READERS}
    dossier = load(written(folder / "harbour", files()), audiences)
    chosen = {name: select(dossier, audience) for name, audience in audiences.items()}
    return {name: (one, render(one.brief, layers)) for name, one in chosen.items()}


def test_there_are_many_places() -> None:
    assert len(places()) >= 80


def test_the_manual_lists_the_places(checkout: Path) -> None:
    text = (checkout / "docs" / "proof.md").read_text()
    listed = re.search(r"A canary is in each of these places: (.*?)\.\n", text, re.DOTALL)
    assert listed is not None
    assert " ".join(listed[1].split()).split("; ") == sorted(places())


@pytest.mark.parametrize("formats", [("html", "docx"), pytest.param(("pdf",), marks=pytest.mark.slow)])
def test_a_file_for_others_is_refused_for_each_canary_and_the_right_one_has_none(
    briefs: Mapping[str, tuple[Selection, Page]], formats: Sequence[str]
) -> None:
    made = {name: write_formats(page, formats) for name, (_, page) in briefs.items()}
    for name, other in (("counsel", "public"), ("public", "counsel")):
        said = b"\n".join(everything(made[name])).decode("utf-8", "replace").lower()
        assert not [place for place in READERS[other] | NOWHERE if places()[place] in said]
        selection, page = briefs[name]
        alone = replace(selection, withheld=tuple(one_by_one(selection, READERS[other])))
        found = withheld(alone, page, read_back(made[other]))
        assert READERS[other] <= {problem.place.file for problem in found if problem.place}
        assert withheld(selection, page, read_back(made[name])) == []


def one_by_one(selection: Selection, wanted: frozenset[str]) -> Iterator[Withheld]:
    """Give what is withheld with one canary each, and its place as the place; every canary must be withheld."""
    for place in sorted(wanted):
        canary = places()[place]
        for one in selection.withheld:
            has_words = canary in one.words.lower()
            if has_words or canary in one.id:
                words = canary if has_words else ""
                yield Withheld(
                    one.kind, one.id if canary in one.id else "", one.reason, Place(place), one.reason_place, words
                )
                break
        else:
            raise AssertionError(f"the canary in `{place}` is not known as withheld")
