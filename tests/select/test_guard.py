import dataclasses
from types import MappingProxyType

import pytest

from brief.model import Brief, Kind, Picture, Record, Text
from brief.select import select
from brief.select.guard import guard
from tests.select.dossiers import AUDIENCES, LEGAL, dossier, node, paragraph, say, section, text, wordings


@pytest.fixture
def brief() -> Brief:
    return select(dossier(section(paragraph("a"))), AUDIENCES["general"]).brief


def test_a_brief_from_selection_passes(brief: Brief) -> None:
    guard(brief)


def test_a_mark_for_another_audience_is_found_anywhere(brief: Brief) -> None:
    inner = section(paragraph("a", node(Kind.NOTE, paragraph(say("b", LEGAL)))), mark=frozenset({"general"}))
    with pytest.raises(RuntimeError, match="a span at"):
        guard(dataclasses.replace(brief, record=Record(sections=(inner,))))
    with pytest.raises(RuntimeError, match="a span at"):
        guard(dataclasses.replace(brief, basis=text(say("b", LEGAL))))


def test_an_item_for_several_audiences_is_found(brief: Brief) -> None:
    with pytest.raises(RuntimeError, match="`sec-facts` is for"):
        guard(dataclasses.replace(brief, record=Record(sections=(section(),))))


@pytest.mark.parametrize("left", [wordings(general="x"), Text()])
def test_a_text_that_was_not_narrowed_is_found(brief: Brief, left: Text) -> None:
    with pytest.raises(RuntimeError, match="wordings"):
        guard(dataclasses.replace(brief, contact=left))


def test_a_picture_that_no_figure_shows_is_found(brief: Brief) -> None:
    pictures = MappingProxyType({"a.png": Picture("a.png", b"", 1, 1)})
    with pytest.raises(RuntimeError, match="picture"):
        guard(dataclasses.replace(brief, pictures=pictures))
