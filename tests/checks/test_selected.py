"""Selection is not trusted: whatever is wrong in it, the brief is refused."""

from __future__ import annotations

import dataclasses
import datetime
import re
import sys
from dataclasses import dataclass, make_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings

from brief.build import build
from brief.checks.readers import read_dossier
from brief.checks.selected import selected
from brief.checks.withheld import withheld
from brief.diagnostics.problems import BriefError
from brief.load import load, load_audiences
from brief.model import Claim, Dossier, Record
from brief.model.fields import dossier_audiences
from brief.page.theme import Theme
from brief.page.vocabulary import Page
from brief.render import render
from brief.select import select
from tests.checks.selection_faults import FAULTS, SECRET, STAGE, WHOLE
from tests.select.dossiers import ALL, AUDIENCES, LEGAL, dossier, paragraph, section, text
from tests.select.test_properties import written

RIGHT = select(WHOLE, AUDIENCES["general"])
TOKEN = re.compile(r"tok\d+en")
BLANK = Page("<html><body><main></main></body></html>", "", {}, Theme({}))


@pytest.mark.parametrize("name", AUDIENCES)
def test_what_selection_makes_of_a_dossier_with_everything_passes(name: str) -> None:
    assert selected(select(WHOLE, AUDIENCES[name]), BLANK, {}) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_selection_is_refused(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(STAGE, "guard", lambda brief: None)  # so that nothing but the check refuses it
    FAULTS[fault](monkeypatch)
    wrong = select(WHOLE, AUDIENCES["general"])
    monkeypatch.undo()
    assert wrong.brief != RIGHT.brief, "the fault has no effect"
    found = selected(wrong, BLANK, {})
    assert {problem.code for problem in found} == {"E408"}
    assert not any(word in problem.text + problem.hint for problem in found for word in (SECRET, "Quist", "legal-"))


@settings(max_examples=10)
@given(written())
def test_no_brief_of_any_dossier_is_refused(drawn: tuple[Dossier, dict[str, frozenset[str]]]) -> None:
    whole, _ = drawn
    for name in sorted(dossier_audiences(whole)):
        chosen = select(whole, AUDIENCES[name])
        assert selected(chosen, BLANK, {}) == []
        hidden = [words for _, words in read_dossier(whole).hidden_from(name)]
        listed = [one.words for one in chosen.withheld]
        assert set(TOKEN.findall(" ".join(hidden))) == set(TOKEN.findall(" ".join(listed)))


def test_a_withheld_picture_among_the_files_of_a_page_is_refused() -> None:
    page = dataclasses.replace(BLANK, assets={"chart.png": WHOLE.pictures["figures/hidden.png"].data})
    (problem,) = selected(RIGHT, page, {})
    assert problem.rule == "E408/withheld-in-brief"
    assert problem.text.startswith("`pictures.data` is for legal only")


PRINTED = {
    "a paragraph": "<p>{}</p>",
    "a heading": "<h2 id='x'>{}</h2>",
    "a cell": "<table><tbody><tr><td>{}</td></tr></tbody></table>",
    "an alternative text": "<p><img src='a.png' alt='{}'></p>",
    "an attribute": "<section data-part='{}'></section>",
    "a note": "<p>Sold<span class='note'>{}</span></p>",
    "an address": "<p><a href='https://example.org/{}'>x</a></p>",
    "an identifier": "<p id='{}'>x</p>",
    "a comment": "<!-- {} -->",
    "words in several elements": "<p><em>counsel first</em> <strong>advised</strong> paying the <s>falconer</s></p>",
}  # fmt: skip


@pytest.mark.parametrize("place", PRINTED)
def test_words_that_selection_forgot_to_withhold_are_not_let_onto_a_page(place: str) -> None:
    forgetful = dataclasses.replace(RIGHT, withheld=())
    said = SECRET.replace(" ", "-") if place in {"an address", "an identifier"} else SECRET
    html = f"<html><body><main><p>Sold.</p>{PRINTED[place].format(said)}</main></body></html>"
    page = dataclasses.replace(BLANK, html=html)
    assert {problem.rule for problem in withheld(forgetful, page, {})} == {"E405/withheld-words"}
    assert withheld(forgetful, BLANK, {}) == []


def test_a_page_made_from_the_brief_of_others_is_refused(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layers = [checkout / "templates"]
    audiences = load_audiences(layers)
    whole = load(checkout / "tests/examples/everything/content/everything", audiences)
    others = select(whole, audiences["legal"]).brief
    monkeypatch.setattr(
        sys.modules["brief.build"], "render", lambda brief, layers, **options: render(others, layers, **options)
    )
    with pytest.raises(BriefError) as raised:
        build(whole, audiences["general"], (), layers)
    assert "E405" in {problem.code for problem in raised.value.problems}


def test_every_plain_field_with_words_is_searched_for() -> None:
    hidden = {words for _, words in read_dossier(WHOLE).hidden_from("general")}
    for source in WHOLE.record.sources[1:]:
        assert {source.author, source.publisher, source.url, source.short, source.citation} - {""} <= hidden
    privilege = WHOLE.handling["legal"].privilege
    assert privilege is not None
    assert {privilege.counsel, privilege.purpose, *privilege.recipients} <= hidden
    assert {WHOLE.memo["legal"].to, WHOLE.memo["legal"].sender, "FY"} <= hidden
    assert not {"work-product", "report", "2026-01", "alleged", "icd-203", "RED", "B", "s-legal"} & hidden


@dataclass(frozen=True, slots=True)
class NewClaim(Claim):
    """A claim with a field of a type that nobody has said the readers of."""

    exhibits: frozenset[str] = frozenset()


def test_a_value_whose_readers_are_not_known_stops_the_check() -> None:
    claim = NewClaim("c-new", ALL, text("It flew."), text("a guard"), exhibits=frozenset({"a feather"}))
    whole = dossier(record=Record(claims=(claim,)))
    with pytest.raises(TypeError, match="it is not known who may read a frozenset"):
        read_dossier(whole)
    with pytest.raises(TypeError, match="a mapping of str"):
        read_dossier(dossier(section(paragraph("a")), pictures={"a.png": "b"}))


def test_a_new_field_is_read_without_being_named_anywhere() -> None:
    kinds = make_dataclass("Exhibits", [("label", str), ("day", datetime.date)], frozen=True)
    claim = NewClaim("c-new", LEGAL, text("It flew."), text("a guard"), exhibits=kinds("A feather", datetime.date.max))
    reading = read_dossier(dossier(section(paragraph("a")), record=Record(claims=(claim,))))
    found = {leaf.path[2:]: leaf.readers for leaf in reading.leaves if "exhibits" in leaf.path}
    assert found == {("exhibits", "label"): LEGAL, ("exhibits", "day"): LEGAL}
